"""A strict Content-Security-Policy on everything the public sees."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)


class ContentSecurityPolicyMiddleware:
    """Leaves out the admin, which brings its own scripts, and Django's pages for debugging."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        debugging = settings.DEBUG and response.status_code in {404, 500}
        if not request.path.startswith("/admin/") and not debugging:
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
