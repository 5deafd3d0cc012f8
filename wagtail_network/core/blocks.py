"""The blocks that running text is made of, the same in purpose, body and recap."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = ["bold", "italic", "ul", "ol", "link", "document-link", "hr"]
INLINE_FEATURES = ["bold", "italic", "link"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Text"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Heading")), ("h3", _("Subheading"))],
        default="h2",
        search_index=False,
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "wagtail_network/blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    attribution = blocks.CharBlock(
        label=_("Who said it"),
        required=False,
        max_length=200,
        help_text=_("Name and title, for instance “Mette Holm, master carpenter”."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "wagtail_network/blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=250,
        help_text=_(
            "What the picture shows, for people who cannot see it. Leave it empty only if the "
            "picture is pure decoration."
        ),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "wagtail_network/blocks/picture.html"


class TableBlock(TypedTableBlock):
    class Meta:
        icon = "table"
        label = _("Table")
        template = "wagtail_network/blocks/table.html"


def table_block() -> TableBlock:
    # Cells are rich text so that links in imported tables survive.
    cell = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES, required=False)
    return TableBlock([("text", cell)])


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        label=_("Text"),
        features=TEXT_FEATURES,
        icon="pilcrow",
        template="wagtail_network/blocks/paragraph.html",
    )
    image = PictureBlock()
    quote = QuoteBlock()
    table = table_block()
    note = blocks.RichTextBlock(
        label=_("Note"),
        features=TEXT_FEATURES,
        icon="info-circle",
        template="wagtail_network/blocks/note.html",
        help_text=_("An aside, set apart from the running text."),
    )

    class Meta:
        required = False
