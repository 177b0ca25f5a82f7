"""Define the findings of the doctor."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class CheckState(StrEnum):
    """The severity of a finding, the best first."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


class Finding(NamedTuple):
    """One line of the report."""

    check: str
    """The name of the check, in a word or two."""
    state: CheckState
    text: str
    fix: str = ""
    """What to do; empty if nothing is wrong."""


def ok(check: str, text: str) -> Finding:
    """Return a finding without a problem."""
    return Finding(check, CheckState.OK, text)


def warning(check: str, text: str, fix: str) -> Finding:
    """Return a problem that lets the bot work only partly, or that will get worse."""
    return Finding(check, CheckState.WARNING, text, fix)


def broken(check: str, text: str, fix: str) -> Finding:
    """Return a problem that keeps the bot from working."""
    return Finding(check, CheckState.BROKEN, text, fix)


def worst(found: Iterable[Finding]) -> CheckState:
    """Return the worst state."""
    states = {each.state for each in found}
    return next((state for state in reversed(CheckState) if state in states), CheckState.OK)
