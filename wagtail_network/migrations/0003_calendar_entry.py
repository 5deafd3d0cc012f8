import django.db.models.deletion
import swapper
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_network", "0002_pages"),
        migrations.swappable_dependency(swapper.get_model_name("wagtailcore", "Page")),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarEntry",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=swapper.get_model_name("wagtailcore", "Page"),
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("essentials", models.CharField(max_length=64)),
                ("changed", models.DateTimeField()),
                ("vevent", models.TextField()),
            ],
        ),
    ]
