import uuid

import django.db.models.deletion
import django.utils.timezone
import swapper
from django.conf import settings
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_network", "0016_known_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(swapper.get_model_name("wagtailcore", "Page")),
    ]

    operations = [
        migrations.CreateModel(
            name="ProfileAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("application", "Applied to join"),
                            ("claim", "Asked to look after the profile"),
                            ("invitation", "Invited"),
                            ("login", "Logged in"),
                        ],
                        max_length=12,
                        verbose_name="how",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Address not confirmed"),
                            ("waiting", "Waiting for you"),
                            ("granted", "Has access"),
                            ("refused", "Refused"),
                            ("ended", "Ended"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "None: the address tells nothing"),
                            ("domain", "The address is on the organisation's own domain"),
                            ("person", "The address is that of a person of the organisation"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="evidence",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("email_key", models.CharField(editable=False, max_length=254)),
                (
                    "organisation_name",
                    models.CharField(blank=True, max_length=200, verbose_name="organisation"),
                ),
                ("cvr", models.CharField(blank=True, max_length=20, verbose_name="CVR number")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="message")),
                ("language", models.CharField(editable=False, max_length=20)),
                ("key", models.CharField(editable=False, max_length=22, unique=True)),
                ("submission", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="asked"
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="address confirmed"
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided"),
                ),
                ("asked_at", models.DateTimeField(editable=False, null=True)),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="invited",
                        to="wagtail_network.profileaccess",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=swapper.get_model_name("wagtailcore", "Page"),
                        verbose_name="network",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accesses",
                        to="wagtail_network.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtail_network.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "access to a profile",
                "verbose_name_plural": "access to profiles",
                "ordering": ["-created_at", "-pk"],
                "default_permissions": ("view", "change"),
            },
        ),
        migrations.CreateModel(
            name="ProfileChange",
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
                            ("waiting", "Waiting for you"),
                            ("approved", "Approved"),
                            ("sent_back", "Sent back"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("before", models.JSONField(default=dict)),
                ("values", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("uploads", models.JSONField(default=list)),
                ("confirms", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True, max_length=1000)),
                ("answer", models.TextField(blank=True, max_length=2000)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "access",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="changes",
                        to="wagtail_network.profileaccess",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_network.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_network.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a profile",
                "verbose_name_plural": "changes of profiles",
                "ordering": ["-changed_at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="profileaccess",
            index=models.Index(fields=["status", "created_at"], name="profile_access_by_status"),
        ),
        migrations.AddIndex(
            model_name="profileaccess",
            index=models.Index(fields=["email_key"], name="profile_access_by_address"),
        ),
        migrations.AddConstraint(
            model_name="profileaccess",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["unconfirmed", "waiting", "granted"])),
                fields=("organisation", "email_key"),
                name="one_open_access_per_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="profilechange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", False), ("status", "waiting")),
                fields=("organisation",),
                name="one_waiting_change_per_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="profilechange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False), ("status", "waiting")),
                fields=("person",),
                name="one_waiting_change_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="profilechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation__isnull", False), ("person__isnull", True)),
                    models.Q(("organisation__isnull", True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="a_change_is_of_one_profile",
            ),
        ),
    ]
