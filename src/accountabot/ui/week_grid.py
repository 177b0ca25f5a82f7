"""Build a goal's week grid: a line per week, a symbol per day, and a legend.

Every cell is an emoji, since Discord draws all of them equally wide on every device; letters,
dots and spaces have other widths. Without the spaces, two letters could become a flag.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from accountabot.domain.streaks.kept_ratio import DayMark
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.ui import dates
from accountabot.ui.localization import say

SYMBOLS = {
    Outcome.KEPT: "✅",
    Outcome.LATE: "⏰",
    Outcome.EXCUSED: "🛟",
    Outcome.FROZEN: "🧊",
    Outcome.MISSED: "⬜",
    Outcome.OPEN: "🔹",
    Outcome.PENDING: "⏳",
    Outcome.NOT_JUDGED: "⏹️",
}
NOTHING_DUE = "▫️"
"""Also fills the first week before the goal began, so that the days are below their letters."""
_WEEK = 7


def week_grid(marks: Sequence[DayMark], week_start: int) -> str:
    """Build the grid of calendar weeks, newest last; `week_start` is its first weekday."""
    letters = (say("strip-weekday", day=(week_start + i) % _WEEK) for i in range(_WEEK))
    before = (marks[0].day.weekday() - week_start) % _WEEK
    cells = [NOTHING_DUE] * before + [_symbol(mark.outcome) for mark in marks]
    return "\n".join(
        [
            say("strip-since", since=dates.date(marks[0].day), legend=", ".join(_legend(marks))),
            " ".join(letters),
            *(" ".join(cells[i : i + _WEEK]) for i in range(0, len(cells), _WEEK)),
        ]
    )


def _symbol(outcome: Outcome | None) -> str:
    return SYMBOLS[outcome] if outcome else NOTHING_DUE


def _legend(marks: Sequence[DayMark]) -> Iterator[str]:
    """Explain the symbols of these days, with their number if their outcome is final."""
    counts = Counter(mark.outcome for mark in marks)
    for outcome in (*SYMBOLS, None):
        if count := counts[outcome]:
            name = outcome.name.lower() if outcome else "nothing_due"
            yield say("strip-legend", symbol=_symbol(outcome), mark=name, count=count)
