"""Decide whether the owner hears of a period that ended, or of a streak at risk."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tests.oracle.check_ins import is_ceiling, kept_at, late_at
from tests.oracle.excuses import could_not_be_missed
from tests.oracle.model import ONE_DAY, CheckIn, Known, Period, Row
from tests.oracle.periods import periods
from tests.oracle.recorded import record_at
from tests.oracle.reminder_answers import had_unrequested, is_left_alone, is_silent
from tests.oracle.reminder_clock import (
    at_time,
    instant_of,
    minutes_of,
    moved_after,
    moved_out,
    on_clock,
    rounded_instant,
)
from tests.oracle.reminder_days import is_quieted
from tests.oracle.reminder_judge import (
    private_channel,
)
from tests.oracle.reminder_model import (
    AT_RISK,
    DIRECT_MESSAGE,
    MORNING_AFTER,
    NEXT_INTERACTION,
    Heard,
    Scene,
)
from tests.oracle.replay import read, skipped_at
from tests.oracle.revisions import revisions_at

FOUR_HOURS = timedelta(hours=4)
LONG_STREAK = 7
ENOUGH = 1e9  # reaches every amount


@dataclass(frozen=True)
class Ended:
    """A period of one of a goal's revisions, whose grace has begun or will."""

    revision: int
    period: Period

    @property
    def last(self) -> date:
        assert self.period.last is not None
        return self.period.last


def periods_around(known: tuple[Known, ...], since: datetime, until: datetime) -> list[Ended]:
    """List the periods whose last hours or grace lie around a time.

    A period that was open when its goal was edited or ended is not judged.
    """
    return [
        Ended(number, period)
        for number, revision in enumerate(known)
        for period in periods(revision)
        if period.last is not None
        and period.grace_ends > since
        and period.ends <= until
        and not (revision.life.ended_at is not None and revision.life.ended_at < period.ends)
    ]


def morning_of(scene: Scene, ended: Ended) -> datetime:
    """Find when the owner hears of a period that has ended.

    By direct message at the first 09:00 after its end, or when a longer quiet time ends. If that is
    too late, and for everyone else, as soon as it ends.
    """
    ends = ended.period.ends
    if private_channel(scene) != DIRECT_MESSAGE:
        return ends
    zone = scene.clock_zone
    nine = at_time(on_clock(zone, ends).date(), minutes_of("09:00"))
    if instant_of(zone, nine) <= ends:
        nine += ONE_DAY
    morning = max(ends, instant_of(zone, moved_after(scene.owner.quiet, nine)))
    return morning if morning < ended.period.grace_ends else ends


def risk_of(scene: Scene, ended: Ended) -> datetime:
    """Find when the owner hears of a streak at risk."""
    due = rounded_instant(scene.clock_zone, ended.period.grace_ends - FOUR_HOURS)
    clock = on_clock(scene.clock_zone, due)
    moved = moved_out(scene.owner.quiet, clock)
    if moved != clock:
        due = instant_of(scene.clock_zone, moved)
    return max(due, ended.period.ends)


def is_unmet(scene: Scene, ended: Ended) -> bool:
    known = scene.known[ended.revision]
    return (
        kept_at(known, ended.period) is None
        and late_at(known, ended.period) is None
        and skipped_at(known, ended.period) is None
    )


def can_be_made_up(scene: Scene, ended: Ended) -> bool:
    """Try it: would a check-in at this moment, for the last day of the period, meet it?"""
    is_once = scene.known[ended.revision].life.schedule == "once"
    amount = 0.0 if is_ceiling(scene.known[ended.revision].life) else ENOUGH
    tried = CheckIn(scene.now, yesterday=not is_once, amount=amount)
    record = record_at(scene.prepared, scene.now)
    record = replace(record, check_ins=(*record.check_ins, tried))
    known = revisions_at(record, scene.now)[ended.revision]
    same = [one for one in periods(known) if one.first == ended.period.first]
    return any(late_at(known, one) is not None for one in same)


def would_not_be_excused(scene: Scene, ended: Ended) -> bool:
    """Tell whether the period would be missed or cost a freeze if nothing else happens."""
    record = record_at(scene.prepared, scene.now)
    return not could_not_be_missed(
        record, ended.revision, ended.period.first, ended.period.grace_ends, None
    )


def would_end_a_long_streak(scene: Scene, ended: Ended) -> bool:
    """Tell whether a streak of at least 7 would end, because no freeze is left."""
    record = record_at(scene.prepared, scene.now)
    if read(record, scene.now).streak < LONG_STREAK:
        return False
    then = read(record, ended.period.grace_ends)
    missed = Row(ended.period.first, ended.period.last, "missed")
    return missed in then.rows


def judge_follow_up(scene: Scene, ended: Ended, kind: str, heard: list[Heard]) -> Heard | None:
    """Decide whether the owner hears of a period now."""
    due = morning_of(scene, ended) if kind == MORNING_AFTER else risk_of(scene, ended)
    if (
        is_quieted(scene)
        or is_silent(scene, heard)
        or not is_unmet(scene, ended)
        or not can_be_made_up(scene, ended)
        or not would_not_be_excused(scene, ended)
        or (kind == MORNING_AFTER and is_left_alone(scene, heard))
        or (kind == AT_RISK and not would_end_a_long_streak(scene, ended))
    ):
        return None
    channel = channel_for(scene, ended, kind, heard)
    return Heard(scene.now, due, ended.last, scene.number, kind, channel, ended=ended.period.ends)


def channel_for(scene: Scene, ended: Ended, kind: str, heard: list[Heard]) -> str:
    """Find where a follow-up goes: a morning after that would come too late waits."""
    is_too_late = kind == MORNING_AFTER and morning_of(scene, ended) == ended.period.ends
    is_warned = (
        kind == MORNING_AFTER
        and scene.owner.wants_at_risk
        and would_end_a_long_streak(scene, ended)
        and scene.now < risk_of(scene, ended)
    )
    if is_too_late or is_warned or had_unrequested(scene, heard):
        return NEXT_INTERACTION
    return private_channel(scene)


def is_due(scene: Scene, ended: Ended, kind: str) -> bool:
    """Tell whether it is time to judge a period, which is done once."""
    due = morning_of(scene, ended) if kind == MORNING_AFTER else risk_of(scene, ended)
    if kind == MORNING_AFTER and due > ended.period.ends:
        due = max(due, awake_again(scene))
    return due <= scene.now < ended.period.grace_ends


def awake_again(scene: Scene) -> datetime:
    """Find the end of the quiet hours that the owner is in; without them, it is now."""
    clock = on_clock(scene.clock_zone, scene.now)
    return instant_of(scene.clock_zone, moved_after(scene.owner.quiet, clock))
