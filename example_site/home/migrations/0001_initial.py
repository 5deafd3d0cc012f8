import uuid

import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        # The newest that Wagtail 7.4 has too.
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("example_images", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContentPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("introduction", models.TextField(blank=True, verbose_name="introduction")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("text", 0), ("points", 6), ("picture", 9), ("quote", 10)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "h2",
                                        "h3",
                                        "bold",
                                        "italic",
                                        "ul",
                                        "ol",
                                        "link",
                                        "document-link",
                                    ],
                                    "label": "Text",
                                    "template": "home/blocks/text.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 80},
                            ),
                            3: ("wagtail.blocks.TextBlock", (), {"label": "Text"}),
                            4: ("wagtail.blocks.StructBlock", [[("title", 2), ("text", 3)]], {}),
                            5: (
                                "wagtail.blocks.ListBlock",
                                (4,),
                                {"label": "Points", "max_num": 6, "min_num": 2},
                            ),
                            6: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 1), ("points", 5)]],
                                {},
                            ),
                            7: (
                                "wagtail.images.blocks.ImageChooserBlock",
                                (),
                                {"label": "Picture"},
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Caption", "max_length": 250, "required": False},
                            ),
                            9: ("wagtail.blocks.StructBlock", [[("image", 7), ("caption", 8)]], {}),
                            10: ("wagtail.blocks.BlockQuoteBlock", (), {"label": "Quotation"}),
                        },
                        verbose_name="content",
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "hero_title",
                    models.CharField(blank=True, max_length=120, verbose_name="headline"),
                ),
                ("hero_text", models.TextField(blank=True, verbose_name="text")),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Wide pictures suit best. Without one a drawing is shown.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="example_images.siteimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("text", 0), ("points", 6), ("picture", 9), ("quote", 10)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "h2",
                                        "h3",
                                        "bold",
                                        "italic",
                                        "ul",
                                        "ol",
                                        "link",
                                        "document-link",
                                    ],
                                    "label": "Text",
                                    "template": "home/blocks/text.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 80},
                            ),
                            3: ("wagtail.blocks.TextBlock", (), {"label": "Text"}),
                            4: ("wagtail.blocks.StructBlock", [[("title", 2), ("text", 3)]], {}),
                            5: (
                                "wagtail.blocks.ListBlock",
                                (4,),
                                {"label": "Points", "max_num": 6, "min_num": 2},
                            ),
                            6: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 1), ("points", 5)]],
                                {},
                            ),
                            7: (
                                "wagtail.images.blocks.ImageChooserBlock",
                                (),
                                {"label": "Picture"},
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Caption", "max_length": 250, "required": False},
                            ),
                            9: ("wagtail.blocks.StructBlock", [[("image", 7), ("caption", 8)]], {}),
                            10: ("wagtail.blocks.BlockQuoteBlock", (), {"label": "Quotation"}),
                        },
                        verbose_name="content",
                    ),
                ),
            ],
            options={
                "verbose_name": "front page",
                "verbose_name_plural": "front pages",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Footer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("about", models.TextField(blank=True, verbose_name="about the organisation")),
                ("address", models.TextField(blank=True, verbose_name="address")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("links", wagtail.fields.RichTextField(blank=True, verbose_name="links")),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
            ],
            options={
                "verbose_name": "footer",
                "verbose_name_plural": "footers",
                "unique_together": {("translation_key", "locale")},
            },
        ),
    ]
