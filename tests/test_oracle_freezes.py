"""Examples of the rules on freezes, read by the oracle."""

from dataclasses import replace
from typing import Any

import pytest

from tests.oracle import Change, CheckIn, Edit, Life, Skip, Value, read
from tests.oracle.builders import LONG_AGO, at, done, edited, goal, june, states


def daily(*setting: int, **others: Any) -> Life:
    """Build a daily goal with freezes by the defaults, unless it is given a setting."""
    freezes = (Change(LONG_AGO, setting),) if setting else ()
    return replace(replace(goal("daily", at(1, "10:00")), freezes=freezes), **others)


@pytest.mark.parametrize(
    ("setting", "in_hand"),
    [
        ((), 1),
        ((0, 7, 2), 0),
        ((1, 7, 2), 1),
        ((2, 7, 2), 2),
        ((2, 7, 1), 1),
        ((2, 0, 2), 0),
        ((2, 7, 0), 0),
        ((7, 2), 1),
        ((0, 0), 0),
    ],
)
def test_a_goal_starts_with_the_number_set_but_at_most_the_maximum(
    setting: tuple[int, ...], in_hand: int
) -> None:
    life = daily(*setting)
    assert read(life, at(1, "09:59")).freezes == 0
    assert read(life, at(1, "10:00")).freezes == in_hand
    # It has them before its own start, too.
    assert read(replace(life, start=june(5)), at(1, "10:00")).freezes == in_hand


def test_the_setting_at_the_declaration_decides_about_starting_freezes() -> None:
    before, after = Change(LONG_AGO, (2, 7, 2)), Change(at(1, "10:01"), (0, 7, 1))
    assert read(daily(freezes=(before, after)), at(2, "12:00")).freezes == 2
    at_once = Change(at(1, "10:00"), (0, 7, 1))
    assert read(daily(freezes=(before, at_once)), at(2, "12:00")).freezes == 0


@pytest.mark.parametrize(("changed", "in_hand"), [("09:59", 0), ("10:00", 0), ("10:01", 1)])
def test_hard_mode_at_the_declaration_gives_none(changed: str, in_hand: int) -> None:
    on = Change(at(1, changed), value=True)
    assert read(daily(hard_mode=(on,)), at(2, "12:00")).freezes == in_hand
    off_again = Change(at(3, "10:00"), value=False)
    assert read(daily(hard_mode=(on, off_again)), at(5, "12:00")).freezes == in_hand


@pytest.mark.parametrize(("since", "in_hand"), [("09:59", 1), ("10:00", 1), ("10:01", 0)])
def test_a_goal_declared_before_there_were_starting_freezes_has_none(
    since: str, in_hand: int
) -> None:
    life = daily(starting_freezes_since=at(1, since))
    assert read(life, at(2, "12:00")).freezes == in_hand
    once = edited(replace(life, schedule="once"), Edit(at(3, "10:00"), "daily"))
    assert read(once, at(3, "12:00")).freezes == in_hand


def test_a_starting_freeze_saves_a_streak_of_one() -> None:
    life = done(daily(), at(1, "12:00"))
    reading = read(life, at(4, "00:00"))
    assert states(reading) == ["kept", "frozen", "pending", "open"]
    assert (reading.streak, reading.freezes) == (1, 0)
    later = read(life, at(5, "00:00"))
    assert states(later) == ["kept", "frozen", "missed", "pending", "open"]


def test_a_freeze_waits_in_hand_until_there_is_a_streak() -> None:
    life = done(daily(start=june(2)), at(4, "12:00"))
    reading = read(life, at(7, "00:00"))
    assert states(reading) == ["missed", "missed", "kept", "frozen", "pending", "open"]
    assert (reading.streak, reading.freezes) == (1, 0)


def test_a_skip_without_a_streak_spends_none() -> None:
    life = daily(start=june(2), skips=(Skip(at(2, "12:00")),))
    reading = read(life, at(2, "12:00"))
    assert (states(reading), reading.freezes) == (["missed"], 1)


def test_a_streak_that_an_undo_takes_away_gives_the_freeze_back() -> None:
    life = daily(check_ins=(CheckIn(at(1, "12:00"), undone_at=at(4, "12:00")),))
    assert (read(life, at(4, "11:59")).freezes, states(read(life, at(4, "11:59")))[1]) == (
        0,
        "frozen",
    )
    reading = read(life, at(4, "12:00"))
    assert (reading.freezes, states(reading)) == (1, ["excused", "missed", "pending", "open"])


def test_a_third_freeze_is_lost() -> None:
    life = done(daily(2, 2, 2), *(at(day, "12:00") for day in range(1, 5)))
    assert read(life, at(4, "12:00")).freezes == 2
    more = replace(life, freezes=(Change(LONG_AGO, (2, 2, 3)),))
    assert read(more, at(4, "12:00")).freezes == 3


@pytest.mark.parametrize("off", [(1, 0, 2), (1, 7, 0), (0, 0, 0), (0, 0)])
def test_a_zero_turns_freezes_off_and_those_in_hand_stay(off: Value) -> None:
    life = daily(freezes=(Change(at(2, "12:00"), off), Change(at(5, "12:00"), (0, 7, 2))))
    life = done(life, at(1, "12:00"))
    reading = read(life, at(4, "12:00"))
    assert (states(reading), reading.freezes) == (["kept", "missed", "pending", "open"], 1)
    again = done(life, at(5, "13:00"))
    reading = read(again, at(8, "00:00"))
    assert states(reading)[4:] == ["kept", "frozen", "pending", "open"]
    assert reading.freezes == 0


def test_an_edit_gives_no_second_freeze_at_the_start() -> None:
    life = edited(daily(), Edit(at(3, "10:00"), "every 2 days"), Edit(at(4, "10:00"), "3 per week"))
    assert read(life, at(5, "12:00")).freezes == 1
    spent = done(life, at(1, "12:00"))  # the 2nd spends it when the 3rd ends
    assert read(spent, at(5, "12:00")).freezes == 0


def test_a_once_gets_them_when_an_edit_first_makes_it_recurring() -> None:
    changed = Change(at(2, "10:00"), (0, 7, 2))
    life = daily(schedule="once", freezes=(Change(LONG_AGO, (2, 7, 2)), changed))
    life = edited(
        life,
        Edit(at(3, "10:00"), "once", amount=5),
        Edit(at(4, "10:00"), "daily"),
        Edit(at(5, "10:00"), "once"),
        Edit(at(6, "10:00"), "every 2 days"),
    )
    found = [read(life, at(day, "10:00")).freezes for day in range(1, 7)]
    assert found == [0, 0, 0, 2, 2, 2]  # the setting at the declaration decides
    undone = replace(
        life, edits=(*life.edits[:1], replace(life.edits[1], undone_at=at(4, "10:05")))
    )
    assert read(undone, at(4, "10:05")).freezes == 0


def test_a_streak_without_a_freeze_has_no_frozen_period_in_it() -> None:
    life = daily(1, 2, 2)
    assert not read(life, at(1, "12:00")).without_a_freeze  # there is no streak yet
    life = done(life, at(1, "12:00"))
    assert read(life, at(3, "23:59")).without_a_freeze  # the 2nd is still pending
    frozen = read(life, at(4, "00:00"))
    assert (frozen.streak, frozen.without_a_freeze) == (1, False)
    pending = read(done(life, at(4, "12:00")), at(4, "12:00"))
    assert states(pending) == ["kept", "frozen", "pending", "kept"]
    assert (pending.streak, pending.without_a_freeze) == (2, False)
    broken = read(done(life, at(5, "12:00")), at(5, "12:00"))
    assert states(broken) == ["kept", "frozen", "missed", "pending", "kept"]
    assert (broken.streak, broken.without_a_freeze) == (1, True)
