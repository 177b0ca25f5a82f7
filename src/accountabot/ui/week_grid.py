"""Build a goal's week grid: a line per week, a symbol per day, and a summary."""

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
    Outcome.NOT_JUDGED: "➖",
}
NOTHING_DUE = "·"
_WEEK = 7


def week_grid(marks: Sequence[DayMark]) -> str:
    """Build the grid, newest week last."""
    counts = Counter(mark.outcome for mark in marks if mark.outcome and mark.outcome.is_closed)
    total = ", ".join(
        say("strip-count", count=counts[outcome], outcome=outcome)
        for outcome in SYMBOLS
        if counts[outcome]
    )
    title = say("strip-title", since=dates.date(marks[0].day))
    return "\n".join([f"{title} {total}" if total else title, *_weeks(marks)])


def _weeks(marks: Sequence[DayMark]) -> Iterator[str]:
    for end in range(len(marks) % _WEEK or _WEEK, len(marks) + 1, _WEEK):
        week = marks[max(0, end - _WEEK) : end]
        yield "".join(SYMBOLS[mark.outcome] if mark.outcome else NOTHING_DUE for mark in week)
