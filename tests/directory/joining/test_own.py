"""The pages behind the link."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.images import get_image_model

from tests.directory.joining.posting import as_shown, human, picture
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.deciding import approve, send_back
from wagtail_network.directory.joining.links import secret_path
from wagtail_network.models import (
    Competence,
    Mail,
    Membership,
    NetworkPage,
    Organisation,
    ProfileChange,
)

Status = ProfileAccess.Status
STEPS = ["", "edit", "me", "right", "colleagues", "networks", "end"]


def at(access: ProfileAccess, step: str = "") -> str:
    return secret_path(access, step)


@pytest.mark.parametrize("step", STEPS)
def test_every_page_opens_and_tells_no_other_site_of_the_link(
    client: Client, access: ProfileAccess, step: str
) -> None:
    answer = client.get(at(access, step))
    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("step", [*STEPS, "confirm", "decline", "withdraw", "take-back"])
def test_opening_a_page_changes_nothing(
    client: Client, make_access: Callable[..., ProfileAccess], step: str
) -> None:
    for number, status in enumerate(Status.values):
        access = make_access(email=f"{number}@x.dk", status=status, kind="invitation")
        client.get(at(access, step))
        access.refresh_from_db()
        assert access.status == status
    assert not Mail.objects.exists()
    assert Organisation.objects.get().confirmed_at is None


@pytest.mark.parametrize("status", ["waiting", "refused", "ended"])
@pytest.mark.parametrize("step", STEPS)
def test_who_has_no_access_sees_nothing_of_the_profile(
    client: Client, make_access: Callable[..., ProfileAccess], step: str, status: str
) -> None:
    access = make_access(status=status)
    answer = client.get(at(access, step))
    assert "43 43 43 43" not in answer.content.decode()
    client.post(at(access, step), {"phone": "1", "leave": "1"})
    assert not ProfileChange.objects.exists()
    assert Membership.objects.get().status == "active"


@pytest.mark.parametrize("step", STEPS)
def test_who_has_asked_but_not_confirmed_sees_nothing_of_the_profile(
    client: Client, make_access: Callable[..., ProfileAccess], step: str
) -> None:
    access = make_access(status="unconfirmed")
    assert "43 43 43 43" not in client.get(at(access, step)).content.decode()
    client.post(at(access, step))
    assert Organisation.objects.get().confirmed_at is None


@pytest.mark.parametrize("token", ["x", "x" * 65, "%00", "æ"])
def test_a_made_up_link_leads_nowhere(client: Client, db: None, token: str) -> None:
    assert client.get(f"/network/profile/{token}/").status_code == 404


def test_a_change_is_sent_from_the_form(
    client: Client, access: ProfileAccess, competences: list[Competence]
) -> None:
    shown = client.get(at(access, "edit"))
    data = as_shown(shown, phone="12 12 12 12", competences=[competences[1].pk])
    answer = client.post(at(access, "edit"), data, follow=True)
    assert ProfileChange.objects.get().values == {
        "phone": "12 12 12 12",
        "competences": [competences[1].pk],
    }
    assert "<ins>12" in answer.content.decode()


def test_a_form_sent_as_it_was_changes_nothing(client: Client, access: ProfileAccess) -> None:
    Organisation.objects.update(
        long_text="<p>Et <b>afsnit</b></p><hr/><p>og <em>et</em> til</p>", visibility={"phone": 1}
    )
    for step in ("edit", "me"):
        answer = client.post(at(access, step), as_shown(client.get(at(access, step))))
        assert answer.url.endswith("?said=same")
    assert not ProfileChange.objects.exists()


def test_only_fields_of_the_form_can_change(
    client: Client, access: ProfileAccess, settings: Any
) -> None:
    Organisation.objects.update(cvr="10150817")
    data = as_shown(
        client.get(at(access, "edit")),
        **{"slug": "x", "live": "", "confirmed_at": "2020-01-01", "cvr": "", "locale": "1"},
    )
    client.post(at(access, "edit"), {**data, "phone": "1"})
    assert ProfileChange.objects.get().values == {"phone": "1"}


def test_a_logo_comes_with_what_it_shows(client: Client, access: ProfileAccess) -> None:
    shown = as_shown(client.get(at(access, "edit")))
    without = client.post(at(access, "edit"), {**shown, "picture_file": picture()})
    assert "picture_alt" in without.context["form"].errors
    client.post(
        at(access, "edit"), {**shown, "picture_file": picture(), "picture_alt": "NærHedens logo"}
    )
    image = get_image_model().objects.get()
    assert image.default_alt_text == "NærHedens logo"
    assert ProfileChange.objects.get().values == {"logo": image.pk}


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("a.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"),
        SimpleUploadedFile("a.png", b"no picture", "image/png"),
        SimpleUploadedFile("a.html", b"<script>", "text/html"),
        SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "image/png"),
    ],
)
def test_what_is_no_picture_is_refused(client: Client, access: ProfileAccess, file: Any) -> None:
    data = as_shown(client.get(at(access, "edit")), picture_file=file, picture_alt="x")
    answer = client.post(at(access, "edit"), data)
    assert "picture_file" in answer.context["form"].errors
    assert not get_image_model().objects.exists()


def test_a_picture_need_not_be_chosen_again_when_something_else_is_wrong(
    client: Client, access: ProfileAccess
) -> None:
    data = as_shown(client.get(at(access, "edit")), email="nej")
    again = client.post(
        at(access, "edit"), {**data, "picture_file": picture(), "picture_alt": "Logo"}
    )
    client.post(at(access, "edit"), as_shown(again, email="mail@naerheden.dk"))
    change = ProfileChange.objects.get()
    assert change.values["logo"] == get_image_model().objects.get().pk


def test_a_picture_of_somebody_else_cannot_be_put_in(client: Client, access: ProfileAccess) -> None:
    image = get_image_model().objects.create(title="Intern", file=picture())
    data = as_shown(client.get(at(access, "edit")), picture_kept=str(image.pk))
    data |= {"reference-0-title": "Job", "reference-0-picture": str(image.pk)}
    client.post(at(access, "edit"), data)
    change = ProfileChange.objects.get()
    assert "logo" not in change.values
    assert change.values["references"][0]["picture"] is None


def test_references_are_added_and_taken_out(
    client: Client, access: ProfileAccess, editor: Any
) -> None:
    data = as_shown(client.get(at(access, "edit")))
    data |= {"reference-0-title": "Badehus", "reference-0-year": "2024"}
    client.post(at(access, "edit"), data)
    change = ProfileChange.objects.get()
    approve(change, change.version, editor)
    assert Organisation.objects.get().references.get().title == "Badehus"
    data = as_shown(client.get(at(access, "edit")))
    client.post(at(access, "edit"), {**data, "reference-0-DELETE": "on"})
    change = ProfileChange.objects.waiting().get()
    approve(change, change.version, editor)
    assert not Organisation.objects.get().references.exists()


def test_the_second_of_two_colleagues_is_told_and_loses_nothing(
    client: Client, access: ProfileAccess, make_access: Callable[..., ProfileAccess]
) -> None:
    other = make_access("Bo", "bo@naerheden.dk")
    mine = as_shown(client.get(at(access, "edit")), phone="11", city="Hedehusene")
    theirs = as_shown(client.get(at(other, "edit")), phone="22")
    client.post(at(other, "edit"), theirs)
    told = client.post(at(access, "edit"), mine)
    assert told.context["edited"].clashes == [("Phone", "22")]
    assert told.context["form"]["city"].value() == "Hedehusene"
    assert ProfileChange.objects.get().values == {"phone": "22"}
    client.post(at(access, "edit"), as_shown(told))
    assert ProfileChange.objects.get().values == {"phone": "11", "city": "Hedehusene"}


def test_what_was_sent_back_is_there_to_go_on_with(
    client: Client, access: ProfileAccess, editor: Any
) -> None:
    client.post(at(access, "edit"), as_shown(client.get(at(access, "edit")), phone="1"))
    change = ProfileChange.objects.get()
    send_back(change, change.version, editor, "Hele nummeret, tak.")
    assert "Hele nummeret" in client.get(at(access)).content.decode()
    again = client.get(at(access, "edit"))
    assert again.context["form"]["phone"].value() == "1"
    client.post(at(access, "edit"), as_shown(again))
    assert ProfileChange.objects.waiting().get().values == {"phone": "1"}


def test_a_change_is_withdrawn(client: Client, access: ProfileAccess) -> None:
    client.post(at(access, "edit"), as_shown(client.get(at(access, "edit")), phone="1"))
    for _time in range(2):
        client.post(at(access, "withdraw"), {"of": "organisation"})
    assert ProfileChange.objects.get().status == "withdrawn"


def test_one_press_confirms_the_profile(client: Client, access: ProfileAccess) -> None:
    client.post(at(access, "right"))
    confirmed: Any = Organisation.objects.get().confirmed_at
    assert timezone.now() - confirmed < timedelta(minutes=1)


def test_a_colleague_is_invited_and_accepts(client: Client, access: ProfileAccess) -> None:
    given = human(name="Bo", email="bo@naerheden.dk")
    for _time in range(2):
        client.post(at(access, "colleagues"), given)
    invited = ProfileAccess.objects.exclude(pk=access.pk).get()
    assert Mail.objects.filter(kind="joining.invited").count() == 1
    client.post(at(invited, "confirm"))
    invited.refresh_from_db()
    assert invited.is_granted
    assert invited.person.name == "Bo"


def test_an_invitation_is_taken_back(client: Client, access: ProfileAccess) -> None:
    client.post(at(access, "colleagues"), human(name="Bo", email="bo@naerheden.dk"))
    invited = ProfileAccess.objects.exclude(pk=access.pk).get()
    client.post(at(access, "take-back"), {"invitation": access.pk})
    client.post(at(access, "take-back"), {"invitation": invited.pk})
    client.post(at(invited, "confirm"))
    invited.refresh_from_db()
    access.refresh_from_db()
    assert (invited.status, access.status) == (Status.ENDED, Status.GRANTED)


def test_leaving_a_network_and_coming_back(
    client: Client, access: ProfileAccess, admin: Client
) -> None:
    membership = Membership.objects.get()
    assert client.get(at(access, "networks"), {"leave": membership.pk}).context["leaving"]
    for _time in range(2):
        client.post(at(access, "networks"), {"leave": membership.pk})
    membership.refresh_from_db()
    assert membership.status == "left"
    assert Mail.objects.filter(kind="joining.left").count() == 1
    assert "NærHeden" in admin.get("/admin/network/waiting/").content.decode()
    admin.post("/admin/network/waiting/", {"act": f"admit:{membership.pk}"})
    membership.refresh_from_db()
    assert membership.status == "active"


def test_a_member_applies_to_another_network(
    client: Client, access: ProfileAccess, network_index: Any, admin: Client
) -> None:
    other = network_index.add_child(instance=NetworkPage(title="Træ", slug="trae"))
    client.post(at(access, "networks"), {"join": other.pk})
    membership = Membership.objects.get(network=other.pk)
    assert membership.status == "applied"
    admin.post("/admin/network/waiting/", {"act": f"admit:{membership.pk}"})
    membership.refresh_from_db()
    assert membership.status == "active"
    assert Mail.objects.filter(kind="joining.admitted").count() == 1


def test_who_ends_their_access_is_out(client: Client, access: ProfileAccess) -> None:
    client.post(at(access, "end"))
    access.refresh_from_db()
    assert access.status == Status.ENDED
    assert "43 43" not in client.get(at(access)).content.decode()


@pytest.mark.parametrize(
    "opened", ["", "x", "[]", "[" * 5000, '{"phone": 1}', "null", '{"phone": {"a": 1}}']
)
def test_broken_marks_break_nothing(client: Client, access: ProfileAccess, opened: str) -> None:
    data = as_shown(client.get(at(access, "edit")), opened=opened)
    assert client.post(at(access, "edit"), data).status_code in (200, 302)
