import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_network", "0017_profile_access"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("epoch", models.UUIDField(default=uuid.uuid4)),
            ],
        ),
        migrations.CreateModel(
            name="DirectoryEntry",
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
                        choices=[("organisation", "Organisation"), ("person", "Person")],
                        max_length=12,
                    ),
                ),
                ("key", models.UUIDField()),
                ("name", models.CharField(blank=True, max_length=200)),
                ("sort_key", models.CharField(blank=True, max_length=600)),
                (
                    "audience",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Everyone"), (1, "Members"), (2, "Coordinators")], default=0
                    ),
                ),
                ("document", models.TextField(blank=True)),
                ("updated", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveBigIntegerField(db_index=True, default=0)),
                ("stamp", models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="one_entry_of_each_member")
                ],
            },
        ),
    ]
