"""Let the n-th file operation of this process fail, by a library that is preloaded into it."""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntFlag
from pathlib import Path
from types import SimpleNamespace

SOURCE = Path(__file__).with_name("fail_nth.c")
COMPILER = shutil.which("gcc") or shutil.which("cc")
IS_POSSIBLE = bool(COMPILER) and sys.platform == "linux"


class Kind(IntFlag):
    """The operations that can fail."""

    OPEN = 1
    WRITE = 2
    SYNC = 4
    RENAME = 8


def build(folder: Path) -> Path:
    """Compile the library."""
    library = folder / "fail_nth.so"
    command = [COMPILER, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"]
    subprocess.run(command, check=True)  # noqa: S603 - our own source
    return library


@contextmanager
def failing(path: Path, kinds: Kind, nth: int, *, lasts: bool) -> Iterator[SimpleNamespace]:
    """Let the n-th operation on a file, or on those beside it whose names begin with its, fail.

    `seen` is the number of operations that could have failed.
    """
    library = ctypes.CDLL(None)
    found = SimpleNamespace(seen=0)
    library.fail_from(str(path).encode(), int(kinds), ctypes.c_long(nth), int(lasts))
    try:
        yield found
    finally:
        found.seen = library.fail_stop()
