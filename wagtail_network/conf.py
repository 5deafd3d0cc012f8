"""The package's settings: one dictionary, ``WAGTAIL_NETWORK``, read each time it is asked.

Nothing is read at import, so ``override_settings`` works and no setting can reach a
model field (and with it a site's migrations).
"""

from typing import Any

from django.conf import settings

# What is not for everyone where the site says nothing else.
FIELD_AUDIENCES = {
    "organisation.email": "members",
    "person.email": "members",
    "person.phone": "members",
}


class NetworkSettings:
    """Typed access to ``settings.WAGTAIL_NETWORK``."""

    @property
    def BASE_TEMPLATE(self) -> str:
        """The site's own template that every page of the package extends."""
        return self._setting("BASE_TEMPLATE", "base.html")

    @property
    def CONTENT_BLOCK(self) -> str:
        """The ``{% block %}`` of the base template that the pages fill."""
        return self._setting("CONTENT_BLOCK", "content")

    @property
    def HEAD_BLOCK(self) -> str:
        """The ``{% block %}`` in its ``<head>`` to which the pages add what links to them show.

        An empty name adds nothing.
        """
        return self._setting("HEAD_BLOCK", "extra_css")

    @property
    def ARTICLE_IMPORT_MAX_BYTES(self) -> int:
        """The largest article file the importer reads, in bytes."""
        return self._setting("ARTICLE_IMPORT_MAX_BYTES", 5 * 1024 * 1024)

    @property
    def MAIL_FROM(self) -> str:
        """The sender of the package's mails, as ``Name <address>``."""
        return self._setting("MAIL_FROM", settings.DEFAULT_FROM_EMAIL)

    @property
    def CALENDAR_METHOD(self) -> str:
        """What the calendar file in a mail to a registrant is.

        PUBLISH: a file to open. REQUEST: an invitation from the address in ``MAIL_FROM``, which
        Outlook puts into the calendar by itself, follows up when the meeting changes, and takes out
        again with a cancellation.
        """
        return self._setting("CALENDAR_METHOD", "PUBLISH")

    @property
    def CLIENT_IP_HEADER(self) -> str:
        """The header in which your proxy tells the visitor's address, for instance X-Real-IP.

        Set it only where the proxy overwrites or appends to what the visitor sent: the last
        address in it is believed. Empty where visitors reach the server directly.
        """
        return self._setting("CLIENT_IP_HEADER", "")

    @property
    def FORM_MIN_SECONDS(self) -> float:
        """A public form sent sooner than this was sent by a robot. 0 lets everything through."""
        return self._setting("FORM_MIN_SECONDS", 2)

    @property
    def FIELD_AUDIENCES(self) -> dict[str, str]:
        """Who may see a field of an organisation or a person: everyone, members or coordinators.

        By "organisation.email", or by "organisation" for the whole profile. A member can narrow it
        for their own profile, and not widen it. What is not named is for everyone.
        """
        return {**FIELD_AUDIENCES, **self._setting("FIELD_AUDIENCES", {})}

    @property
    def CONFIRM_EVERY_DAYS(self) -> int:
        """After how many days members are asked by mail whether their profile is still right.

        0 asks nobody.
        """
        return self._setting("CONFIRM_EVERY_DAYS", 365)

    @property
    def CURRENCY(self) -> str:
        """ISO 4217. Meetings are free, but search engines want a price with a currency."""
        return self._setting("CURRENCY", "DKK")

    @classmethod
    def names(cls) -> set[str]:
        """Every setting there is; anything else in the dictionary is a mistake."""
        return {name for name, value in vars(cls).items() if isinstance(value, property)}

    def _setting(self, name: str, default: Any) -> Any:
        return getattr(settings, "WAGTAIL_NETWORK", {}).get(name, default)


network_settings = NetworkSettings()
