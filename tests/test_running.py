"""The program, as a self-hoster starts it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

UNREACHABLE = (
    "import discord.http as h; h.Route.BASE = 'http://127.0.0.1:9/api'; from accountabot.cli import main; main()"
)


def start(tmp_path: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program where nothing is set but `environment`."""
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG"}}
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *(command or ("-m", "accountabot"))],
        cwd=tmp_path,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_without_a_token_it_names_the_setting_and_the_demo(tmp_path: Path) -> None:
    done = start(tmp_path)

    assert done.returncode == 1
    assert "DISCORD_TOKEN" in done.stderr
    assert "demo" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("url", ["sqlite:////proc/nowhere/a.db", "mysql://localhost/a", "nonsense"])
def test_a_database_that_can_not_be_used_is_named(tmp_path: Path, url: str) -> None:
    done = start(tmp_path, "-c", UNREACHABLE, DISCORD_TOKEN="a.b.c", DATABASE_URL=url)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "a.b.c" not in done.stdout + done.stderr


def test_an_unreachable_discord_is_said_in_one_sentence(tmp_path: Path) -> None:
    done = start(tmp_path, "-c", UNREACHABLE, DISCORD_TOKEN="a.b.c", DATABASE_URL=f"sqlite:///{tmp_path / 'a.db'}")

    assert done.returncode == 1
    assert "can't be reached" in done.stderr
    assert "Traceback" not in done.stderr
    assert "a.b.c" not in done.stdout + done.stderr
