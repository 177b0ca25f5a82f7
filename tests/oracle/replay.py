"""The replay of a record into streaks, freezes and outcomes."""

from datetime import datetime, timedelta

from tests.oracle.check_ins import kept_at, late_at
from tests.oracle.edits import without_the_refused
from tests.oracle.excuses import could_not_be_missed
from tests.oracle.freezes import earns_freeze, freeze_rule
from tests.oracle.local_days import said_at
from tests.oracle.model import ALWAYS, NEVER, Judged, Known, Life, Period, Reading, Row
from tests.oracle.periods import periods
from tests.oracle.recorded import record_at
from tests.oracle.revisions import chapters_at
from tests.oracle.schedules import is_fixed

WORD_WINDOW = timedelta(hours=90 * 24)


def skipped_at(known: Known, period: Period) -> datetime | None:
    """Find the skip of a period of one day, made while it was open, and under these terms."""
    if not is_fixed(known.life.schedule):
        return None
    edited, ended = known.edited or ALWAYS, known.life.ended_at or NEVER
    skips = [skip.at for skip in known.life.skips if edited < skip.at <= ended]
    return min((at for at in skips if period.opens <= at < period.ends), default=None)


def stands(known: Known, period: Period, earlier: list[Judged]) -> tuple[str, datetime | None]:
    """Tell how the period stands, and when it closed; `unmet` is for the freezes and misses to be dealt out."""
    kept, late = kept_at(known, period), late_at(known, period)
    if kept is not None:
        return "kept", max(kept, said_at(known))
    if late is not None:
        return "late", late
    judged_at = skipped_at(known, period)  # at once
    if judged_at is None:
        ended = known.life.ended_at
        if ended is not None and ended < period.ends:
            return "not judged", ended
        if known.now < period.grace_ends:
            return ("open" if known.now < period.ends else "pending"), None
        judged_at = period.grace_ends
    # But while an earlier period is pending, a skipped one stays pending too.
    closings = [judged_at, *(NEVER if one.closed is None else one.closed for one in earlier)]
    return ("pending", None) if NEVER in closings else ("unmet", max(closings))


def replay(life: Life, now: datetime) -> tuple[list[Judged], int]:
    """Go through the chapters and their periods in order, dealing out freezes and misses as the record gives them."""
    judged: list[Judged] = []
    streak = in_hand = 0
    waiting = False  # an earlier period is pending
    for number, known in enumerate(chapters_at(life, now)):
        for period in periods(known):
            state, closed = stands(known, period, judged)
            if state == "unmet" and closed is not None:
                # The outcome is looked for in the table's order: being excused spends no freeze.
                state = (
                    "frozen"
                    if in_hand and freeze_rule(known.life, closed) is not None
                    else "missed"
                )
                if could_not_be_missed(life, number, period.first, closed):
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
    """Count kept and late ones back from now, passing over all but the missed."""
    streak = 0
    for state in states:
        if state == "missed":
            streak = 0
        if state in {"kept", "late"}:
            streak += 1
    return streak


def longest_of(states: list[str]) -> int:
    """Find the longest such run that ever was, with nothing pending inside it."""
    longest = run = 0
    for state in states:
        if state in {"missed", "pending"}:
            run = 0
        if state in {"kept", "late"}:
            run += 1
        longest = max(longest, run)
    return longest


def read(life: Life, now: datetime) -> Reading:
    """Read the streak, the periods and the word kept from what was recorded at or before now."""
    if now < life.declared:
        return Reading(0, 0, 0, (), 0, 0)
    judged, in_hand = replay(record_at(without_the_refused(life), now), now)
    states = [one.row.state for one in judged]
    recent = [
        one.row.state
        for one in judged
        if one.closed is not None and one.closed >= now - WORD_WINDOW
    ]
    kept = sum(state in {"kept", "late"} for state in recent)
    return Reading(
        streak=streak_of(states),
        longest=longest_of(states),
        freezes=in_hand,
        rows=tuple(one.row for one in judged),
        kept=kept,
        counted=kept + recent.count("missed"),
    )
