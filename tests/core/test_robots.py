from typing import Any
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.signing import TimestampSigner
from django.http import QueryDict
from django.template import Context, Template
from django.utils.translation import override

from wagtail_network.core.robots import HumanFormMixin, shown_stamp
from wagtail_network.models import Organisation


class Asking(HumanFormMixin, forms.Form):
    name = forms.CharField(label="Navn")

    def clean(self) -> dict[str, Any]:
        # Like many forms, this one does not call what it overrides.
        return {**self.cleaned_data, "seen": True}


class OrganisationForm(HumanFormMixin, forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name"]


def inputs(form: Any) -> dict[str, Any]:
    soup = BeautifulSoup(form.human_fields, "html.parser")
    return {field["name"]: field for field in soup.find_all("input")}


def values(form: Any) -> dict[str, str]:
    return {name: field["value"] for name, field in inputs(form).items()}


def posted(seconds_ago: float = 60, **changes: Any) -> QueryDict:
    sent = {"name": "Mette", "homepage": "", "shown": shown_stamp(seconds_ago), **changes}
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in sent.items() if value is not None})
    return query


def codes(form: Any) -> list[str]:
    return [error.code for error in form.non_field_errors().as_data()]


def pressed_again(form: Asking) -> Asking:
    """What the browser sends of the form as it was shown again."""
    query = QueryDict(mutable=True)
    query.update({"name": form["name"].value(), **values(form)})
    return Asking(query)


@pytest.mark.parametrize("seconds_ago", [2, 60, 60 * 60 * 24 * 30])
def test_a_person_gets_through(seconds_ago: float) -> None:
    form = Asking(posted(seconds_ago))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "Mette"
    assert form.cleaned_data["seen"]


STRANGE = [
    ({"homepage": "https://spam.example/"}, "honeypot"),
    ({"seconds_ago": 0}, "too_quick"),
    ({"seconds_ago": 1.9}, "too_quick"),
    ({"seconds_ago": -3600}, "too_quick"),
    ({"shown": None}, "not_shown"),
    ({"shown": ""}, "not_shown"),
    ({"shown": "1700000000000"}, "not_shown"),
    ({"shown": "1700000000000:forged"}, "not_shown"),
    ({"shown": shown_stamp(60)[:-1] + "æ"}, "not_shown"),
    ({"shown": "9" * 5000 + "\0"}, "not_shown"),
    ({"shown": TimestampSigner(salt="another").sign("1700000000000")}, "not_shown"),
]


@pytest.mark.parametrize(("changes", "code"), STRANGE)
def test_a_robot_is_refused_and_a_person_presses_the_button_again(
    changes: dict[str, Any], code: str
) -> None:
    form = Asking(posted(**changes))
    assert not form.is_valid()
    assert codes(form) == [code]
    again = pressed_again(form)
    assert again.is_valid(), again.errors
    assert again.cleaned_data["name"] == "Mette"
    assert again.cleaned_data["submission"] == form.cleaned_data["submission"]


def test_a_form_with_another_mistake_is_told_both_and_keeps_what_was_typed() -> None:
    form = Asking(posted(0, name=""))
    assert set(form.errors) == {"__all__", "name"}
    corrected = Asking(posted(name="Mette", shown=values(form)["shown"]))
    assert corrected.is_valid()


def test_a_stamp_that_was_good_stays_when_something_else_is_wrong() -> None:
    query = posted(name="")
    form = Asking(query)
    assert not form.is_valid()
    assert codes(form) == []
    assert values(form)["shown"] == query["shown"]


def test_honeypot_only_holds_what_is_more_than_blank() -> None:
    assert Asking(posted(homepage="  ")).is_valid()
    assert Asking(posted(homepage=None)).is_valid()


def test_the_time_is_a_setting_and_none_turns_the_trap_off(settings: Any) -> None:
    settings.WAGTAIL_NETWORK = {"FORM_MIN_SECONDS": 30}
    assert codes(form := Asking(posted(20))) == ["too_quick"]
    assert pressed_again(form).is_valid()
    settings.WAGTAIL_NETWORK = {"FORM_MIN_SECONDS": 0}
    assert Asking(posted(shown=None)).is_valid()
    assert codes(Asking(posted(shown=None, homepage="x"))) == ["honeypot"]


def test_one_shown_form_is_recognised_however_often_it_is_sent() -> None:
    shown = Asking()
    assert values(shown)["submission"] == values(shown)["submission"]
    assert values(shown)["submission"] != values(Asking())["submission"]
    first, second = (Asking(posted(submission=values(shown)["submission"])) for _ in range(2))
    assert first.is_valid()
    assert second.is_valid()
    assert first.cleaned_data["submission"] == second.cleaned_data["submission"]
    assert str(first.cleaned_data["submission"]) == values(shown)["submission"]


@pytest.mark.parametrize("sent", [None, "", "no uuid", "\0", "æ" * 32, "1" * 10_000])
def test_a_submission_that_is_none_gets_a_new_one(sent: str | None) -> None:
    form = Asking(posted(submission=sent))
    assert form.is_valid()
    assert isinstance(form.cleaned_data["submission"], UUID)
    assert values(form)["submission"] == str(form.cleaned_data["submission"])


def test_people_neither_see_hear_nor_reach_the_honeypot() -> None:
    field = inputs(Asking())["homepage"]
    assert (field["type"], field["tabindex"], field["autocomplete"]) == ("text", "-1", "off")
    around = field.find_parent("div")
    assert around["aria-hidden"] == "true"
    assert "wn-hidden" in around["class"]
    with override("en"):
        assert "Leave this field empty" in Asking().human_fields
    assert all(
        each["type"] == "hidden" for name, each in inputs(Asking()).items() if name[0] == "s"
    )


def test_a_template_that_goes_through_the_fields_does_not_meet_them() -> None:
    shown = Template("{{ form }}{% for field in form %}{{ field }}{% endfor %}")
    html = shown.render(Context({"form": Asking()}))
    assert "homepage" not in html
    assert "submission" not in html


def test_two_forms_on_a_page_are_told_apart_by_their_prefix() -> None:
    assert set(inputs(Asking(prefix="one"))) == {"one-homepage", "one-shown", "one-submission"}
    sent = {f"one-{name}": value for name, value in posted().items()}
    assert Asking(sent, prefix="one").is_valid()
    assert not Asking(sent, prefix="two").is_valid()


def test_what_a_robot_sends_is_escaped_where_it_is_shown_again() -> None:
    attack = '"><script>alert(1)</script>'
    form = Asking(posted(homepage=attack, submission=attack, name=""))
    assert not form.is_valid()
    assert "<script>" not in form.human_fields
    off = Asking(posted(shown=attack, name=""))
    assert "<script>" not in off.human_fields


@pytest.mark.django_db
def test_a_form_of_a_model_is_guarded_the_same_way() -> None:
    number = uuid4()
    form = OrganisationForm(posted(name="NærHeden", submission=str(number)))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["submission"] == number
    assert not OrganisationForm(posted(0, name="NærHeden")).is_valid()
