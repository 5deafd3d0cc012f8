"""Who wrote an article."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class AuthorsBlock(blocks.StreamBlock):
    person = SnippetChooserBlock("wagtail_network.Person", label=_("Person"), icon="user")
    name = blocks.CharBlock(
        label=_("Name"),
        icon="edit",
        max_length=200,
        help_text=_("For an author who is not in the register of people."),
    )

    class Meta:
        required = False
