"""The shape of what an editor uploads and confirms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from soupsieve import SelectorSyntaxError
from soupsieve import compile as compile_selector

from wagtail_network.articles.importing.reading import clean_name


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; empty ones too, so that each is answered for by name in the preview."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data) if isinstance(data, list | tuple) else [data]
        files = [file for file in files if file]
        if not files:
            raise ValidationError(self.error_messages["required"], code="required")
        for file in files:
            file.name = clean_name(file.name or "?")
        return files


class UploadForm(forms.Form):
    uploads = FilesField(
        label=_("Files"),
        help_text=_(
            "Web pages (.html) or text (.txt), one article in each, and the pictures that belong "
            "to them. At most 100 files and 50 MB."
        ),
    )
    selector = forms.CharField(
        label=_("Where the text stands"),
        required=False,
        max_length=200,
        help_text=_(
            "Only if the preview shows the wrong part of the page: a CSS selector for the element "
            "with the article, for instance “#content” or “.article-text”."
        ),
    )
    comments = forms.ChoiceField(
        label=_("Readers' comments"),
        choices=[("drop", _("Leave them out")), ("note", _("Keep them as a note below the text"))],
        widget=forms.RadioSelect,
        initial="drop",
    )

    def clean_selector(self) -> str:
        selector = self.cleaned_data["selector"].strip()
        try:
            if selector:
                compile_selector(selector)
        except (SelectorSyntaxError, NotImplementedError, ValueError) as error:
            raise ValidationError(
                _("This is not a CSS selector. Write for instance “#content” or “.text”.")
            ) from error
        return selector


class ConfirmForm(forms.Form):
    publish = forms.BooleanField(
        label=_("Publish at once"),
        required=False,
        help_text=_("Otherwise the articles are drafts that only editors can see."),
    )
    overwrite = forms.BooleanField(
        label=_("Also update pages that were edited here since"),
        required=False,
        help_text=_("What was changed here is replaced by the import. It stays in the history."),
    )

    def __init__(self, *args: Any, may_publish: bool, any_edited: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["publish"]
        if not any_edited:
            del self.fields["overwrite"]
