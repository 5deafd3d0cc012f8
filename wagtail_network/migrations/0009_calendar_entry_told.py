from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wagtail_network", "0008_mail_registration")]

    operations = [
        migrations.AddField(
            model_name="calendarentry",
            name="told",
            field=models.JSONField(default=dict),
        ),
    ]
