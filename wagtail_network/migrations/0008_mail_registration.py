import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wagtail_network", "0007_registration")]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="registration",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mails",
                to="wagtail_network.registration",
            ),
        ),
    ]
