"""Letters about a meeting that has changed, or does not take place."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.mail.letters import Letter, letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.changes import CALLED_OFF, CHANGED, Change, change_of
from wagtail_network.events.registration.letters.about import JOIN, About, Facts
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.when import day_text, moment_text

Status = Registration.Status


@letter(CHANGED, gettext_lazy("Meeting: new time or place"))
def changed(mail: Mail) -> Letter | None:
    about = About(mail)
    change = _untold(about)
    if change is None or not about.event.takes_place:
        return None
    place = change.place and _is_elsewhere(about, change.before)
    subject, news = _headline(change, place)
    subject = subject % {"title": about.title}
    if change.is_only_the_link:
        written = about.letter(subject, [news])
        button, links = (str(JOIN), about.join_url), [written.action, *written.links[1:]]
        return replace(written, action=button, links=[link for link in links if link])
    return about.letter(
        subject,
        [news, about.note, _what_it_means(about)],
        facts=_before_and_now(about, change, place),
    )


@letter(CALLED_OFF, gettext_lazy("Meeting: cancelled or postponed"))
def called_off(mail: Mail) -> Letter | None:
    about = About(mail)
    change = _untold(about)
    if change is None or about.event.takes_place:
        return None
    planned = change.before or about.event
    words = {"title": about.title, "day": day_text(planned.local_start.date())}
    if about.event.status == about.event.Status.POSTPONED:
        subject = _("The meeting is postponed: %(title)s")
        news = _("The meeting on %(day)s has been postponed. A new date will follow.")
        hint = _(
            "We are keeping your registration, and will write to you when there is a new date."
        )
    else:
        subject = _("The meeting is cancelled: %(title)s")
        news = _("We are sorry: the meeting on %(day)s has been cancelled.")
        hint = _("You do not need to do anything.")
    return about.letter(
        subject % words,
        [news % words, about.note, hint],
        facts=[about.when(planned, _("Originally planned")), about.where(planned)],
        links=[*about.links(), *about.next_meeting()],
    )


def _untold(about: About) -> Change | None:
    """What the registrant has not heard of yet. None where a later mail tells it, or nothing does.

    A mail that waits for the mail server is overtaken by the next one, which then tells of both.
    """
    event = about.event
    if event.is_over or not about.registration.is_active:
        return None
    own = about.mail.facts
    mails = about.registration.mails.filter(kind__in=(CHANGED, CALLED_OFF))
    others = list(mails.exclude(pk=about.mail.pk).values("facts", "status"))
    if any(one["facts"]["sequence"] > own["sequence"] for one in others):
        return None
    told = [one["facts"]["sequence"] for one in others if one["status"] == Mail.Status.SENT]
    last_told = max(told, default=-1)
    missed = [one["facts"] for one in others if one["facts"]["sequence"] > last_told]
    untold = sorted([own, *missed], key=lambda facts: facts["sequence"])
    has_link = bool(about.join_url) and any(facts["link"] for facts in untold)
    change = change_of(event, untold[0]["before"], has_link)
    return change if change.says_anything else None


def _is_elsewhere(about: About, before: Any) -> bool:
    """Whether it is another place for this registrant: another room is none to who is online."""
    return about.where(before) != about.where(about.event)


def _headline(change: Change, place: bool) -> tuple[str, str]:
    """The subject and the first sentence, by what matters most. ``place``: it is another."""
    if change.was_cancelled:
        subject = _("The meeting is going ahead after all: %(title)s")
        return subject, _("The meeting had been cancelled, but is now going ahead after all.")
    if change.resumed or change.to_another_day:
        if place:
            return _("New date and place: %(title)s"), _("The meeting has a new date and place.")
        return _("New date: %(title)s"), _("The meeting has a new date.")
    if change.moved and place:
        return _("New time and place: %(title)s"), _("The meeting has a new time and place.")
    if change.moved:
        return _("New time: %(title)s"), _("The meeting has a new time.")
    if place:
        return _("New place: %(title)s"), _("The meeting has a new place.")
    if change.link:
        return _("Your link for taking part online: %(title)s"), _(
            "Here is the link for taking part online. Please do not use an earlier one."
        )
    return _("The meeting has changed: %(title)s"), _(
        "The time or place of the meeting has changed. Here are the details as they are now."
    )


def _what_it_means(about: About) -> str:
    registration = about.registration
    if registration.status == Status.REGISTERED:
        return _(
            "Your seat is kept, and you do not need to do anything. If you can no longer come, "
            "please cancel there, so that somebody else can have the seat."
        )
    if registration.status == Status.OFFERED and registration.offer_ends:
        until = {"moment": moment_text(registration.offer_ends, about.event)}
        return _("The seat we offered you is still kept for you until %(moment)s.") % until
    if registration.status == Status.WAITING:
        return _("You are still on the waiting list, and do not need to do anything.")
    return _("The organisers have not looked at your registration yet.")


def _before_and_now(about: About, change: Change, place: bool) -> Facts:
    before: Any = change.before
    label = _("New date") if change.to_another_day else _("New time") if change.moved else ""
    found = [about.when(about.event, label)]
    if change.moved and before.takes_place:
        found.append(about.when(before, _("Before")))
    if not place:
        return [*found, about.where(about.event)]
    new, old = about.where(about.event, _("New place")), about.where(before, _("Before"))
    return [*found, new, old, *about.getting_in()]
