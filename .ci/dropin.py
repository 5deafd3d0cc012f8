"""Installs the wheel in newly made Wagtail sites, following README.md to the letter.

First the contents of the wheel. Then a site made by ``wagtail start``, changed by what the section
“Add it to your site” says and nothing else: the commands in its shell blocks, and the Python after
``<!-- dropin: settings -->`` and ``<!-- dropin: urls -->``. Its pages must come out in its own
template. Last a site with its own base page (``WAGTAIL_PAGE_MODEL``, Wagtail 8), whose
page types are built from our mixins: the checks must pass with our migrations as they are, and the
pages come out there too.

    python .ci/dropin.py [--readme README.md] [--keep folder]
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOSTS = Path(__file__).resolve().parent / "dropin"
IN_WHEEL = {
    "templates": r"wagtail_network/templates/wagtail_network/event_page\.html",
    "static files": r"wagtail_network/static/wagtail_network/.+\.css",
    "Danish": r"wagtail_network/locale/da/LC_MESSAGES/django\.mo",
    "English": r"wagtail_network/locale/en/LC_MESSAGES/django\.mo",
    "migrations": r"wagtail_network/migrations/0001_\w+\.py",
    "commands": r"wagtail_network/management/commands/network_demo\.py",
    "type hints": r"wagtail_network/py\.typed",
    "licence": r".+\.dist-info/licenses/LICENSE",
}
NOT_IN_WHEEL = r"tests/|example_site/|.*\.(pyc|sqlite3)$"
# Of the machine only what finds programs and the network; none of our own settings.
PASSED_ON = re.compile(r"PATH|HOME|LANG|TMPDIR|(PIP|SSL|REQUESTS)_.*|.*_proxy", re.I)


class Failure(Exception):
    """What went wrong, in a sentence."""


def say(text: str) -> None:
    print(text, flush=True)


def run(*command: str | Path, folder: Path = ROOT) -> str:
    environment = {name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        shown = " ".join(str(part) for part in command)
        raise Failure(f"{shown}\nended with {done.returncode}:\n{done.stdout[-4000:]}")
    return done.stdout


SECTION = re.compile(r"^## Add it to your site\n(.*?)(?=^## |\Z)", re.M | re.S)
FENCE = r"```{language}\n(.*?)\n *```"


def section(readme: str) -> str:
    found = SECTION.search(readme)
    if found is None:
        raise Failure("README.md has no section “Add it to your site”.")
    return found[1]


def code(steps: str, name: str) -> str:
    """The Python that follows ``<!-- dropin: name -->``, without its indentation."""
    pattern = rf"<!-- dropin: {name} -->\s*" + FENCE.format(language="python")
    found = re.search(pattern, steps, re.S)
    if found is None:
        raise Failure(f"README.md has no block of Python after <!-- dropin: {name} -->.")
    return textwrap.dedent(found[1]) + "\n"


def commands(steps: str) -> list[list[str]]:
    """What the section types in a shell, in its order, as words."""
    blocks = re.findall(FENCE.format(language="sh"), steps, re.S)
    return [line.split() for block in blocks for line in block.splitlines() if line.strip()]


class Environment:
    """A virtual environment that has nothing but what README.md tells people to install."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        run(sys.executable, "-m", "venv", folder)

    def pip(self, *arguments: str | Path) -> None:
        quiet = ("--quiet", "--no-input", "--disable-pip-version-check")
        run(self.bin / "python", "-m", "pip", arguments[0], *quiet, *arguments[1:])

    def manage(self, site: Path, *arguments: str) -> str:
        return run(self.bin / "python", "manage.py", *arguments, folder=site)


def build_wheel(folder: Path) -> Path:
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, ROOT)
    (wheel,) = folder.glob("wagtail_network-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    missing = [what for what, pattern in IN_WHEEL.items() if not matching(pattern, names)]
    if missing:
        raise Failure(f"{wheel.name} lacks: {', '.join(missing)}.")
    if extra := matching(NOT_IN_WHEEL, names):
        raise Failure(f"{wheel.name} contains what does not belong in it: {', '.join(extra)}.")
    say(f"  {wheel.name}: {len(names)} files, {wheel.stat().st_size // 1024} KiB")
    return wheel


def matching(pattern: str, names: list[str]) -> list[str]:
    return [name for name in names if re.match(pattern, name)]


def follow_readme(steps: str, environment: Environment, wheel: Path, folder: Path) -> Path:
    """A site of ``wagtail start`` with the changes of README.md."""
    install, *after = commands(steps)
    if install != ["pip", "install", "wagtail-network"] or not after:
        raise Failure("README.md should begin with pip install wagtail-network and go on.")
    environment.pip("install", wheel)
    run(environment.bin / "wagtail", "start", "mysite", folder=folder)
    site = folder / "mysite"
    changed = {"settings": "mysite/settings/base.py", "urls": "mysite/urls.py"}
    for name, path in changed.items():
        with (site / path).open("a") as file:
            file.write("\n" + code(steps, name))
    for words in after:
        if words[:2] != ["python", "manage.py"]:
            raise Failure(f"README.md types {' '.join(words)!r}, not python manage.py ...")
        environment.manage(site, *words[2:])
    return site


def check(environment: Environment, site: Path) -> None:
    answer = environment.manage(site, "check")
    if "no issues (0 silenced)" not in answer:
        raise Failure(f"manage.py check has something to say:\n{answer}")
    environment.manage(site, "makemigrations", "--check", "--dry-run")
    say("  checks and migrations: nothing to say")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        raise Failure(f"{url} answers {error.code}:\n{error.read().decode()[:2000]}") from error


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(120):
        if server.poll() is not None:
            raise Failure(f"The server stopped by itself with {server.returncode}.")
        try:
            fetch(url)
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise Failure(f"Nothing answers at {url}.")


def look_at_pages(environment: Environment, site: Path, own: str) -> None:
    """Makes a page of each kind and asks a running server for them."""
    pages = {}
    made = environment.manage(site, "shell", "-c", (HOSTS / "make_pages.py").read_text())
    for line in made.splitlines():
        path, separator, title = line.partition("\t")
        if separator:
            pages[path] = title
    port = free_port()
    server = subprocess.Popen(
        [environment.bin / "python", "manage.py", "runserver", f"127.0.0.1:{port}", "--noreload"],
        cwd=site,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{base}/admin/login/", server)
        for path, title in pages.items():
            html = fetch(base + path)
            if title not in html:
                raise Failure(f"{path} does not show its title {title!r}.")
            if own not in html:
                raise Failure(f"{path} is not in the site's own template: {own} is missing.")
            for address in re.findall(r'(?:href|src)="(/static/wagtail_network/[^"]+)"', html):
                fetch(base + address)
    finally:
        server.terminate()
        server.wait()
    say(f"  {len(pages)} pages of its own, each in the site's template")


def own_base_page(environment: Environment, folder: Path) -> None:
    """A site whose pages are built on a model of its own (Wagtail 8)."""
    site = folder / "basepage"
    shutil.copytree(HOSTS / "basepage", site)
    environment.manage(site, "makemigrations", "pages")
    environment.manage(site, "migrate", "--verbosity", "0")
    check(environment, site)
    look_at_pages(environment, site, own='content="basepage"')


def drop_in(readme: str, folder: Path) -> None:
    say("The wheel")
    wheel = build_wheel(folder / "wheel")
    say("A site made by wagtail start")
    environment = Environment(folder / "venv")
    site = follow_readme(section(readme), environment, wheel, folder)
    check(environment, site)
    look_at_pages(environment, site, own="css/mysite.css")
    say("A site with its own base page")
    own_base_page(environment, folder)


def main() -> str | None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--readme", type=Path, default=ROOT / "README.md")
    parser.add_argument("--keep", type=Path, help="make the sites in this folder and leave them")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="dropin-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        drop_in(options.readme.read_text(), folder.resolve())
    except (Failure, OSError) as failure:
        return f"The drop-in test failed.\n{failure}"
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    say("The drop-in test passed.")
    return None


if __name__ == "__main__":
    sys.exit(main())
