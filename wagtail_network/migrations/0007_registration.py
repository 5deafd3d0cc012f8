import uuid

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import swapper
import wagtail.fields
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_network", "0006_rate_limits"),
        migrations.swappable_dependency(swapper.get_model_name("wagtailcore", "Page")),
    ]

    operations = []

    # A site with its own base page has its own page models.
    if not swapper.is_swapped("wagtailcore", "Page"):
        operations += [
            migrations.AddField(
                model_name="eventpage",
                name="asks_contact_consent",
                field=models.BooleanField(
                    default=True, verbose_name="ask whether the network may write later on"
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="asks_list_consent",
                field=models.BooleanField(
                    default=True, verbose_name="ask whether to be on the list of participants"
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="asks_needs",
                field=models.BooleanField(default=True, verbose_name="ask about food and access"),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="asks_photo_consent",
                field=models.BooleanField(
                    default=False, verbose_name="ask whether photos may be used"
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="capacity",
                field=models.PositiveIntegerField(
                    blank=True,
                    help_text="Empty: as many as come.",
                    null=True,
                    validators=[django.core.validators.MinValueValidator(1)],
                    verbose_name="seats",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="capacity_offline",
                field=models.PositiveIntegerField(
                    blank=True,
                    null=True,
                    validators=[django.core.validators.MinValueValidator(1)],
                    verbose_name="seats in the room",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="capacity_online",
                field=models.PositiveIntegerField(
                    blank=True,
                    null=True,
                    validators=[django.core.validators.MinValueValidator(1)],
                    verbose_name="seats online",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="colleagues",
                field=models.PositiveSmallIntegerField(
                    default=4,
                    help_text="How many others a person can sign up at the same time; 0 for none.",
                    validators=[django.core.validators.MaxValueValidator(9)],
                    verbose_name="colleagues",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="needs_approval",
                field=models.BooleanField(
                    default=False, verbose_name="the coordinator approves each registration"
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="offer_hours",
                field=models.PositiveSmallIntegerField(
                    blank=True,
                    help_text="Empty: a free seat goes to the next on the waiting list at once. With a number, it is offered and held for so many hours.",
                    null=True,
                    validators=[
                        django.core.validators.MinValueValidator(1),
                        django.core.validators.MaxValueValidator(336),
                    ],
                    verbose_name="hours to accept a seat",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="participants_shown_to",
                field=models.CharField(
                    choices=[
                        ("nobody", "Nobody"),
                        ("participants", "The other participants"),
                        ("everyone", "Everyone who can see the page"),
                    ],
                    default="nobody",
                    help_text="Only those are on it who have said yes to it.",
                    max_length=15,
                    verbose_name="list of participants is shown to",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="registration_closes",
                field=models.DateTimeField(
                    blank=True,
                    help_text="Empty: when the meeting begins.",
                    null=True,
                    verbose_name="registration closes",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="registration_opens",
                field=models.DateTimeField(
                    blank=True,
                    help_text="Empty: at once.",
                    null=True,
                    verbose_name="registration opens",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="registration_questions",
                field=wagtail.fields.StreamField(
                    [("question", 5)],
                    blank=True,
                    block_lookup={
                        0: (
                            "wagtail.blocks.CharBlock",
                            (),
                            {"label": "question", "max_length": 250},
                        ),
                        1: (
                            "wagtail.blocks.ChoiceBlock",
                            [],
                            {
                                "choices": [
                                    ("text", "Text"),
                                    ("choice", "One of several"),
                                    ("several", "Several of several"),
                                    ("yes_no", "Yes or no"),
                                    ("number", "Number"),
                                ],
                                "label": "kind of answer",
                            },
                        ),
                        2: (
                            "wagtail.blocks.TextBlock",
                            (),
                            {
                                "help_text": "One on each line, for the two kinds with several.",
                                "label": "answers to choose from",
                                "required": False,
                                "rows": 4,
                            },
                        ),
                        3: (
                            "wagtail.blocks.CharBlock",
                            (),
                            {"label": "help", "max_length": 250, "required": False},
                        ),
                        4: (
                            "wagtail.blocks.BooleanBlock",
                            (),
                            {"label": "must be answered", "required": False},
                        ),
                        5: (
                            "wagtail.blocks.StructBlock",
                            [
                                [
                                    ("label", 0),
                                    ("kind", 1),
                                    ("choices", 2),
                                    ("help_text", 3),
                                    ("required", 4),
                                ]
                            ],
                            {},
                        ),
                    },
                    verbose_name="your own questions",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="reminder_days",
                field=models.PositiveSmallIntegerField(
                    blank=True,
                    default=2,
                    help_text="So many days before the meeting. Empty: none.",
                    null=True,
                    validators=[
                        django.core.validators.MinValueValidator(1),
                        django.core.validators.MaxValueValidator(60),
                    ],
                    verbose_name="reminder",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="seats_per_organisation",
                field=models.PositiveIntegerField(
                    blank=True,
                    help_text="At most so many people from the same organisation.",
                    null=True,
                    validators=[django.core.validators.MinValueValidator(1)],
                    verbose_name="seats per organisation",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="sends_thanks",
                field=models.BooleanField(
                    default=True,
                    help_text="When the experience is published, with a link to it and to the next meeting.",
                    verbose_name="thank the participants",
                ),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="takes_registrations",
                field=models.BooleanField(default=False, verbose_name="people can sign up here"),
            ),
            migrations.AddField(
                model_name="eventpage",
                name="waiting_list",
                field=models.CharField(
                    choices=[
                        ("none", "No waiting list"),
                        ("order", "First come, first served"),
                        ("fair", "Organisations without a seat first"),
                    ],
                    default="order",
                    max_length=10,
                    verbose_name="waiting list",
                ),
            ),
        ]

    operations += [
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("block", models.UUIDField()),
                ("version", models.PositiveIntegerField()),
                ("current", models.BooleanField(default=True)),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("choice", "One of several"),
                            ("several", "Several of several"),
                            ("yes_no", "Yes or no"),
                            ("number", "Number"),
                        ],
                        max_length=10,
                    ),
                ),
                ("label", models.CharField(max_length=250)),
                ("help_text", models.CharField(blank=True, max_length=250)),
                ("choices", models.JSONField(blank=True, default=list)),
                ("required", models.BooleanField(default=False)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=swapper.get_model_name("wagtailcore", "Page"),
                    ),
                ),
            ],
            options={
                "ordering": ["event", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Awaiting approval"),
                            ("registered", "Registered"),
                            ("offered", "Offered a seat"),
                            ("waiting", "On the waiting list"),
                            ("cancelled", "Cancelled"),
                            ("declined", "Declined"),
                            ("lapsed", "Offer not taken up"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("queue_number", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "offer_ends",
                    models.DateTimeField(editable=False, null=True, verbose_name="offer ends"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("email_key", models.CharField(editable=False, max_length=254)),
                (
                    "organisation_name",
                    models.CharField(blank=True, max_length=200, verbose_name="organisation"),
                ),
                ("organisation_key", models.CharField(editable=False, max_length=200)),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "mode",
                    models.CharField(
                        choices=[("offline", "In person"), ("online", "Online")],
                        default="offline",
                        max_length=10,
                        verbose_name="attendance",
                    ),
                ),
                (
                    "needs",
                    models.CharField(blank=True, max_length=500, verbose_name="food and access"),
                ),
                ("message", models.TextField(blank=True, max_length=2000, verbose_name="message")),
                ("language", models.CharField(editable=False, max_length=20)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("web", "Signed up"),
                            ("colleague", "Signed up by a colleague"),
                            ("series", "With the whole series"),
                            ("hand", "Added by the coordinator"),
                            ("walk_in", "Came without registration"),
                        ],
                        default="web",
                        editable=False,
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("submission", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("key", models.CharField(editable=False, max_length=22, unique=True)),
                ("ticket", models.CharField(editable=False, max_length=10, unique=True)),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Only coordinators see it.",
                        max_length=500,
                        verbose_name="note",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="signed up"
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "checked_in_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="came"),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=swapper.get_model_name("wagtailcore", "Page"),
                        verbose_name="meeting",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtail_network.organisation",
                    ),
                ),
                (
                    "signed_up_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="colleagues",
                        to="wagtail_network.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
                "ordering": ["event", "created_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("list", "List of participants"),
                            ("contact", "Contact by the network"),
                            ("photo", "Photos"),
                        ],
                        max_length=10,
                    ),
                ),
                ("wording", models.TextField()),
                ("language", models.CharField(max_length=20)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="wagtail_network.registration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="wagtail_network.question",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="wagtail_network.registration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seats",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="network_seats",
                        serialize=False,
                        to=swapper.get_model_name("wagtailcore", "Page"),
                    ),
                ),
                ("translation_key", models.UUIDField(unique=True)),
                ("limit", models.PositiveIntegerField(null=True)),
                ("limit_offline", models.PositiveIntegerField(null=True)),
                ("limit_online", models.PositiveIntegerField(null=True)),
                ("capacity", models.PositiveIntegerField(null=True)),
                ("capacity_offline", models.PositiveIntegerField(null=True)),
                ("capacity_online", models.PositiveIntegerField(null=True)),
                ("taken_offline", models.PositiveIntegerField(default=0)),
                ("taken_online", models.PositiveIntegerField(default=0)),
                ("present", models.PositiveIntegerField(default=0)),
                ("queue", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity", None),
                            (
                                "capacity__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("taken_offline"), "+", models.F("taken_online")
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="no_more_seats_than_there_are",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity_offline", None),
                            ("capacity_offline__gte", models.F("taken_offline")),
                            _connector="OR",
                        ),
                        name="no_more_seats_than_the_room_has",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity_online", None),
                            ("capacity_online__gte", models.F("taken_online")),
                            _connector="OR",
                        ),
                        name="no_more_seats_than_there_are_online",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationSeats",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("capacity", models.PositiveIntegerField()),
                ("taken", models.PositiveIntegerField(default=0)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=swapper.get_model_name("wagtailcore", "Page"),
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "key"), name="one_count_per_organisation"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", models.F("taken"))),
                        name="no_more_seats_than_an_organisation_may",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["event", "current", "position"], name="questions_asked_now"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                fields=("event", "block", "version"), name="one_question_per_version"
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["event", "status"], name="registrations_by_status"),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                condition=models.Q(("status", "offered")),
                fields=["offer_ends"],
                name="offers_by_their_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("status__in", ["pending", "registered", "offered", "waiting"]),
                    models.Q(("email_key", ""), _negated=True),
                ),
                fields=("event", "email_key"),
                name="one_active_registration_per_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source", "walk_in")),
                fields=("event", "submission"),
                name="one_walk_in_per_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "waiting")),
                fields=("event", "queue_number"),
                name="one_place_in_the_queue_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("registration", "purpose"),
                name="one_consent_in_force_per_purpose",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("registration", "question"), name="one_answer_per_question"
            ),
        ),
    ]
