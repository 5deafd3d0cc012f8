"""Writing to those who have signed up for a meeting."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.outbox import draft, post_many
from wagtail_network.core.retrying import in_transaction
from wagtail_network.events.registration.desk import audit
from wagtail_network.events.registration.desk.choosing import MOST_TICKED
from wagtail_network.events.registration.desk.meeting import MeetingView, desk_url
from wagtail_network.events.registration.desk.overview import GROUPS, group_named
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.public.fields import LineField, ParagraphField
from wagtail_network.events.registration.searching import search

KIND = "registration.message"
PEOPLE = "people"


def send_message(
    registrations: Iterable[Registration], *, subject: str, text: str, message: UUID
) -> int:
    """Posts a message to each who has left an address; returns to how many.

    The same ``message`` again goes only to those who have not been sent it.
    """

    def work() -> int:
        key = f"{KIND}:{message}:"
        sent = set(Mail.objects.filter(key__startswith=key).values_list("key", flat=True))
        facts = {"subject": subject, "text": text}
        mails = [
            draft(
                KIND,
                one.email,
                language=one.language,
                key=f"{key}{one.pk}",
                facts=facts,
                registration=one,
            )
            for one in registrations
            if one.email and f"{key}{one.pk}" not in sent
        ]
        post_many(mails)
        return len(mails)

    return in_transaction(work)


class MessageForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("To"))
    subject = LineField(label=gettext_lazy("Subject"), max_length=150)
    text = ParagraphField(
        label=gettext_lazy("Text"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "Each mail begins with the person's name and ends with the meeting and their own link. "
            "An empty line makes a new paragraph."
        ),
    )
    people = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, widget=forms.HiddenInput)
    message = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sizes: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        names = {group.name: str(group.label) for group in GROUPS}
        names[PEOPLE] = _("Those I have ticked")
        to.choices = [
            (name, f"{names[name]} ({size})")
            for name, size in sizes.items()
            if size or name == "all"
        ]


class MessageView(MeetingView):
    """Writing, looking at it with the number of people it goes to, and sending."""

    page_title = gettext_lazy("Write to people")
    template_name = "wagtail_network/admin/registration/message.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asked = request.GET
        ticked = asked.get("people", "")
        initial = {
            "to": PEOPLE if ticked else group_named(asked.get("group")).name,
            "people": ticked,
            "q": asked.get("q", ""),
            "message": uuid4(),
        }
        return self.write(MessageForm(initial=initial, sizes=self.sizes(asked)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = MessageForm(request.POST, sizes=self.sizes(request.POST))
        if not form.is_valid() or "change" in request.POST:
            return self.write(form)
        people = list(self.people(form.cleaned_data["to"], request.POST))
        if not any(one.email for one in people):
            form.add_error("to", _("None of these people has left an address."))
            return self.write(form)
        if "send" not in request.POST:
            return self.preview(form, people)
        self.send(form, people)
        return redirect(desk_url(self.event))

    def people(self, to: str, data: QueryDict) -> Any:
        """Whom a choice means: the ticked, or a group as far as it was searched."""
        if to == PEOPLE:
            return self.registrations.filter(pk__in=ticked(data)).order_by("pk")
        group = group_named(to)
        return search(self.registrations.filter(status__in=group.statuses), data.get("q", ""))

    def sizes(self, data: QueryDict) -> dict[str, int]:
        """How many each choice means. Raises ``Http404`` where one ticked is of another meeting."""
        sizes = {}
        if pks := ticked(data):
            sizes[PEOPLE] = self.people(PEOPLE, data).count()
            if sizes[PEOPLE] != len(pks):
                raise Http404
        return sizes | {group.name: self.people(group.name, data).count() for group in GROUPS}

    def write(self, form: MessageForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def preview(self, form: MessageForm, people: list[Registration]) -> HttpResponse:
        reached = [one for one in people if one.email]
        return self.render_to_response(
            self.get_context_data(
                form=form,
                preview=form.cleaned_data,
                count=len(reached),
                names=[one.name for one in reached[:20]],
                more=max(len(reached) - 20, 0),
                unreached=[one.name for one in people if not one.email],
            )
        )

    def send(self, form: MessageForm, people: list[Registration]) -> None:
        given = form.cleaned_data
        count = send_message(
            people, subject=given["subject"], text=given["text"], message=given["message"]
        )
        if not count:
            messages.warning(self.request, _("This message has been sent already."))
            return
        audit.note(self.event, "message", self.request.user, count=count)
        text = ngettext(
            "The message is on its way to %(count)d person.",
            "The message is on its way to %(count)d people.",
            count,
        )
        messages.success(self.request, text % {"count": count})


def ticked(data: QueryDict) -> set[int]:
    """The numbers of the registrations that were ticked. Raises ``Http404`` for what is none."""
    texts = [text for text in data.get("people", "").split(",") if text]
    if len(texts) > MOST_TICKED or not all(text.isdecimal() and len(text) < 19 for text in texts):
        raise Http404
    return set(map(int, texts))
