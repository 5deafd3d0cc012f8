import uuid

import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
import wagtail.search.index
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_network", "0010_check_in"),
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                ("text", models.CharField(blank=True, max_length=400, verbose_name="in short")),
                (
                    "year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year"),
                ),
                ("url", models.URLField(blank=True, verbose_name="link")),
            ],
            options={
                "verbose_name": "reference",
                "verbose_name_plural": "references",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.AlterModelOptions(
            name="competence",
            options={
                "ordering": ["sort_order", "name"],
                "verbose_name": "competence",
                "verbose_name_plural": "competences",
            },
        ),
        migrations.AddField(
            model_name="competence",
            name="sort_order",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="order"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="address",
            field=models.CharField(blank=True, max_length=200, verbose_name="street and number"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="audience",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "Everyone"), (1, "Members"), (2, "Coordinators")],
                default=0,
                verbose_name="who may see the profile",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="city",
            field=models.CharField(blank=True, max_length=100, verbose_name="town"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="competences_sought",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                related_name="sought_by",
                to="wagtail_network.competence",
                verbose_name="competences sought",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="confirmed_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="last confirmed"
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="cvr",
            field=models.CharField(
                blank=True,
                help_text="Eight digits, for instance 10150817.",
                max_length=20,
                verbose_name="CVR number",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mail"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="expire_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="expired",
            field=models.BooleanField(default=False, editable=False, verbose_name="expired"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="first_published_at",
            field=models.DateTimeField(
                blank=True, db_index=True, null=True, verbose_name="first published at"
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="go_live_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="has_unpublished_changes",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="has unpublished changes"
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="last_published_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="latest_revision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.revision",
                verbose_name="latest revision",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="live",
            field=models.BooleanField(default=True, editable=False, verbose_name="live"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="live_revision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.revision",
                verbose_name="live revision",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="locked",
            field=models.BooleanField(default=False, editable=False, verbose_name="locked"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="locked_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="locked_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="locked_%(class)ss",
                to=settings.AUTH_USER_MODEL,
                verbose_name="locked by",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="long_text",
            field=wagtail.fields.RichTextField(blank=True, verbose_name="about"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="phone",
            field=models.CharField(blank=True, max_length=30, verbose_name="phone"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="postal_code",
            field=models.CharField(blank=True, max_length=10, verbose_name="post code"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="size",
            field=models.CharField(
                blank=True,
                choices=[
                    ("1", "1 person"),
                    ("2", "2–9 people"),
                    ("10", "10–49 people"),
                    ("50", "50–249 people"),
                    ("250", "250 people or more"),
                ],
                max_length=3,
                verbose_name="size",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="slug",
            field=models.SlugField(
                blank=True,
                help_text="The last part of its address in a directory. Left empty, it is made of the name.",
                max_length=100,
                verbose_name="address",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="suggestible",
            field=models.BooleanField(
                default=True,
                help_text="To members who look for somebody that complements them.",
                verbose_name="may be suggested as a partner",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="visibility",
            field=models.JSONField(blank=True, default=dict, verbose_name="who may see what"),
        ),
        migrations.AddField(
            model_name="person",
            name="audience",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "Everyone"), (1, "Members"), (2, "Coordinators")],
                default=2,
                verbose_name="who finds the person in the directory",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mail"),
        ),
        migrations.AddField(
            model_name="person",
            name="expire_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
        ),
        migrations.AddField(
            model_name="person",
            name="expired",
            field=models.BooleanField(default=False, editable=False, verbose_name="expired"),
        ),
        migrations.AddField(
            model_name="person",
            name="first_published_at",
            field=models.DateTimeField(
                blank=True, db_index=True, null=True, verbose_name="first published at"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="go_live_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
        ),
        migrations.AddField(
            model_name="person",
            name="has_unpublished_changes",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="has unpublished changes"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="last_published_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
        ),
        migrations.AddField(
            model_name="person",
            name="latest_revision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.revision",
                verbose_name="latest revision",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="live",
            field=models.BooleanField(default=True, editable=False, verbose_name="live"),
        ),
        migrations.AddField(
            model_name="person",
            name="live_revision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.revision",
                verbose_name="live revision",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="locked",
            field=models.BooleanField(default=False, editable=False, verbose_name="locked"),
        ),
        migrations.AddField(
            model_name="person",
            name="locked_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
        ),
        migrations.AddField(
            model_name="person",
            name="locked_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="locked_%(class)ss",
                to=settings.AUTH_USER_MODEL,
                verbose_name="locked by",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="phone",
            field=models.CharField(blank=True, max_length=30, verbose_name="phone"),
        ),
        migrations.AddField(
            model_name="person",
            name="visibility",
            field=models.JSONField(blank=True, default=dict, verbose_name="who may see what"),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="competences",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                related_name="organisations",
                to="wagtail_network.competence",
                verbose_name="competences offered",
            ),
        ),
        migrations.CreateModel(
            name="Certification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
            ],
            options={
                "verbose_name": "certification",
                "verbose_name_plural": "certifications",
                "ordering": ["name"],
                "abstract": False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name="organisation",
            name="certifications",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                related_name="organisations",
                to="wagtail_network.certification",
                verbose_name="certifications",
            ),
        ),
        migrations.AddField(
            model_name="reference",
            name="organisation",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="references",
                to="wagtail_network.organisation",
            ),
        ),
        migrations.AddField(
            model_name="reference",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=get_image_model_string(),
                verbose_name="picture",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="certification",
            unique_together={("translation_key", "locale")},
        ),
    ]
