"""One file operation fails, or all from one on: what is told is true, also after a kill."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import failing_files
from tests.test_architecture import in_a_checkout

COUNTS = {"saved": {1}, "not saved": {0}, "unknown": {0, 1}}
"""How often a change may be in the file, by what was told about it."""


@in_a_checkout
@pytest.mark.skipif(not failing_files.IS_POSSIBLE, reason="needs Linux and a C compiler")
def test_a_change_is_in_the_file_exactly_if_that_was_told(tmp_path: Path) -> None:
    library = failing_files.build(tmp_path)
    folder = tmp_path / "files"
    folder.mkdir()

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "tests.faults.units", folder / "a.db"],
        env={**os.environ, "LD_PRELOAD": str(library)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    cases = [json.loads(line) for line in done.stdout.splitlines()]

    assert [case for case in cases if case[2] not in COUNTS[case[1]]] == []
    assert {case[1] for case in cases} == {*COUNTS}
