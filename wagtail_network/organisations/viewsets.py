"""How editors list and edit the register in the Wagtail admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_network.organisations.models import Competence, Organisation, Person, Sector
from wagtail_network.organisations.regions import Municipality, Region


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "sector", "municipality"]
    list_filter = ["sector", "municipality"]
    list_select_related = ["sector", "municipality"]
    ordering = ["name"]


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ["name", "title", "organisation"]
    ordering = ["name"]


class SectorViewSet(SnippetViewSet):
    model = Sector
    icon = "tag"


class CompetenceViewSet(SnippetViewSet):
    model = Competence
    icon = "list-ul"
    list_display = ["name", "parent"]
    list_select_related = ["parent"]


class RegionViewSet(SnippetViewSet):
    model = Region
    icon = "site"
    list_display = ["name", "valid_from", "valid_to", "successor"]
    list_select_related = ["successor"]


class MunicipalityViewSet(SnippetViewSet):
    model = Municipality
    icon = "home"
    list_display = ["name", "code"]


VIEWSETS = (
    OrganisationViewSet,
    PersonViewSet,
    SectorViewSet,
    CompetenceViewSet,
    RegionViewSet,
    MunicipalityViewSet,
)
