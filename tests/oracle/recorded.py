"""Read the record as it was known at a moment."""

from dataclasses import replace
from datetime import datetime

from tests.oracle.model import ALWAYS, Change, Life


def done_by(at: datetime | None, now: datetime) -> datetime | None:
    return at if at is not None and at <= now else None


def recorded_by(life: Life, now: datetime) -> Life:
    """Forget everything that was recorded after now."""

    def changes(all_of_them: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(sorted((c for c in all_of_them if c.at <= now), key=lambda c: c.at))

    return replace(
        life,
        zones=changes(life.zones),
        server_zones=changes(life.server_zones),
        day_starts=changes(life.day_starts),
        week_starts=changes(life.week_starts),
        freezes=changes(life.freezes),
        hard_mode=changes(life.hard_mode),
        check_ins=tuple(
            replace(c, undone_at=done_by(c.undone_at, now)) for c in life.check_ins if c.at <= now
        ),
        pauses=tuple(
            replace(p, resumed_at=done_by(p.resumed_at, now), undone_at=done_by(p.undone_at, now))
            for p in life.pauses
            if p.at <= now
        ),
        skips=tuple(
            replace(s, undone_at=done_by(s.undone_at, now)) for s in life.skips if s.at <= now
        ),
        excuses=tuple(e for e in life.excuses if e.at <= now),
        absences=tuple(replace(a, ends=min(a.ends, now)) for a in life.absences if a.begins <= now),
        ended_at=done_by(life.ended_at, now),
        edits=tuple(
            replace(e, undone_at=done_by(e.undone_at, now))
            for e in sorted(life.edits, key=lambda e: e.at)
            if e.at <= now
        ),
    )


def without_the_undone(life: Life) -> Life:
    """Leave out undone actions: they count as if they had never happened."""
    return replace(
        life,
        check_ins=tuple(c for c in life.check_ins if c.undone_at is None),
        pauses=tuple(p for p in life.pauses if p.undone_at is None),
        skips=tuple(s for s in life.skips if s.undone_at is None),
        edits=tuple(e for e in life.edits if e.undone_at is None),
    )


def zones_until_the_first(life: Life) -> tuple[Change, ...]:
    """List the zones of a person without one: the server's, each from then on, and UTC before."""
    return (Change(ALWAYS, "UTC"), *life.server_zones) if life.server_zones else ()


def with_first_zone_always(life: Life) -> Life:
    """Apply the first zone that a person ever sets from their beginning."""
    if not life.zones:
        return replace(life, zones=zones_until_the_first(life))
    first, *others = life.zones
    return replace(life, zones=(Change(ALWAYS, first.value), *others), first_zone_at=first.at)


def record_at(life: Life, now: datetime) -> Life:
    """Return the record as it counts at a moment."""
    return with_first_zone_always(without_the_undone(recorded_by(life, now)))
