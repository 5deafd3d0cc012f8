import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import swapper
from django.conf import settings
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_network", "0018_directory_index"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(swapper.get_model_name("wagtailcore", "Page")),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportJob",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="file")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("matching", "Columns to be matched"),
                            ("checking", "Being checked"),
                            ("checked", "Waiting to be confirmed"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("stopped", "Stopped"),
                            ("taking_back", "Being taken back"),
                            ("taken_back", "Taken back"),
                        ],
                        default="matching",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("headings", models.JSONField(default=list, verbose_name="headings")),
                ("columns", models.JSONField(default=list, verbose_name="columns")),
                ("language", models.CharField(default="en", editable=False, max_length=20)),
                ("publish", models.BooleanField(default=True, verbose_name="publish at once")),
                (
                    "create_terms",
                    models.BooleanField(default=False, verbose_name="create what is missing"),
                ),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Everyone"), (1, "Members"), (2, "Coordinators")],
                        default=0,
                        verbose_name="who may see new profiles",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="rows done")),
                ("unknown", models.JSONField(default=dict, verbose_name="unknown names")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="created"
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="started")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished"),
                ),
                (
                    "touched_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("claimed_until", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=swapper.get_model_name("wagtailcore", "Page"),
                        verbose_name="network",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="started by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of members",
                "verbose_name_plural": "imports of members",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("cells", models.JSONField(default=list, verbose_name="cells")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("unchanged", "Unchanged"),
                            ("failed", "Error"),
                            ("taken_back", "Taken back"),
                            ("kept", "Could not be taken back"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("message", models.TextField(blank=True, verbose_name="message")),
                ("cvr", models.CharField(blank=True, max_length=20)),
                ("folded", models.CharField(blank=True, max_length=200)),
                ("changes", models.JSONField(default=list, verbose_name="changes")),
                (
                    "before",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="wagtail_network.importjob",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtail_network.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of an import",
                "ordering": ["number"],
                "indexes": [
                    models.Index(fields=["job", "outcome", "number"], name="import_row_outcome")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("job", "number"), name="one_import_row_per_number"
                    )
                ],
            },
        ),
    ]
