"""A bug in a command of the program is printed without what members wrote."""

import subprocess
import sys

PROGRAM = """
from accountabot import cli
from accountabot.commands import rebuild as rebuild_command

def fail():
    raise KeyError('zebra' + 'fish')

rebuild_command.run = fail
cli.main()
"""


def test_a_bug_is_printed_with_its_places_and_without_its_message() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROGRAM, "rebuild"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith("Traceback (most recent call last):\n")
    assert ", in fail\n" in done.stderr
    assert done.stderr.splitlines()[-1] == "KeyError"
    assert "zebrafish" not in done.stderr
