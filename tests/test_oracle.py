"""The worked examples of the domain, one test each, read by the oracle."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.oracle import (
    Change,
    Life,
    Pause,
    Row,
    Skip,
    day_begins,
    day_ends,
    local_day,
    read,
)
from tests.oracle.builders import (
    LONG_AGO,
    LOS_ANGELES,
    NEW_YORK,
    NONE_AT_THE_START,
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


def test_example_01_a_yesterday_keeps_the_streak() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "11:00"), at(2, "11:00"), at(4, "20:00"))
    life = yesterday(life, at(4, "09:00"))
    reading = read(life, at(4, "20:01"))
    assert reading.rows == (
        Row(june(1), june(1), "kept"),
        Row(june(2), june(2), "kept"),
        Row(june(3), june(3), "late"),
        Row(june(4), june(4), "kept"),
    )
    assert (reading.streak, reading.longest, reading.kept, reading.counted) == (4, 4, 4, 4)


def test_example_02_without_it_the_streak_breaks_when_the_grace_ends() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "11:00"), at(2, "11:00"), at(4, "20:00"))
    before = read(life, at(4, "19:59"))
    assert (before.streak, states(before)) == (2, ["kept", "kept", "pending", "open"])
    after = read(life, at(4, "20:00"))
    assert (after.streak, after.longest, states(after)) == (
        3,
        2,
        ["kept", "kept", "pending", "kept"],
    )
    then = read(life, at(5, "00:00"))
    assert (then.streak, then.longest, states(then)) == (
        1,
        2,
        ["kept", "kept", "missed", "kept", "open"],
    )
    assert (then.kept, then.counted) == (3, 4)


def test_example_03_the_day_of_the_declaration_is_excused() -> None:
    life = goal("daily", at(1, "23:00"))
    reading = read(life, at(3, "23:59"))
    assert states(reading) == ["excused", "pending", "open"]
    reading = read(life, at(4, "00:00"))
    assert states(reading) == ["excused", "missed", "pending", "open"]
    assert (reading.streak, reading.kept, reading.counted) == (0, 0, 1)


def test_example_04_a_check_in_on_another_day_is_a_bonus() -> None:
    life = done(goal("weekly on tue,thu", at(3, "10:00")), at(3, "12:00"))
    assert read(life, at(3, "13:00")).rows == ()
    reading = read(life, at(4, "00:00"))
    assert reading.rows == (Row(june(4), june(4), "open"),)
    assert reading.streak == 0


def test_example_05_the_first_week_of_a_quota_is_kept_or_excused() -> None:
    life = goal("3 per week", at(5, "10:00"))
    kept = read(done(life, at(5, "12:00"), at(6, "12:00"), at(7, "12:00")), at(7, "12:00"))
    assert (kept.streak, states(kept)) == (1, ["kept"])
    tried = done(life, at(5, "12:00"), at(6, "12:00"))
    assert states(read(tried, at(8, "23:59"))) == ["pending", "open"]
    excused = read(tried, at(9, "00:00"))
    assert (states(excused), excused.counted) == (["excused", "open"], 0)


def test_example_06_seven_earn_a_freeze_that_the_next_miss_spends() -> None:
    life = replace(goal("daily", at(1, "10:00")), freezes=())
    life = done(life, *(at(day, "12:00") for day in range(1, 8)))
    assert read(life, at(7, "11:59")).freezes == 1
    assert read(life, at(7, "12:00")).freezes == 2
    life = done(life, at(9, "12:00"))
    reading = read(life, at(10, "00:00"))
    assert states(reading) == ["kept"] * 7 + ["frozen", "kept", "open"]
    assert (reading.streak, reading.longest, reading.freezes) == (8, 8, 1)
    assert (reading.kept, reading.counted) == (8, 8)
    none = read(replace(life, freezes=NONE_AT_THE_START), at(10, "00:00"))
    assert (states(none), none.streak, none.freezes) == (states(reading), 8, 0)


def test_example_07_an_hour_after_midnight_belongs_to_the_day_before() -> None:
    life = replace(goal("daily", at(7, "10:00", month=3)), day_starts=(Change(LONG_AGO, 4),))
    check_in = at(8, "01:15", month=3)
    assert local_day(life, check_in) == date(2026, 3, 7)
    assert day_begins(life, date(2026, 3, 8)) == datetime(
        2026, 3, 8, 8, tzinfo=UTC
    )  # 04:00, an hour early
    assert day_ends(life, date(2026, 3, 7)) - day_begins(life, date(2026, 3, 7)) == timedelta(
        hours=23
    )
    assert read(done(life, check_in), check_in).rows == (
        Row(date(2026, 3, 7), date(2026, 3, 7), "kept"),
    )


def test_example_08_flying_east_to_west_makes_the_day_longer() -> None:
    move = at(10, "12:00", TOKYO, month=1)
    assert move == at(9, "19:00", LOS_ANGELES, month=1)
    life = goal("daily", at(9, "10:00", TOKYO, month=1))
    life = replace(life, zones=(Change(LONG_AGO, TOKYO), Change(move, LOS_ANGELES)))
    life = done(life, at(9, "11:00", TOKYO, month=1))
    assert day_begins(life, date(2026, 1, 10)) == at(10, "00:00", TOKYO, month=1)
    assert day_ends(life, date(2026, 1, 10)) == at(11, "00:00", LOS_ANGELES, month=1)
    before = at(10, "11:00", TOKYO, month=1)
    after = at(9, "21:00", LOS_ANGELES, month=1)
    for one in (done(life, before), done(life, after), done(life, before, after)):
        reading = read(one, at(10, "23:59", LOS_ANGELES, month=1))
        assert (reading.streak, states(reading)) == (2, ["kept", "kept"])


def test_example_09_flying_west_to_east_cuts_two_days_short() -> None:
    move = at(9, "20:00", LOS_ANGELES, month=1)
    assert move == at(10, "13:00", TOKYO, month=1)
    life = goal("daily", at(8, "10:00", LOS_ANGELES, month=1))
    life = replace(life, zones=(Change(LONG_AGO, LOS_ANGELES), Change(move, TOKYO)))
    life = done(life, at(8, "11:00", LOS_ANGELES, month=1))
    assert day_ends(life, date(2026, 1, 9)) == move == day_begins(life, date(2026, 1, 10))
    late = yesterday(life, at(10, "23:59", TOKYO, month=1))
    reading = read(late, at(11, "00:00", TOKYO, month=1))
    assert (reading.streak, states(reading)) == (2, ["kept", "late", "pending", "open"])
    reading = read(life, at(11, "00:00", TOKYO, month=1))
    assert (reading.streak, states(reading)) == (1, ["kept", "excused", "pending", "open"])
    reading = read(life, at(12, "00:00", TOKYO, month=1))  # the 10th was cut short too
    assert (reading.streak, states(reading)) == (
        1,
        ["kept", "excused", "excused", "pending", "open"],
    )


def test_example_10_a_deadline_has_a_grace_of_24_hours() -> None:
    life = replace(goal("once", at(1, "10:00")), until=at(5, "17:00"))
    reading = read(done(life, at(5, "17:20")), at(5, "17:20"))
    assert (reading.streak, reading.rows) == (1, (Row(june(1), june(5), "late"),))
    assert states(read(life, at(6, "16:59"))) == ["pending"]
    assert states(read(life, at(6, "17:00"))) == ["missed"]
    refused = read(done(life, at(6, "18:00")), at(6, "18:00"))
    assert (states(refused), refused.kept, refused.counted) == (["missed"], 0, 1)


def test_example_11_amounts_of_a_day_are_added() -> None:
    life = replace(goal("daily", at(1, "10:00")), amount=20, start=june(2))
    both = read(amounts(life, (at(2, "12:00"), 12), (at(2, "21:00"), 9)), at(2, "21:00"))
    assert (both.streak, states(both)) == (1, ["kept"])
    one = amounts(life, (at(2, "12:00"), 12))
    assert states(read(one, at(2, "21:00"))) == ["open"]
    assert states(read(one, at(3, "23:59"))) == ["pending", "open"]
    assert states(read(one, at(4, "00:00"))) == ["missed", "pending", "open"]


def test_example_12_a_check_in_supersedes_a_skip_and_gives_the_freeze_back() -> None:
    life = replace(goal("daily", at(1, "10:00")), freezes=NONE_AT_THE_START)
    life = done(life, *(at(day, "12:00") for day in range(1, 11)))
    before = read(life, at(11, "11:59"))
    assert (before.streak, before.freezes) == (10, 1)
    life = replace(life, skips=(Skip(at(11, "12:00")),))
    skipped = read(life, at(11, "12:00"))
    assert (skipped.streak, skipped.freezes, states(skipped)[-1]) == (10, 0, "frozen")
    superseded = read(done(life, at(11, "18:00")), at(11, "18:00"))
    assert (superseded.streak, superseded.freezes, states(superseded)[-1]) == (11, 1, "kept")


def test_example_13_a_pause_excuses_its_days_and_no_more() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "11:00"))
    life = replace(life, pauses=(Pause(at(2, "12:00"), until=june(5)),))
    reading = read(life, at(6, "00:00"))
    assert states(reading) == ["kept", "excused", "excused", "excused", "pending", "open"]
    assert reading.streak == 1
    reading = read(life, at(7, "00:00"))
    assert states(reading) == ["kept", "excused", "excused", "excused", "missed", "pending", "open"]
    assert reading.streak == 0


def test_example_14_a_quota_is_excused_when_too_few_whole_days_were_left() -> None:
    life = replace(goal("4 per month", at(20, "10:00", month=5)), start=june(1))
    life = replace(life, pauses=(Pause(at(3, "12:00"), resumed_at=at(3, "12:01")),))
    month = read(done(life, at(10, "12:00")), at(2, "00:00", month=7))
    assert month.rows == (
        Row(june(1), june(30), "missed"),
        Row(date(2026, 7, 1), date(2026, 7, 31), "open"),
    )

    life = replace(goal("3 per week", at(30, "10:00", month=5)), start=june(1))
    life = replace(life, pauses=(Pause(at(2, "09:00"), resumed_at=at(6, "12:00")),))
    week = read(life, at(9, "00:00"))
    assert week.rows == (Row(june(1), june(7), "excused"), Row(june(8), june(14), "open"))


def test_example_15_a_ceiling_is_judged_when_the_day_ends() -> None:
    life = replace(goal("daily", at(1, "10:00")), amount=2, at_most=True, start=june(2))
    kept = amounts(life, (at(2, "12:00"), 2))
    assert states(read(kept, at(2, "23:59"))) == ["open"]
    assert states(read(kept, at(3, "00:00"))) == ["kept", "open"]
    above = amounts(kept, (at(2, "22:00"), 1))
    assert states(read(above, at(3, "23:59"))) == ["pending", "open"]
    assert states(read(above, at(4, "00:00"))) == ["missed", "pending", "open"]
    late = yesterday(life, at(3, "08:00"), amount=0)
    assert states(read(late, at(3, "08:00"))) == ["late", "open"]


def test_example_16_the_first_zone_holds_from_the_beginning() -> None:
    life = done(Life("daily", at(1, "20:15"), freezes=OFF), at(1, "20:30"))
    before = read(life, at(2, "19:00"))  # on the server's clock it was Tuesday all along
    assert before.rows == (Row(june(2), june(2), "kept"),)
    life = replace(life, zones=(Change(at(2, "21:00"), NEW_YORK),))
    assert read(life, at(2, "19:00")) == before
    assert local_day(life, at(1, "20:30")) == june(1)
    reading = read(life, at(2, "21:00"))
    assert reading.rows == (Row(june(1), june(1), "kept"), Row(june(2), june(2), "open"))


def test_example_17_without_a_streak_no_freeze_is_spent() -> None:
    reading = read(replace(goal("daily", at(1, "10:00")), freezes=()), at(6, "00:00"))
    assert states(reading) == ["excused", "missed", "missed", "missed", "pending", "open"]
    assert (reading.streak, reading.freezes, reading.counted) == (0, 1, 3)
