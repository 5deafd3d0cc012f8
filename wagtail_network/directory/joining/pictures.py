"""Pictures that members upload: checked, made plain, and kept with a text for those who cannot see.

A photo from a telephone says where it was taken; what we keep is the picture alone.
"""

from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image as PillowImage
from PIL import ImageOps
from wagtail.images import get_image_model
from wagtail.models import Collection

MOST_BYTES = 8 * 1024 * 1024
# Twice what any page shows.
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2400
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
SALT = "wagtail_network.uploads"
COLLECTION = gettext_lazy("Uploaded by members")


class PictureField(forms.FileField):
    """A JPEG, PNG or WebP. Cleans to the bytes of the plain picture and its ending, or None."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> tuple[bytes, str] | None:
        file: Any = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(
                _("The picture is larger than %(limit)s. Choose a smaller one.")
                % {"limit": filesizeformat(MOST_BYTES)},
                code="too_large",
            )
        return _made_plain(file)


def keep_picture(picture: tuple[bytes, str], *, title: str, alt: str, user: Any) -> int:
    """Saves a picture that ``PictureField`` has cleaned; returns its key."""
    data, ending = picture
    model = get_image_model()
    image = model(
        title=title[:255],
        file=ContentFile(data, name=f"profile.{ending}"),
        collection=_collection(),
        uploaded_by_user=user,
    )
    if hasattr(image, "description"):
        image.description = alt[:255]
    image.save()
    return int(image.pk)


def sealed(key: int | None) -> str:
    """The key of a picture as it stands in a form, so that no other can be put there."""
    return Signer(salt=SALT).sign(str(key)) if key else ""


def unsealed(text: str) -> int | None:
    try:
        return int(Signer(salt=SALT).unsign(text))
    except (BadSignature, ValueError):
        return None


def _made_plain(file: Any) -> tuple[bytes, str]:
    """The picture upright and without anything that is not picture."""
    unreadable = ValidationError(
        _("This is not a picture we can read. Choose a JPEG, PNG or WebP file."), code="unreadable"
    )
    try:
        picture: Any = PillowImage.open(file, formats=list(FORMATS))
        kind = str(picture.format)
        if picture.width * picture.height > MOST_PIXELS:
            raise ValidationError(_("The picture has too many pixels. Make it smaller first."))
        picture = ImageOps.exif_transpose(picture)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        if kind == "JPEG" and picture.mode != "RGB":
            picture = picture.convert("RGB")
        elif picture.mode not in ("RGB", "RGBA", "L", "LA", "P"):
            picture = picture.convert("RGBA")
        plain = BytesIO()
        picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
        picture.save(plain, kind, quality=90)
    except ValidationError:
        raise
    except Exception as error:  # whatever a broken file makes of Pillow
        raise unreadable from error
    return plain.getvalue(), FORMATS[kind]


def _collection() -> Any:
    """Where an editor finds what members have uploaded."""
    root = Collection.get_first_root_node()
    if root is None:
        return None
    name = str(COLLECTION)
    return root.get_children().filter(name=name).first() or root.add_child(name=name)
