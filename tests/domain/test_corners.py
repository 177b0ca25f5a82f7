"""Corner cases that were once wrong, or that generated lives seldom reach."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from accountabot.domain.streaks.replay import LOOK_AHEAD
from tests import oracle
from tests.domain.engine_loader import load
from tests.oracle import Absence, Change, CheckIn, Edit, Excuse, Life, Pause, Skip

SECOND = timedelta(seconds=1)
OFF = (Change(datetime(2020, 1, 1, tzinfo=UTC), (0, 0)),)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return an instant of June 2026, whose first day is a Monday."""
    return datetime(2026, 6, day, hour, minute, tzinfo=UTC)


def states(life: Life, now: datetime) -> list[str]:
    """Return the states of the periods, on which engine and oracle have to agree."""
    found = [str(verdict.outcome) for verdict in load(life, now).verdicts(now)]
    assert found == [row.state for row in oracle.read(life, now).rows]
    return found


def changes_at(life: Life, now: datetime) -> datetime | None:
    return load(life, now).standing_at(now).changes_at


def slipped_at(life: Life, now: datetime) -> datetime | None:
    return load(life, now).standing_at(now).slipped_at


def test_an_open_pause_moves_a_deadline_by_its_length_so_far_even_over_another_pause() -> None:
    life = Life(
        "once", at(1), until=at(2), pauses=(Pause(at(1, 6)), Pause(at(1, 6), until=at(9).date()))
    )

    verdicts = load(life, at(1, 12)).verdicts(at(1, 12))

    assert [verdict.period.ends for verdict in verdicts] == [at(2, 6)]
    assert states(life, at(1, 12)) == states(life, at(30)) == ["open"]


def test_a_pause_begun_at_the_deadline_comes_too_late_to_move_it() -> None:
    life = Life("once", at(1), until=at(2), pauses=(Pause(at(2), resumed_at=at(3)),))

    assert states(life, at(3)) == ["missed"]
    assert states(replace(life, pauses=(Pause(at(2) - SECOND, resumed_at=at(3)),)), at(3)) == [
        "open"
    ]


def test_a_skip_is_judged_by_where_its_day_was_to_end_when_it_was_made() -> None:
    zones = (Change(at(1) - timedelta(days=100), "UTC"), Change(at(2, 23, 10), "Pacific/Honolulu"))
    away = Absence(
        at(2, 22, 30), at(2, 22, 50)
    )  # in the last two hours, until the move postponed the day's end
    life = Life(
        "daily", at(1), zones=zones, freezes=OFF, check_ins=(CheckIn(at(1, 12)),), absences=(away,)
    )

    assert states(replace(life, skips=(Skip(at(2, 23)),)), at(2, 23, 30)) == ["kept", "excused"]
    assert states(life, at(4, 10))[:2] == ["kept", "missed"]


def test_nothing_changes_by_itself_in_a_deed_that_was_done() -> None:
    life = Life("once", at(1), until=at(2), check_ins=(CheckIn(at(1)),))

    assert changes_at(life, at(1)) is None
    assert changes_at(replace(life, pauses=(Pause(at(1)),)), at(1)) is None


def test_a_ceiling_that_waits_for_a_deadline_is_not_kept_while_a_pause_puts_that_off() -> None:
    life = Life(
        "once", at(1), until=at(2), amount=2, at_most=True, check_ins=(CheckIn(at(1), amount=1),)
    )

    assert changes_at(life, at(1)) == at(2)
    assert changes_at(replace(life, pauses=(Pause(at(1, 6)),)), at(1, 6)) is None


def test_a_ceiling_that_was_kept_before_a_pause_without_an_end_is_so_judged_when_the_day_ends() -> (
    None
):
    paused = Life(
        "daily", at(1), amount=2, at_most=True, pauses=(Pause(at(1, 12)), Pause(at(2, 9)))
    )
    life = replace(
        paused, check_ins=(CheckIn(at(2, 9), amount=1),)
    )  # at the same instant as the second pause

    assert changes_at(life, at(2, 10)) == at(3)
    assert changes_at(life, at(3)) is None
    assert load(life, at(3)).standing_at(at(3)).tally.streak == 1


def test_a_check_in_in_the_grace_that_arrives_late_is_not_after_the_settled_days() -> None:
    life = Life("once", at(1), until=at(1, 20), check_ins=(CheckIn(at(2, 9)),))
    unheard = replace(life, check_ins=())
    settled = load(unheard, at(2, 21)).standing_at(at(2, 21)).settled

    assert states(unheard, at(2, 21)) == ["missed"]
    assert states(life, at(2, 21)) == ["late"]
    assert settled.through
    assert all(
        check_in.day <= settled.through for check_in in load(life, at(2, 21)).activity.check_ins
    )


def test_a_pause_without_an_end_needs_no_look_ahead() -> None:
    for schedule in ("daily", "every 366 days", "every 52 weeks", "1 per month", "monthly on last"):
        done = tuple(CheckIn(at(1, 1) + number * timedelta(days=1)) for number in range(60))
        life = Life(schedule, at(1), check_ins=done, pauses=(Pause(at(30) + timedelta(days=31)),))

        assert (
            load(life, at(30) + timedelta(days=32))
            .standing_at(at(30) + timedelta(days=32))
            .tally.streak
        )
        assert changes_at(life, at(30) + timedelta(days=32)) is None


def test_the_look_ahead_ends_before_a_goal_that_goes_on_for_years() -> None:
    until = at(1).date() + timedelta(days=2000)
    back = at(1).date() + timedelta(days=LOOK_AHEAD + 100)
    life = Life(
        "daily",
        at(1),
        until=until,
        check_ins=(CheckIn(at(1)),),
        pauses=(Pause(at(2), until=back),),
        freezes=OFF,
    )
    now = at(2)
    looked = 0

    while (then := changes_at(life, now)) and load(life, now).standing_at(then).tally.streak:
        now = then
        looked += 1

    assert looked == 1
    assert then == at(1) + timedelta(
        days=LOOK_AHEAD + 102
    )  # the end of the grace of the day after the pause


def test_a_goal_that_has_an_end_is_looked_at_then() -> None:
    life = Life("daily", at(1), until=at(2).date(), check_ins=(CheckIn(at(1)), CheckIn(at(2))))

    assert changes_at(life, at(2)) == at(3)
    assert changes_at(life, at(3)) is None


def test_a_month_that_until_cut_short_is_the_last() -> None:
    life = Life("1 per month", at(1), until=at(15).date(), check_ins=(CheckIn(at(2)),))
    engine = load(life, at(20))
    settled = engine.standing_at(at(20)).settled

    assert settled.through == at(15).date()
    assert engine.verdicts_from(settled, at(20)) == []
    assert engine.standing_from(settled, at(20)).tally.streak == 1


def test_one_late_check_in_lets_a_skip_that_waited_be_judged_and_what_it_earned_be_spent() -> None:
    every_one = (Change(datetime(2020, 1, 1, tzinfo=UTC), (0, 1, 2)),)
    life = Life("daily", at(1), freezes=every_one, skips=(Skip(at(2, 12)),))
    late = replace(life, check_ins=(CheckIn(at(2, 18), yesterday=True),))

    assert states(life, at(2, 13)) == ["pending", "pending"]
    assert states(late, at(2, 18)) == ["late", "frozen"]
    assert states(life, at(3)) == ["missed", "missed", "open"]


def daily(**record: Any) -> Life:
    """Return a goal declared at the first instant of June, without freezes."""
    return Life("daily", at(1), freezes=OFF, **record)


def test_a_quarter_of_an_hours_absence_is_tolerated_and_a_second_more_is_not() -> None:
    for ends in (at(2), at(3)):  # of the period, and of its grace
        away = Absence(ends - timedelta(minutes=15), ends)
        longer = replace(away, begins=away.begins - SECOND)
        early = Absence(
            ends - timedelta(hours=3), ends - timedelta(hours=2) + timedelta(minutes=15)
        )

        assert (
            states(daily(absences=(away,)), at(3))[0]
            == states(daily(absences=(early,)), at(3))[0]
            == "missed"
        )
        assert states(daily(absences=(longer,)), at(3))[0] == "excused"


def test_the_last_two_hours_do_not_reach_before_the_period() -> None:
    life = Life(
        "once", at(1), until=at(1, 1), absences=(Absence(at(1) - timedelta(hours=1), at(1, 0, 15)),)
    )

    assert states(life, at(3)) == ["missed"]
    assert states(replace(life, absences=(Absence(at(1), at(1, 0, 15) + SECOND),)), at(3)) == [
        "excused"
    ]


def test_a_date_is_excused_until_the_moment_before_its_period_closes() -> None:
    assert states(daily(excuses=(Excuse(at(1).date(), at(3) - SECOND),)), at(3))[0] == "excused"
    assert states(daily(excuses=(Excuse(at(1).date(), at(3)),)), at(3))[0] == "missed"


def test_a_span_can_be_missed_while_half_of_its_days_are_left() -> None:
    span = Life("every 4 days", at(1), freezes=OFF, pauses=(Pause(at(1), resumed_at=at(3)),))

    assert states(span, at(6))[0] == "missed"
    assert (
        states(replace(span, pauses=(Pause(at(1), resumed_at=at(3) + SECOND),)), at(6))[0]
        == "excused"
    )


def test_once_a_week_without_an_amount_needs_one_day_and_with_one_half_of_them() -> None:
    week = Life("1 per week", at(1), freezes=OFF, pauses=(Pause(at(1), resumed_at=at(7)),))

    assert states(week, at(9))[0] == "missed"
    assert states(replace(week, amount=5), at(9))[0] == "excused"
    assert (
        states(replace(week, amount=5, pauses=(Pause(at(1), resumed_at=at(4)),)), at(9))[0]
        == "missed"
    )


def test_a_day_that_begins_with_the_declaration_is_whole() -> None:
    assert states(Life("7 per week", at(1), freezes=OFF), at(9))[0] == "missed"
    assert states(Life("7 per week", at(1) + SECOND, freezes=OFF), at(9))[0] == "excused"


def test_a_new_first_day_of_the_week_said_as_a_week_begins_waits_for_its_end() -> None:
    life = Life("1 per week", at(1), week_starts=(Change(at(8), 2),))
    at_once = replace(life, week_starts=(Change(at(8) - SECOND, 2),))

    def weeks(one: Life) -> list[int]:
        return [verdict.period.first.day for verdict in load(one, at(30)).verdicts(at(30))]

    assert weeks(life) == [1, 8, 15, 17, 24]
    assert weeks(at_once) == [1, 8, 10, 17, 24]
    assert [state == "excused" for state in states(life, at(30))] == [
        False,
        False,
        True,
        False,
        False,
    ]
    assert [state == "excused" for state in states(at_once, at(30))] == [
        False,
        True,
        False,
        False,
        False,
    ]


def test_a_check_in_comes_too_late_at_the_moment_at_which_the_grace_ends() -> None:
    life = Life("once", at(1), until=at(2))

    assert states(replace(life, check_ins=(CheckIn(at(2)),)), at(3)) == ["late"]
    assert states(replace(life, check_ins=(CheckIn(at(3) - SECOND),)), at(3)) == ["late"]
    assert states(replace(life, check_ins=(CheckIn(at(3)),)), at(3)) == ["missed"]


def test_a_goal_that_ends_as_a_period_does_leaves_it_pending_and_the_next_one_not_judged() -> None:
    ended = daily(ended_at=at(2))
    ceiling = replace(ended, amount=1, at_most=True, check_ins=(CheckIn(at(1), amount=1),))

    assert states(ended, at(2)) == ["pending", "not judged"]
    assert states(ended, at(3)) == ["missed", "not judged"]
    assert states(replace(ended, check_ins=(CheckIn(at(2, 9), yesterday=True),)), at(3)) == [
        "late",
        "not judged",
    ]
    assert states(ceiling, at(2)) == ["kept", "not judged"]
    assert states(replace(ceiling, ended_at=at(2) - SECOND), at(2)) == ["not judged"]


def test_a_skip_is_judged_by_no_pause_that_comes_after_it_and_made_by_no_one_after_the_end() -> (
    None
):
    skipped = daily(skips=(Skip(at(1, 12)),))

    assert states(replace(skipped, pauses=(Pause(at(1, 11)),)), at(1, 13)) == ["excused"]
    assert states(replace(skipped, pauses=(Pause(at(1, 13)),)), at(1, 14)) == ["missed"]
    assert states(replace(skipped, ended_at=at(1, 12)), at(1, 14)) == ["missed"]
    assert states(replace(skipped, ended_at=at(1, 11)), at(1, 14)) == ["not judged"]


def test_a_period_kept_after_a_pending_one_earns_its_freeze_when_that_closes() -> None:
    life = Life("daily", at(1), freezes=(Change(at(1), (0, 1, 2)),), check_ins=(CheckIn(at(2, 9)),))

    assert states(life, at(2, 9)) == ["pending", "kept"]
    assert (
        load(life, at(2, 9)).standing_at(at(2, 9)).tally.freezes
        == oracle.read(life, at(2, 9)).freezes
        == 0
    )
    assert (
        load(life, at(3)).standing_at(at(3)).tally.freezes == oracle.read(life, at(3)).freezes == 1
    )


def test_a_deed_put_off_by_becoming_a_habit_settles_no_day_of_the_habit() -> None:
    habit = Edit(at(1, 1), "every 2 days", start=at(4).date())
    life = Life(
        "once", at(1), until=at(3), edits=(habit,), check_ins=(CheckIn(at(4, 9)), CheckIn(at(6, 9)))
    )

    settled = load(life, at(5)).standing_at(at(5)).settled  # the grace of the old deadline ends now

    assert states(life, at(6, 9)) == ["not judged", "kept", "kept"]
    assert load(life, at(6, 9)).standing_from(settled, at(6, 9)).tally.streak == 2


def test_check_ins_of_one_moment_count_in_the_order_in_which_they_were_recorded() -> None:
    first = CheckIn(at(2), amount=1.0)
    second = CheckIn(at(2), yesterday=True, amount=3.0)
    life = Life("once", at(1), until=at(2), amount=1.0, at_most=True, check_ins=(first, second))

    assert states(life, at(2)) == ["late"]
    assert states(replace(life, check_ins=(second, first)), at(2)) == ["pending"]


def test_a_first_zone_takes_no_check_in_out_of_a_chosen_start() -> None:
    zone = (Change(at(3, 12), "America/New_York"),)
    chosen = Life("daily", at(1), freezes=OFF, start=at(3).date(), check_ins=(CheckIn(at(3, 1)),))
    later = Edit(at(1, 9), "every 2 days", start=at(3).date())
    named = replace(chosen, start=None, edits=(later,))

    for life in (chosen, named):
        assert states(life, at(3, 11))[-1] == "kept"
        assert states(replace(life, zones=zone), at(3, 13))[-1] == "kept"
    early = replace(chosen, check_ins=(CheckIn(at(2, 23)),))
    assert states(replace(early, zones=zone), at(3, 13)) == ["open"]


def test_a_pause_puts_off_nothing_of_a_deed_that_an_edit_made_a_habit_before() -> None:
    edits = Edit(at(1, 1), schedule="daily", amount=1.0, at_most=True)
    life = Life(
        "once",
        at(1),
        edits=(edits,),
        check_ins=(CheckIn(at(2, 8), amount=1.0),),
        freezes=OFF,
        pauses=(Pause(at(4, 8)),),
    )

    assert states(life, at(4, 9))[-3:] == ["kept", "pending", "open"]
    assert changes_at(life, at(4, 9)) == at(5)


def test_a_goal_that_was_never_kept_slips_once_by_itself() -> None:
    life = Life("daily", at(1, 12))

    assert changes_at(life, at(1, 12)) == at(4)  # the first day can't be missed, the second is
    assert slipped_at(life, at(4) - SECOND) is None
    assert slipped_at(life, at(4)) == at(4)
    assert changes_at(life, at(4)) is None
    assert slipped_at(life, at(30)) == at(4)


def test_each_freeze_and_then_the_end_of_a_streak_is_a_slip() -> None:
    life = Life("daily", at(1), check_ins=tuple(CheckIn(at(day, 12)) for day in range(1, 8)))

    slips = [at(10), at(11), at(12)]  # two freezes, then nothing is left

    assert [changes_at(life, now) for now in (at(8), *slips[:2])] == slips
    assert [slipped_at(life, now) for now in slips] == slips
    assert changes_at(life, at(12)) is None


def test_a_check_in_that_supersedes_a_skip_takes_the_slip_back() -> None:
    skipped = Life("daily", at(1), freezes=OFF, skips=(Skip(at(1, 12)),))
    done = replace(skipped, check_ins=(CheckIn(at(1, 13)),))

    assert slipped_at(skipped, at(1, 14)) == at(1, 12)
    assert slipped_at(done, at(1, 14)) is None
