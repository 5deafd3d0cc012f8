"""Who is behind a network, as blocks an editor adds and drags."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

ROLES = [
    ("anchor", _("Anchor")),
    ("organiser", _("Organiser")),
    ("partner", _("Partner")),
    ("funder", _("Funder")),
]


class PartnerBlock(blocks.StructBlock):
    organisation = SnippetChooserBlock("wagtail_network.Organisation", label=_("Organisation"))
    role = blocks.ChoiceBlock(
        label=_("Role"),
        choices=ROLES,
        default="partner",
        search_index=False,
        help_text=_(
            "The anchor carries the network; organisers run its meetings; partners contribute; "
            "funders pay."
        ),
    )

    class Meta:
        icon = "group"
        label = _("Partner")


class PartnersBlock(blocks.StreamBlock):
    partner = PartnerBlock()

    class Meta:
        required = False


class CoordinatorsBlock(blocks.StreamBlock):
    coordinator = SnippetChooserBlock("wagtail_network.Person", label=_("Coordinator"), icon="user")

    class Meta:
        required = False
