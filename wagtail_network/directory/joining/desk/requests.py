"""A request to join or to look after a profile: seen, and granted or refused."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from wagtail_network.core.retrying import Busy
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.desk.finding import accesses_for, networks_text
from wagtail_network.directory.joining.desk.waiting import BUSY, DECIDED, NAME, DeskView
from wagtail_network.directory.joining.granting import end, evidence_text, grant, refuse
from wagtail_network.directory.joining.proposing import NotOpen
from wagtail_network.directory.joining.requesting import like
from wagtail_network.events.registration.public.fields import ParagraphField
from wagtail_network.organisations.visibility import Audience

Kind, Status = ProfileAccess.Kind, ProfileAccess.Status


class AnswerForm(forms.Form):
    answer = ParagraphField(
        label=gettext_lazy("What to tell them"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AccessView(DeskView):
    """One request, or one person's access."""

    template_name = "wagtail_network/admin/joining/access.html"

    def get_page_title(self) -> str:
        return str(self.access.name)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.access: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.key = kwargs["pk"]
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> ProfileAccess:
        found = accesses_for(self.request.user, self.keys).filter(pk=self.key).first()
        if found is None:
            raise Http404
        self.access = found
        return found

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.find()
        return self.show(AnswerForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        access, form = self.find(), AnswerForm(request.POST)
        act = request.POST.get("act")
        if not form.is_valid():
            return self.show(form)
        answer = form.cleaned_data["answer"]
        if act == "refuse" and not answer:
            form.add_error("answer", _("Say why: they get it by mail."))
            return self.show(form)
        try:
            self.decide(str(act), access, answer)
        except NotOpen:
            messages.warning(request, DECIDED)
        except Busy:
            form.add_error(None, BUSY)
            return self.show(form)
        return redirect(NAME)

    def decide(self, act: str, access: ProfileAccess, answer: str) -> None:
        names = {"person": access.name, "name": access.about}
        if act == "grant":
            grant(access, self.request.user)
            said = _("%(person)s now looks after the profile of %(name)s.")
        elif act == "refuse":
            refuse(access, self.request.user, answer)
            said = _("%(person)s has been told that it does not work out.")
        elif act == "end":
            end(access, self.request.user, answer=answer)
            said = _("%(person)s no longer has access to the profile of %(name)s.")
        else:
            raise Http404
        messages.success(self.request, said % names)

    def show(self, form: AnswerForm) -> HttpResponse:
        access = self.access
        return self.render_to_response(
            self.get_context_data(
                access=access,
                form=form,
                evidence=evidence_text(access),
                is_new=access.kind == Kind.APPLICATION and not _is_live(access),
                organisation_url=_edit_url(access.organisation),
                networks=networks_text(access),
                alike=self.alike() if access.status == Status.WAITING else [],
                others=_others(access),
            )
        )

    def alike(self) -> list[tuple[Any, str]]:
        """Organisations that may be the same as one that applies."""
        access = self.access
        if access.kind != Kind.APPLICATION or _is_live(access):
            return []
        found = like(
            self.request.user,
            Audience.COORDINATORS,
            name=access.about,
            cvr=access.cvr,
            website=access.website,
            email=access.email,
        )
        return [(one, _edit_url(one)) for one in found if one.pk != access.organisation_id]


def access_url(access: ProfileAccess) -> str:
    return reverse("wagtail_network_waiting_access", args=[access.pk])


def _is_live(access: ProfileAccess) -> bool:
    return bool(access.organisation and access.organisation.live)


def _others(access: ProfileAccess) -> list[ProfileAccess]:
    if access.organisation is None:
        return []
    granted = ProfileAccess.objects.of(access.organisation).granted()
    return list(granted.exclude(pk=access.pk))


def _edit_url(item: Any) -> str:
    return AdminURLFinder().get_edit_url(item) or "" if item else ""
