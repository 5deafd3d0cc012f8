"""A change a member would like: seen field by field, and approved or sent back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from wagtail_network.core.retrying import Busy
from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.joining.deciding import approve, send_back
from wagtail_network.directory.joining.desk.finding import changes_for
from wagtail_network.directory.joining.desk.requests import AnswerForm
from wagtail_network.directory.joining.desk.waiting import BUSY, DECIDED, NAME, DeskView
from wagtail_network.directory.joining.differences import differences
from wagtail_network.directory.joining.proposing import NotOpen


class ChangeView(DeskView):
    template_name = "wagtail_network/admin/joining/change.html"
    change: Any = None

    def get_page_title(self) -> str:
        return str(self.change or "")

    def find(self) -> ProfileChange:
        found = changes_for(self.request.user, self.keys).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.change = found
        return found

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.find()
        return self.show(AnswerForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        change, form = self.find(), AnswerForm(request.POST)
        act, version = request.POST.get("act"), str(request.POST.get("version", ""))
        if act not in ("approve", "send_back") or not version.isdecimal() or len(version) > 9:
            raise Http404
        if not form.is_valid():
            return self.show(form)
        answer = form.cleaned_data["answer"]
        if act == "send_back" and not answer:
            form.add_error("answer", _("Say what to change: they get it by mail."))
            return self.show(form)
        try:
            if act == "approve":
                approve(change, int(version), request.user)
            else:
                send_back(change, int(version), request.user, answer)
        except ValidationError as refusal:
            for message in refusal.messages:
                form.add_error(None, message)
            return self.show(form)
        except NotOpen:
            messages.warning(request, DECIDED)
            self.find()
            return redirect(request.path if self.change.is_waiting else NAME)
        except Busy:
            form.add_error(None, BUSY)
            return self.show(form)
        said = _("Published: %(name)s.") if act == "approve" else _("Sent back: %(name)s.")
        messages.success(request, said % {"name": change.item.name})
        return redirect(NAME)

    def show(self, form: AnswerForm) -> HttpResponse:
        change = self.change
        return self.render_to_response(
            self.get_context_data(
                change=change,
                item=change.item,
                form=form,
                found=differences(change.item, change.before, change.values),
                edit_url=AdminURLFinder().get_edit_url(change.item),
            )
        )
