"""How editors list and edit what meetings share, in the Wagtail admin."""

from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_network.events.series import Series
from wagtail_network.organisations.viewsets import LANGUAGE


class SeriesChooserViewSet(SnippetChooserViewSet):
    """With a tab to create one, without leaving the meeting."""

    form_fields = ["name", "short_text"]


class SeriesViewSet(SnippetViewSet):
    model = Series
    chooser_viewset_class = SeriesChooserViewSet
    icon = "date"
    list_display = ["name", LANGUAGE]


VIEWSETS = (SeriesViewSet,)
