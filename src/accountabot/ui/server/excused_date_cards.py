"""Build the cards for excused dates."""

from collections.abc import Collection, Sequence

from accountabot.domain.calendar.day_runs import days_in, runs_of
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Member
from accountabot.domain.refusals import Refusal
from accountabot.services.server.excused_dates import ExcuseResult, UnexcuseResult
from accountabot.ui import components, dates
from accountabot.ui.cards import Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say


def excused_card(opener: Member, excused: ExcuseResult) -> Card:
    """Build the card for excused dates, with a button to withdraw them if possible.

    It withdraws only what is new; if nothing is, it withdraws the older excuse.
    """
    count = len(excused.days)
    is_new = len(excused.known) < count
    kept = excused.known if is_new else frozenset[LocalDay]()
    left = [day for day in excused.days if day not in excused.begun]
    can_withdraw = not kept.issuperset(left)
    said = text(
        say("setup-excuse", days=dates.full_dates(excused.days), count=count),
        *_reasons(excused),
        None if is_new else say("setup-already"),
        _known(kept, can_withdraw=can_withdraw),
        _staying(excused),
    )
    if not can_withdraw:
        return Card(said)
    back = custom_id("unexcuse", opener.server, opener.id, to_detail(left, kept))
    return Card(said, row(button(say("button-excuse-back"), back)))


def unexcused_card(withdrawn: UnexcuseResult) -> Card:
    """Build the card for dates that are no longer excused."""
    days, begun = withdrawn.days, withdrawn.begun
    return Card(
        text(
            say("excuse-back", days=dates.full_dates(days), count=len(days)),
            None if withdrawn.was_excused else say("setup-already"),
            say("excuse-stays", days=dates.full_dates(begun), count=len(begun)) if begun else None,
        )
    )


def to_detail(days: Sequence[LocalDay], kept: Collection[LocalDay] = ()) -> str:
    """Format dates except those kept as the detail of a custom_id.

    It has each run's first day and length, and a bit in hexadecimal for each day that is kept:
    between many of them there would be too many runs.
    """
    runs = ",".join(
        first.isoformat() + (f"+{(last - first).days}" if last > first else "")
        for first, last in runs_of(days)
    )
    bits = sum(1 << place for place, day in enumerate(days) if day in kept)
    return f"{runs}~{bits:x}" if bits else runs


def parse_detail(detail: str) -> tuple[LocalDay, ...]:
    """Parse such a detail; raise Refusal if it is forged."""
    runs = []
    detail, _, kept = detail.partition("~")
    for part in detail.split(","):
        first, _, more = part.partition("+")
        begins = components.parse_day(first)
        length = components.parse_number(more) if more else 0
        if not 0 <= length <= MOST_MORE:
            raise Refusal("control-unknown")
        runs.append((begins, LocalDay.fromordinal(min(begins.toordinal() + length, _LAST))))
    bits = _parse_bits(kept)
    days = tuple(day for place, day in enumerate(days_in(runs)) if not bits >> place & 1)
    if not days:
        raise Refusal("control-unknown")
    return days


MOST_MORE = 30
"""Days of a run after its first one."""
_LAST = LocalDay.max.toordinal()


def _parse_bits(digits: str) -> int:
    try:
        return int(digits or "0", 16)
    except ValueError as error:
        raise Refusal("control-unknown") from error


def _known(kept: Collection[LocalDay], *, can_withdraw: bool) -> str | None:
    """State which of the days were excused before, and that withdrawing the others keeps them."""
    if not kept:
        return None
    days = dates.full_dates(sorted(kept))
    return say("excuse-known", days=days, count=len(kept), back=int(can_withdraw))


def _reasons(excused: ExcuseResult) -> list[str]:
    """State each reason, and its days if there are several."""
    known = dict.fromkeys(reason for reason in excused.reasons.values() if reason)
    if len({*excused.reasons.values()}) == 1:
        return [say("excuse-reason", reason=escape(reason)) for reason in known]
    return [
        say(
            "excuse-reason-of",
            days=dates.full_dates([d for d in excused.days if excused.reasons[d] == reason]),
            reason=escape(reason),
        )
        for reason in known
    ]


def _staying(excused: ExcuseResult) -> str | None:
    begun = sorted(excused.begun)
    if not begun:
        return None
    return say("excuse-stays", days=dates.full_dates(begun), count=len(begun))
