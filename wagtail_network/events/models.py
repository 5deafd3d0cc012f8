"""Meetings: what, when, where, the programme, and what came out of them."""

from typing import Any

import swapper
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index

from wagtail_network.core.blocks import BodyBlock
from wagtail_network.core.images import FIGURE, LOGO, THUMBNAIL, load_renditions
from wagtail_network.core.localized import localized, localized_page
from wagtail_network.core.localizing import same_in_every_language
from wagtail_network.core.page_types import page_model_for
from wagtail_network.core.pages import ListPageMixin
from wagtail_network.core.panels import PageTypeChooserPanel
from wagtail_network.core.routing import has_route
from wagtail_network.core.structured_data import as_script
from wagtail_network.events.announcements import announcements
from wagtail_network.events.blocks import OrganisersBlock, PicturesBlock, ProgrammeBlock
from wagtail_network.events.calendar.feed import event_response, feed_response
from wagtail_network.events.calendar.links import ATOM_NAME, FEED_NAME, FILE_NAME
from wagtail_network.events.facts import facts_text
from wagtail_network.events.filters import EventFilterSet
from wagtail_network.events.forms import EventPageForm
from wagtail_network.events.listing import address, called, listing, tell_networks
from wagtail_network.events.month import month_of
from wagtail_network.events.programme import programme_days
from wagtail_network.events.querysets import EventManager, EventQuerySet
from wagtail_network.events.registration.options import RegistrationOptionsMixin
from wagtail_network.events.registration.public.pages import RegistrationPagesMixin
from wagtail_network.events.registration.public.participants import participants_shown
from wagtail_network.events.registration.public.sign_up import sign_up_of, tell_sign_ups
from wagtail_network.events.registration.seats import seats_of
from wagtail_network.events.series import Series
from wagtail_network.events.structured_data import event_data, offer_data
from wagtail_network.events.timing import TimedMixin
from wagtail_network.events.venue import VenueMixin
from wagtail_network.events.when import month_name
from wagtail_network.networks.models import NetworkPartMixin, networks_below
from wagtail_network.organisations.shown import profiles_in
from wagtail_network.organisations.visibility import Audience, Profile, level_for

swapper.set_app_prefix("wagtailcore", "wagtail")

EVENTS_ON_A_PAGE = 20
OTHERS_OF_A_SERIES = 12


class EventIndexPageMixin(RoutablePageMixin, ListPageMixin, NetworkPartMixin):
    """A network's meetings, or those of all networks: coming, past, and by month."""

    page_description = _("Lists the meetings of the network above it, or of all networks there.")

    class Meta:
        abstract = True

    def events_for(self, user: Any) -> EventQuerySet:
        """The meetings that ``user`` may open: below this page, or in all networks beside it."""
        events = page_model_for(EventPageMixin).objects.visible_to(user)
        if self.networks_above:
            return events.descendant_of(self.networks_above)
        return events.child_of(self)

    def filters_for(self, request: HttpRequest) -> EventFilterSet:
        """What a visitor may choose and has chosen; its ``qs`` are the meetings of that choice."""
        networks: Any = None
        if self.networks_above:
            networks = networks_below(self.networks_above, request.user)
            networks = networks.select_related("region__successor__successor").defer_streamfields()
        return EventFilterSet(request.GET, self.events_for(request.user), networks, self.locale_id)

    @path("", name="upcoming")
    def upcoming_view(self, request: HttpRequest) -> HttpResponse:
        filters = self.filters_for(request)
        shown = listing(self, request, filters, "upcoming", self.title)
        return self._list(request, shown, filters.qs.upcoming().select_related("network_seats"))

    @path("past/", name="past")
    def past_view(self, request: HttpRequest) -> HttpResponse:
        filters = self.filters_for(request)
        shown = listing(self, request, filters, "past", gettext("Past meetings"))
        return self._list(request, shown, filters.qs.past())

    @path(f"{FEED_NAME}/", name="calendar")
    def calendar_view(self, request: HttpRequest) -> HttpResponse:
        """The meetings to subscribe to; ``?kind=visit`` for those of one kind."""
        filters = self.filters_for(request)
        name = called(self, self.title, filters)
        return feed_response(request, filters.qs, name, address(self, request, FEED_NAME, filters))

    @path(ATOM_NAME, name="feed")
    def news_view(self, request: HttpRequest) -> HttpResponse:
        """The meetings last announced, as an Atom feed."""
        filters = self.filters_for(request)
        return announcements(
            request,
            self,
            filters.qs,
            title=called(self, self.title, filters),
            link=address(self, request, "", filters),
            feed_url=address(self, request, ATOM_NAME, filters),
        )

    @path("month/<int:year>/<int:month>/", name="month")
    def month_view(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        filters = self.filters_for(request)
        try:
            found = month_of(year, month, filters.qs)
        except ValueError as error:
            raise Http404(str(error)) from error
        heading = gettext("Meetings in %(month)s") % {"month": month_name(found.first)}
        shown = listing(self, request, filters, "month", heading, (year, month))
        tell_networks(found.events, filters.networks)
        shown["month"] = found
        template = "wagtail_network/events/month.html"
        return self.render(request, context_overrides=shown, template=template)

    def _list(
        self, request: HttpRequest, shown: dict[str, Any], events: EventQuerySet
    ) -> HttpResponse:
        page = Paginator(events, EVENTS_ON_A_PAGE).get_page(request.GET.get("page"))
        tell_networks(page, shown["filters"].networks)
        if shown["view"] == "upcoming":
            tell_sign_ups(page)
        return self.render(request, context_overrides={**shown, "events": page})


class EventPageMixin(
    RoutablePageMixin,
    RegistrationPagesMixin,
    RegistrationOptionsMixin,
    TimedMixin,
    VenueMixin,
    NetworkPartMixin,
):
    """One meeting."""

    override_translatable_fields = same_in_every_language("time_zone", "venue_postal_code")

    class Kind(models.TextChoices):
        KICKOFF = "kickoff", _("Kick-off meeting")
        MEETING = "meeting", _("Network meeting")
        VISIT = "visit", _("Site visit")
        WORKSHOP = "workshop", _("Workshop")
        WEBINAR = "webinar", _("Webinar")
        CONFERENCE = "conference", _("Conference")
        SOCIAL = "social", _("Get-together")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.MEETING)
    series = models.ForeignKey(
        Series,
        verbose_name=_("series"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The page then shows the other meetings of the series."),
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("Two or three sentences: why come?"))
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    programme = StreamField(ProgrammeBlock(), verbose_name=_("programme"), blank=True)
    organisers = StreamField(OrganisersBlock(), verbose_name=_("organisers"), blank=True)
    attendance = models.PositiveIntegerField(
        _("participants"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("How many came. Shown once the meeting is over."),
    )
    recap = StreamField(
        BodyBlock(),
        verbose_name=_("experience"),
        blank=True,
        help_text=_("What came out of the meeting. Shown once it is over."),
    )
    pictures = StreamField(PicturesBlock(), verbose_name=_("pictures"), blank=True)
    next_event = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("next meeting"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Leave it empty to point to the next one in the network's calendar."),
    )

    objects: Any = EventManager()
    base_form_class = EventPageForm

    section_panels = [
        FieldPanel("kind"),
        FieldPanel("series"),
        TimedMixin.when_panel,
        VenueMixin.where_panel,
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("programme"),
        FieldPanel("organisers"),
        RegistrationOptionsMixin.registration_panel,
        TimedMixin.change_panel,
    ]
    section_search_fields = [
        index.SearchField("lead"),
        index.SearchField("body"),
        index.SearchField("programme"),
        index.SearchField("venue_name"),
        index.SearchField("venue_city"),
        index.SearchField("published_recap_text"),
        index.FilterField("start"),
        index.FilterField("end"),
        index.FilterField("kind"),
        index.FilterField("series"),
    ]
    # Without the online link, and the recap only as far as it is published.
    api_fields = [
        APIField("kind"),
        APIField("start"),
        APIField("end"),
        APIField("time_zone"),
        APIField("all_day"),
        APIField("status"),
        APIField("previous_start"),
        APIField("attendance_mode"),
        APIField("venue_name"),
        APIField("venue_address"),
        APIField("venue_postal_code"),
        APIField("venue_city"),
        APIField("lead"),
        APIField("body"),
        APIField("programme_items"),
        APIField("published_recap_text"),
    ]
    routed_with = ("picture", "locale", "series", "network_seats")
    picture_shown_as = FIGURE
    page_description = _("One meeting: its programme and, afterwards, what came out of it.")

    class Meta(TimedMixin.Meta):
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        level = level_for(request)
        context["programme"] = programme = programme_days(self, level)
        context["online_url"] = self.online_url_for(request.user)
        context["next_event"] = self.next_event_for(request.user)
        context["series"], context["series_events"] = self.series_for(request.user)
        context["organisers"] = organisers = self.organisers_localized(level)
        context["pictures"] = self.pictures_shown()
        context["sign_up"] = sign_up = sign_up_of(self)
        context["participants"] = participants_shown(sign_up.rules)
        data = event_data(self, organisers, programme) | offer_data(sign_up)
        context["structured_data"] = as_script(data)
        return context

    def clean(self) -> None:
        super().clean()
        if self.slug and has_route(EventIndexPageMixin, [self.slug]):
            message = _("The list of meetings uses this address itself. Choose another.")
            raise ValidationError({"slug": message})

    @path(f"{FILE_NAME}/", name="calendar")
    def calendar_view(self, request: HttpRequest) -> HttpResponse:
        """The meeting as a file for any calendar program."""
        return event_response(request, self)

    def online_url_for(self, user: Any) -> str:
        """The link for those who may have it, while there is something to take part in."""
        return super().online_url_for(user) if self.can_be_joined else ""

    def organisers_localized(self, level: int = Audience.EVERYONE) -> list[Profile]:
        """The organisers with their logos, in the page's language and the editor's order."""
        found = [block.value for block in self.organisers if block.value]
        organisers = profiles_in(found, self.locale_id, level)
        load_renditions((organiser.logo for organiser in organisers), LOGO)
        return organisers

    def pictures_shown(self) -> list[Any]:
        """The pictures from the meeting, once it is over. Two queries."""
        if not self.is_over:
            return []
        shown = [block.value for block in self.pictures if block.value["image"]]
        load_renditions((value["image"] for value in shown), THUMBNAIL)
        return shown

    def next_event_for(self, user: Any) -> Any | None:
        """The meeting to go to next: the editor's choice, else the next that takes place."""
        events = page_model_for(EventPageMixin).objects.visible_to(user)
        if self.next_event_id:
            chosen = localized_page(events, self.next_event_id, self.locale_id)
            if chosen is not None:
                return chosen
        after = events.sibling_of(self, inclusive=False).filter(start__gt=self.start)
        return after.taking_place().order_by("start", "pk").first()

    def series_for(self, user: Any) -> tuple[Any | None, list[Any]]:
        """The series in the page's language, and its other meetings, the coming ones first.

        One query, none without a series.
        """
        if self.series is None:
            return None, []
        events = page_model_for(EventPageMixin).objects.visible_to(user).in_series_of(self)
        others = events.exclude(pk=self.pk).coming_first()[:OTHERS_OF_A_SERIES]
        (series,) = localized([self.series], self.locale_id)
        return series, list(others)

    def summary(self) -> str:
        return f"{facts_text(self)}. {self.lead}".removesuffix(" ")

    @cached_property
    def attendance_shown(self) -> int | None:
        """How many came, once it is over: the editor's figure, else as counted at the door.

        One query at most, and none where the seats were joined, but for a translation.
        """
        if not (self.is_over and self.takes_place):
            return None
        if self.attendance is not None:
            return self.attendance
        seats = getattr(self, "network_seats", None)
        if seats is None and self.takes_registrations:
            seats = seats_of(self)
        return (seats and seats.present) or None

    @cached_property
    def published_recap(self) -> Any | None:
        """The recap once the meeting is over, before that None."""
        return self.recap if self.recap and self.is_over else None

    def recap_summary(self) -> str:
        """The first paragraph of the published recap, as plain text."""
        for block in self.published_recap or ():
            if block.block_type == "paragraph":
                return get_text_for_indexing(block.value.source)
        return ""

    def programme_items(self) -> list[dict[str, Any]]:
        """The programme as plain values, for the API; materials only from the start on."""
        return [item.as_dict(day.day) for day in programme_days(self) for item in day.items]

    def published_recap_text(self) -> str:
        """The same as plain text, for the search index and the API."""
        found = self.published_recap
        return "\n".join(found.stream_block.get_searchable_content(found)) if found else ""


# Outside the class body, where a panel can name the class.
EventPageMixin.section_panels.append(
    MultiFieldPanel(
        [
            FieldPanel(
                "attendance",
                help_text=_(
                    "How many came. Leave empty to use the number checked in at the door. Shown "
                    "once the meeting is over."
                ),
            ),
            FieldPanel("recap"),
            FieldPanel("pictures"),
            PageTypeChooserPanel("next_event", EventPageMixin),
        ],
        _("After the meeting"),
        classname="collapsed",
    )
)


if not swapper.is_swapped("wagtailcore", "Page"):

    class EventIndexPage(EventIndexPageMixin, Page):
        content_panels = [*Page.content_panels, *EventIndexPageMixin.section_panels]
        search_fields = [*Page.search_fields, *EventIndexPageMixin.section_search_fields]
        parent_page_types = ["wagtail_network.NetworkPage", "wagtail_network.NetworkIndexPage"]
        subpage_types = ["wagtail_network.EventPage"]
        max_count_per_parent = 1

        class Meta:
            verbose_name = _("list of meetings")
            verbose_name_plural = _("lists of meetings")

    class EventPage(EventPageMixin, Page):
        content_panels = [*Page.content_panels, *EventPageMixin.section_panels]
        search_fields = [*Page.search_fields, *EventPageMixin.section_search_fields]
        parent_page_types = ["wagtail_network.EventIndexPage"]
        subpage_types: list[str] = []

        class Meta(EventPageMixin.Meta):
            verbose_name = _("meeting")
            verbose_name_plural = _("meetings")
