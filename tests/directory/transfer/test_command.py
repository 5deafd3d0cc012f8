"""Importing from the command line."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from wagtail_network.models import ImportJob, Membership, NetworkPage, Organisation

FILE = "Firma;CVR-nr.;Tlf\nHansen ApS;10150817;11\nMøller;12345678;22\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "medlemmer.csv"
    path.write_bytes(FILE.encode("cp1252"))
    return path


def run(*args: Any, **options: Any) -> str:
    out = io.StringIO()
    call_command("network_import_members", *map(str, args), stdout=out, **options)
    return out.getvalue()


def test_a_file_is_imported_and_what_failed_is_told(
    file: Path, network: NetworkPage, tmp_path: Path
) -> None:
    errors = tmp_path / "fejl.csv"
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 row could not be imported"):
        call_command(
            "network_import_members", str(file), network="groenne", errors=errors, stdout=out
        )
    assert "3: CVR number: This is not a CVR number" in out.getvalue()
    assert Membership.objects.get(network=network).organisation.name == "Hansen ApS"
    assert "12345678" in errors.read_text(encoding="utf-8-sig")
    number = ImportJob.objects.get().pk
    assert "Taken back: 1" in run(take_back=number)
    assert not Organisation.objects.exists()
    with pytest.raises(CommandError, match="cannot be taken back"):
        run(take_back=number)


def test_a_dry_run_leaves_nothing_behind(file: Path, network: NetworkPage) -> None:
    with pytest.raises(CommandError):
        run(file, dry_run=True)
    assert not Organisation.objects.exists()
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"network": "findes-ikke"}, "No single network"),
        ({"column": ["Nix=name"]}, "no such column"),
        ({"column": ["Firma=nix"]}, "no such column"),
        ({"column": ["Firma=", "CVR-nr.="]}, "No column has the names"),
    ],
)
def test_what_is_wrong_is_said(
    file: Path, network: NetworkPage, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        run(file, **options)
    with pytest.raises(CommandError, match="Which file"):
        run()
    with pytest.raises(CommandError):
        run(file.with_name("findes-ikke.csv"))
    assert not ImportJob.objects.exists()
