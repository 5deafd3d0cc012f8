import uuid

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_network", "0004_series"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=200, verbose_name="key")),
                ("kind", models.CharField(max_length=100, verbose_name="letter")),
                ("to", models.EmailField(max_length=254, verbose_name="to")),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="facts")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("dropped", "No longer needed"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "due",
                    models.DateTimeField(
                        default=django.utils.timezone.now, null=True, verbose_name="next attempt"
                    ),
                ),
                (
                    "claimed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last attempt"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unreached", "The mail server could not be reached."),
                            ("refused", "The mail server did not take the mail."),
                            ("address", "Mail to this address is not accepted."),
                            ("letter", "The mail could not be written."),
                            ("interrupted", "Sending it was interrupted again and again."),
                        ],
                        max_length=20,
                        verbose_name="what went wrong",
                    ),
                ),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="in detail")),
                (
                    "calendar_method",
                    models.CharField(blank=True, max_length=20, verbose_name="calendar"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="promised"
                    ),
                ),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "ordering": ["-created_at"],
                "default_permissions": ("view", "change"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("due__isnull", False)),
                        fields=["due"],
                        name="network_mail_due",
                    ),
                    models.Index(fields=["-created_at"], name="network_mail_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("key",), name="one_mail_per_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("due__isnull", False), ("status__in", ("waiting", "sending"))
                            ),
                            models.Q(
                                ("due__isnull", True), ("status__in", ("sent", "failed", "dropped"))
                            ),
                            _connector="OR",
                        ),
                        name="mail_due_while_open",
                    ),
                ],
            },
        ),
    ]
