"""What the site's own pages are made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PointBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"))


class PointsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    points = blocks.ListBlock(PointBlock(), label=_("Points"), min_num=2, max_num=6)

    class Meta:
        icon = "list-ul"
        label = _("Points side by side")
        template = "home/blocks/points.html"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "home/blocks/picture.html"


class ContentBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=["h2", "h3", "bold", "italic", "ul", "ol", "link", "document-link"],
        template="home/blocks/text.html",
    )
    points = PointsBlock()
    picture = PictureBlock()
    quote = blocks.BlockQuoteBlock(label=_("Quotation"))

    class Meta:
        required = False
