"""The addresses below a directory that belong to one organisation."""

from django.db import models


class ProfileRoutes(models.Model):
    class Meta:
        abstract = True
