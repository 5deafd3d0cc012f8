"""Pictures into the site's image model, each file once."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.images.models import Image
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from wagtail_network.articles.importing.pictures import title_from
from wagtail_network.articles.importing.result import PictureFile


class PictureRejected(Exception):
    """A picture that cannot be taken over. The message says why."""


class PictureStore:
    """The images of one import; ``discard`` removes the files it made from the storage.

    ``user`` is the person who imports, or None on the command line, where all is allowed.
    Nothing is made where ``dry_run`` is set: ``image_for`` then returns known images and None.
    """

    def __init__(self, user: Any = None, dry_run: bool = False) -> None:
        self.user = user
        self.dry_run = dry_run
        self.made: list[Any] = []

    def image_for(self, file: PictureFile, alt: str = "") -> Any | None:
        """Raises ``PictureRejected``."""
        data = read_picture(file)
        known = self._known(hashlib.sha1(data, usedforsecurity=False).hexdigest())
        if known or self.dry_run:
            return known
        return self._make(file, data, alt)

    def discard(self) -> None:
        for image in self.made:
            image.file.storage.delete(image.file.name)
        self.made = []

    def _known(self, digest: str) -> Any | None:
        images = get_image_model().objects.filter(file_hash=digest)
        if self.user is not None:
            allowed = policy().instances_user_has_any_permission_for(
                self.user, ["choose", "add", "change"]
            )
            images = images.filter(pk__in=allowed.values("pk"))
        return images.order_by("pk").first()

    def _make(self, file: PictureFile, data: bytes, alt: str) -> Any:
        image = get_image_model()(
            title=title_from(alt, file.name), description=alt[:255], collection=self._collection()
        )
        image.uploaded_by_user = self.user
        image.file = ContentFile(data, name=file.name)
        image._set_image_file_metadata()
        image.file.seek(0)
        try:
            # A site's own image model may demand more than we know.
            image.full_clean(exclude=["file"])
        except ValidationError as error:
            raise PictureRejected("; ".join(error.messages)) from error
        image.save()
        self.made.append(image)
        return image

    def _collection(self) -> Collection:
        if self.user is None:
            return Collection.get_first_root_node()
        allowed = policy().collections_user_has_permission_for(self.user, "add")
        collection = allowed.order_by("path").first()
        if collection is None:
            raise PictureRejected(_("You may not add pictures."))
        return collection


def policy() -> CollectionOwnershipPermissionPolicy:
    # Built here because its place in Wagtail differs between 7.4 and 8.
    return CollectionOwnershipPermissionPolicy(
        get_image_model(), auth_model=Image, owner_field_name="uploaded_by_user"
    )


def read_picture(file: PictureFile) -> bytes:
    """The bytes of a file that passes the same checks as an upload to the image library."""
    field = WagtailImageField()
    if field.max_upload_size is not None and file.size > field.max_upload_size:
        raise PictureRejected(
            _("it is bigger than %(size)s") % {"size": field.max_upload_size_text}
        )
    try:
        data = file.read()
        field.clean(SimpleUploadedFile(file.name, data))
    except ValidationError as error:
        raise PictureRejected(" ".join(error.messages)) from error
    except OSError as error:
        raise PictureRejected(error.strerror or str(error)) from error
    return data
