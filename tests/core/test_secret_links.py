import logging

import pytest

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
