"""No command ends with a traceback if the path of the database can't be looked at.

A folder of another user gives the same kind of error as a name that is too long, but not for root,
as whom tests may run.
"""

import json
import os
import shutil
import sys
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest

LONG = "x" * 300


def accountabot(tmp_path: Path, *arguments: str) -> CompletedProcess[str]:
    """Run the command line program with a database that can't be looked at."""
    return run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "accountabot", *arguments],
        env={
            "DATABASE_URL": f"sqlite:///{tmp_path}/{LONG}/bot.db",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("backup",),
        ("backup", "new.db"),
        ("export", "new.jsonl"),
        ("rebuild",),
        ("restore", "old.db"),
        ("import", "old.jsonl"),
        ("health",),
        ("verify", LONG),
        ("restore", LONG),
        ("import", LONG),
    ],
)
def test_a_command_says_in_one_sentence_what_is_wrong(
    tmp_path: Path, migrated: Path, arguments: tuple[str, ...]
) -> None:
    shutil.copy(migrated, tmp_path / "old.db")
    (tmp_path / "old.jsonl").write_text("{}\n")

    done = accountabot(tmp_path, *arguments)

    assert done.returncode == 1
    assert "File name too long" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_the_doctor_reports_it_as_one_of_its_findings(tmp_path: Path) -> None:
    done = accountabot(tmp_path, "doctor", "--json")

    found = {each["check"]: each for each in json.loads(done.stdout)["checks"]}
    assert found["database"]["state"] == "broken"
    assert "File name too long" in found["database"]["text"]
