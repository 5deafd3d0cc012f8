from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wagtail_network", "0012_fill_organisation_slugs")]

    operations = [
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                fields=("locale", "slug"),
                name="one_organisation_per_slug",
                violation_error_message="Another organisation has this address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cvr", ""), _negated=True),
                fields=("locale", "cvr"),
                name="one_organisation_per_cvr",
                violation_error_message="Another organisation has this CVR number.",
            ),
        ),
    ]
