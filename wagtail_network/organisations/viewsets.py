"""How editors list and edit the register in the Wagtail admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn
from wagtail.models import Locale
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_network.organisations.index_view import RegisterIndexView
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.regions import Municipality, Region
from wagtail_network.organisations.taxonomy import Certification, Competence, Sector

LANGUAGE = LocaleColumn(label=_("Language"))
STATUS = LiveStatusTagColumn()


class OrganisationChooserViewSet(SnippetChooserViewSet):
    form_fields = ["name", "short_text", "website"]


class PersonCreationForm(forms.ModelForm):
    """Offers each organisation once, in the language the new person is in."""

    class Meta:
        model = Person
        fields = ["name", "title", "organisation"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations: Any = self.fields["organisation"]
        organisations.queryset = organisations.queryset.filter(locale=Locale.get_default())


class PersonChooserViewSet(SnippetChooserViewSet):
    """With a tab to create one: the speaker who is missing, without leaving the meeting."""

    creation_form_class = PersonCreationForm


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    index_view_class = RegisterIndexView
    chooser_viewset_class = OrganisationChooserViewSet
    icon = "group"
    list_display = ["name", "sector", "municipality", STATUS, LANGUAGE]
    list_filter = ["sector", "municipality", "size", "live", "audience"]
    list_select_related = ["sector", "municipality"]
    ordering = ["name"]


class PersonViewSet(SnippetViewSet):
    model = Person
    index_view_class = RegisterIndexView
    chooser_viewset_class = PersonChooserViewSet
    icon = "user"
    list_display = ["name", "title", "organisation", STATUS, LANGUAGE]
    list_filter = ["live", "audience"]
    ordering = ["name"]


class SectorViewSet(SnippetViewSet):
    model = Sector
    icon = "tag"
    list_display = ["name", LANGUAGE]


class CertificationViewSet(SnippetViewSet):
    model = Certification
    icon = "tick"
    list_display = ["name", LANGUAGE]


class CompetenceViewSet(SnippetViewSet):
    model = Competence
    index_view_class = RegisterIndexView
    icon = "list-ul"
    list_display = ["name", "parent", LANGUAGE]
    list_select_related = ["parent"]


class RegionViewSet(SnippetViewSet):
    model = Region
    icon = "site"
    list_display = ["name", "valid_from", "valid_to", "successor", LANGUAGE]
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
    CertificationViewSet,
    RegionViewSet,
    MunicipalityViewSet,
)
