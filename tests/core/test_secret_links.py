import logging
import sys
from typing import Any

import pytest
from django.test import RequestFactory
from django.views.debug import ExceptionReporter

from wagtail_network.core.secret_links import LOGGERS, key_of, new_key, token_of


def test_a_token_gives_its_key_and_only_for_its_purpose() -> None:
    token = token_of(key := new_key(), "one")
    assert len(token) == 65
    assert key_of(token, "one") == key
    assert key_of(token, "other") is None


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "A" + t[1:], lambda t: "", lambda t: "x" * 9999]
)
def test_a_token_that_was_not_made_here_gives_nothing(change: object) -> None:
    token = "B" + token_of("B" + new_key()[1:], "one")[1:]
    assert key_of(change(token), "one") is None  # type: ignore[operator]


def test_keys_do_not_repeat() -> None:
    assert len({new_key() for _ in range(1000)}) == 1000


def test_old_links_open_with_the_secret_before(settings: object) -> None:
    token = token_of(key := new_key(), "one")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"  # type: ignore[attr-defined]
    assert key_of(token, "one") == key
    settings.SECRET_KEY_FALLBACKS = []  # type: ignore[attr-defined]
    assert key_of(token, "one") is None


@pytest.mark.parametrize("name", LOGGERS)
def test_no_token_is_logged(caplog: pytest.LogCaptureFixture, name: str) -> None:
    token = token_of(new_key(), "one")
    with caplog.at_level(logging.INFO, name):
        logging.getLogger(name).info('"GET %s HTTP/1.1" %s', f"/a/registration/{token}/", 200)
        logging.getLogger(name).info("nothing to hide in %s", "/a/b/")
    assert token not in caplog.text
    assert "/a/registration/[secret link]/" in caplog.text
    assert "nothing to hide in /a/b/" in caplog.text


def test_what_a_server_makes_its_lines_of_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    # uvicorn's formatter takes the arguments apart, and fails where there are none.
    token = token_of(new_key(), "one")
    with caplog.at_level(logging.INFO, "uvicorn.access"):
        line = '%s - "%s %s HTTP/%s" %d'
        logging.getLogger("uvicorn.access").info(line, "1.2.3.4", "GET", f"/a/{token}/", "1.1", 200)
    assert caplog.records[-1].args == ("1.2.3.4", "GET", "/a/[secret link]/", "1.1", 200)


def report_of(record: logging.LogRecord) -> str:
    request: Any = record.request  # type: ignore[attr-defined]
    reporter = ExceptionReporter(request, *record.exc_info, is_email=True)  # type: ignore[misc]
    return reporter.get_traceback_text() + reporter.get_traceback_html()


def test_no_token_is_told_to_the_administrators(
    caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    settings.DEBUG = False
    token = token_of(new_key(), "one")
    request = RequestFactory().post(f"/a/{token}/", {"name": "Ole"}, headers={"referer": token})

    def view(request: Any, secret: str) -> None:
        harmless = "a value that helps"
        raise RuntimeError(f"because of {len(secret + harmless)}")

    try:
        view(request, token)
    except RuntimeError:
        exc_info = sys.exc_info()
    with caplog.at_level(logging.ERROR, "django.request"):
        extra = {"request": request, "status_code": 500}
        logging.getLogger("django.request").error("%s", "x", exc_info=exc_info, extra=extra)
    report = report_of(caplog.records[-1])
    assert token not in report
    assert "/a/[secret link]/" in report
    assert "a value that helps" in report
    assert "Ole" in report  # all else is as it was
    assert request.path == f"/a/{token}/"
