"""Print the findings as text for people, or as JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterator

import click

from accountabot.doctor.findings import CheckState, Finding, worst

MOST_LINES = 20
"""Lines about servers that people are shown; JSON has all."""
_COLOURS = {CheckState.OK: "green", CheckState.WARNING: "yellow", CheckState.BROKEN: "red"}
_WIDTH = 9


def as_json(found: list[Finding]) -> str:
    """Return the report for programs."""
    report = {"state": worst(found), "checks": [each._asdict() for each in found]}
    return json.dumps(report, ensure_ascii=False, indent=2)


def as_text(found: list[Finding]) -> Iterator[str]:
    """Yield the lines of the report for people."""
    shown: Counter[str] = Counter()
    for each in found:
        shown[each.check] += 1
        if shown[each.check] <= MOST_LINES:
            yield from _lines(each)
    for check, count in shown.items():
        if count > MOST_LINES:
            yield f"{'':{_WIDTH}}{check}: {count - MOST_LINES} more; use --json to see all."
    yield _summary(found)


def _lines(found: Finding) -> Iterator[str]:
    state = click.style(f"{found.state:{_WIDTH}}", fg=_COLOURS[found.state])
    yield f"{state}{found.check}: {found.text}"
    if found.fix:
        yield f"{'':{_WIDTH}}→ {found.fix}"


def _summary(found: list[Finding]) -> str:
    count = Counter(each.state for each in found)
    broken, warnings = count[CheckState.BROKEN], count[CheckState.WARNING]
    if not broken and not warnings:
        return "No problems found."
    return f"{broken} broken, {warnings} {'warning' if warnings == 1 else 'warnings'}."
