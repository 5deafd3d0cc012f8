import smtplib
import time

from wagtail_network.core.mail.trouble import of_sending


def test_a_link_is_not_kept_and_the_rest_is() -> None:
    answer = smtplib.SMTPDataError(554, b"Refused: see https://x.example/a?b for more")
    assert of_sending(answer).detail == "554 Refused: see … for more"


def test_an_answer_that_never_ends_is_shortened_at_once() -> None:
    began = time.process_time()
    assert len(of_sending(smtplib.SMTPDataError(554, b"a" * 100_000)).detail) == 200
    assert time.process_time() - began < 0.5
