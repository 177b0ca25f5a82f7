"""Corner cases of pauses: how they move the deadline of a one-time goal."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests import oracle
from tests.domain.engine_loader import load
from tests.domain.test_corners import at, states
from tests.oracle import Change, CheckIn, Edit, Life, Pause, Skip

HOUR = timedelta(hours=1)
NOON = at(9, 12)
PAUSE = Pause(at(2), until=at(5).date())
"""Three days, of which the end is known from the beginning."""
EDIT = Edit(at(2, 1), "once", amount=60, keeps_deadline=True)
"""An hour after the pause began."""


def once(*pauses: Pause, edits: tuple[Edit, ...] = (), start: date | None = None) -> Life:
    """Return a goal from the first instant of June to noon on the 9th."""
    life = Life("once", at(1), until=NOON, amount=50, pauses=pauses, edits=edits, start=start)
    return oracle.without_the_refused(life)


def deadline(life: Life, now: datetime) -> datetime | None:
    """Return the engine's deadline, on which the oracle has to agree."""
    *_, last = load(life, now).verdicts(now)
    ends = last.period.ends
    assert ends
    moment = max(now, ends)
    assert states(life, moment)[-1] in {"pending", "open"}
    assert (states(life, moment)[-1] == "pending") == (ends <= moment)
    assert states(life, moment + 25 * HOUR)[-1] == "missed"
    return ends


def test_an_edit_during_a_pause_with_a_named_end_counts_no_moment_twice() -> None:
    """Run 50 km by January 9, paused until the 5th, and the amount edited an hour later."""
    jan = datetime.fromisoformat
    life = Life(
        "once",
        jan("2026-01-01T09:00:00+00:00"),
        until=jan("2026-01-09T23:59:59+00:00"),
        amount=50,
        pauses=(Pause(jan("2026-01-01T10:00:00+00:00"), until=date(2026, 1, 5)),),
    )
    edit = replace(EDIT, at=jan("2026-01-01T11:00:00+00:00"))
    again = [replace(edit, at=edit.at + number * 30 * HOUR, amount=number) for number in (1, 2, 5)]

    for edits in ((), (edit,), (edit, *again)):
        found = oracle.without_the_refused(replace(life, edits=edits))
        assert deadline(found, edit.at) == jan("2026-01-13T13:59:59+00:00")


def test_after_an_edit_an_early_resume_moves_only_by_the_time_really_paused() -> None:
    resumed = replace(PAUSE, resumed_at=at(2, 12))
    checked_in = replace(once(PAUSE, edits=(EDIT,)), check_ins=(CheckIn(at(2, 12), amount=1),))

    assert deadline(once(resumed, edits=(EDIT,)), at(2, 12)) == NOON + 12 * HOUR
    assert deadline(checked_in, at(2, 12)) == NOON + 12 * HOUR


def test_after_an_edit_an_undone_pause_moves_nothing() -> None:
    undone = replace(PAUSE, undone_at=at(2, 2))
    *_, before = load(once(undone, edits=(EDIT,)), at(2, 1)).verdicts(at(2, 1))

    assert before.period.ends == NOON + 72 * HOUR
    assert deadline(once(undone, edits=(EDIT,)), at(2, 2)) == NOON


def test_overlapping_pauses_move_by_each_moment_once() -> None:
    pauses = (PAUSE, Pause(at(3), resumed_at=at(6)), Pause(at(4), until=at(5).date()))

    assert deadline(once(*pauses), at(6)) == NOON + 96 * HOUR
    assert deadline(once(*pauses, edits=(replace(EDIT, at=at(4, 1)),)), at(6)) == NOON + 96 * HOUR


def test_a_pause_before_a_named_start_moves_only_by_its_part_after_it() -> None:
    start = at(4).date()

    assert deadline(once(Pause(at(2), until=start), start=start), at(4)) == NOON
    assert deadline(once(PAUSE, start=start), at(4)) == NOON + 24 * HOUR
    kept = once(PAUSE, start=start, edits=(EDIT,))
    assert deadline(kept, at(4)) == NOON + 24 * HOUR


def test_a_pause_that_begins_in_the_grace_period_moves_nothing() -> None:
    for begins in (NOON, NOON + HOUR, NOON + 23 * HOUR):
        assert deadline(once(Pause(begins, until=at(20).date())), begins) == NOON
    just_before = Pause(NOON - timedelta(seconds=1), until=at(10).date())
    assert deadline(once(just_before), NOON) == NOON + 12 * HOUR + timedelta(seconds=1)


def test_an_edit_that_names_another_deadline_replaces_it() -> None:
    over = Pause(at(2), resumed_at=at(3))
    another = Edit(at(4), "once", until=at(20))
    back = replace(another, until=NOON)

    assert deadline(once(over, edits=(another,)), at(4)) == at(20)
    assert deadline(once(over, edits=(back,)), at(4)) == NOON
    assert deadline(once(PAUSE, edits=(replace(another, at=at(4)),)), at(4)) == at(21)
    kept = replace(EDIT, at=at(4, 1))
    assert deadline(once(PAUSE, edits=(another, kept)), at(4, 1)) == at(21)


def test_an_edit_that_names_the_deadline_as_it_stands_keeps_it() -> None:
    same = Edit(at(2, 1), "once", amount=60, until=NOON + 72 * HOUR)
    early = replace(PAUSE, resumed_at=at(2, 12))

    assert deadline(once(PAUSE, edits=(same,)), at(2, 1)) == NOON + 72 * HOUR
    assert deadline(once(early, edits=(same,)), at(2, 12)) == NOON + 12 * HOUR


def test_an_undone_edit_restores_the_deadline_and_what_moved_it() -> None:
    another = Edit(at(2, 1), "once", until=at(20), undone_at=at(2, 2))

    assert deadline(once(PAUSE, edits=(another,)), at(2, 2)) == NOON + 72 * HOUR


def test_a_pause_after_a_skip_changes_nothing_even_while_the_skip_waits() -> None:
    yesterday_kept = Life("daily", at(1), freezes=(Change(at(1), (0, 0)),))
    yesterday_kept = replace(yesterday_kept, check_ins=(CheckIn(at(1, 9)),))
    paused = replace(yesterday_kept, skips=(Skip(at(2, 9)),), pauses=(Pause(at(2, 10)),))
    waits = replace(paused, check_ins=(CheckIn(at(1, 9)),), skips=(Skip(at(3, 9)),))
    waits = replace(waits, pauses=(Pause(at(3, 10), until=at(5).date()),))
    before = replace(waits, pauses=(Pause(at(3, 8), until=at(5).date()),))

    assert states(paused, at(2, 11)) == ["kept", "missed"]
    assert states(waits, at(3, 11)) == ["kept", "pending", "pending"]
    assert states(waits, at(5)) == ["kept", "missed", "missed", "pending", "open"]
    assert states(before, at(5)) == ["kept", "missed", "excused", "pending", "open"]


def test_a_skip_that_waits_is_judged_by_a_zone_change_in_between() -> None:
    """The member flies east in the evening of a skipped day, which shortens it."""
    zones = (Change(at(1) - timedelta(days=99), "UTC"), Change(at(3, 14), "Asia/Tokyo"))
    life = Life("daily", at(1), freezes=(Change(at(1), (0, 0)),), zones=zones)
    life = replace(life, check_ins=(CheckIn(at(1, 9)),))
    waits = replace(life, skips=(Skip(at(3, 9)),))

    assert states(waits, at(3, 10)) == ["kept", "pending", "pending"]
    assert states(waits, at(3, 16)) == ["kept", "missed", "excused", "open"]
