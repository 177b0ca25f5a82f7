"""Find names for new files."""

from itertools import count
from pathlib import Path


def free_name(path: str) -> str:
    """Return a path, with a number after it if there is such a file already."""
    names = (path if number == 1 else f"{path}-{number}" for number in count(1))
    return next(each for each in names if not Path(each).exists())
