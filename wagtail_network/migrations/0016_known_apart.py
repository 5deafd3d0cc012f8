from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_network", "0015_directory"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownApart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.UUIDField()),
                ("second", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="known_apart_once")
                ],
            },
        ),
    ]
