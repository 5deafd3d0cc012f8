"""The shape of what an editor uploads, matches and confirms."""

from typing import Any

import swapper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.page_types import page_model_for
from wagtail_network.directory.transfer.bounds import MAX_BYTES, MEGABYTE
from wagtail_network.directory.transfer.columns import COLUMNS, IDENTIFYING, About, label_of
from wagtail_network.directory.transfer.models import ImportJob
from wagtail_network.networks.models import NetworkPageMixin
from wagtail_network.organisations.visibility import Audience, site_audience

swapper.set_app_prefix("wagtailcore", "wagtail")

GROUPS = {
    About.ORGANISATION: gettext_lazy("Organisation"),
    About.MEMBERSHIP: gettext_lazy("Membership"),
    About.CONTACT: gettext_lazy("Contact person"),
}


class NetworkField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.get_admin_display_title())


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A table with a heading above each column and one organisation in each row: Excel "
            "(.xlsx) or CSV, at most 10 MB and 50,000 rows."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv"}),
    )

    def __init__(self, *args: Any, networks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"] = NetworkField(
            networks,
            label=_("Members of"),
            required=False,
            empty_label=_("No network: only the organisations"),
            initial=networks.first() if len(networks[:2]) == 1 else None,
            help_text=_("Each organisation in the file gets a place in this network."),
        )
        if not networks:
            del self.fields["network"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            message = _("The file is larger than %(most)d MB. Divide it into several.")
            raise ValidationError(message % {"most": MAX_BYTES // MEGABYTE})
        return file


def networks_for(user: Any) -> Any:
    """The networks a user may see, each once whatever its languages."""
    networks = page_model_for(NetworkPageMixin).objects.visible_to(user).order_by("pk")
    first: dict[Any, int] = {}
    for pk, key in networks.values_list("pk", "translation_key"):
        first.setdefault(key, pk)
    return networks.filter(pk__in=first.values()).order_by("title")


class ColumnsForm(forms.Form):
    """A choice for each column of the file. ``job.columns`` is what is chosen to begin with."""

    def __init__(self, *args: Any, job: ImportJob, samples: list[list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.job = job
        for position, heading in enumerate(job.headings):
            field = forms.ChoiceField(
                label=heading or _("Column %(number)d") % {"number": position + 1},
                choices=_choices(),
                required=False,
                initial=job.columns[position] if position < len(job.columns) else "",
            )
            field.samples = [row[position] for row in samples if row[position]][:3]  # type: ignore[attr-defined]
            self.fields[f"column_{position}"] = field

    @property
    def columns(self) -> list[str]:
        return [self.cleaned_data[f"column_{number}"] for number in range(len(self.job.headings))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [name for name in cleaned.values() if name]
        for field, name in list(cleaned.items()):
            if name and chosen.count(name) > 1:
                message = _("“%(column)s” is chosen for more than one column.")
                self.add_error(field, message % {"column": label_of(name)})
        if not set(chosen) & set(IDENTIFYING):
            raise ValidationError(
                _("Choose which column has the names of the organisations, or their CVR numbers.")
            )
        return cleaned


def _choices() -> list[Any]:
    groups = [
        (label, [(column.name, column.label) for column in COLUMNS if column.about == about])
        for about, label in GROUPS.items()
    ]
    return [("", _("Not imported")), *groups]


class ConfirmForm(forms.Form):
    audience = forms.TypedChoiceField(
        label=gettext_lazy("Who may see the new profiles"),
        coerce=int,
        help_text=gettext_lazy("Profiles that are here already keep their own choice."),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish at once"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Otherwise new profiles and changes are drafts."),
    )
    create_terms = forms.BooleanField(
        label=gettext_lazy("Create the sectors, competences and certifications that are unknown"),
        required=False,
        help_text=gettext_lazy("Look through the list first: a slip of the pen becomes one, too."),
    )

    def __init__(
        self, *args: Any, may_publish: bool, may_create: bool, any_new: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        least = site_audience("organisation")
        audience: Any = self.fields["audience"]
        audience.choices = [one for one in Audience.choices if one[0] >= least]
        audience.initial = int(least)
        if not any_new:
            del self.fields["audience"]
        if not may_publish:
            del self.fields["publish"]
        if not may_create:
            del self.fields["create_terms"]

    def options(self) -> dict[str, Any]:
        """For ``jobs.run``; what is not asked is not done."""
        given = self.cleaned_data
        least = int(site_audience("organisation"))
        return {
            "audience": given.get("audience", least),
            "publish": given.get("publish", False),
            "create_terms": given.get("create_terms", False),
        }
