#!/usr/bin/env python
"""Runs the example site's commands from any folder: ``python example_site/manage.py check``."""

import os
import sys
from pathlib import Path


def main() -> None:
    # The folder above this one, so that the site's modules are example_site.home and so on.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "example_site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
