"""How editors list and edit the register in the Wagtail admin."""

from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_network.organisations.models import Competence, Organisation, Person, Sector
from wagtail_network.organisations.regions import Municipality, Region


class OrganisationChooserViewSet(SnippetChooserViewSet):
    form_fields = ["name", "short_text", "website", "logo"]


class PersonChooserViewSet(SnippetChooserViewSet):
    """With a tab to create one: the speaker who is missing, without leaving the meeting."""

    form_fields = ["name", "title", "organisation", "photo"]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    chooser_viewset_class = OrganisationChooserViewSet
    icon = "group"
    list_display = ["name", "sector", "municipality"]
    list_filter = ["sector", "municipality"]
    list_select_related = ["sector", "municipality"]
    ordering = ["name"]


class PersonViewSet(SnippetViewSet):
    model = Person
    chooser_viewset_class = PersonChooserViewSet
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
