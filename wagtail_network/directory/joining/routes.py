"""The addresses below a directory at which organisations join and look after their profile."""

from django.db import models


class JoiningRoutes(models.Model):
    class Meta:
        abstract = True
