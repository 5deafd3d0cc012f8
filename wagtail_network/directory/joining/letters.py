"""The letters to members and coordinators about profiles. Written when they are sent."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.conf import network_settings
from wagtail_network.core.mail.letters import Letter, letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.page_types import page_model_for
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.joining.differences import differences, in_words
from wagtail_network.directory.joining.granting import evidence_text
from wagtail_network.directory.joining.links import admin_url, secret_url
from wagtail_network.networks.membership import Membership
from wagtail_network.networks.models import NetworkPageMixin

Status = ProfileAccess.Status


@letter("joining.confirm", gettext_lazy("Profile: confirm the address"))
def confirm(mail: Mail) -> Letter | None:
    access = _access(mail, Status.UNCONFIRMED)
    if access is None:
        return None
    network = _network(access)
    if access.kind == ProfileAccess.Kind.CLAIM:
        words = _("Somebody, presumably you, would like to look after the profile of %(name)s.")
        subject = _("Confirm your address: the profile of %(name)s")
    else:
        words = _("Somebody, presumably you, has applied for %(name)s to join %(network)s.")
        subject = _("Confirm your address: %(name)s and %(network)s")
    names = {"name": access.about, "network": network.title if network else _("the network")}
    return _to_member(
        access,
        subject % names,
        [words % names, _("Open the page and press the button there. Then we get to see it.")],
        action=_("Confirm my address"),
        afterwards=[
            _("If it was not you, do nothing: without the button, it is all deleted in two weeks.")
        ],
    )


@letter("joining.link", gettext_lazy("Profile: the link once more"))
def link(mail: Mail) -> Letter | None:
    access = _access(mail, *ProfileAccess.OPEN)
    if access is None:
        return None
    return _to_member(
        access,
        _("Your link to the profile of %(name)s") % {"name": access.about},
        [_("Here is your link to the profile of %(name)s once more.") % {"name": access.about}],
        afterwards=[_("The link is yours alone: whoever has it can change the profile.")],
    )


@letter("joining.granted", gettext_lazy("Profile: access granted"))
def granted(mail: Mail) -> Letter | None:
    access = _access(mail, Status.GRANTED)
    if access is None:
        return None
    words = {"name": access.about, "network": _network_title(access)}
    if access.kind == ProfileAccess.Kind.APPLICATION:
        subject = _("Welcome to %(network)s") % words
        said = _("%(name)s is now a member of %(network)s, and has a profile in the directory.")
    else:
        subject = _("You now look after the profile of %(name)s") % words
        said = _("You can now keep the profile of %(name)s current.")
    return _to_member(
        access,
        subject,
        [
            said % words,
            _("What you change is looked at by a coordinator before everybody sees it."),
        ],
        action=_("To the profile"),
        afterwards=[
            _("Keep this mail: the link in it takes the place of a password, and is yours alone.")
        ],
    )


@letter("joining.refused", gettext_lazy("Profile: request refused"))
def refused(mail: Mail) -> Letter | None:
    access = _access(mail, Status.REFUSED)
    if access is None:
        return None
    if access.kind == ProfileAccess.Kind.APPLICATION:
        said = _("We cannot accept the application of %(name)s to join %(network)s.")
    else:
        said = _("We cannot give you access to the profile of %(name)s.")
    words = {"name": access.about, "network": _network_title(access)}
    return _to_member(
        access,
        _("About your request: %(name)s") % words,
        [said % words, access.answer],
        action="",
        afterwards=[_("You are welcome to answer this mail.")],
    )


@letter("joining.ended", gettext_lazy("Profile: access ended"))
def ended(mail: Mail) -> Letter | None:
    access = _access(mail, Status.ENDED)
    if access is None:
        return None
    said = _("You no longer have access to the profile of %(name)s.") % {"name": access.about}
    return _to_member(
        access,
        _("Your access to the profile of %(name)s has ended") % {"name": access.about},
        [said, access.answer],
        action="",
        afterwards=[_("Should that be a mistake, please answer this mail.")],
    )


@letter("joining.invited", gettext_lazy("Profile: invitation of a colleague"))
def invited(mail: Mail) -> Letter | None:
    access = _access(mail, Status.UNCONFIRMED)
    if access is None:
        return None
    by = access.invited_by.name if access.invited_by else _("A colleague")
    said = _("%(by)s would like you to look after the profile of %(name)s, too.")
    return _to_member(
        access,
        _("%(by)s invites you to look after the profile of %(name)s")
        % {"by": by, "name": access.about},
        [said % {"by": by, "name": access.about}],
        action=_("See the invitation"),
        afterwards=[_("If you would rather not, you can say so there, or do nothing.")],
    )


@letter("joining.change_approved", gettext_lazy("Profile: change approved"))
def change_approved(mail: Mail) -> Letter | None:
    access, change = _access(mail, Status.GRANTED), _change(mail, ProfileChange.Status.APPROVED)
    if access is None or change is None:
        return None
    return _to_member(
        access,
        _("Your change is published: %(name)s") % {"name": str(change.item)},
        [_("The coordinator has approved your change. Everybody it is for can see it now.")],
        action=_("To the profile"),
    )


@letter("joining.change_sent_back", gettext_lazy("Profile: change sent back"))
def change_sent_back(mail: Mail) -> Letter | None:
    access, change = _access(mail, Status.GRANTED), _change(mail, ProfileChange.Status.SENT_BACK)
    if access is None or change is None:
        return None
    return _to_member(
        access,
        _("Please look at your change again: %(name)s") % {"name": str(change.item)},
        [
            _("The coordinator has not published your change yet, and writes:"),
            change.answer,
            _("What you wrote is kept. Go on from there, and send it again."),
        ],
        action=_("Go on with it"),
    )


@letter("joining.still_right", gettext_lazy("Profile: is it still right?"))
def still_right(mail: Mail) -> Letter | None:
    access = _access(mail, Status.GRANTED, Status.UNCONFIRMED)
    if access is None or access.organisation is None:
        return None
    confirmed = access.organisation.confirmed_at
    if confirmed and confirmed > datetime.fromisoformat(mail.facts["asked"]):
        return None  # a colleague has been quicker
    name = {"name": access.about}
    invitation = access.status == Status.UNCONFIRMED
    return _to_member(
        access,
        _("Is it still right? The profile of %(name)s") % name,
        [
            _("Once a year we ask everybody in the directory whether their profile is right."),
            _("Look at it, and press one button if it is. If it is not, change what is wrong.")
            if not invitation
            else _(
                "Look at it, and press one button if it is. With it you take over looking after "
                "the profile, and can change what is wrong."
            ),
        ],
        step="right",
        action=_("Look at the profile"),
    )


@letter("joining.you_left", gettext_lazy("Profile: left a network"))
def you_left(mail: Mail) -> Letter | None:
    access, membership = _access(mail, Status.GRANTED), _membership(mail)
    if access is None or membership is None or membership.status != Membership.Status.LEFT:
        return None
    words = {"name": access.about, "network": membership.network.title}
    return _to_member(
        access,
        _("%(name)s has left %(network)s") % words,
        [
            _("%(name)s is no longer a member of %(network)s, as you have asked.") % words,
            _("Should you change your mind, you can apply again from your page."),
        ],
    )


@letter("joining.admitted", gettext_lazy("Profile: joined a network"))
def admitted(mail: Mail) -> Letter | None:
    access, membership = _access(mail, Status.GRANTED), _membership(mail)
    if access is None or membership is None or membership.status != Membership.Status.ACTIVE:
        return None
    words = {"name": access.about, "network": membership.network.title}
    return _to_member(
        access,
        _("Welcome to %(network)s") % words,
        [_("%(name)s is now a member of %(network)s.") % words],
    )


@letter("joining.turned_away", gettext_lazy("Profile: not let into a network"))
def turned_away(mail: Mail) -> Letter | None:
    access, membership = _access(mail, Status.GRANTED), _membership(mail)
    if access is None or membership is None or membership.status != Membership.Status.LEFT:
        return None
    words = {"name": access.about, "network": membership.network.title}
    return _to_member(
        access,
        _("About your application to %(network)s") % words,
        [_("We cannot let %(name)s into %(network)s at present.") % words],
        afterwards=[_("You are welcome to answer this mail.")],
    )


# To coordinators


@letter("joining.waiting", gettext_lazy("Coordinator: a request waits"))
def waiting(mail: Mail) -> Letter | None:
    access = _access(mail, Status.WAITING)
    if access is None:
        return None
    if access.kind == ProfileAccess.Kind.APPLICATION:
        subject = _("%(name)s would like to join %(network)s")
    else:
        subject = _("%(person)s would like to look after the profile of %(name)s")
    words = {
        "name": access.about,
        "network": _network_title(access),
        "person": access.name,
    }
    facts = [
        (_("Name"), access.name),
        (_("Title"), access.title),
        (_("E-mail"), access.email),
        (_("CVR number"), access.cvr),
        (_("Website"), access.website),
        (_("Evidence"), evidence_text(access)),
        (_("Message"), access.note),
    ]
    return _to_coordinator(
        subject % words,
        [subject % words + "."],
        facts=facts,
        action=(
            _("Decide"),
            admin_url(access.network, "wagtail_network_waiting_access", access.pk),
        ),
        reply_to=access.email,
    )


@letter("joining.changed", gettext_lazy("Coordinator: a change waits"))
def changed(mail: Mail) -> Letter | None:
    change = _change(mail, ProfileChange.Status.WAITING)
    if change is None:
        return None
    found = differences(change.item, change.before, change.values)
    by = change.access.name if change.access else _("Somebody")
    words = {"name": str(change.item), "by": by}
    return _to_coordinator(
        _("Change to look at: %(name)s") % words,
        [_("%(by)s has changed the profile of %(name)s.") % words, change.note],
        facts=in_words(found),
        action=(
            _("Approve or send back"),
            admin_url(
                change.access.network if change.access else None,
                "wagtail_network_waiting_change",
                change.pk,
            ),
        ),
        reply_to=change.access.email if change.access else "",
    )


@letter("joining.joining", gettext_lazy("Coordinator: a member applies to a network"))
def joining(mail: Mail) -> Letter | None:
    membership = _membership(mail)
    if membership is None or membership.status != Membership.Status.APPLIED:
        return None
    said = _("%(name)s would like to join %(network)s") % _names(membership)
    action = (_("Decide"), admin_url(membership.network, "wagtail_network_waiting"))
    return _to_coordinator(said, [f"{said}."], action=action)


@letter("joining.left", gettext_lazy("Coordinator: a member has left"))
def left(mail: Mail) -> Letter | None:
    membership = _membership(mail)
    if membership is None or membership.status != Membership.Status.LEFT:
        return None
    said = _("%(name)s has left %(network)s") % _names(membership)
    return _to_coordinator(
        said,
        [f"{said}.", _("If that was a mistake, you can take it back for thirty days.")],
        action=(_("See who has left"), admin_url(membership.network, "wagtail_network_waiting")),
    )


# What they have in common


def _to_member(
    access: ProfileAccess,
    subject: str,
    paragraphs: Sequence[str],
    *,
    action: str | None = None,
    step: str = "",
    afterwards: Sequence[str] = (),
) -> Letter:
    """``action``: the words on the button of the link; "" for no link."""
    network = _network(access)
    sender = network.title if network else _sender()
    label = _("To the profile") if action is None else action
    return Letter(
        subject=subject,
        greeting=_("Hello %(name)s,") % {"name": access.name},
        paragraphs=[one for one in paragraphs if one],
        action=(label, secret_url(access, step)) if label else None,
        afterwards=afterwards,
        closing="\n".join([_("Kind regards"), sender]),
        footnote=_("You get this mail because of the profile of %(name)s in our directory.")
        % {"name": access.about},
        reply_to=network.contact_email if network else "",
    )


def _to_coordinator(
    subject: str,
    paragraphs: Sequence[str],
    *,
    action: tuple[str, str],
    facts: Sequence[tuple[str, str]] = (),
    reply_to: str = "",
) -> Letter:
    return Letter(
        subject=subject,
        greeting=_("Hello,"),
        paragraphs=[one for one in paragraphs if one],
        facts=[(label, value) for label, value in facts if value],
        action=action,
        footnote=_("You get this mail because the network's page names this address as contact."),
        reply_to=reply_to,
    )


def _access(mail: Mail, *statuses: str) -> ProfileAccess | None:
    """Whom the mail is about, or None where that is no longer so."""
    found = ProfileAccess.objects.filter(pk=mail.facts.get("access"), status__in=statuses)
    return found.select_related("organisation", "network", "invited_by").first()


def _change(mail: Mail, status: str) -> ProfileChange | None:
    found = ProfileChange.objects.filter(pk=mail.facts.get("change"), status=status)
    related = ("organisation", "person", "access", "access__network")
    return found.select_related(*related).first()


def _membership(mail: Mail) -> Membership | None:
    found = Membership.objects.filter(pk=mail.facts.get("membership"))
    return found.select_related("organisation", "network").first()


def _names(membership: Membership) -> dict[str, Any]:
    return {"name": membership.organisation.name, "network": membership.network.title}


def _network(access: ProfileAccess) -> Any:
    """The page of the network as its own type, or None."""
    if access.network is None:
        return None
    return page_model_for(NetworkPageMixin).objects.filter(pk=access.network_id).first()


def _network_title(access: ProfileAccess) -> str:
    return access.network.title if access.network else _("the network")


def _sender() -> str:
    return parseaddr(network_settings.MAIL_FROM)[0] or _("The coordinators")
