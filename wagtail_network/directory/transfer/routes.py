"""The addresses below a directory at which lists of organisations go in and out."""

from django.db import models


class TransferRoutes(models.Model):
    class Meta:
        abstract = True
