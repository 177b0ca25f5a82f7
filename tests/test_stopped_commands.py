"""A command that is stopped says so, leaves no half-written file, and works the next time."""

import os
import signal
import sys
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest

from accountabot.store.files.process_lock import ProcessLock

STOPPED = """
import os, sys
from accountabot.store.files import database_copies
from accountabot.store.files import json_lines
stop = lambda *_: os.kill(os.getpid(), {number})
database_copies._Pacer.after_step = stop
json_lines._write_table = stop
from accountabot import cli
cli.main()
"""
"""The program, which gets a signal while it writes."""


OPEN = ("-lock", "-wal", "-shm")
"""Files beside a database that a process had open; they contain nothing."""


@pytest.fixture
def path(migrated: Path, tmp_path: Path) -> Path:
    """The path of a database that only this test uses."""
    path = tmp_path / "bot.db"
    path.write_bytes(migrated.read_bytes())
    return path


def accountabot(path: Path, *arguments: str, program: tuple[str, ...]) -> CompletedProcess[str]:
    """Run a program with arguments for the command line."""
    return run(  # noqa: S603 - our own interpreter
        [sys.executable, *program, *arguments],
        env={
            "DATABASE_URL": f"sqlite:///{path}",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        },
        cwd=path.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def files(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", ["backup", "export", "verify", "restore"])
def test_a_stopped_command_leaves_no_file(path: Path, command: str, number: signal.Signals) -> None:
    source = path.with_name("old.db")
    source.write_bytes(path.read_bytes())
    name = "old.db" if command in {"verify", "restore"} else "new"
    before = files(path)

    done = accountabot(path, command, name, program=("-c", STOPPED.format(number=int(number))))

    assert (done.returncode, done.stderr) == (128 + number, "Stopped.\n")
    assert {each for each in files(path) if not each.endswith(OPEN)} == before


@pytest.mark.parametrize("command", ["backup", "export"])
def test_what_a_killed_command_left_is_replaced(path: Path, command: str) -> None:
    left = path.with_name("new.partial")
    left.write_text("half")

    done = accountabot(path, command, "new", program=("-m", "accountabot"))

    assert done.returncode == 0, done.stderr
    assert path.with_name("new").exists()
    assert files(path) == {"bot.db", "new"}


@pytest.mark.parametrize("command", ["backup", "export"])
def test_two_commands_do_not_write_the_same_file(path: Path, command: str) -> None:
    other = ProcessLock(str(path.with_name("new")))
    other.acquire()

    done = accountabot(path, command, "new", program=("-m", "accountabot"))

    other.release()
    assert done.returncode == 1
    assert "nother process is writing new: wait until it is done" in done.stderr


@pytest.mark.parametrize("command", ["backup", "export"])
def test_a_file_that_exists_is_not_replaced(path: Path, command: str) -> None:
    path.with_name("new").write_text("precious")

    done = accountabot(path, command, "new", program=("-m", "accountabot"))

    assert done.stderr == "new already exists: choose another name.\n"
    assert path.with_name("new").read_text() == "precious"
