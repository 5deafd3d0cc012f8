import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import swapper
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):
    initial = True

    # By hand: the image and the base page model are the site's, and Wagtail 7.4 ends at 0097.
    dependencies = [
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(swapper.get_model_name("wagtailcore", "Page")),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Municipality",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="The official code, in Denmark three digits: 259 is Køge.",
                        max_length=10,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
            ],
            options={
                "verbose_name": "municipality",
                "verbose_name_plural": "municipalities",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Competence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="wagtail_network.competence",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "competence",
                "verbose_name_plural": "competences",
                "ordering": ["name"],
                "unique_together": {("translation_key", "locale")},
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                        help_text="One or two sentences: what the organisation does, and for whom.",
                        max_length=300,
                        verbose_name="in short",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("linkedin_url", models.URLField(blank=True, verbose_name="LinkedIn page")),
                (
                    "competences",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="organisations",
                        to="wagtail_network.competence",
                        verbose_name="competences",
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
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="logo",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="organisations",
                        to="wagtail_network.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "unique_together": {("translation_key", "locale")},
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PendingImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("selector", models.CharField(blank=True, max_length=200, verbose_name="selector")),
                (
                    "comments",
                    models.CharField(default="drop", max_length=10, verbose_name="comments"),
                ),
                (
                    "created",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="created"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=swapper.get_model_name("wagtailcore", "Page"),
                        verbose_name="list of articles",
                    ),
                ),
            ],
            options={
                "verbose_name": "pending import",
                "verbose_name_plural": "pending imports",
            },
        ),
        migrations.CreateModel(
            name="PendingFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("data", models.BinaryField(verbose_name="content")),
                (
                    "pending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="wagtail_network.pendingimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "pending file",
                "verbose_name_plural": "pending files",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("linkedin_url", models.URLField(blank=True, verbose_name="LinkedIn profile")),
                (
                    "competences",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="people",
                        to="wagtail_network.competence",
                        verbose_name="competences",
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
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="people",
                        to="wagtail_network.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="photo",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        help_text="The site's user who is this person, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="login",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name"],
                "unique_together": {("translation_key", "locale")},
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="first day")),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="Leave it empty for a region that exists today and has no known end.",
                        null=True,
                        verbose_name="last day",
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
                (
                    "municipalities",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="regions",
                        to="wagtail_network.municipality",
                        verbose_name="municipalities",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        help_text="The region that takes over after the last day.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="predecessors",
                        to="wagtail_network.region",
                        verbose_name="followed by",
                    ),
                ),
            ],
            options={
                "unique_together": {("translation_key", "locale")},
                "verbose_name": "region",
                "verbose_name_plural": "regions",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Sector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
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
                "unique_together": {("translation_key", "locale")},
                "verbose_name": "sector",
                "verbose_name_plural": "sectors",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="sector",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="organisations",
                to="wagtail_network.sector",
                verbose_name="sector",
            ),
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("applied", "Applied"),
                            ("active", "Active"),
                            ("paused", "Paused"),
                            ("left", "Left"),
                        ],
                        default="active",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="member since")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="How the organisation came to the network, for instance “kick-off meeting”.",
                        max_length=100,
                        verbose_name="source",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=swapper.get_model_name("wagtailcore", "Page"),
                        verbose_name="network",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="wagtail_network.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "contact_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtail_network.person",
                        verbose_name="contact person",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "ordering": ["organisation__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "organisation"),
                        name="one_membership_per_organisation",
                        violation_error_message="This organisation already has a place in the network.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="region_ends_after_it_begins",
                violation_error_message="The last day is before the first day.",
            ),
        ),
    ]
