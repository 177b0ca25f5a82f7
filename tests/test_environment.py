"""The program in unusual environments: no home directory, few letters, odd paths."""

import os
import re
import subprocess
import sys
from importlib.metadata import metadata, packages_distributions, requires
from pathlib import Path

import pytest

from accountabot.cli import _how_to_install
from accountabot.config import Settings
from accountabot.store import dialect
from accountabot.store.database import Database
from tests.test_architecture import ROOT, imports, in_a_checkout

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A locale in which Python can't decode or encode any other letter."""
NOBODY = """
import pwd, runpy, sys

def getpwuid(_):
    raise KeyError("no such user")

pwd.getpwuid = getpwuid
sys.argv = ["accountabot", *sys.argv[1:]]
runpy.run_module("accountabot", run_name="__main__")
"""


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, with only these environment variables."""
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *(command or ("-m", "accountabot", "rebuild"))],
        cwd=folder,
        env={key: os.environ[key] for key in {"PATH", "PYTHONPATH"} & {*os.environ}} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


async def make_database(path: Path) -> None:
    database = Database(dialect.url_of(str(path)))
    await database.open()
    await database.close()


def test_no_home_directory_is_explained_in_one_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", NOBODY, "rebuild")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no home directory")
    assert "set DATABASE_URL" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


async def test_no_home_directory_is_needed_if_the_database_is_named(tmp_path: Path) -> None:
    await make_database(tmp_path / "a.db")

    done = run(tmp_path, "-c", NOBODY, "rebuild", DATABASE_URL="sqlite:///a.db")

    assert (done.returncode, done.stderr) == (0, "")


def test_a_sentence_is_parsed_without_a_home_directory(tmp_path: Path) -> None:
    assert '"daily"' in run(tmp_path, "-c", NOBODY, "parse", "Run daily").stdout


@pytest.mark.parametrize("name", ["a?b", "a#b", "a%20b", "a%b", "a b", "a;b", "häuser", "~"])
def test_the_default_database_is_in_the_home_directory_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / name))
    for variable in ("XDG_DATA_HOME", "DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)

    path = Path(Database(Settings.read().database_url).path)

    assert path.is_relative_to(tmp_path / name)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:////srv/a%3Fb/x.db", "/srv/a?b/x.db"),
        ("sqlite:////srv/a#b/x.db", "/srv/a#b/x.db"),
        ("sqlite:////srv/a%20b/50%/x.db", "/srv/a b/50%/x.db"),
        ("sqlite:///here.db", str(Path("here.db").absolute())),
    ],
)
def test_a_path_in_a_url_may_be_escaped(url: str, path: str) -> None:
    assert dialect.path_of(url) == path


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("sqlite:////srv/a?b/x.db", "%3F"),
        ("sqlite:////srv/x.db?mode=ro", "%3F"),
        ("sqlite:///", "no path"),
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
        ("sqlite://srv/x.db", "sqlite:///"),
        ("sqlite:///~/x.db", "the whole path"),
    ],
)
def test_a_url_that_would_name_another_file_is_refused(url: str, advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        dialect.path_of(url)


async def test_a_path_beyond_ascii_works_in_an_ascii_locale(tmp_path: Path) -> None:
    path = tmp_path / "häuser" / "☀.db"
    await make_database(path)
    (tmp_path / ".env").write_text(f"DATABASE_URL=sqlite:///{path}", encoding="utf-8")

    named = run(tmp_path, **ASCII)
    in_environment = run(tmp_path, DATABASE_URL=f"sqlite:///{path}", **ASCII)

    assert (named.returncode, named.stderr) == (0, "")
    assert (in_environment.returncode, in_environment.stderr) == (0, "")


def test_a_missing_path_beyond_ascii_is_named_in_an_ascii_locale(tmp_path: Path) -> None:
    done = run(tmp_path, DATABASE_URL="sqlite:///häuser.db", **ASCII)

    assert done.returncode == 1
    assert done.stderr.startswith("There is no database /")
    assert r"/h\xe4user.db:" in done.stderr


def test_a_sentence_keeps_its_letters_in_an_ascii_locale(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "accountabot", "parse", "Laufe täglich ☀ daily", **ASCII)

    assert '"title": "Laufe täglich ☀"' in done.stdout


def test_a_mistyped_database_is_not_created_by_a_rebuild(tmp_path: Path) -> None:
    done = run(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/mistyped/a.db")

    assert (done.returncode, done.stdout) == (1, "")
    assert "check the path in DATABASE_URL" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_demo_names_the_packages_that_it_needs(tmp_path: Path) -> None:
    program = "import sys; sys.modules['simcord'] = None; from accountabot import cli; cli.main()"

    done = run(tmp_path, "-c", program, "demo", HOME=str(tmp_path))

    assert done.returncode == 1
    assert f"{sys.executable} -m pip install 'simcord[preview]==" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_every_extra_can_be_installed_by_what_it_needs() -> None:
    assert _how_to_install("demo").count("simcord") == 1
    assert "pytest" not in _how_to_install("demo")


@in_a_checkout
def test_every_package_that_is_imported_is_declared() -> None:
    declared = {_name(line) for line in requires("accountabot") or () if "extra ==" not in line}
    optional = {_name(line) for line in requires("accountabot") or () if "extra ==" in line}
    found = packages_distributions()

    sources = [file for top in ("src", "cogs", "migrations") for file in (ROOT / top).rglob("*.py")]
    missing, used = set(), set()
    for file in sources:
        allowed = declared | optional if "demo" in file.parts else declared
        for name in {name.partition(".")[0] for name in imports(file)} & found.keys():
            owners = {_name(owner) for owner in found[name]} - {"accountabot"}
            used |= owners & allowed
            if owners and not owners & allowed:
                missing.add(f"{file.name}: {name}")

    assert missing == set()
    assert {"discord-py", "aiohttp", "click", "attrs"} <= used


def test_the_supported_pythons_are_classified() -> None:
    given = metadata("accountabot").get_all("Classifier") or []
    versions = {line.rpartition(" ")[2] for line in given if "Python :: 3." in line}

    assert {"3.11", "3.12", "3.13"} == versions


def _name(requirement: str) -> str:
    return (
        re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")
    )
