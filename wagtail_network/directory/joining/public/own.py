"""The pages behind the link of whoever looks after a profile. No log-in: who has it may do it all.

A GET changes nothing: mail programs and virus scanners open links by themselves.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from wagtail_network.conf import network_settings
from wagtail_network.core.rate_limits import TooMany
from wagtail_network.core.retrying import Busy
from wagtail_network.directory.joining.access import ProfileAccess, access_for
from wagtail_network.directory.joining.colleagues import count_invitation, invite
from wagtail_network.directory.joining.granting import confirm, end
from wagtail_network.directory.joining.links import secret_path
from wagtail_network.directory.joining.moving import join, leave
from wagtail_network.directory.joining.proposing import NotOpen, withdraw
from wagtail_network.directory.joining.public import editing
from wagtail_network.directory.joining.public.asking import FOLDER, too_many
from wagtail_network.directory.joining.public.forms import InviteForm
from wagtail_network.directory.joining.public.own_profile import Own
from wagtail_network.directory.joining.yearly import confirm_profile

# As no-referrer would, this keeps the link from other sites; but that breaks Django's CSRF check.
HEADERS = {"Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex, nofollow"}
Status = ProfileAccess.Status


@sensitive_post_parameters()
@sensitive_variables()
def profile_view(request: HttpRequest, token: str, step: str = "") -> HttpResponse:
    """What one looks after, or a step of it; a page that says what to do for a dead link."""
    access = access_for(token)
    if access is None:
        response = _page(request, None, "gone.html", status=404)
    else:
        with translation.override(access.language):
            response = _of(request, Own(access), step)
    for name, value in HEADERS.items():
        response[name] = value
    patch_cache_control(response, private=True, no_store=True)
    return response


def _of(request: HttpRequest, own: Own, step: str) -> HttpResponse:
    """The step where the status allows it; else what the status is."""
    match own.access.status:
        case Status.GRANTED if take := STEPS.get(step):
            return take(request, own)
        case Status.UNCONFIRMED if take := _unconfirmed_step(own, step):
            return take(request, own)
        case Status.GRANTED | Status.UNCONFIRMED:
            return _page(request, None, "gone.html", status=404)
    return _page(request, own, "closed.html")


def _unconfirmed_step(own: Own, step: str) -> Any:
    """Who has asked by themselves sees nothing of the profile before they have access."""
    if step == "right" and own.access.kind != ProfileAccess.Kind.INVITATION:
        return None
    return UNCONFIRMED_STEPS.get(step)


def _show(request: HttpRequest, own: Own) -> HttpResponse:
    said = SAID.get(request.GET.get("said", ""))
    return _page(request, own, "own.html", said=said and said())


def _unconfirmed(request: HttpRequest, own: Own) -> HttpResponse:
    return _page(request, own, "confirm.html")


def _confirm(request: HttpRequest, own: Own) -> HttpResponse:
    if request.method != "POST":
        return _back(own)
    return _do(own, "confirmed", lambda: confirm(own.access))


def _decline(request: HttpRequest, own: Own) -> HttpResponse:
    if request.method != "POST":
        return _back(own)
    return _do(own, "", lambda: end(own.access))


def _right(request: HttpRequest, own: Own) -> HttpResponse:
    """One button says that all is right; an invitation is taken with it."""
    if request.method != "POST":
        return _page(request, own, "right.html")

    def say() -> ProfileAccess:
        access = confirm(own.access)
        if access.is_granted:
            confirm_profile(access)
        return access

    return _do(own, "right", say)


def _withdraw(request: HttpRequest, own: Own) -> HttpResponse:
    item = own.person if request.POST.get("of") == "person" else own.organisation
    if request.method != "POST" or item is None:
        return _back(own)
    return _do(own, "withdrawn", lambda: withdraw(own.access, item))


def _colleagues(request: HttpRequest, own: Own) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            count_invitation(own.access, given["email"])
            invite(
                own.access,
                name=given["name"],
                email=given["email"],
                language=own.access.language,
                submission=given["submission"],
            )
        except TooMany as refusal:
            form.add_error(None, too_many(refusal))
        except Busy:
            form.add_error(None, _("It could not be sent just now. Press the button again."))
        except NotOpen:
            return _back(own)
        else:
            return _back(own, "invited")
    return _page(request, own, "colleagues.html", form=form)


def _take_back(request: HttpRequest, own: Own) -> HttpResponse:
    """An invitation that has not been answered."""
    key = str(request.POST.get("invitation", ""))
    found = own.invitations.filter(pk=key).first() if key.isdecimal() and len(key) < 18 else None
    if request.method != "POST" or found is None:
        return _back(own)
    return _do(own, "taken_back", lambda: end(found))


def _networks(request: HttpRequest, own: Own) -> HttpResponse:
    """Joins another network, or asks whether to leave one, and leaves it."""
    if request.method != "POST":
        key = str(request.GET.get("leave", ""))
        leaving = next((one for one in own.memberships if str(one.pk) == key), None)
        return _page(request, own, "networks.html", leaving=leaving)
    to_leave, to_join = request.POST.get("leave"), request.POST.get("join")
    membership = next((one for one in own.memberships if str(one.pk) == to_leave), None)
    network = next((one for one in own.other_networks if str(one.pk) == to_join), None)
    if membership is not None:
        return _do(own, "left", lambda: leave(own.access, membership))
    if network is not None:
        return _do(own, "applied", lambda: join(own.access, network))
    return _back(own)


def _end(request: HttpRequest, own: Own) -> HttpResponse:
    if request.method != "POST":
        return _page(request, own, "end.html")
    return _do(own, "", lambda: end(own.access))


def _edit(request: HttpRequest, own: Own) -> HttpResponse:
    return _edit_item(request, own, "edit")


def _me(request: HttpRequest, own: Own) -> HttpResponse:
    return _edit_item(request, own, "me")


def _edit_item(request: HttpRequest, own: Own, step: str) -> HttpResponse:
    item = own.person if step == "me" else own.organisation
    if item is None:
        return _back(own)
    edited = editing.edit(request, own, item)
    if edited.said:
        return _back(own, edited.said)
    return _page(request, own, f"{step}.html", edited=edited, form=edited.form)


def _do(own: Own, said: str, change: Callable[[], Any]) -> HttpResponse:
    """Makes a change and shows the page as it is then; says so where it did not work."""
    try:
        changed = change()
    except NotOpen:
        return _back(own)
    except Busy:
        return _back(own, "busy")
    if isinstance(changed, ProfileAccess) and said in ("confirmed", "right"):
        own = Own(changed)  # another one where the address had access already
    return _back(own, said)


def _back(own: Own, said: str = "") -> HttpResponse:
    query = f"?said={said}" if said else ""
    return HttpResponseRedirect(secret_path(own.access) + query)


def _page(
    request: HttpRequest, own: Own | None, template: str, status: int = 200, **more: Any
) -> HttpResponse:
    """Without ``page``: the base template should not link to one that may be closed or gone."""
    context = {
        "request": request,
        "network_base_template": network_settings.BASE_TEMPLATE,
        "own": own,
        **more,
    }
    return render(request, f"{FOLDER}/{template}", context, status=status)


SAID: dict[str, Callable[[], str]] = {
    "confirmed": lambda: _("Your address is confirmed."),
    "right": lambda: _("Thank you. The profile says that you have confirmed it today."),
    "sent": lambda: _("Your change is with the coordinator. You get a mail when it is published."),
    "saved": lambda: _("Your changes are saved."),
    "hidden": lambda: _("What you hid is hidden now. The rest is with the coordinator."),
    "only_hidden": lambda: _("What you hid is hidden now."),
    "same": lambda: _("There was nothing to change."),
    "withdrawn": lambda: _("Your change is withdrawn."),
    "invited": lambda: _("The invitation is on its way."),
    "taken_back": lambda: _("The invitation is taken back."),
    "left": lambda: _("You have left the network."),
    "applied": lambda: _("Your application is with the coordinator of the network."),
    "busy": lambda: _("The site is busy just now. Press the button again."),
}
STEPS: dict[str, Callable[[HttpRequest, Own], HttpResponse]] = {
    "": _show,
    "edit": _edit,
    "me": _me,
    "right": _right,
    "withdraw": _withdraw,
    "colleagues": _colleagues,
    "take-back": _take_back,
    "networks": _networks,
    "end": _end,
    # Pressed twice, or after it was done.
    "confirm": lambda request, own: _back(own),
    "decline": lambda request, own: _back(own),
}
UNCONFIRMED_STEPS: dict[str, Callable[[HttpRequest, Own], HttpResponse]] = {
    "": _unconfirmed,
    "confirm": _confirm,
    "decline": _decline,
    "right": _right,
}
