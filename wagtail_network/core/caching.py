"""How long, and for whom, an answer may be kept."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


def let_keep(response: HttpResponse, request: HttpRequest, seconds: int) -> None:
    """Everybody's caches where nobody is logged in, else that reader's own (RFC 9111 5.2.2)."""
    whose = "private" if request.user.is_authenticated else "public"
    # Never ``private=False``: Django would write it out, and a cache would read "private".
    patch_cache_control(response, max_age=seconds, **{whose: True})
