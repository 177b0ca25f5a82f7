"""One file operation fails while members use the bot, or all from one on: every answer is true."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.faults import failing_files
from tests.faults.test_units import COUNTS
from tests.test_architecture import in_a_checkout

KINDS = ("OPEN", "WRITE", "SYNC", "RENAME")
THOROUGH = 1000
"""The examples of the thorough profile are more, and those of the usual one fewer."""


@in_a_checkout
@pytest.mark.skipif(not failing_files.IS_POSSIBLE, reason="needs Linux and a C compiler")
@pytest.mark.parametrize("action", ["CheckIn", "Declaration", "Deletion", "Greeting"])
def test_every_answer_is_true_whatever_operation_fails(
    tmp_path: Path, migrated: Path, action: str
) -> None:
    if settings.default.max_examples < THOROUGH:
        pytest.skip("takes minutes: run it with --hypothesis-profile=thorough")
    library = failing_files.build(tmp_path)
    folder = tmp_path / "files"
    folder.mkdir()

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [
            sys.executable,
            "-m",
            "tests.faults.commands",
            action,
            ",".join(KINDS),
            folder,
            migrated,
        ],
        env={**os.environ, "LD_PRELOAD": str(library)},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    cases = [json.loads(line) for line in done.stdout.splitlines()]

    assert [case for case in cases if not {*case[2]} <= COUNTS[case[1]]] == []
    assert len(cases) > 10 * len(KINDS)
    if action == "Greeting":
        assert {case[2][-1] for case in cases} == {1}
    else:
        assert [case[1] for case in cases].count("saved") >= 2 * len(KINDS)
