from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wagtail_network", "0009_calendar_entry_told")]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="checked_changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
