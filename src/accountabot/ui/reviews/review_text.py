"""Put a review into words, for cards and for pictures."""

from collections.abc import Callable, Iterator

from accountabot.domain.reviews import Deed, DeedKind, ReviewPeriod, ReviewSpan, has_one_schedule
from accountabot.pictures.picture import Stat
from accountabot.services.reviews import Review
from accountabot.ui import dates
from accountabot.ui.amounts import plain_done_text
from accountabot.ui.escaping import escape
from accountabot.ui.goals.promise_text import schedule_unit
from accountabot.ui.localization import say


def span_text(span: ReviewSpan, *, is_first: bool = False) -> str:
    """Name a week, a month or a year, also as the first words of a line."""
    match span.period:
        case ReviewPeriod.WEEK:
            shown = dates.plain_dates(span.first, span.last)
            return say("review-week-first" if is_first else "review-week", dates=shown)
        case ReviewPeriod.MONTH:
            return dates.month_and_year(span.first)
        case ReviewPeriod.YEAR:
            return f"{span.first.year}"


def deed_lines(review: Review) -> list[str]:
    """Return the deeds as sentences with markdown."""
    return [_deed(deed, escape) for deed in review.deeds]


def plain_deeds(review: Review) -> tuple[str, ...]:
    """Return the deeds as sentences of plain text."""
    return tuple(_deed(deed, str) for deed in review.deeds)


def stats(review: Review) -> tuple[Stat, ...]:
    """Return the numbers of a review, without zeros and what is said already."""
    total, days = review.calendar.total, review.calendar.days
    counts = {
        "check-ins": total,
        "days": days if days < total else 0,
        "kept": review.kept,
        "cheers": review.cheers_received,
    }
    return tuple(
        Stat(f"{count}", say(f"review-{name}", count=count))
        for name, count in counts.items()
        if count
    )


def _deed(deed: Deed, shown: Callable[[str], str]) -> str:
    values = dict(_values(deed, shown))
    name = f"{deed.kind}-one" if deed.kind is DeedKind.STARTED and deed.goal else deed.kind
    return say(f"deed-{name}", **values)


def _values(deed: Deed, shown: Callable[[str], str]) -> Iterator[tuple[str, str | int]]:
    yield "number", deed.number
    if deed.goal:
        unit = schedule_unit(deed.goal) if has_one_schedule(deed.goal) else "other"
        yield "title", shown(deed.goal.title)
        yield "unit", unit
    if deed.goal and deed.amount is not None:
        yield "amount", shown(plain_done_text(deed.amount, deed.goal))
    if deed.day:
        yield "day", dates.date(deed.day)
