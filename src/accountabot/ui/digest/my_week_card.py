"""Build a member's own week."""

from collections.abc import Sequence

from accountabot.domain.digest import Week
from accountabot.services.digest.my_week import OwnWeek
from accountabot.ui import due_text
from accountabot.ui.cards import OVERVIEW, Card, text
from accountabot.ui.digest.digest_card import week_dates
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say

MOST = 10


def my_week_card(found: Sequence[OwnWeek], week: Week) -> Card:
    """Build a member's own week, for their eyes only, without what they missed."""
    first, last = week_dates(week)
    title = text(say("my-week", first=first, last=last))
    private = say("my-week-private")
    if not found:
        return Card(title, text(say("my-week-none"), private), colour=OVERVIEW)
    total = sum(each.kept + each.made_up for each in found)
    more = len(found) - MOST
    return Card(
        title,
        *(text(*_lines(each)) for each in found[:MOST]),
        text(
            say("my-week-more", count=more) if more > 0 else None,
            say("my-week-total", count=total) if total else say("my-week-fresh"),
            private,
        ),
        colour=OVERVIEW,
    )


def _lines(each: OwnWeek) -> list[str]:
    status = each.status
    counts = {
        "kept": each.kept,
        "made-up": each.made_up,
        "excused": each.excused,
        "frozen": each.frozen,
    }
    parts = [say(f"my-week-{name}", count=count) for name, count in counts.items() if count]
    goal = status.goal
    lines = [
        say(
            "my-week-goal",
            private=int(goal.is_private),
            title=escape(goal.title),
            done=int(bool(parts)),
            parts=" · ".join(parts),
        )
    ]
    if status.tally.streak > 1:
        lines.append(say("my-week-streak", streak=status.tally.streak))
    due = due_text.next_due_text(goal, status.due) if status.due.is_ongoing else None
    return [*lines, *(say("my-week-next", due=line) for line in (due or "").splitlines())]
