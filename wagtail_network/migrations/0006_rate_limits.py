from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wagtail_network", "0005_mail_outbox")]

    operations = [
        migrations.CreateModel(
            name="RateLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("window_end", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("window_end", "key"), name="one_count_per_window"
                    )
                ],
            },
        ),
    ]
