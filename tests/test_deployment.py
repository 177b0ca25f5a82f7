"""The files for deployments: the locked dependencies, the image and the systemd unit."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from tests.test_architecture import ROOT, in_a_checkout

PACKAGE_HOSTS = {"pypi.org", "files.pythonhosted.org"}
PYTHONS = ("cp311", "cp312", "cp313")
MACHINES = ("x86_64", "aarch64")
WORST_EXPOSURE = "20"
"""In tenths of what systemd calls the exposure level: below 2.0 is "OK"."""


@pytest.fixture(scope="module")
def lock() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(read("uv.lock"))
    return found


def package(lock: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in lock["package"] if each["name"] == name)
    return found


def needed(lock: dict[str, Any]) -> set[str]:
    """Return what the bot needs, without extras."""
    found: set[str] = set()
    waiting = ["accountabot"]
    while waiting:
        dependencies = package(lock, waiting.pop()).get("dependencies", ())
        new = {each["name"] for each in dependencies} - found
        found |= new
        waiting += new
    return found


def covered(filename: str) -> Iterator[tuple[str, str]]:
    """Yield each Python and machine on which a wheel can be installed."""
    for tag in parse_wheel_filename(filename)[3]:
        for python in PYTHONS:
            for machine in MACHINES:
                is_for_python = tag.interpreter in {python, "py3", "py2.py3"} or tag.abi == "abi3"
                is_for_machine = tag.platform == "any" or (
                    tag.platform.startswith("manylinux") and tag.platform.endswith(machine)
                )
                if is_for_python and is_for_machine:
                    yield python, machine


@in_a_checkout
def test_the_lock_has_what_the_project_asks_for(lock: dict[str, Any]) -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    asked = {
        (canonicalize_name(each.name), str(each.specifier))
        for each in map(Requirement, project["dependencies"])
    }
    locked = {
        (each["name"], ",".join(sorted(each.get("specifier", "").split(","))))
        for each in package(lock, "accountabot")["metadata"]["requires-dist"]
        if "extra ==" not in each.get("marker", "")
    }

    assert {(name, ",".join(sorted(of.split(",")))) for name, of in asked} == locked, "run: uv lock"
    assert package(lock, "accountabot")["version"] == project["version"], "run: uv lock"


@in_a_checkout
def test_the_lock_names_no_other_place_than_the_public_index() -> None:
    text = read("uv.lock")

    assert set(re.findall(r"\w+://([^/\"]+)", text)) == PACKAGE_HOSTS
    assert "path =" not in text


@in_a_checkout
def test_nothing_has_to_be_compiled_on_either_machine(lock: dict[str, Any]) -> None:
    wanted = {(python, machine) for python in PYTHONS for machine in MACHINES}

    lacking = {}
    for name in needed(lock):
        files = [wheel["url"].rpartition("/")[2] for wheel in package(lock, name)["wheels"]]
        if missing := wanted - {each for file in files for each in covered(file)}:
            lacking[name] = missing

    assert len(needed(lock)) > 20
    assert lacking == {}


@in_a_checkout
def test_the_image_is_given_exactly_what_it_copies() -> None:
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", read("Dockerfile"), re.MULTILINE)
    allowed = re.findall(r"^!(.+)$", read(".dockerignore"), re.MULTILINE)

    assert sorted(" ".join(copied).split()) == sorted(allowed)
    assert not [name for name in allowed if not (ROOT / name).exists()]


@in_a_checkout
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is needed")
def test_systemd_accepts_the_unit_and_calls_it_safe(tmp_path: Path) -> None:
    unit = tmp_path / "accountabot.service"
    unit.write_text(
        read("deploy/accountabot.service").replace(
            "=/opt/accountabot/bin/accountabot", "=/bin/true"
        )
    )

    verified = systemd_analyze("verify", "--man=no", str(unit))
    rated = systemd_analyze(
        "security", "--offline=true", f"--threshold={WORST_EXPOSURE}", "--no-pager", str(unit)
    )

    assert (verified.returncode, verified.stderr) == (0, "")
    assert rated.returncode == 0, rated.stdout


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def systemd_analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - the system's own program
        [shutil.which("systemd-analyze") or "", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@in_a_checkout
def test_the_command_for_systemd_has_the_settings_of_the_service() -> None:
    unit = [
        line.replace("%S", "/var/lib") for line in read("deploy/accountabot.service").split("\n")
    ]
    command = re.findall(r"--property=(\S+)", read("deploy/accountabot-command.sh"))
    environment = " ".join(line for line in unit if line.startswith("Environment="))

    for each in command:
        name, _, value = each.partition("=")
        assert each in unit or (name == "Environment" and value in environment), each
    assert "ExecStart=/opt/accountabot/bin/accountabot" in unit
    assert {"User=accountabot", "EnvironmentFile=/etc/accountabot.env"} <= {*command}
