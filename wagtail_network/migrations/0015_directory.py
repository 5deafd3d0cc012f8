import django.db.models.deletion
import swapper
import wagtail.contrib.routable_page.models
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):
    dependencies = [("wagtail_network", "0014_old_slugs")]

    operations = []

    # A site with its own base page has its own page models.
    if not swapper.is_swapped("wagtailcore", "Page"):
        operations += [
            migrations.CreateModel(
                name="DirectoryPage",
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
                        "introduction",
                        models.TextField(
                            blank=True,
                            help_text="A few lines above the list.",
                            verbose_name="introduction",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "directory of members",
                    "verbose_name_plural": "directories of members",
                },
                bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
            ),
        ]
