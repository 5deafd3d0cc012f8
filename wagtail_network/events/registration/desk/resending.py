"""Mails to the people of a meeting that could not be sent, and another try."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.outbox import resend
from wagtail_network.events.registration.desk import audit
from wagtail_network.events.registration.desk.meeting import MeetingView, desk_url


class ResendView(MeetingView):
    """Sends again all that failed for this meeting, or the one mail that is named."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        failed = Mail.objects.filter(registration__event=self.event.pk, status=Mail.Status.FAILED)
        if "mail_id" in self.kwargs:
            failed = failed.filter(pk=self.kwargs["mail_id"])
        if count := resend(failed.only("pk")):
            audit.note(self.event, "resend", request.user, count=count)
            text = ngettext(
                "%(count)d mail will be sent again.", "%(count)d mails will be sent again.", count
            )
            messages.success(request, text % {"count": count})
        else:
            messages.warning(request, _("Nothing is left to be sent again."))
        return redirect(desk_url(self.event))
