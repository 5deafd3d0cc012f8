import uuid

import django.db.models.deletion
import swapper
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_network", "0003_calendar_entry"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "short_text",
                    models.CharField(
                        blank=True,
                        help_text="One or two sentences: what the meetings have in common.",
                        max_length=300,
                        verbose_name="in short",
                    ),
                ),
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
                "verbose_name": "series of meetings",
                "verbose_name_plural": "series of meetings",
                "ordering": ["name"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
    ]

    # A site with its own base page has its own page models, and their migrations.
    if not swapper.is_swapped("wagtailcore", "Page"):
        operations += [
            migrations.AddField(
                model_name="eventpage",
                name="series",
                field=models.ForeignKey(
                    blank=True,
                    help_text="The page then shows the other meetings of the series.",
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="wagtail_network.series",
                    verbose_name="series",
                ),
            ),
        ]
