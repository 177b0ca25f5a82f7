"""Examples of the rules on pauses, read by the oracle."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.oracle import Change, Edit, Life, Pause, Row, Skip, read
from tests.oracle.builders import LONG_AGO, amounts, at, done, edited, goal, june, states


def once(*pauses: Pause, until: datetime | None = None, start: date | None = None) -> Life:
    """Build a `once` from 1 June 10:00 to 9 June 17:00."""
    life = goal("once", at(1, "10:00"))
    return replace(life, until=until or at(9, "17:00"), start=start, pauses=pauses)


def assert_deadline(life: Life, deadline: datetime) -> None:
    """Assert that the last period of a `once` ends at this minute."""
    minute = at(1, "00:01") - at(1, "00:00")
    assert states(read(life, deadline - minute))[-1] == "open"
    assert states(read(life, deadline))[-1] == "pending"
    assert states(read(life, deadline + 24 * 60 * minute))[-1] == "missed"


def test_a_pause_moves_the_deadline_by_its_length() -> None:
    assert_deadline(once(), at(9, "17:00"))
    assert_deadline(once(Pause(at(2, "10:00"), resumed_at=at(3, "11:00"))), at(10, "18:00"))
    assert_deadline(once(Pause(at(2, "10:00"), until=june(4))), at(11, "07:00"))


def test_a_pause_that_outlasts_the_deadline_counts_as_a_whole() -> None:
    life = once(Pause(at(9, "16:00"), resumed_at=at(12, "16:00")))
    assert_deadline(life, at(12, "17:00"))


def test_a_pause_that_is_still_running_has_moved_it_by_its_length_so_far() -> None:
    life = once(Pause(at(9, "16:00")))
    assert read(life, at(20, "12:00")).rows == (Row(june(1), june(20), "open"),)


def test_a_pause_that_begins_in_the_grace_period_moves_nothing() -> None:
    for begins in (at(9, "17:00"), at(9, "17:01"), at(10, "16:59")):
        life = once(Pause(begins, until=june(12)))
        assert_deadline(life, at(9, "17:00"))


def test_a_pause_before_a_named_start_moves_nothing() -> None:
    before = once(Pause(at(2, "10:00"), resumed_at=at(3, "10:00")), start=june(4))
    assert_deadline(before, at(9, "17:00"))
    into = once(Pause(at(2, "10:00"), resumed_at=at(4, "10:00")), start=june(4))
    assert_deadline(into, at(10, "03:00"))


def test_overlapping_pauses_count_each_moment_once() -> None:
    first = Pause(at(2, "10:00"), resumed_at=at(3, "10:00"))
    second = Pause(at(2, "12:00"), resumed_at=at(3, "12:00"))
    inside = Pause(at(2, "13:00"), resumed_at=at(2, "14:00"))
    assert_deadline(once(first, second, inside), at(10, "19:00"))
    assert_deadline(once(inside, second, first, first), at(10, "19:00"))
    apart = Pause(at(4, "12:00"), resumed_at=at(4, "13:00"))
    assert_deadline(once(first, apart), at(10, "18:00"))


def test_a_later_pause_counts_up_to_the_deadline_that_an_earlier_one_moved() -> None:
    first = Pause(at(8, "17:00"), resumed_at=at(9, "17:00"))
    second = Pause(at(10, "16:00"), resumed_at=at(10, "20:00"))
    assert_deadline(once(first, second), at(10, "21:00"))
    too_late = Pause(at(10, "17:00"), resumed_at=at(10, "20:00"))
    assert_deadline(once(first, too_late), at(10, "17:00"))


def test_a_resumed_pause_counts_until_it_was_resumed() -> None:
    life = once(Pause(at(2, "10:00"), until=june(8), resumed_at=at(2, "12:00")))
    assert read(life, at(2, "11:59")).rows == (Row(june(1), june(15), "open"),)
    assert_deadline(life, at(9, "19:00"))
    checked_in = replace(
        amounts(once(Pause(at(2, "10:00"), until=june(8))), (at(2, "12:00"), 1)), amount=5
    )
    assert_deadline(checked_in, at(9, "19:00"))


def test_an_undone_pause_moves_nothing() -> None:
    life = once(Pause(at(2, "10:00"), until=june(4), undone_at=at(3, "10:00")))
    assert read(life, at(3, "09:59")).rows == (Row(june(1), june(11), "open"),)
    assert_deadline(life, at(9, "17:00"))
    overlapped = replace(
        life, pauses=(*life.pauses, Pause(at(3, "12:00"), resumed_at=at(4, "12:00")))
    )
    assert_deadline(overlapped, at(10, "17:00"))


def test_an_undone_pause_judges_again_what_it_had_kept_open() -> None:
    life = once(Pause(at(2, "10:00"), until=june(8), undone_at=at(11, "12:00")))
    assert states(read(life, at(11, "11:59"))) == ["open"]
    assert states(read(life, at(11, "12:00"))) == ["missed"]


def test_an_undone_pause_excuses_no_day() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "12:00"))
    life = replace(life, pauses=(Pause(at(2, "10:00"), until=june(4), undone_at=at(6, "10:00")),))
    assert states(read(life, at(6, "09:59")))[:4] == ["kept", "excused", "excused", "missed"]
    assert states(read(life, at(6, "10:00")))[:4] == ["kept", "missed", "missed", "missed"]


def test_an_edit_that_keeps_the_deadline_counts_each_moment_once() -> None:
    # "Run 50 km by Jan 9", paused until Jan 5, the amount edited an hour later.
    life = replace(
        goal("once", at(1, "09:00", month=1)),
        amount=50,
        until=datetime.fromisoformat("2026-01-09T23:59:59-05:00"),
        pauses=(Pause(at(1, "10:00", month=1), until=date(2026, 1, 5)),),
    )
    kept = Edit(at(1, "11:00", month=1), "once", amount=60, keeps_deadline=True)
    again = replace(kept, at=at(6, "11:00", month=1), amount=70)
    second = datetime.fromisoformat("2026-01-13T13:59:58-05:00")
    deadline = datetime.fromisoformat("2026-01-13T13:59:59-05:00")
    for edits in ((), (kept,), (kept, again)):
        one = edited(life, *edits)
        assert states(read(one, second))[-1] == "open"
        assert states(read(one, deadline))[-1] == "pending"


def test_an_edit_that_names_the_deadline_as_it_stands_names_no_other() -> None:
    life = once(Pause(at(2, "10:00"), until=june(4)))
    same = Edit(at(2, "11:00"), "once", amount=5, until=at(11, "07:00"))
    assert_deadline(edited(life, same), at(11, "07:00"))
    resumed = once(Pause(at(2, "10:00"), until=june(4), resumed_at=at(2, "12:00")))
    assert_deadline(edited(resumed, same), at(9, "19:00"))


def test_an_edit_that_names_another_deadline_replaces_it() -> None:
    over = once(Pause(at(2, "10:00"), resumed_at=at(3, "10:00")))
    another = Edit(at(4, "10:00"), "once", until=at(20, "12:00"))
    assert_deadline(edited(over, another), at(20, "12:00"))
    # Naming the first deadline again takes back what the pause had moved.
    back = replace(another, until=at(9, "17:00"))
    assert_deadline(edited(over, back), at(9, "17:00"))


def test_the_rest_of_a_running_pause_moves_another_deadline() -> None:
    another = Edit(at(2, "12:00"), "once", until=at(20, "12:00"))
    for pause in (
        Pause(at(2, "10:00"), until=june(3)),
        Pause(at(2, "10:00"), resumed_at=at(3, "00:00")),
    ):
        assert_deadline(edited(once(pause), another), at(21, "00:00"))
        kept = Edit(at(2, "14:00"), "once", amount=5, keeps_deadline=True)
        assert_deadline(edited(once(pause), another, kept), at(21, "00:00"))


def test_an_undone_edit_restores_the_deadline_as_it_was_moved() -> None:
    life = once(Pause(at(2, "10:00"), resumed_at=at(3, "10:00")))
    another = Edit(at(2, "12:00"), "once", until=at(20, "12:00"), undone_at=at(4, "10:00"))
    assert_deadline(edited(life, another), at(10, "17:00"))


def test_an_edit_to_once_has_no_deadline_to_keep() -> None:
    life = edited(
        goal("daily", at(1, "10:00")),
        Edit(at(2, "10:00"), "once", until=at(9, "17:00"), keeps_deadline=True),
    )
    assert_deadline(life, at(9, "17:00"))


def test_an_accepted_edit_stays_after_the_pause_that_allowed_it_was_undone() -> None:
    life = once(Pause(at(2, "10:00"), until=june(4), undone_at=at(12, "10:00")))
    kept = Edit(at(10, "10:00"), "once", amount=5, keeps_deadline=True)
    assert states(read(edited(life, kept), at(10, "10:00"))) == ["not judged", "open"]
    assert states(read(edited(life, kept), at(12, "10:00"))) == ["missed"]
    another = Edit(at(10, "10:00"), "once", until=at(20, "12:00"))
    assert states(read(edited(life, another), at(12, "10:00"))) == ["missed", "open"]


def test_overlapping_pauses_excuse_the_days_of_both() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "12:00"))
    pauses = (Pause(at(2, "10:00"), until=june(5)), Pause(at(2, "11:00"), until=june(4)))
    life = replace(life, pauses=pauses)
    reading = read(life, at(7, "00:00"))
    assert states(reading) == ["kept", *["excused"] * 3, "missed", "pending", "open"]
    # A check-in resumes the goal, whatever pauses it has.
    resumed = done(life, at(2, "12:00"))
    assert states(read(resumed, at(5, "00:00")))[1:3] == ["kept", "missed"]


@pytest.mark.parametrize("paused", ["12:01", "18:00"])
def test_a_pause_after_a_skip_on_the_same_day_changes_nothing(paused: str) -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "12:00"))
    life = replace(life, skips=(Skip(at(2, "12:00")),), pauses=(Pause(at(2, paused), june(4)),))
    reading = read(life, at(5, "00:00"))
    assert states(reading) == ["kept", "missed", "excused", "pending", "open"]


def test_a_pause_after_a_skip_that_waits_changes_nothing_either() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "12:00"))
    life = replace(life, skips=(Skip(at(3, "12:00")),), pauses=(Pause(at(3, "13:00"), june(5)),))
    assert states(read(life, at(3, "14:00"))) == ["kept", "pending", "pending"]
    assert states(read(life, at(4, "00:00"))) == ["kept", "missed", "missed", "open"]
    before = replace(life, pauses=(Pause(at(3, "11:00"), june(5)),))
    assert states(read(before, at(4, "00:00"))) == ["kept", "missed", "excused", "open"]


def test_a_skip_that_waits_is_judged_by_what_is_known_then() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "12:00"))
    life = replace(life, freezes=(Change(LONG_AGO, (1, 7, 2)),), skips=(Skip(at(3, "12:00")),))
    spent = read(life, at(4, "00:00"))  # the 2nd spends the only freeze
    assert states(spent) == ["kept", "frozen", "missed", "open"]
    off = replace(life, freezes=(*life.freezes, Change(at(3, "18:00"), (0, 0, 0))))
    assert states(read(off, at(4, "00:00"))) == ["kept", "missed", "missed", "open"]
