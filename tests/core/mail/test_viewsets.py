"""The list of mails in the admin."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.core.mail.making import KIND, MailServer
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.trouble import Trouble

LIST = "/admin/wagtail_network/mail/"
Status = Mail.Status


@pytest.fixture
def failed(make_mail: Callable[..., Mail]) -> Mail:
    return make_mail(
        to="findes-ikke@example.org",
        status=Status.FAILED,
        due=None,
        attempts=1,
        trouble=Trouble.ADDRESS,
        error="550 No such user",
        facts={"note": "intern"},
    )


@pytest.fixture
def clerk(client: Client, django_user_model: Any, db: None) -> Callable[..., Client]:
    """Logs in an editor of pages who has been given these permissions for mails."""

    def log_in(*codenames: str) -> Client:
        user = django_user_model.objects.create_user("sider@example.org", "adgang")
        user.groups.add(Group.objects.get(name="Editors"))
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client.force_login(user)
        return client

    return log_in


def shown(client: Client, path: str = "") -> str:
    answer = client.get(LIST + path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_mails_are_listed_with_what_became_of_them(
    admin: Client, failed: Mail, make_mail: Callable[..., Mail]
) -> None:
    make_mail(to="ole@example.org")
    page = shown(admin)
    assert "findes-ikke@example.org" in page
    assert "ole@example.org" in page
    assert "Test letter" in page
    assert str(Trouble.ADDRESS.label) in page


def test_mails_are_found_by_address_status_and_letter(
    admin: Client, failed: Mail, make_mail: Callable[..., Mail]
) -> None:
    make_mail(to="ole@example.org")
    for query in ("?q=findes", "?status__exact=failed", f"?q=findes&kind={KIND}"):
        page = shown(admin, query)
        assert "findes-ikke@" in page, query
        assert "ole@example.org" not in page, query
    for query in ("?kind=test.other", "?q=findes&status__exact=sent", "?status__exact=nonsense"):
        assert "findes-ikke@" not in shown(admin, query), query


def test_a_mail_is_looked_at_without_what_it_keeps_for_itself(admin: Client, failed: Mail) -> None:
    page = shown(admin, f"inspect/{failed.pk}/")
    assert "findes-ikke@example.org" in page
    assert "Test letter" in page
    assert "550 No such user" in page
    assert f"{LIST}resend/{failed.pk}/" in page
    assert "intern" not in page


def test_there_is_nothing_to_add_edit_or_delete(admin: Client, failed: Mail) -> None:
    for path in ("create/", f"edit/{failed.pk}/", f"delete/{failed.pk}/"):
        assert admin.get(LIST + path).status_code == 404, path
        assert admin.post(LIST + path).status_code == 404, path
    page = shown(admin) + shown(admin, f"inspect/{failed.pk}/")
    for action in ("create", "edit", "delete", "history"):
        assert f"{LIST}{action}" not in page


@pytest.mark.parametrize("action", ["inspect", "resend"])
def test_an_address_without_a_mail_is_not_found(admin: Client, db: None, action: str) -> None:
    for pk in ("1", "abc", "-" * 36):
        assert admin.get(f"{LIST}{action}/{pk}/").status_code == 404, pk
    assert admin.get(f"{LIST}inspect/{uuid.uuid4()}/").status_code == 404


def test_a_failed_mail_is_sent_again(
    admin: Client,
    failed: Mail,
    server: MailServer,
    django_capture_on_commit_callbacks: Any,
) -> None:
    path = f"resend/{failed.pk}/"
    assert f"{LIST}{path}" in shown(admin)
    assert "findes-ikke@example.org" in shown(admin, path)
    failed.refresh_from_db()
    assert failed.status == Status.FAILED
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            answer = admin.post(LIST + path, follow=True)
        assert answer.redirect_chain == [(LIST, 302)]
    failed.refresh_from_db()
    assert failed.status == Status.SENT
    assert len(server.received) == 1
    assert LIST + path not in shown(admin)


def test_all_failed_mails_are_sent_again_at_once(
    admin: Client, failed: Mail, make_mail: Callable[..., Mail]
) -> None:
    make_mail(status=Status.FAILED, due=None)
    sent = make_mail(status=Status.SENT, due=None, sent_at=timezone.now())
    assert f'href="{LIST}resend/"' in shown(admin)
    assert "2" in shown(admin, "resend/")
    assert admin.post(f"{LIST}resend/").status_code == 302
    assert Mail.objects.filter(status=Status.WAITING, attempts=0).count() == 2
    sent.refresh_from_db()
    assert sent.status == Status.SENT
    assert f'href="{LIST}resend/"' not in shown(admin)


def test_who_may_only_look_sends_nothing(clerk: Callable[..., Client], failed: Mail) -> None:
    client = clerk("view_mail")
    assert "findes-ikke@example.org" in shown(client)
    assert "resend" not in shown(client)
    assert "resend" not in shown(client, f"inspect/{failed.pk}/")
    for path in (f"resend/{failed.pk}/", "resend/"):
        assert client.get(LIST + path).status_code in {302, 403}
        assert client.post(LIST + path).status_code in {302, 403}
    failed.refresh_from_db()
    assert failed.status == Status.FAILED


def test_who_may_change_sends_again(clerk: Callable[..., Client], failed: Mail) -> None:
    client = clerk("change_mail")
    assert f"{LIST}resend/{failed.pk}/" in shown(client)
    client.post(f"{LIST}resend/{failed.pk}/")
    failed.refresh_from_db()
    assert failed.status == Status.WAITING


def test_mails_are_closed_to_an_editor_of_pages_only(
    clerk: Callable[..., Client], failed: Mail
) -> None:
    client = clerk()
    for path in ("", f"inspect/{failed.pk}/", f"resend/{failed.pk}/", "resend/"):
        assert client.get(LIST + path).status_code in {302, 403}, path
    assert LIST not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_shows_the_mails_to_those_who_may_see_them(clerk: Callable[..., Client]) -> None:
    home = clerk("view_mail").get(reverse("wagtailadmin_home"))
    assert LIST in home.content.decode()


def test_the_list_costs_the_same_for_one_mail_and_for_many(
    admin: Client, make_mail: Callable[..., Mail], django_assert_max_num_queries: Any
) -> None:
    make_mail(status=Status.FAILED, due=None)
    shown(admin)
    with django_assert_max_num_queries(100) as one:
        shown(admin)
    for _number in range(20):
        make_mail(status=Status.FAILED, due=None)
    with django_assert_max_num_queries(len(one)):
        shown(admin)


@pytest.mark.parametrize(
    "field", ["registration__needs__startswith", "key__startswith", "to__regex", "nothing"]
)
def test_the_address_cannot_ask_about_what_is_not_offered(
    clerk: Callable[..., Client], failed: Mail, field: str
) -> None:
    browser = clerk("view_mail")
    for asked in (failed.key[:1], "(", "nothing like it"):
        assert failed.to in shown(browser, f"?{field}={asked}")


def test_a_filter_that_makes_no_sense_shows_nothing(
    clerk: Callable[..., Client], failed: Mail
) -> None:
    browser = clerk("view_mail")
    assert failed.to in shown(browser, "?status__exact=failed")
    assert failed.to not in shown(browser, "?status__exact=nonsense")
