"""Spare Python's garbage collector the work that finds nothing."""

import gc


def begin() -> None:
    """Look for garbage rarely while the program is loaded: a fifth of that time otherwise."""
    gc.set_threshold(100_000, 50, 50)


def settle() -> None:
    """Never look at what is loaded by now, and less often than usual at everything else.

    A collection before that would take a tenth of the start and free nothing measurable.
    """
    gc.freeze()
    gc.set_threshold(10_000, 50, 50)
