"""LinkedIn addresses: links only. The package never calls LinkedIn."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


def _path_on_linkedin(url: str) -> list[str]:
    """The parts of the path, or an empty list where the address is not LinkedIn's."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return []
    if parts.scheme != "https" or not (host == "linkedin.com" or host.endswith(".linkedin.com")):
        return []
    return [part for part in parts.path.split("/") if part]


def validate_linkedin_group(url: str) -> None:
    """Accepts ``https://www.linkedin.com/groups/<id>``; raises ``ValidationError``."""
    match _path_on_linkedin(url):
        case ["groups", group, *_rest] if group.isascii() and group.isdigit():
            return
    raise ValidationError(
        _(
            "This is not the address of a LinkedIn group. Open the group on LinkedIn and copy "
            "the address; it looks like https://www.linkedin.com/groups/12345678/"
        ),
        code="linkedin_group",
    )


def validate_linkedin_page(url: str) -> None:
    """Accepts a person's, company's or school's page; raises ``ValidationError``."""
    match _path_on_linkedin(url):
        case ["in" | "company" | "school" | "showcase", _name, *_rest]:
            return
    raise ValidationError(
        _(
            "This is not the address of a LinkedIn page. It looks like "
            "https://www.linkedin.com/in/name/ or https://www.linkedin.com/company/name/"
        ),
        code="linkedin_page",
    )


def clean_links(instance: models.Model, **validators: Callable[[str], None]) -> None:
    """Validates the named URL fields of ``instance``; raises one error for all of them.

    Called from ``clean`` rather than set on the fields, where migrations would import it.
    """
    errors = {}
    for field, validate in validators.items():
        try:
            if url := getattr(instance, field):
                validate(url)
        except ValidationError as error:
            errors[field] = error
    if errors:
        raise ValidationError(errors)
