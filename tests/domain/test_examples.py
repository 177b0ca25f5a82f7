"""The worked examples of the domain, one test each; tests/test_oracle.py has the same."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from accountabot.domain.streaks.kept_ratio import KeptRatio
from tests.domain.engine_loader import days_in, load
from tests.oracle import Change, Life, Pause, Skip
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
    yesterday,
)


@dataclass(frozen=True)
class Seen:
    """The engine's results for a life."""

    streak: int
    longest: int
    freezes: int
    states: list[str]
    periods: list[tuple[date, date | None]]
    kept_ratio: KeptRatio


def read(life: Life, now: datetime) -> Seen:
    engine = load(life, now)
    tally = engine.standing_at(now).tally
    verdicts = engine.verdicts(now)
    return Seen(
        streak=tally.streak,
        longest=max(tally.longest, tally.streak),
        freezes=tally.freezes,
        states=[str(verdict.outcome) for verdict in verdicts],
        periods=[(verdict.period.first, verdict.period.last) for verdict in verdicts],
        kept_ratio=engine.kept_ratio(now),
    )


def test_example_01_a_yesterday_keeps_the_streak() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "11:00"), at(2, "11:00"), at(4, "20:00"))

    seen = read(yesterday(life, at(4, "09:00")), at(4, "20:01"))

    assert seen.periods == [(june(day), june(day)) for day in (1, 2, 3, 4)]
    assert seen.states == ["kept", "kept", "late", "kept"]
    assert (seen.streak, seen.longest, seen.kept_ratio) == (4, 4, KeptRatio(4, 4))


def test_example_02_without_it_the_streak_breaks_when_the_grace_ends() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "11:00"), at(2, "11:00"), at(4, "20:00"))

    before, after, then = (
        read(life, when) for when in (at(4, "19:59"), at(4, "20:00"), at(5, "00:00"))
    )

    assert (before.streak, before.states) == (2, ["kept", "kept", "pending", "open"])
    assert (after.streak, after.states) == (3, ["kept", "kept", "pending", "kept"])
    assert (then.streak, then.longest, then.states) == (
        1,
        2,
        ["kept", "kept", "missed", "kept", "open"],
    )
    assert then.kept_ratio == KeptRatio(3, 4)
    assert load(life, at(4, "20:00")).standing_at(at(4, "20:00")).changes_at == at(5, "00:00")


def test_example_03_the_day_of_the_declaration_is_excused() -> None:
    life = goal("daily", at(1, "23:00"))

    assert read(life, at(3, "23:59")).states == ["excused", "pending", "open"]
    seen = read(life, at(4, "00:00"))
    assert seen.states == ["excused", "missed", "pending", "open"]
    assert (seen.streak, seen.kept_ratio) == (0, KeptRatio(0, 1))


def test_example_04_a_check_in_on_another_day_is_a_bonus() -> None:
    life = done(goal("weekly on tue,thu", at(3, "10:00")), at(3, "12:00"))

    assert read(life, at(3, "13:00")).states == []
    seen = read(life, at(4, "00:00"))
    assert (seen.streak, seen.states, seen.periods) == (0, ["open"], [(june(4), june(4))])


def test_example_05_the_first_week_of_a_quota_is_kept_or_excused() -> None:
    life = goal("3 per week", at(5, "10:00"))

    kept = read(done(life, at(5, "12:00"), at(6, "12:00"), at(7, "12:00")), at(7, "12:00"))
    tried = done(life, at(5, "12:00"), at(6, "12:00"))

    assert (kept.streak, kept.states) == (1, ["kept"])
    assert read(tried, at(8, "23:59")).states == ["pending", "open"]
    assert read(tried, at(9, "00:00")).states == ["excused", "open"]
    assert read(tried, at(9, "00:00")).kept_ratio == KeptRatio(0, 0)


def test_example_06_seven_earn_a_freeze_that_the_next_miss_spends() -> None:
    life = replace(goal("daily", at(1, "10:00")), freezes=())
    life = done(life, *(at(day, "12:00") for day in range(1, 8)))

    assert read(life, at(7, "12:00")).freezes == 2
    for start, in_hand in ((1, 1), (0, 0)):
        started = replace(life, freezes=(Change(LONG_AGO, (start, 7, 2)),))
        seen = read(done(started, at(9, "12:00")), at(10, "00:00"))
        assert seen.states == ["kept"] * 7 + ["frozen", "kept", "open"]
        assert (seen.streak, seen.longest, seen.freezes) == (8, 8, in_hand)
        assert seen.kept_ratio == KeptRatio(8, 8)


def test_example_07_an_hour_after_midnight_belongs_to_the_day_before() -> None:
    life = replace(goal("daily", at(7, "10:00", month=3)), day_starts=(Change(LONG_AGO, 4),))
    check_in = at(8, "01:15", month=3)
    days = days_in(life)

    assert days.day_of(check_in) == date(2026, 3, 7)
    assert days.begins(date(2026, 3, 8)) == datetime(
        2026, 3, 8, 8, tzinfo=UTC
    )  # 04:00, an hour early
    assert days.ends(date(2026, 3, 7)) - days.begins(date(2026, 3, 7)) == timedelta(hours=23)
    assert read(done(life, check_in), check_in).periods == [(date(2026, 3, 7), date(2026, 3, 7))]
    assert read(done(life, check_in), check_in).states == ["kept"]


def test_example_08_flying_east_to_west_makes_the_day_longer() -> None:
    life = goal("daily", at(9, "10:00", TOKYO, month=1))
    moved = at(10, "12:00", TOKYO, month=1)
    life = done(
        replace(life, zones=(Change(LONG_AGO, TOKYO), Change(moved, LOS_ANGELES))),
        at(9, "11:00", TOKYO, month=1),
    )
    before = at(10, "11:00", TOKYO, month=1)
    after = at(9, "21:00", LOS_ANGELES, month=1)

    assert days_in(life).begins(date(2026, 1, 10)) == at(10, "00:00", TOKYO, month=1)
    assert days_in(life).ends(date(2026, 1, 10)) == at(11, "00:00", LOS_ANGELES, month=1)
    for one in (done(life, before), done(life, after), done(life, before, after)):
        seen = read(one, at(10, "23:59", LOS_ANGELES, month=1))
        assert (seen.streak, seen.states) == (2, ["kept", "kept"])


def test_example_09_flying_west_to_east_cuts_two_days_short() -> None:
    life = goal("daily", at(8, "10:00", LOS_ANGELES, month=1))
    moved = at(9, "20:00", LOS_ANGELES, month=1)
    life = replace(life, zones=(Change(LONG_AGO, LOS_ANGELES), Change(moved, TOKYO)))
    life = done(life, at(8, "11:00", LOS_ANGELES, month=1))

    assert days_in(life).ends(date(2026, 1, 9)) == moved == days_in(life).begins(date(2026, 1, 10))
    late = read(yesterday(life, at(10, "23:59", TOKYO, month=1)), at(11, "00:00", TOKYO, month=1))
    assert (late.streak, late.states) == (2, ["kept", "late", "pending", "open"])
    excused = read(life, at(11, "00:00", TOKYO, month=1))
    assert (excused.streak, excused.states) == (1, ["kept", "excused", "pending", "open"])
    both = read(life, at(12, "00:00", TOKYO, month=1))  # the 10th was cut short too
    assert (both.streak, both.states) == (1, ["kept", "excused", "excused", "pending", "open"])


def test_example_10_a_deadline_has_a_grace_of_24_hours() -> None:
    life = replace(goal("once", at(1, "10:00")), until=at(5, "17:00"))

    late = read(done(life, at(5, "17:20")), at(5, "17:20"))
    too_late = read(done(life, at(6, "18:00")), at(6, "18:00"))

    assert (late.streak, late.states, late.periods) == (1, ["late"], [(june(1), june(5))])
    assert read(life, at(6, "16:59")).states == ["pending"]
    assert read(life, at(6, "17:00")).states == ["missed"]
    assert (too_late.states, too_late.kept_ratio) == (["missed"], KeptRatio(0, 1))


def test_example_11_amounts_of_a_day_are_added() -> None:
    life = replace(goal("daily", at(1, "10:00")), amount=20, start=june(2))
    both = amounts(life, (at(2, "12:00"), 12), (at(2, "21:00"), 9))
    one = amounts(life, (at(2, "12:00"), 12))

    assert (read(both, at(2, "21:00")).streak, read(both, at(2, "21:00")).states) == (1, ["kept"])
    assert read(one, at(2, "21:00")).states == ["open"]
    assert read(one, at(3, "23:59")).states == ["pending", "open"]
    assert read(one, at(4, "00:00")).states == ["missed", "pending", "open"]


def test_example_12_a_check_in_supersedes_a_skip_and_gives_the_freeze_back() -> None:
    life = replace(goal("daily", at(1, "10:00")), freezes=(Change(LONG_AGO, (0, 7, 2)),))
    life = done(life, *(at(day, "12:00") for day in range(1, 11)))
    skipped = replace(life, skips=(Skip(at(11, "12:00")),))

    before = read(life, at(11, "11:59"))
    then = read(skipped, at(11, "12:00"))
    after = read(done(skipped, at(11, "18:00")), at(11, "18:00"))

    assert (before.streak, before.freezes) == (10, 1)
    assert (then.streak, then.freezes, then.states[-1]) == (10, 0, "frozen")
    assert (after.streak, after.freezes, after.states[-1]) == (11, 1, "kept")


def test_example_13_a_pause_excuses_its_days_and_no_more() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "11:00"))
    life = replace(life, pauses=(Pause(at(2, "12:00"), until=june(5)),))

    paused = read(life, at(6, "00:00"))
    over = read(life, at(7, "00:00"))

    assert (paused.streak, paused.states) == (
        1,
        ["kept", "excused", "excused", "excused", "pending", "open"],
    )
    assert (over.streak, over.states[4:]) == (0, ["missed", "pending", "open"])
    assert load(life, at(2, "13:00")).standing_at(at(2, "13:00")).changes_at == at(7, "00:00")


def test_example_14_a_quota_is_excused_when_too_few_whole_days_were_left() -> None:
    month = replace(goal("4 per month", at(20, "10:00", month=5)), start=june(1))
    month = done(
        replace(month, pauses=(Pause(at(3, "12:00"), resumed_at=at(3, "12:01")),)), at(10, "12:00")
    )
    week = replace(goal("3 per week", at(30, "10:00", month=5)), start=june(1))
    week = replace(week, pauses=(Pause(at(2, "09:00"), resumed_at=at(6, "12:00")),))

    assert read(month, at(2, "00:00", month=7)).states == ["missed", "open"]
    assert read(month, at(2, "00:00", month=7)).periods[0] == (june(1), june(30))
    assert read(week, at(9, "00:00")).states == ["excused", "open"]


def test_example_15_a_ceiling_is_judged_when_the_day_ends() -> None:
    life = replace(goal("daily", at(1, "10:00")), amount=2, at_most=True, start=june(2))
    kept = amounts(life, (at(2, "12:00"), 2))
    above = amounts(kept, (at(2, "22:00"), 1))

    assert read(kept, at(2, "23:59")).states == ["open"]
    assert read(kept, at(3, "00:00")).states == ["kept", "open"]
    assert read(above, at(3, "23:59")).states == ["pending", "open"]
    assert read(above, at(4, "00:00")).states == ["missed", "pending", "open"]
    assert read(yesterday(life, at(3, "08:00"), amount=0), at(3, "08:00")).states == [
        "late",
        "open",
    ]
    assert load(kept, at(2, "13:00")).standing_at(at(2, "13:00")).changes_at == at(3, "00:00")


def test_example_16_the_first_zone_holds_from_the_beginning() -> None:
    unknown = done(Life("daily", at(1, "20:15"), freezes=OFF), at(1, "20:30"))
    known = replace(unknown, zones=(Change(at(2, "21:00"), NEW_YORK),))

    assert read(unknown, at(2, "19:00")).periods == [
        (june(2), june(2))
    ]  # on the server's clock it was Tuesday
    seen = read(known, at(2, "21:00"))
    assert seen.periods == [(june(1), june(1)), (june(2), june(2))]
    assert seen.states == ["kept", "open"]


def test_example_17_a_goal_without_a_check_in_keeps_its_freeze() -> None:
    life = replace(goal("daily", at(1, "10:00")), freezes=())

    seen = read(life, at(20, "00:00"))

    assert seen.states == ["excused", *["missed"] * 17, "pending", "open"]
    assert (seen.streak, seen.freezes) == (0, 1)
