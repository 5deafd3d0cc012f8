"""The programme of a meeting, and who organises it, as blocks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from wagtail_network.core.blocks import TEXT_FEATURES, PictureBlock

ITEM_KINDS = [
    ("welcome", _("Welcome")),
    ("keynote", _("Keynote")),
    ("support_scheme", _("Support scheme")),
    ("group_work", _("Group work")),
    ("plenary", _("Plenary")),
    ("wishes", _("Wish round")),
    ("break", _("Break")),
    ("networking", _("Networking")),
]


class SpeakerBlock(blocks.StructBlock):
    person = SnippetChooserBlock("wagtail_network.Person", label=_("Person"))
    title = blocks.CharBlock(
        label=_("Title at the meeting"),
        required=False,
        max_length=200,
        help_text=_("Only if it differs from the person's title today."),
    )

    class Meta:
        icon = "user"
        label = _("Speaker")


class MaterialBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    document = DocumentChooserBlock(label=_("Document"), required=False)
    url = blocks.URLBlock(label=_("or link"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Material")

    def get_searchable_content(self, value: Any) -> list[str]:
        return []  # not to be found before it may be seen

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned.get("document")) == bool(cleaned.get("url")):
            message = _("Choose a document or give a link, not both.")
            raise StructBlockValidationError({"url": ValidationError(message)})
        return cleaned


class ProgrammeItemBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"), choices=ITEM_KINDS, default="keynote", search_index=False
    )
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    day = blocks.IntegerBlock(
        label=_("Day"),
        default=1,
        min_value=1,
        max_value=31,
        help_text=_("1 for the first day. Only meetings over several days need more."),
    )
    start = blocks.TimeBlock(
        label=_("Starts"),
        required=False,
        help_text=_("Leave it empty to follow on from the item before."),
    )
    minutes = blocks.IntegerBlock(label=_("Minutes"), default=30, min_value=1, max_value=1440)
    description = blocks.RichTextBlock(
        label=_("Description"), features=TEXT_FEATURES, required=False
    )
    speakers = blocks.ListBlock(SpeakerBlock(), label=_("Speakers"), default=[])
    materials = blocks.ListBlock(
        MaterialBlock(),
        label=_("Materials"),
        default=[],
        help_text=_("Slides and the like. Visitors see them once the meeting has begun."),
    )

    class Meta:
        icon = "time"
        label = _("Item")
        label_format = "{start} {title}"


class ProgrammeBlock(blocks.StreamBlock):
    item = ProgrammeItemBlock()

    class Meta:
        required = False


class OrganisersBlock(blocks.StreamBlock):
    organiser = SnippetChooserBlock(
        "wagtail_network.Organisation", label=_("Organiser"), icon="group"
    )

    class Meta:
        required = False


class PicturesBlock(blocks.StreamBlock):
    picture = PictureBlock()

    class Meta:
        required = False
