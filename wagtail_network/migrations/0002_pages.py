import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import swapper
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.db import migrations, models
from wagtail.images import get_image_model_string

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_network", "0001_initial"),
        migrations.swappable_dependency(get_image_model_string()),
    ]

    operations = []

    # A site with its own base page has its own page models, and cannot have these.
    if not swapper.is_swapped("wagtailcore", "Page"):
        operations += [
            migrations.CreateModel(
                name="ArticleIndexPage",
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
                    "verbose_name": "list of articles",
                    "verbose_name_plural": "lists of articles",
                },
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="EventIndexPage",
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
                    "verbose_name": "list of meetings",
                    "verbose_name_plural": "lists of meetings",
                },
                bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
            ),
            migrations.CreateModel(
                name="NetworkIndexPage",
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
                    "verbose_name": "list of networks",
                    "verbose_name_plural": "lists of networks",
                },
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="ArticlePage",
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
                        "date",
                        models.DateField(
                            db_index=True,
                            default=django.utils.timezone.localdate,
                            verbose_name="date",
                        ),
                    ),
                    (
                        "lead",
                        models.TextField(
                            blank=True,
                            help_text="The first lines, shown in lists as well.",
                            verbose_name="lead",
                        ),
                    ),
                    (
                        "body",
                        wagtail.fields.StreamField(
                            [
                                ("heading", 2),
                                ("paragraph", 3),
                                ("image", 7),
                                ("quote", 10),
                                ("table", 12),
                                ("note", 13),
                            ],
                            blank=True,
                            block_lookup={
                                0: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Text", "max_length": 200},
                                ),
                                1: (
                                    "wagtail.blocks.ChoiceBlock",
                                    [],
                                    {
                                        "choices": [("h2", "Heading"), ("h3", "Subheading")],
                                        "label": "Level",
                                    },
                                ),
                                2: (
                                    "wagtail.blocks.StructBlock",
                                    [[("text", 0), ("level", 1)]],
                                    {},
                                ),
                                3: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": [
                                            "bold",
                                            "italic",
                                            "ul",
                                            "ol",
                                            "link",
                                            "document-link",
                                            "hr",
                                        ],
                                        "icon": "pilcrow",
                                        "label": "Text",
                                        "template": "wagtail_network/blocks/paragraph.html",
                                    },
                                ),
                                4: (
                                    "wagtail.images.blocks.ImageChooserBlock",
                                    (),
                                    {"label": "Picture"},
                                ),
                                5: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "What the picture shows, for people who cannot see it. Leave it empty only if the picture is pure decoration.",
                                        "label": "Alternative text",
                                        "max_length": 250,
                                        "required": False,
                                    },
                                ),
                                6: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Caption", "max_length": 250, "required": False},
                                ),
                                7: (
                                    "wagtail.blocks.StructBlock",
                                    [[("image", 4), ("alt", 5), ("caption", 6)]],
                                    {},
                                ),
                                8: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                                9: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "Name and title, for instance “Mette Holm, master carpenter”.",
                                        "label": "Who said it",
                                        "max_length": 200,
                                        "required": False,
                                    },
                                ),
                                10: (
                                    "wagtail.blocks.StructBlock",
                                    [[("text", 8), ("attribution", 9)]],
                                    {},
                                ),
                                11: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": ["bold", "italic", "link"],
                                        "label": "Text",
                                        "required": False,
                                    },
                                ),
                                12: (
                                    "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                    [[("text", 11)]],
                                    {},
                                ),
                                13: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": [
                                            "bold",
                                            "italic",
                                            "ul",
                                            "ol",
                                            "link",
                                            "document-link",
                                            "hr",
                                        ],
                                        "help_text": "An aside, set apart from the running text.",
                                        "icon": "info-circle",
                                        "label": "Note",
                                        "template": "wagtail_network/blocks/note.html",
                                    },
                                ),
                            },
                            verbose_name="text",
                        ),
                    ),
                    (
                        "authors",
                        wagtail.fields.StreamField(
                            [("person", 0), ("name", 1)],
                            blank=True,
                            block_lookup={
                                0: (
                                    "wagtail.snippets.blocks.SnippetChooserBlock",
                                    ("wagtail_network.Person",),
                                    {"icon": "user", "label": "Person"},
                                ),
                                1: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "For an author who is not in the register of people.",
                                        "icon": "edit",
                                        "label": "Name",
                                        "max_length": 200,
                                    },
                                ),
                            },
                            verbose_name="authors",
                        ),
                    ),
                    (
                        "import_source",
                        models.CharField(blank=True, db_index=True, editable=False, max_length=500),
                    ),
                    ("import_digest", models.CharField(blank=True, editable=False, max_length=64)),
                    (
                        "picture",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=get_image_model_string(),
                            verbose_name="picture",
                        ),
                    ),
                    (
                        "related_event",
                        models.ForeignKey(
                            blank=True,
                            help_text="The meeting the article is about.",
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="wagtailcore.page",
                            verbose_name="meeting",
                        ),
                    ),
                    (
                        "related_network",
                        models.ForeignKey(
                            blank=True,
                            help_text="Only for an article that does not lie below its network.",
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="wagtailcore.page",
                            verbose_name="network",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "article",
                    "verbose_name_plural": "articles",
                },
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="NetworkPage",
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
                        "lead",
                        models.TextField(
                            blank=True,
                            help_text="Two or three sentences: what this network is, and who it is for.",
                            verbose_name="lead",
                        ),
                    ),
                    (
                        "purpose",
                        wagtail.fields.StreamField(
                            [
                                ("heading", 2),
                                ("paragraph", 3),
                                ("image", 7),
                                ("quote", 10),
                                ("table", 12),
                                ("note", 13),
                            ],
                            blank=True,
                            block_lookup={
                                0: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Text", "max_length": 200},
                                ),
                                1: (
                                    "wagtail.blocks.ChoiceBlock",
                                    [],
                                    {
                                        "choices": [("h2", "Heading"), ("h3", "Subheading")],
                                        "label": "Level",
                                    },
                                ),
                                2: (
                                    "wagtail.blocks.StructBlock",
                                    [[("text", 0), ("level", 1)]],
                                    {},
                                ),
                                3: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": [
                                            "bold",
                                            "italic",
                                            "ul",
                                            "ol",
                                            "link",
                                            "document-link",
                                            "hr",
                                        ],
                                        "icon": "pilcrow",
                                        "label": "Text",
                                        "template": "wagtail_network/blocks/paragraph.html",
                                    },
                                ),
                                4: (
                                    "wagtail.images.blocks.ImageChooserBlock",
                                    (),
                                    {"label": "Picture"},
                                ),
                                5: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "What the picture shows, for people who cannot see it. Leave it empty only if the picture is pure decoration.",
                                        "label": "Alternative text",
                                        "max_length": 250,
                                        "required": False,
                                    },
                                ),
                                6: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Caption", "max_length": 250, "required": False},
                                ),
                                7: (
                                    "wagtail.blocks.StructBlock",
                                    [[("image", 4), ("alt", 5), ("caption", 6)]],
                                    {},
                                ),
                                8: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                                9: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "Name and title, for instance “Mette Holm, master carpenter”.",
                                        "label": "Who said it",
                                        "max_length": 200,
                                        "required": False,
                                    },
                                ),
                                10: (
                                    "wagtail.blocks.StructBlock",
                                    [[("text", 8), ("attribution", 9)]],
                                    {},
                                ),
                                11: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": ["bold", "italic", "link"],
                                        "label": "Text",
                                        "required": False,
                                    },
                                ),
                                12: (
                                    "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                    [[("text", 11)]],
                                    {},
                                ),
                                13: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": [
                                            "bold",
                                            "italic",
                                            "ul",
                                            "ol",
                                            "link",
                                            "document-link",
                                            "hr",
                                        ],
                                        "help_text": "An aside, set apart from the running text.",
                                        "icon": "info-circle",
                                        "label": "Note",
                                        "template": "wagtail_network/blocks/note.html",
                                    },
                                ),
                            },
                            verbose_name="purpose",
                        ),
                    ),
                    (
                        "partners",
                        wagtail.fields.StreamField(
                            [("partner", 2)],
                            blank=True,
                            block_lookup={
                                0: (
                                    "wagtail.snippets.blocks.SnippetChooserBlock",
                                    ("wagtail_network.Organisation",),
                                    {"label": "Organisation"},
                                ),
                                1: (
                                    "wagtail.blocks.ChoiceBlock",
                                    [],
                                    {
                                        "choices": [
                                            ("anchor", "Anchor"),
                                            ("organiser", "Organiser"),
                                            ("partner", "Partner"),
                                            ("funder", "Funder"),
                                        ],
                                        "help_text": "The anchor carries the network; organisers run its meetings; partners contribute; funders pay.",
                                        "label": "Role",
                                    },
                                ),
                                2: (
                                    "wagtail.blocks.StructBlock",
                                    [[("organisation", 0), ("role", 1)]],
                                    {},
                                ),
                            },
                            verbose_name="organisers and partners",
                        ),
                    ),
                    (
                        "coordinators",
                        wagtail.fields.StreamField(
                            [("coordinator", 0)],
                            blank=True,
                            block_lookup={
                                0: (
                                    "wagtail.snippets.blocks.SnippetChooserBlock",
                                    ("wagtail_network.Person",),
                                    {"icon": "user", "label": "Coordinator"},
                                )
                            },
                            help_text="The people a newcomer can turn to. They are shown with name and photo.",
                            verbose_name="coordinators",
                        ),
                    ),
                    (
                        "contact_email",
                        models.EmailField(
                            blank=True,
                            help_text="Shown on the page. Use an address that outlives the person.",
                            max_length=254,
                            verbose_name="contact e-mail",
                        ),
                    ),
                    (
                        "joining",
                        wagtail.fields.RichTextField(
                            blank=True,
                            help_text="Who can join, what it costs and what to do. Shown next to the contact.",
                            verbose_name="how to join",
                        ),
                    ),
                    (
                        "linkedin_group_url",
                        models.URLField(
                            blank=True, verbose_name="the organisation's LinkedIn group"
                        ),
                    ),
                    (
                        "linkedin_subgroup_url",
                        models.URLField(blank=True, verbose_name="the network's LinkedIn subgroup"),
                    ),
                    (
                        "picture",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=get_image_model_string(),
                            verbose_name="picture",
                        ),
                    ),
                    (
                        "region",
                        models.ForeignKey(
                            blank=True,
                            help_text="The region the network was founded in. It stays when regions are merged.",
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="wagtail_network.region",
                            verbose_name="region",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "network",
                    "verbose_name_plural": "networks",
                },
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="EventPage",
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
                    ("start", models.DateTimeField(db_index=True, verbose_name="start")),
                    ("end", models.DateTimeField(db_index=True, verbose_name="end")),
                    (
                        "time_zone",
                        models.CharField(
                            default=django.utils.timezone.get_default_timezone_name,
                            help_text="The times are those of a clock on the wall in this time zone.",
                            max_length=64,
                            verbose_name="time zone",
                        ),
                    ),
                    (
                        "all_day",
                        models.BooleanField(
                            default=False,
                            help_text="Only the dates are shown, not the times.",
                            verbose_name="all day",
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("scheduled", "As planned"),
                                ("cancelled", "Cancelled"),
                                ("postponed", "Postponed"),
                                ("rescheduled", "New date"),
                            ],
                            default="scheduled",
                            max_length=20,
                            verbose_name="status",
                        ),
                    ),
                    (
                        "previous_start",
                        models.DateTimeField(
                            blank=True,
                            help_text="Filled in for you when you choose “New date” and move a published meeting.",
                            null=True,
                            verbose_name="previous start",
                        ),
                    ),
                    (
                        "status_note",
                        models.CharField(
                            blank=True,
                            help_text="Why it was cancelled or moved, and what to do. Shown at the top.",
                            max_length=250,
                            verbose_name="note on the change",
                        ),
                    ),
                    (
                        "attendance_mode",
                        models.CharField(
                            choices=[
                                ("offline", "In person"),
                                ("online", "Online"),
                                ("mixed", "In person and online"),
                            ],
                            default="offline",
                            max_length=10,
                            verbose_name="attendance",
                        ),
                    ),
                    (
                        "venue_name",
                        models.CharField(blank=True, max_length=200, verbose_name="venue"),
                    ),
                    (
                        "venue_address",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="street and number"
                        ),
                    ),
                    (
                        "venue_postal_code",
                        models.CharField(blank=True, max_length=20, verbose_name="postal code"),
                    ),
                    (
                        "venue_city",
                        models.CharField(blank=True, max_length=100, verbose_name="city"),
                    ),
                    (
                        "venue_directions",
                        wagtail.fields.RichTextField(
                            blank=True,
                            help_text="Train, parking, step-free access, which door.",
                            verbose_name="getting there",
                        ),
                    ),
                    (
                        "online_url",
                        models.URLField(blank=True, max_length=500, verbose_name="online link"),
                    ),
                    (
                        "online_audience",
                        models.CharField(
                            choices=[
                                ("everyone", "Everyone who can see the page"),
                                ("signed_in", "Everyone who is logged in"),
                                ("participants", "Nobody here: it is sent to the participants"),
                            ],
                            default="participants",
                            max_length=20,
                            verbose_name="who sees the link",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("kickoff", "Kick-off meeting"),
                                ("meeting", "Network meeting"),
                                ("visit", "Site visit"),
                                ("workshop", "Workshop"),
                                ("webinar", "Webinar"),
                                ("conference", "Conference"),
                                ("social", "Get-together"),
                            ],
                            default="meeting",
                            max_length=20,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "lead",
                        models.TextField(
                            blank=True,
                            help_text="Two or three sentences: why come?",
                            verbose_name="lead",
                        ),
                    ),
                    (
                        "body",
                        wagtail.fields.StreamField(
                            [
                                ("heading", 2),
                                ("paragraph", 3),
                                ("image", 7),
                                ("quote", 10),
                                ("table", 12),
                                ("note", 13),
                            ],
                            blank=True,
                            block_lookup={
                                0: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Text", "max_length": 200},
                                ),
                                1: (
                                    "wagtail.blocks.ChoiceBlock",
                                    [],
                                    {
                                        "choices": [("h2", "Heading"), ("h3", "Subheading")],
                                        "label": "Level",
                                    },
                                ),
                                2: (
                                    "wagtail.blocks.StructBlock",
                                    [[("text", 0), ("level", 1)]],
                                    {},
                                ),
                                3: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": [
                                            "bold",
                                            "italic",
                                            "ul",
                                            "ol",
                                            "link",
                                            "document-link",
                                            "hr",
                                        ],
                                        "icon": "pilcrow",
                                        "label": "Text",
                                        "template": "wagtail_network/blocks/paragraph.html",
                                    },
                                ),
                                4: (
                                    "wagtail.images.blocks.ImageChooserBlock",
                                    (),
                                    {"label": "Picture"},
                                ),
                                5: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "What the picture shows, for people who cannot see it. Leave it empty only if the picture is pure decoration.",
                                        "label": "Alternative text",
                                        "max_length": 250,
                                        "required": False,
                                    },
                                ),
                                6: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Caption", "max_length": 250, "required": False},
                                ),
                                7: (
                                    "wagtail.blocks.StructBlock",
                                    [[("image", 4), ("alt", 5), ("caption", 6)]],
                                    {},
                                ),
                                8: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                                9: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "Name and title, for instance “Mette Holm, master carpenter”.",
                                        "label": "Who said it",
                                        "max_length": 200,
                                        "required": False,
                                    },
                                ),
                                10: (
                                    "wagtail.blocks.StructBlock",
                                    [[("text", 8), ("attribution", 9)]],
                                    {},
                                ),
                                11: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": ["bold", "italic", "link"],
                                        "label": "Text",
                                        "required": False,
                                    },
                                ),
                                12: (
                                    "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                    [[("text", 11)]],
                                    {},
                                ),
                                13: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": [
                                            "bold",
                                            "italic",
                                            "ul",
                                            "ol",
                                            "link",
                                            "document-link",
                                            "hr",
                                        ],
                                        "help_text": "An aside, set apart from the running text.",
                                        "icon": "info-circle",
                                        "label": "Note",
                                        "template": "wagtail_network/blocks/note.html",
                                    },
                                ),
                            },
                            verbose_name="text",
                        ),
                    ),
                    (
                        "programme",
                        wagtail.fields.StreamField(
                            [("item", 14)],
                            blank=True,
                            block_lookup={
                                0: (
                                    "wagtail.blocks.ChoiceBlock",
                                    [],
                                    {
                                        "choices": [
                                            ("welcome", "Welcome"),
                                            ("keynote", "Keynote"),
                                            ("support_scheme", "Support scheme"),
                                            ("group_work", "Group work"),
                                            ("plenary", "Plenary"),
                                            ("wishes", "Wish round"),
                                            ("break", "Break"),
                                            ("networking", "Networking"),
                                        ],
                                        "label": "Kind",
                                    },
                                ),
                                1: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Title", "max_length": 200},
                                ),
                                2: (
                                    "wagtail.blocks.IntegerBlock",
                                    (),
                                    {
                                        "default": 1,
                                        "help_text": "1 for the first day. Only meetings over several days need more.",
                                        "label": "Day",
                                        "max_value": 31,
                                        "min_value": 1,
                                    },
                                ),
                                3: (
                                    "wagtail.blocks.TimeBlock",
                                    (),
                                    {
                                        "help_text": "Leave it empty to follow on from the item before.",
                                        "label": "Starts",
                                        "required": False,
                                    },
                                ),
                                4: (
                                    "wagtail.blocks.IntegerBlock",
                                    (),
                                    {
                                        "default": 30,
                                        "label": "Minutes",
                                        "max_value": 1440,
                                        "min_value": 1,
                                    },
                                ),
                                5: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": [
                                            "bold",
                                            "italic",
                                            "ul",
                                            "ol",
                                            "link",
                                            "document-link",
                                            "hr",
                                        ],
                                        "label": "Description",
                                        "required": False,
                                    },
                                ),
                                6: (
                                    "wagtail.snippets.blocks.SnippetChooserBlock",
                                    ("wagtail_network.Person",),
                                    {"label": "Person"},
                                ),
                                7: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "Only if it differs from the person's title today.",
                                        "label": "Title at the meeting",
                                        "max_length": 200,
                                        "required": False,
                                    },
                                ),
                                8: (
                                    "wagtail.blocks.StructBlock",
                                    [[("person", 6), ("title", 7)]],
                                    {},
                                ),
                                9: (
                                    "wagtail.blocks.ListBlock",
                                    (8,),
                                    {"default": [], "label": "Speakers"},
                                ),
                                10: (
                                    "wagtail.documents.blocks.DocumentChooserBlock",
                                    (),
                                    {"label": "Document", "required": False},
                                ),
                                11: (
                                    "wagtail.blocks.URLBlock",
                                    (),
                                    {"label": "or link", "required": False},
                                ),
                                12: (
                                    "wagtail.blocks.StructBlock",
                                    [[("title", 1), ("document", 10), ("url", 11)]],
                                    {},
                                ),
                                13: (
                                    "wagtail.blocks.ListBlock",
                                    (12,),
                                    {
                                        "default": [],
                                        "help_text": "Slides and the like. Visitors see them once the meeting has begun.",
                                        "label": "Materials",
                                    },
                                ),
                                14: (
                                    "wagtail.blocks.StructBlock",
                                    [
                                        [
                                            ("kind", 0),
                                            ("title", 1),
                                            ("day", 2),
                                            ("start", 3),
                                            ("minutes", 4),
                                            ("description", 5),
                                            ("speakers", 9),
                                            ("materials", 13),
                                        ]
                                    ],
                                    {},
                                ),
                            },
                            verbose_name="programme",
                        ),
                    ),
                    (
                        "organisers",
                        wagtail.fields.StreamField(
                            [("organiser", 0)],
                            blank=True,
                            block_lookup={
                                0: (
                                    "wagtail.snippets.blocks.SnippetChooserBlock",
                                    ("wagtail_network.Organisation",),
                                    {"icon": "group", "label": "Organiser"},
                                )
                            },
                            verbose_name="organisers",
                        ),
                    ),
                    (
                        "attendance",
                        models.PositiveIntegerField(
                            blank=True,
                            help_text="How many came. Shown once the meeting is over.",
                            null=True,
                            validators=[django.core.validators.MinValueValidator(1)],
                            verbose_name="participants",
                        ),
                    ),
                    (
                        "recap",
                        wagtail.fields.StreamField(
                            [
                                ("heading", 2),
                                ("paragraph", 3),
                                ("image", 7),
                                ("quote", 10),
                                ("table", 12),
                                ("note", 13),
                            ],
                            blank=True,
                            block_lookup={
                                0: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Text", "max_length": 200},
                                ),
                                1: (
                                    "wagtail.blocks.ChoiceBlock",
                                    [],
                                    {
                                        "choices": [("h2", "Heading"), ("h3", "Subheading")],
                                        "label": "Level",
                                    },
                                ),
                                2: (
                                    "wagtail.blocks.StructBlock",
                                    [[("text", 0), ("level", 1)]],
                                    {},
                                ),
                                3: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": [
                                            "bold",
                                            "italic",
                                            "ul",
                                            "ol",
                                            "link",
                                            "document-link",
                                            "hr",
                                        ],
                                        "icon": "pilcrow",
                                        "label": "Text",
                                        "template": "wagtail_network/blocks/paragraph.html",
                                    },
                                ),
                                4: (
                                    "wagtail.images.blocks.ImageChooserBlock",
                                    (),
                                    {"label": "Picture"},
                                ),
                                5: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "What the picture shows, for people who cannot see it. Leave it empty only if the picture is pure decoration.",
                                        "label": "Alternative text",
                                        "max_length": 250,
                                        "required": False,
                                    },
                                ),
                                6: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Caption", "max_length": 250, "required": False},
                                ),
                                7: (
                                    "wagtail.blocks.StructBlock",
                                    [[("image", 4), ("alt", 5), ("caption", 6)]],
                                    {},
                                ),
                                8: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                                9: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "Name and title, for instance “Mette Holm, master carpenter”.",
                                        "label": "Who said it",
                                        "max_length": 200,
                                        "required": False,
                                    },
                                ),
                                10: (
                                    "wagtail.blocks.StructBlock",
                                    [[("text", 8), ("attribution", 9)]],
                                    {},
                                ),
                                11: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": ["bold", "italic", "link"],
                                        "label": "Text",
                                        "required": False,
                                    },
                                ),
                                12: (
                                    "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                    [[("text", 11)]],
                                    {},
                                ),
                                13: (
                                    "wagtail.blocks.RichTextBlock",
                                    (),
                                    {
                                        "features": [
                                            "bold",
                                            "italic",
                                            "ul",
                                            "ol",
                                            "link",
                                            "document-link",
                                            "hr",
                                        ],
                                        "help_text": "An aside, set apart from the running text.",
                                        "icon": "info-circle",
                                        "label": "Note",
                                        "template": "wagtail_network/blocks/note.html",
                                    },
                                ),
                            },
                            help_text="What came out of the meeting. Shown once it is over.",
                            verbose_name="experience",
                        ),
                    ),
                    (
                        "pictures",
                        wagtail.fields.StreamField(
                            [("picture", 3)],
                            blank=True,
                            block_lookup={
                                0: (
                                    "wagtail.images.blocks.ImageChooserBlock",
                                    (),
                                    {"label": "Picture"},
                                ),
                                1: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {
                                        "help_text": "What the picture shows, for people who cannot see it. Leave it empty only if the picture is pure decoration.",
                                        "label": "Alternative text",
                                        "max_length": 250,
                                        "required": False,
                                    },
                                ),
                                2: (
                                    "wagtail.blocks.CharBlock",
                                    (),
                                    {"label": "Caption", "max_length": 250, "required": False},
                                ),
                                3: (
                                    "wagtail.blocks.StructBlock",
                                    [[("image", 0), ("alt", 1), ("caption", 2)]],
                                    {},
                                ),
                            },
                            verbose_name="pictures",
                        ),
                    ),
                    (
                        "next_event",
                        models.ForeignKey(
                            blank=True,
                            help_text="Leave it empty to point to the next one in the network's calendar.",
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="wagtailcore.page",
                            verbose_name="next meeting",
                        ),
                    ),
                    (
                        "picture",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=get_image_model_string(),
                            verbose_name="picture",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "meeting",
                    "verbose_name_plural": "meetings",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("end__gte", models.F("start"))),
                            name="wagtail_network_eventpage_ends_after_it_starts",
                            violation_error_message="The meeting ends before it starts.",
                        )
                    ],
                },
                bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
            ),
        ]
