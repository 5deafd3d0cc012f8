"""People who sign up in a browser, and press the button again where there was no answer."""

import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any

from bs4 import BeautifulSoup


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is the answer; where it leads to is no concern of these tests."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class Visitor:
    def __init__(self, number: int, patience: float) -> None:
        self.until = time.monotonic() + patience
        self.name, self.email = f"Person {number}", f"person-{number}@example.org"
        stays = urllib.request.HTTPCookieProcessor(CookieJar()), _Stay
        self.opener = urllib.request.build_opener(*stays)

    def sign_up(self, address: str) -> bool:
        """Fills in the form there and sends it until there is an answer. Whether it was a yes."""
        return self._send(address, {"name": self.name, "email": self.email}, "/thanks/")

    def cancel(self, link: str) -> bool:
        """With the secret link from the mail."""
        return self._send(f"{link}cancel/", {}, "said=cancelled")

    def attempts(self) -> Iterator[None]:
        while time.monotonic() < self.until:
            yield
            time.sleep(0.1)

    def _send(self, address: str, typed: dict[str, str], yes: str) -> bool:
        """``yes``: what stands in the address one is led to where it has been done."""
        pages = self._pages(address)
        hidden = next((found for found in map(self._hidden, pages) if found), None)
        if hidden is None:
            return False
        form = urllib.parse.urlencode({**hidden, **typed}).encode()
        for _attempt in self.attempts():
            status, answer = self._ask(address, form)
            if status in (200, 302):  # 200 is the form again, with what is wrong with it
                return status == 302 and yes in answer
        return False

    def _pages(self, address: str) -> Iterator[str]:
        return (self._ask(address, None)[1] for _attempt in self.attempts())

    def _hidden(self, page: str) -> dict[str, str]:
        fields = BeautifulSoup(page, "html.parser").select("form[method=post] input[type=hidden]")
        return {str(field["name"]): str(field.get("value", "")) for field in fields}

    def _ask(self, address: str, form: bytes | None) -> tuple[int, str]:
        """Status and page, or where it leads to; 0 where there was no answer."""
        try:
            with self.opener.open(address, form, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Location", "")
        except (OSError, HTTPException):
            return 0, ""
