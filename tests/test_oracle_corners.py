"""Examples of single sentences of the rules, read by the oracle."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.oracle import (
    Absence,
    Change,
    CheckIn,
    Excuse,
    Life,
    Pause,
    Row,
    Skip,
    day_begins,
    day_ends,
    days_from,
    local_day,
    read,
)
from tests.oracle.builders import (
    LONG_AGO,
    LOS_ANGELES,
    NEW_YORK,
    OFF,
    TOKYO,
    amounts,
    at,
    done,
    goal,
    june,
    states,
    yesterday,
)


def hours(life: Life, day: date) -> float:
    return (day_ends(life, day) - day_begins(life, day)) / timedelta(hours=1)


def test_a_later_day_start_makes_the_next_day_longer() -> None:
    life = replace(goal("daily", at(1, "10:00")), day_starts=(Change(at(2, "12:00"), 4),))
    assert [hours(life, june(day)) for day in (1, 2, 3, 4)] == [24, 24, 28, 24]
    assert local_day(life, at(4, "03:59")) == june(3)
    reading = read(done(life, at(1, "12:00")), at(5, "04:00"))  # it is judged as usual
    assert states(reading) == ["kept", "missed", "missed", "pending", "open"]


def test_an_earlier_day_start_makes_the_next_day_shorter_and_it_can_be_missed() -> None:
    hour = (Change(LONG_AGO, 4), Change(at(2, "12:00"), 0))
    life = replace(goal("daily", at(1, "10:00")), day_starts=hour)
    assert [hours(life, june(day)) for day in (1, 2, 3, 4)] == [24, 24, 20, 24]
    reading = read(life, at(5, "00:00"))
    assert states(reading) == ["excused", "missed", "missed", "pending", "open"]


def test_a_change_of_day_start_after_midnight_waits_for_the_old_day_start() -> None:
    hour = (Change(LONG_AGO, 4), Change(at(3, "02:00"), 0))
    life = replace(goal("daily", at(1, "10:00")), day_starts=hour)
    assert local_day(life, at(3, "03:59")) == june(2)
    assert [hours(life, june(day)) for day in (2, 3)] == [24, 20]


def test_two_changes_of_day_start_within_a_day_leave_the_last() -> None:
    hour = (Change(at(2, "12:00"), 4), Change(at(2, "13:00"), 0))
    life = replace(goal("daily", at(1, "10:00")), day_starts=hour)
    assert [hours(life, june(day)) for day in (2, 3, 4)] == [24, 24, 24]


def test_local_days_only_move_forward_and_yesterday_is_the_last_that_happened() -> None:
    # East across the date line at 23:00 on the 2nd, when it is the 4th there; later back again.
    moves = (
        Change(LONG_AGO, "Pacific/Pago_Pago"),
        Change(at(2, "23:00", "Pacific/Pago_Pago"), "Pacific/Kiritimati"),
        Change(at(5, "12:00", "Pacific/Kiritimati"), "Pacific/Pago_Pago"),
    )
    life = replace(goal("daily", at(1, "10:00", "Pacific/Pago_Pago")), zones=moves)
    walk = days_from(life, life.declared)
    found = [next(walk).date for _ in range(5)]
    assert found == [june(1), june(2), june(4), june(5), june(6)]  # the 3rd never happened
    assert day_ends(life, june(5)) == at(6, "00:00", "Pacific/Pago_Pago")
    late = yesterday(life, at(4, "12:00", "Pacific/Kiritimati"))
    assert Row(june(2), june(2), "late") in read(late, at(4, "13:00", "Pacific/Kiritimati")).rows


def test_a_first_zone_moves_check_ins_to_the_day_on_which_they_were_made() -> None:
    life = Life("daily", at(1, "12:00", "UTC"), freezes=OFF)
    life = done(life, at(3, "01:00", "UTC"))
    assert states(read(life, at(3, "12:00", "UTC"))) == ["excused", "pending", "kept"]
    life = replace(life, zones=(Change(at(5, "12:00", "UTC"), NEW_YORK),))
    reading = read(life, at(5, "12:00", "UTC"))  # closed periods are judged again
    assert states(reading) == ["excused", "kept", "missed", "pending", "open"]


def test_a_second_zone_moves_no_check_in() -> None:
    zones = (Change(LONG_AGO, "UTC"), Change(at(5, "12:00", "UTC"), NEW_YORK))
    life = Life("daily", at(1, "12:00", "UTC"), freezes=OFF, zones=zones)
    reading = read(done(life, at(3, "01:00", "UTC")), at(5, "12:00", "UTC"))
    assert states(reading) == ["excused", "missed", "kept", "pending", "open"]


def test_a_first_zone_takes_no_check_in_out_of_a_goal_with_a_chosen_start() -> None:
    life = Life("daily", at(1, "12:00", "UTC"), freezes=OFF, start=june(3))
    life = done(life, at(3, "01:00", "UTC"))
    life = replace(life, zones=(Change(at(3, "12:00", "UTC"), NEW_YORK),))
    reading = read(life, at(3, "12:00", "UTC"))
    assert reading.rows == (Row(june(3), june(3), "kept"),)
    before = replace(life, check_ins=(CheckIn(at(2, "23:59", "UTC")),))
    assert states(read(before, at(3, "12:00", "UTC"))) == ["open"]


def test_a_check_in_for_a_day_before_the_start_does_not_count() -> None:
    life = replace(goal("daily", at(1, "10:00")), start=june(3))
    life = done(life, at(2, "12:00"))
    life = yesterday(life, at(3, "12:00"))
    assert read(life, at(3, "13:00")).rows == (Row(june(3), june(3), "open"),)


@pytest.mark.parametrize(
    ("late", "state"), [((0,), "late"), ((3,), "pending"), ((3, 0), "pending"), ((2, 1), "late")]
)
def test_a_ceiling_takes_late_amounts_only_if_nothing_was_recorded(
    late: tuple[float, ...], state: str
) -> None:
    life = replace(goal("daily", at(1, "10:00")), amount=2, at_most=True, start=june(2))
    empty, recorded = life, amounts(life, (at(2, "12:00"), 3))
    for number, amount in enumerate(late):
        empty, recorded = (
            yesterday(one, at(3, f"08:0{number}"), amount) for one in (empty, recorded)
        )
    assert states(read(empty, at(3, "09:00"))) == [state, "open"]
    assert states(read(recorded, at(3, "09:00"))) == ["pending", "open"]
    assert states(read(recorded, at(4, "00:00")))[0] == "missed"


def test_a_check_in_supersedes_a_skip_until_the_grace_period_ends() -> None:
    life = replace(goal("daily", at(1, "10:00")), start=june(2), skips=(Skip(at(2, "12:00")),))
    assert states(read(done(life, at(2, "23:59")), at(3, "00:00"))) == ["kept", "open"]
    assert states(read(yesterday(life, at(3, "23:59")), at(3, "23:59"))) == ["late", "open"]
    two_days_later = read(yesterday(life, at(4, "00:00")), at(4, "00:00"))
    assert states(two_days_later) == ["missed", "late", "open"]  # it is the 3rd's


def test_a_check_in_that_does_not_meet_the_amount_does_not_supersede_a_skip() -> None:
    life = replace(
        goal("daily", at(1, "10:00")), amount=2, start=june(2), skips=(Skip(at(2, "12:00")),)
    )
    some = amounts(life, (at(2, "13:00"), 1))
    assert states(read(some, at(2, "13:00"))) == ["missed"]
    assert states(read(amounts(some, (at(2, "14:00"), 1)), at(2, "14:00"))) == ["kept"]


def test_a_skip_waits_for_a_pending_period_and_closes_with_it() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "12:00"))
    life = replace(life, skips=(Skip(at(3, "12:00")),))
    assert states(read(life, at(3, "23:59"))) == ["kept", "pending", "pending"]
    assert states(read(life, at(4, "00:00"))) == ["kept", "missed", "missed", "open"]
    late = yesterday(life, at(3, "13:00"))
    assert states(read(late, at(3, "12:59"))) == ["kept", "pending", "pending"]
    assert states(read(late, at(3, "13:00"))) == ["kept", "late", "missed"]
    excused = replace(late, excuses=(Excuse(june(3), at(3, "12:30")),))  # known by then
    assert states(read(excused, at(3, "13:00"))) == ["kept", "late", "excused"]
    too_late = replace(late, excuses=(Excuse(june(3), at(3, "13:00")),))
    assert states(read(too_late, at(3, "13:00"))) == ["kept", "late", "missed"]


def test_a_skip_on_other_schedules_changes_nothing() -> None:
    for schedule in ("every 1 days", "every 2 days", "3 per week", "1 per month", "once"):
        life = goal(schedule, at(1, "10:00"))
        skipped = replace(life, skips=(Skip(at(1, "12:00")),))
        assert read(skipped, at(1, "13:00")) == read(life, at(1, "13:00"))


def test_travel_excuses_four_dates_in_30_days() -> None:
    life = goal("daily", at(1, "10:00", LOS_ANGELES))
    zones = [Change(LONG_AGO, LOS_ANGELES)]
    for day in (5, 10, 15):  # each move east shortens two dates, each move back none
        zones.append(Change(at(day, "20:00", LOS_ANGELES), TOKYO))
        zones.append(Change(at(day + 3, "12:00", TOKYO), LOS_ANGELES))
    life = replace(life, zones=tuple(zones))
    rows = {row.first: row.state for row in read(life, at(20, "12:00", LOS_ANGELES)).rows}
    found = [june(day) for day in range(2, 18) if rows.get(june(day)) == "excused"]
    assert found == [june(5), june(6), june(10), june(11)]


@pytest.mark.parametrize(
    ("begins", "ends", "state"),
    [
        ("2026-06-02T21:30", "2026-06-02T22:15", "missed"),  # 15 minutes of the last two hours
        ("2026-06-02T21:30", "2026-06-02T22:16", "excused"),
        ("2026-06-02T23:45", "2026-06-03T00:30", "missed"),  # the grace period has its own two
        ("2026-06-02T23:44", "2026-06-03T00:30", "excused"),
        ("2026-06-03T12:00", "2026-06-03T22:15", "missed"),
        ("2026-06-03T12:00", "2026-06-03T22:16", "excused"),
        ("2026-06-03T23:45", "2026-06-04T12:00", "missed"),
        ("2026-06-03T23:44", "2026-06-04T12:00", "excused"),
    ],
)
def test_the_bots_absence_excuses_after_more_than_15_minutes(
    begins: str, ends: str, state: str
) -> None:
    away = [datetime.fromisoformat(f"{one}-04:00") for one in (begins, ends)]
    life = replace(goal("daily", at(1, "10:00")), absences=(Absence(away[0], away[1]),))
    assert states(read(life, at(5, "00:00")))[1] == state


def test_only_the_bots_absence_excuses_a_once() -> None:
    life = replace(goal("once", at(1, "10:00")), until=at(3, "17:00"))
    disturbed = replace(
        life,
        excuses=tuple(Excuse(june(day), at(1, "11:00")) for day in (1, 2, 3, 4)),
        pauses=(Pause(at(1, "12:00"), resumed_at=at(1, "12:01")),),
        freezes=(Change(LONG_AGO, (2, 7, 2)),),
        zones=(Change(LONG_AGO, LOS_ANGELES), Change(at(2, "20:00", LOS_ANGELES), TOKYO)),
    )
    assert states(read(disturbed, at(4, "17:00"))) == ["pending"]
    assert states(read(disturbed, at(4, "17:01"))) == ["missed"]
    for begins, state in (("16:44", "excused"), ("16:45", "missed")):
        away = Absence(at(3, begins), at(3, "18:00"))
        assert states(read(replace(life, absences=(away,)), at(4, "17:00"))) == [state]
        away = Absence(at(4, begins), at(4, "18:00"))
        assert states(read(replace(life, absences=(away,)), at(4, "17:00"))) == [state]


def test_an_excused_date_must_be_excused_before_its_period_closes() -> None:
    life = replace(goal("daily", at(1, "10:00")), start=june(2))
    in_time = replace(life, excuses=(Excuse(june(2), at(3, "23:59")),))
    assert states(read(in_time, at(4, "00:00")))[0] == "excused"
    too_late = replace(life, excuses=(Excuse(june(2), at(4, "00:00")),))
    assert states(read(too_late, at(4, "00:00")))[0] == "missed"


def test_a_span_is_excused_if_fewer_than_half_of_its_days_were_whole() -> None:
    life = goal("every 4 days", at(1, "10:00"))
    half = replace(life, pauses=(Pause(at(2, "10:00"), resumed_at=at(3, "10:00")),))
    assert states(read(half, at(6, "00:00")))[0] == "missed"
    more = replace(life, pauses=(Pause(at(2, "10:00"), resumed_at=at(4, "10:00")),))
    assert states(read(more, at(6, "00:00")))[0] == "excused"
