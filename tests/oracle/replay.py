"""Replay a record into outcomes, streaks and freezes."""

from datetime import datetime, timedelta

from tests.oracle.check_ins import kept_at, late_at
from tests.oracle.edits import without_the_refused
from tests.oracle.excuses import could_not_be_missed
from tests.oracle.freezes import earns_freeze, spends_freeze, starting_freezes
from tests.oracle.local_days import terms_since
from tests.oracle.model import ALWAYS, NEVER, Judged, Known, Life, Period, Reading, Row
from tests.oracle.periods import periods
from tests.oracle.recorded import record_at
from tests.oracle.revisions import revisions_at
from tests.oracle.schedules import is_fixed

KEPT_WINDOW = timedelta(hours=90 * 24)


def skipped_at(known: Known, period: Period) -> datetime | None:
    """Find the skip of a one-day period, made while it was open and under these terms."""
    if not is_fixed(known.life.schedule):
        return None
    edited = known.edited or ALWAYS
    ended = known.life.ended_at or NEVER
    skips = [skip.at for skip in known.life.skips if edited < skip.at <= ended]
    return min((at for at in skips if period.opens <= at < period.ends), default=None)


def judge_period(
    known: Known, period: Period, earlier: list[Judged]
) -> tuple[str, datetime | None]:
    """Return the state of a period and when it closed; `unmet` if it may be frozen or missed."""
    kept = kept_at(known, period)
    late = late_at(known, period)
    if kept is not None:
        return "kept", max(kept, terms_since(known))
    if late is not None:
        return "late", late
    judged_at = skipped_at(known, period)
    if judged_at is None:
        ended = known.life.ended_at
        if ended is not None and ended < period.ends:
            return "not judged", ended
        if known.now < period.grace_ends:
            return ("open" if known.now < period.ends else "pending"), None
        judged_at = period.grace_ends
    # While an earlier period is pending, a skipped one stays pending, too.
    closings = [judged_at, *(NEVER if one.closed is None else one.closed for one in earlier)]
    return ("pending", None) if NEVER in closings else ("unmet", max(closings))


def replay(life: Life, now: datetime) -> tuple[list[Judged], int]:
    """Judge the periods of all revisions in order, assigning freezes and misses."""
    judged: list[Judged] = []
    streak = in_hand = 0
    waiting = False  # an earlier period is pending
    has_started = False  # with its starting freezes
    for number, known in enumerate(revisions_at(life, now)):
        if known.life.schedule != "once" and not has_started:
            in_hand += starting_freezes(life)
            has_started = True
        for period in periods(known):
            state, closed = judge_period(known, period, judged)
            if state == "unmet" and closed is not None:
                # Outcomes are checked in the table's order: an excused period spends no freeze.
                frozen = spends_freeze(known.life, closed, streak, in_hand)
                state = "frozen" if frozen else "missed"
                skipped = skipped_at(known, period)
                if could_not_be_missed(life, number, period.first, closed, skipped):
                    state = "excused"
            waiting = waiting or state == "pending"
            if state in {"kept", "late"} and closed is not None and not waiting:
                streak += 1
                in_hand += earns_freeze(known.life, closed, streak, in_hand)
            if state == "frozen":
                in_hand -= 1
            if state == "missed":
                streak = 0
            judged.append(Judged(Row(period.first, period.last, state), closed))
    return judged, in_hand


def streak_of(states: list[str]) -> int:
    """Count kept and late periods since the last missed one."""
    streak = 0
    for state in states:
        if state == "missed":
            streak = 0
        if state in {"kept", "late"}:
            streak += 1
    return streak


def has_no_freeze(states: list[str]) -> bool:
    """Tell whether there is a streak, and no frozen period in it."""
    used = False
    for state in states:
        if state == "missed":
            used = False
        if state == "frozen":
            used = True
    return streak_of(states) >= 1 and not used


def longest_of(states: list[str]) -> int:
    """Find the longest such streak ever, with nothing pending inside it."""
    longest = date_range = 0
    for state in states:
        if state in {"missed", "pending"}:
            date_range = 0
        if state in {"kept", "late"}:
            date_range += 1
        longest = max(longest, date_range)
    return longest


def read(life: Life, now: datetime) -> Reading:
    """Read the streak, the periods and the word kept from the record up to now."""
    if now < life.declared:
        return Reading(
            streak=0, longest=0, freezes=0, without_a_freeze=False, rows=(), kept=0, counted=0
        )
    judged, in_hand = replay(record_at(without_the_refused(life), now), now)
    states = [one.row.state for one in judged]
    recent = [
        one.row.state
        for one in judged
        if one.closed is not None and one.closed >= now - KEPT_WINDOW
    ]
    kept = sum(state in {"kept", "late"} for state in recent)
    return Reading(
        streak=streak_of(states),
        longest=longest_of(states),
        freezes=in_hand,
        without_a_freeze=has_no_freeze(states),
        rows=tuple(one.row for one in judged),
        kept=kept,
        counted=kept + recent.count("missed"),
    )
