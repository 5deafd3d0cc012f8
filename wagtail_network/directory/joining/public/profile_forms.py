"""The form in which a member edits a profile, and nothing of it that is not in the form."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.forms import formset_factory
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.linkedin import validate_linkedin_page
from wagtail_network.directory.joining.pictures import (
    PictureField,
    keep_picture,
    sealed,
    unsealed,
)
from wagtail_network.directory.joining.prose import to_html, to_text
from wagtail_network.directory.joining.public.forms import ProblemsMixin
from wagtail_network.directory.joining.values import REFERENCES, Values
from wagtail_network.events.registration.problems import Problem, problems_of
from wagtail_network.events.registration.public.fields import LineField, ParagraphField
from wagtail_network.organisations.cvr import compact_cvr, validate_cvr
from wagtail_network.organisations.forms import visibility_field
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.visibility import Audience, kind_of

MOST_REFERENCES = 12
EMPTY_REFERENCES = 1
NUMBERS = ("audience",)


class WebField(forms.URLField):
    """An address that may be typed without https://."""

    widget = forms.TextInput(attrs={"inputmode": "url"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=200, **kwargs)


class ProfileForm(ProblemsMixin):
    """``values``: what the fields say, as ``values.read`` gives them; ``item``: whose they are."""

    model: Any
    picture = ""
    lists: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = {}

    note = ParagraphField(
        label=gettext_lazy("A word to the coordinator"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, item: Any, values: Values, data: Any = None, files: Any = None) -> None:
        self.item, self.values_before = item, values
        super().__init__(data, files, initial=self.initial_of(values))
        for name, field in list(self.fields.items()):
            if not field.label and name in {f.name for f in self.model._meta.get_fields()}:
                field.label = capfirst(str(self.model._meta.get_field(name).verbose_name))
        self.fields["visibility"] = visibility_field(kind_of(item))
        for name in self.lists:
            self.fields[name] = self._choices(name)
        self.kept = unsealed(str(self.data.get("picture_kept", ""))) if self.is_bound else None

    def initial_of(self, values: Values) -> dict[str, Any]:
        return dict(values)

    def _choices(self, name: str) -> forms.ModelMultipleChoiceField:
        """Those in the language of the profile, and those it has already."""
        model: Any = self.model._meta.get_field(name).related_model
        chosen = self.values_before.get(name) or []
        offered = model.objects.filter(Q(locale=self.item.locale_id) | Q(pk__in=chosen))
        return forms.ModelMultipleChoiceField(
            queryset=offered,
            label=capfirst(str(self.model._meta.get_field(name).verbose_name)),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean_linkedin_url(self) -> str:
        url = str(self.cleaned_data["linkedin_url"])
        if url:
            validate_linkedin_page(url)
        return url

    def clean(self) -> None:
        new, alt = self.cleaned_data.get("picture_file"), self.cleaned_data.get("picture_alt")
        if new and not alt:
            self.add_error(
                "picture_alt", _("Say what the picture shows, for those who cannot see it.")
            )

    def values(self, user: Any) -> tuple[Values, list[int]]:
        """What was typed, and the keys of the pictures uploaded with it. The form must be valid."""
        cleaned = self.cleaned_data
        found: Values = {}
        for name in self.values_before:
            if name in self.lists:
                found[name] = sorted(one.pk for one in cleaned[name])
            elif name in cleaned and name in self.fields:
                value = cleaned[name]
                found[name] = getattr(value, "pk", value)
        uploads = self.keep_upload(user)
        found[self.picture] = self._picture(uploads)
        return found, uploads

    def keep_upload(self, user: Any) -> list[int]:
        """Saves the picture that was sent with the form, if it is one."""
        new = self.cleaned_data.get("picture_file")
        if not new or self.kept:
            return [self.kept] if self.kept else []
        alt = self.cleaned_data.get("picture_alt") or ""
        self.kept = keep_picture(new, title=f"{self.item}", alt=alt, user=user)
        return [self.kept]

    def _picture(self, uploads: list[int]) -> int | None:
        if uploads:
            return uploads[0]
        if self.cleaned_data.get("picture_remove"):
            return None
        return self.values_before.get(self.picture)

    @property
    def who(self) -> list[forms.BoundField]:
        return self.part(*self.parts["who"])

    @property
    def what(self) -> list[forms.BoundField]:
        return self.part(*self.parts["what"])

    @property
    def where(self) -> list[forms.BoundField]:
        return self.part(*self.parts["where"])

    @property
    def reach(self) -> list[forms.BoundField]:
        return self.part(*self.parts["reach"])

    def part(self, *names: str) -> list[forms.BoundField]:
        """The fields of a part of the form that there are."""
        return [self[name] for name in names if name in self.fields]

    @property
    def trees(self) -> list[tuple[forms.BoundField, list[tuple[Any, int]]]]:
        return [(self[name], list(self.tree(name))) for name in self.lists]

    @property
    def picture_kept(self) -> str:
        """What stands in the form of a picture that was sent before and is good."""
        return sealed(self.kept)

    def tree(self, name: str) -> Iterator[tuple[Any, int]]:
        """The choices of a list with how deep each is below the others."""
        options = {option.data["value"].value: option for option in self[name].subwidgets}
        things = {key: option.data["value"].instance for key, option in options.items()}
        below: dict[Any, list[Any]] = {}
        for key, thing in things.items():
            parent = getattr(thing, "parent_id", None)
            below.setdefault(parent if parent in things else None, []).append(key)
        stack = [(key, 0) for key in reversed(below.get(None, []))]
        while stack:
            key, depth = stack.pop()
            yield options[key], min(depth, 4)
            stack += [(child, depth + 1) for child in reversed(below.pop(key, []))]


class OrganisationProfileForm(ProfileForm):
    model = Organisation
    picture = "logo"
    lists = ("competences", "competences_sought", "certifications")
    parts = {
        "who": ("name", "cvr", "short_text", "long_text"),
        "what": ("sector", "size"),
        "where": ("address", "postal_code", "city", "municipality"),
        "reach": ("website", "linkedin_url", "email", "phone"),
    }

    name = LineField(max_length=200)
    short_text = LineField(
        max_length=300,
        required=False,
        label=gettext_lazy("In short"),
        help_text=gettext_lazy("One or two sentences: what you do, and for whom."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    long_text = ParagraphField(
        max_length=8000,
        required=False,
        label=gettext_lazy("About the organisation"),
        help_text=gettext_lazy(
            "Leave a line empty between paragraphs. Begin a line with - for a list, and put two "
            "stars around what is **bold**."
        ),
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    picture_file = PictureField(
        label=gettext_lazy("New logo"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG or WebP, at most 8 MB."),
    )
    picture_alt = LineField(
        label=gettext_lazy("What the new logo shows"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For those who cannot see it, for instance “Firma's logo”."),
    )
    picture_remove = forms.BooleanField(label=gettext_lazy("Show no logo"), required=False)
    sector: Any = forms.ModelChoiceField(queryset=None, required=False, empty_label="–")
    size = forms.ChoiceField(choices=[("", "–"), *Organisation.Size.choices], required=False)
    cvr = LineField(
        max_length=20,
        required=False,
        help_text=gettext_lazy("Eight digits, for instance 10150817."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    address = LineField(max_length=200, required=False)
    postal_code = LineField(max_length=10, required=False)
    city = LineField(max_length=100, required=False)
    municipality: Any = forms.ModelChoiceField(queryset=None, required=False, empty_label="–")
    website = WebField(required=False)
    linkedin_url = WebField(required=False)
    email = forms.EmailField(max_length=254, required=False)
    phone = LineField(max_length=30, required=False)
    suggestible = forms.BooleanField(
        required=False,
        label=gettext_lazy("May be suggested to members who look for a partner"),
    )
    audience = forms.TypedChoiceField(choices=Audience.choices, coerce=int)
    confirms = forms.BooleanField(
        required=False, label=gettext_lazy("The rest of the profile is right, too.")
    )

    def __init__(self, item: Any, values: Values, data: Any = None, files: Any = None) -> None:
        super().__init__(item, values, data, files)
        sectors: Any = self.model._meta.get_field("sector").related_model
        own = Q(locale=item.locale_id) | Q(pk=values.get("sector"))
        fields: Any = self.fields
        fields["sector"].queryset = sectors.objects.filter(own)
        places: Any = self.model._meta.get_field("municipality").related_model
        fields["municipality"].queryset = places.objects.all()
        if item.cvr:  # whose number it is, the coordinator changes
            del self.fields["cvr"]
        self.references = ReferenceFormSet(
            data, files, initial=values.get(REFERENCES, []), prefix="reference"
        )
        self.references.pictures = {one.get("picture") for one in values.get(REFERENCES, [])}

    def initial_of(self, values: Values) -> dict[str, Any]:
        return {**values, "long_text": to_text(values["long_text"])}

    def clean_long_text(self) -> str:
        typed = self.cleaned_data["long_text"]
        before = str(self.values_before["long_text"])
        # What was not touched stays as an editor made it.
        return before if typed.strip() == to_text(before).strip() else to_html(typed)

    def clean_cvr(self) -> str:
        number = compact_cvr(self.cleaned_data["cvr"])
        if number:
            validate_cvr(number)
        return number

    def is_valid(self) -> bool:
        valid = super().is_valid()
        return self.references.is_valid() and valid

    @property
    def problems(self) -> list[Problem]:
        return super().problems + self.references.problems

    def values(self, user: Any) -> tuple[Values, list[int]]:
        found, uploads = super().values(user)
        found[REFERENCES], more = self.references.rows(str(self.item), user)
        return found, [*uploads, *more]


class PersonProfileForm(ProfileForm):
    model = Person
    picture = "photo"
    lists = ("competences",)
    parts = {"who": ("name", "title", "email", "phone", "linkedin_url")}

    name = LineField(max_length=200)
    title = LineField(max_length=200, required=False)
    picture_file = PictureField(
        label=gettext_lazy("New photo"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG or WebP, at most 8 MB."),
    )
    picture_alt = LineField(
        label=gettext_lazy("What the new photo shows"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For those who cannot see it, for instance “Portrait of Mette”."),
    )
    picture_remove = forms.BooleanField(label=gettext_lazy("Show no photo"), required=False)
    email = forms.EmailField(max_length=254, required=False)
    phone = LineField(max_length=30, required=False)
    linkedin_url = WebField(required=False)
    audience = forms.TypedChoiceField(choices=Audience.choices, coerce=int)


class ReferenceForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    picture = forms.CharField(required=False, widget=forms.HiddenInput)
    title = LineField(label=gettext_lazy("Job"), max_length=150, required=False)
    text = LineField(
        label=gettext_lazy("In short"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=1900,
        max_value=2100,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    url = WebField(label=gettext_lazy("Link"), required=False)
    file = PictureField(label=gettext_lazy("New picture"), required=False)
    alt = LineField(
        label=gettext_lazy("What the new picture shows"), max_length=200, required=False
    )
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**self.initial, "picture": sealed(self.initial.get("picture"))}

    def clean(self) -> None:
        cleaned = self.cleaned_data
        if cleaned.get("DELETE"):
            return
        says = any(cleaned.get(name) for name in ("text", "year", "url", "file"))
        if says and not cleaned.get("title"):
            self.add_error("title", _("Give the job a title."))
        if cleaned.get("file") and not cleaned.get("alt"):
            self.add_error("alt", _("Say what the picture shows, for those who cannot see it."))

    def row(self, title: str, user: Any) -> tuple[Mapping[str, Any], list[int]]:
        cleaned = self.cleaned_data
        picture, uploads = unsealed(cleaned["picture"]), []
        if cleaned.get("file"):
            picture = keep_picture(
                cleaned["file"], title=f"{title}: {cleaned['title']}", alt=cleaned["alt"], user=user
            )
            uploads = [picture]
        names = ("id", "title", "text", "year", "url")
        return {**{name: cleaned[name] for name in names}, "picture": picture}, uploads


class BaseReferenceFormSet(forms.BaseFormSet):
    pictures: set[int | None] = set()

    @property
    def problems(self) -> list[Problem]:
        forms_ = [(number, form) for number, form in enumerate(self.forms, 1)]
        return [
            problem
            for number, form in forms_
            for field in form
            for problem in problems_of(field, of=_("Reference %(number)d") % {"number": number})
        ] + [Problem("", "", str(error)) for error in self.non_form_errors()]

    def rows(self, title: str, user: Any) -> tuple[list[Mapping[str, Any]], list[int]]:
        found, uploads = [], []
        for form in self.forms:
            cleaned = getattr(form, "cleaned_data", {})
            if not cleaned.get("title") or cleaned.get("DELETE"):
                continue
            row, more = form.row(title, user)
            found.append(row)
            uploads += more
        return found, uploads


ReferenceFormSet: Any = formset_factory(
    ReferenceForm,
    formset=BaseReferenceFormSet,
    extra=EMPTY_REFERENCES,
    max_num=MOST_REFERENCES,
    absolute_max=MOST_REFERENCES + EMPTY_REFERENCES,
    can_delete=True,
)
