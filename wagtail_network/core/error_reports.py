"""What Django tells the site's administrators of an error, without what must not be told."""

import re
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import pprint
from django.views.debug import get_exception_reporter_filter


def without(pattern: re.Pattern[str], words: str, request: HttpRequest) -> HttpRequest:
    """A copy of a request whose error report has ``words`` in the place of ``pattern``."""
    told = object.__new__(type(request))  # copy() leaves out what has not been read yet
    vars(told).update(vars(request))
    told.path = pattern.sub(words, request.path)
    told.path_info = pattern.sub(words, request.path_info)
    own: Any = told
    own.exception_reporter_filter = _Without(pattern, words, get_exception_reporter_filter(request))
    return told


class _Without:
    """The site's own filter, and after it ours."""

    def __init__(self, pattern: re.Pattern[str], words: str, site: Any) -> None:
        self._pattern, self._words, self._site = pattern, words, site

    def __getattr__(self, name: str) -> Any:
        return getattr(self._site, name)

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        return self._hidden(self._site.get_safe_request_meta(request))

    def get_traceback_frame_variables(self, request: HttpRequest, tb_frame: Any) -> Any:
        found = self._site.get_traceback_frame_variables(request, tb_frame)
        return list(self._hidden(dict(found)).items())

    def _hidden(self, values: dict[str, Any]) -> dict[str, Any]:
        return {
            name: self._words if self._pattern.search(pprint(value)) else value
            for name, value in values.items()
        }
