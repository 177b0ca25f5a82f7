"""Define what a check finds."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class CheckState(StrEnum):
    """How bad a finding is, the best first."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


class Finding(NamedTuple):
    """One line of the report."""

    check: str
    """What was checked, in a word or two."""
    state: CheckState
    text: str
    fix: str = ""
    """What to do; empty if nothing is wrong."""


def ok(check: str, text: str) -> Finding:
    """Return that all is well."""
    return Finding(check, CheckState.OK, text)


def warning(check: str, text: str, fix: str) -> Finding:
    """Return what works only partly, or not for long."""
    return Finding(check, CheckState.WARNING, text, fix)


def broken(check: str, text: str, fix: str) -> Finding:
    """Return what keeps the bot from working."""
    return Finding(check, CheckState.BROKEN, text, fix)


def worst(found: Iterable[Finding]) -> CheckState:
    """Return the worst state."""
    states = {each.state for each in found}
    return next((state for state in reversed(CheckState) if state in states), CheckState.OK)
