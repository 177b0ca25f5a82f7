"""Examples of the rules of decision 0008, on editing a goal, read by the oracle."""

from dataclasses import replace
from datetime import date

from tests.oracle import (
    Absence,
    Change,
    CheckIn,
    Edit,
    Pause,
    Row,
    Skip,
    read,
)
from tests.oracle.builders import (
    LONG_AGO,
    NONE_AT_THE_START,
    amounts,
    at,
    done,
    edited,
    goal,
    june,
    states,
    yesterday,
)


def test_edit_rule_2_the_streak_the_longest_and_the_freezes_go_on() -> None:
    life = replace(goal("daily", at(1, "10:00")), freezes=NONE_AT_THE_START)
    life = done(life, *(at(day, "12:00") for day in range(1, 8)))
    life = edited(life, Edit(at(8, "09:00"), "every 2 days"))
    reading = read(done(life, at(9, "12:00")), at(9, "12:00"))
    assert reading.rows[7:] == (Row(june(8), june(8), "not judged"), Row(june(8), june(9), "kept"))
    assert (reading.streak, reading.longest, reading.freezes) == (8, 8, 1)
    missed = read(life, at(11, "00:00"))  # the freeze of the first chapter is spent in the second
    assert states(missed)[8:] == ["frozen", "open"]
    assert (missed.streak, missed.freezes) == (7, 0)


def test_edit_rule_3_an_open_period_is_kept_if_it_was_and_otherwise_not_judged() -> None:
    life = goal("3 per week", at(30, "10:00", month=5))
    life = replace(life, start=june(1))
    life = edited(life, Edit(at(4, "12:00"), "every 2 days"))
    kept = done(life, at(1, "12:00"), at(2, "12:00"), at(3, "12:00"))
    reading = read(kept, at(4, "12:00"))
    assert reading.rows == (Row(june(1), june(7), "kept"), Row(june(4), june(5), "open"))
    assert (reading.streak, reading.kept, reading.counted) == (1, 1, 1)
    tried = done(life, at(1, "12:00"), at(2, "12:00"))
    reading = read(tried, at(15, "00:00", month=7))
    assert reading.rows[0] == Row(june(1), june(7), "not judged")
    assert states(read(tried, at(4, "11:59"))) == ["open"]  # an edit counts from its instant on


def test_edit_rule_3_a_pending_period_is_still_judged_in_its_grace() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "12:00"))
    life = edited(life, Edit(at(3, "09:00"), "3 per week"))
    reading = read(life, at(3, "23:59"))
    assert reading.rows == (
        Row(june(1), june(1), "kept"),
        Row(june(2), june(2), "pending"),
        Row(june(3), june(3), "not judged"),
        Row(june(1), june(7), "open"),
    )
    assert states(read(life, at(4, "00:00"))) == ["kept", "missed", "not judged", "open"]
    reading = read(yesterday(life, at(3, "20:00")), at(3, "20:00"))
    assert (reading.streak, states(reading)) == (2, ["kept", "late", "not judged", "open"])


def test_edit_rule_3_a_skip_that_was_judged_before_the_edit_stays() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "12:00"))
    life = replace(life, skips=(Skip(at(2, "09:00")),))
    life = edited(life, Edit(at(2, "10:00"), "every 2 days"))
    reading = read(
        done(life, at(2, "11:00")), at(2, "11:00")
    )  # it serves the new span, and supersedes nothing
    assert states(reading) == ["kept", "missed", "kept"]
    assert (reading.streak, reading.longest) == (1, 1)


def test_edit_rule_3_a_freeze_waits_for_what_is_pending_in_the_chapter_before() -> None:
    life = replace(goal("daily", at(1, "10:00")), freezes=(Change(LONG_AGO, (0, 1, 1)),))
    life = done(life, at(1, "12:00"))
    life = edited(life, Edit(at(3, "09:00"), "daily", amount=2))
    life = replace(life, skips=(Skip(at(3, "10:00")),))
    waiting = read(life, at(3, "23:59"))
    assert states(waiting) == ["kept", "pending", "not judged", "pending"]
    assert waiting.freezes == 1
    closed = read(life, at(4, "00:00"))  # the 2nd spends the freeze; the 3rd began before the edit
    assert states(closed) == ["kept", "frozen", "not judged", "excused", "open"]
    late = read(yesterday(life, at(3, "12:00")), at(3, "12:00"))
    assert states(late) == ["kept", "late", "not judged", "excused"]
    assert (late.streak, late.freezes) == (2, 1)


def test_edit_rule_3_a_deed_waits_for_the_longer_day_of_the_chapter_before() -> None:
    # Clocks go back on 1 November, so that the day lasts longer than the grace of a deed that is due as it begins.
    life = replace(goal("daily", at(30, "10:00", month=10)), start=date(2026, 10, 31))
    deed = Edit(at(1, "00:05", month=11), "once", until=at(1, "00:10", month=11))
    life = edited(life, deed)
    reading = read(life, at(1, "23:30", month=11))  # its 24 hours were over at 23:10
    assert states(reading) == ["pending", "not judged", "pending"]
    assert states(read(life, at(2, "00:00", month=11))) == ["missed", "not judged", "missed"]


def test_edit_rule_4_the_new_chapter_begins_with_the_day_of_the_edit() -> None:
    life = edited(goal("weekly on mon", at(1, "10:00")), Edit(at(3, "15:00"), "daily"))
    assert states(read(life, at(5, "00:00"))) == [
        "excused",
        "excused",
        "pending",
        "open",
    ]  # the 3rd began before
    kept = done(life, at(3, "16:00"))
    assert read(kept, at(3, "16:00")).rows[1:] == (Row(june(3), june(3), "kept"),)
    at_midnight = edited(goal("weekly on mon", at(1, "10:00")), Edit(at(3, "00:00"), "daily"))
    assert states(read(at_midnight, at(5, "00:00"))) == ["excused", "missed", "pending", "open"]


def test_edit_rule_4_it_begins_later_where_the_edit_says_so() -> None:
    life = edited(
        goal("weekly on mon", at(1, "10:00")), Edit(at(3, "15:00"), "daily", start=june(5))
    )
    assert read(done(life, at(4, "12:00")), at(4, "12:00")).rows == (
        Row(june(1), june(1), "excused"),
    )
    assert read(life, at(7, "00:00")).rows[1:] == (
        Row(june(5), june(5), "missed"),
        Row(june(6), june(6), "pending"),
        Row(june(7), june(7), "open"),
    )
    earlier = edited(
        goal("weekly on mon", at(1, "10:00")), Edit(at(3, "15:00"), "daily", start=june(2))
    )
    assert read(earlier, at(3, "15:00")).rows[1:] == (Row(june(3), june(3), "open"),)


def test_edit_rule_4_a_span_begins_with_that_day_and_is_whole() -> None:
    life = edited(goal("weekly on mon", at(1, "10:00")), Edit(at(3, "15:00"), "every 2 days"))
    reading = read(life, at(6, "00:00"))
    assert reading.rows[1:] == (Row(june(3), june(4), "missed"), Row(june(5), june(6), "open"))


def test_edit_rule_4_the_first_week_of_a_quota_is_the_whole_calendar_one() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "12:00"), at(2, "12:00"))
    life = edited(life, Edit(at(3, "09:00"), "3 per week"))
    two = done(
        life, at(3, "12:00"), at(4, "12:00")
    )  # those of the 1st and 2nd are of the old chapter
    assert read(two, at(4, "12:00")).rows[3:] == (Row(june(1), june(7), "open"),)
    assert states(read(done(two, at(7, "12:00")), at(7, "12:00")))[3:] == ["kept"]
    assert states(read(two, at(9, "00:00")))[3:] == ["excused", "open"]
    assert states(read(two, at(16, "00:00")))[3:] == ["excused", "missed", "open"]


def test_edit_rule_4_the_last_two_hours_reach_back_before_the_edit_on_its_day() -> None:
    life = goal("weekly on mon", at(3, "10:00"))
    life = edited(life, Edit(at(3, "15:00"), "once", until=at(3, "16:00")))
    life = replace(life, absences=(Absence(at(3, "14:10"), at(3, "14:30")),))
    assert states(read(life, at(4, "16:00"))) == ["excused"]


def test_edit_rule_5_what_was_done_earlier_that_day_counts_for_the_new_chapter() -> None:
    life = done(goal("3 per week", at(1, "10:00")), at(2, "09:00"), at(3, "09:00"))
    life = edited(life, Edit(at(3, "12:00"), "daily"))
    reading = read(life, at(3, "12:00"))
    assert reading.rows == (Row(june(1), june(7), "not judged"), Row(june(3), june(3), "kept"))
    assert reading.streak == 1


def test_edit_rule_5_but_not_if_it_kept_the_period_that_was_open() -> None:
    life = done(goal("1 per week", at(1, "10:00")), at(3, "09:00"))
    life = edited(life, Edit(at(3, "12:00"), "every 2 days"))
    assert states(read(life, at(3, "12:00"))) == ["kept", "open"]
    reading = read(done(life, at(3, "12:30")), at(3, "12:30"))
    assert (reading.streak, states(reading)) == (2, ["kept", "kept"])


def test_edit_rule_5_a_ceiling_has_kept_nothing_before_its_end() -> None:
    life = replace(goal("daily", at(1, "10:00")), amount=2, at_most=True, start=june(2))
    life = edited(amounts(life, (at(2, "09:00"), 1)), Edit(at(2, "12:00"), "daily", amount=1))
    assert states(read(life, at(2, "12:00"))) == ["not judged", "kept"]


def test_edit_rule_5_a_skip_before_the_edit_says_nothing_about_the_new_chapter() -> None:
    life = replace(goal("daily", at(1, "10:00")), start=june(2), skips=(Skip(at(2, "09:00")),))
    life = edited(life, Edit(at(2, "12:00"), "daily", amount=2))
    assert states(read(life, at(2, "12:00"))) == ["missed", "open"]
    again = replace(life, skips=(*life.skips, Skip(at(2, "13:00"))))
    assert states(read(again, at(2, "13:00"))) == [
        "missed",
        "excused",
    ]  # its day began before the edit


def test_edit_rule_6_fixed_dates_ask_nothing_more_of_a_day_that_was_kept() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "12:00"), at(2, "12:00"))
    life = edited(life, Edit(at(2, "15:00"), "daily", until=june(5)))
    assert states(read(life, at(2, "23:59"))) == ["kept", "kept"]
    reading = read(life, at(4, "00:00"))
    assert [row.first for row in reading.rows] == [june(1), june(2), june(3), june(4)]
    assert states(reading) == ["kept", "kept", "pending", "open"]
    assert (
        states(read(life, at(5, "00:00")))[2] == "missed"
    )  # it is the first, but began after the edit
    other = edited(
        done(goal("daily", at(2, "10:00")), at(2, "12:00")), Edit(at(2, "15:00"), "every 2 days")
    )
    assert read(other, at(2, "15:00")).rows[1:] == (Row(june(2), june(3), "open"),)  # a span asks


def test_edit_rule_6_holds_through_a_second_edit_on_the_same_day() -> None:
    life = done(goal("daily", at(1, "10:00")), at(2, "09:00"))
    life = edited(life, Edit(at(2, "10:00"), "weekly on tue,fri"), Edit(at(2, "11:00"), "daily"))
    assert states(read(life, at(2, "11:00"))) == ["pending", "kept"]
    assert read(life, at(3, "00:00")).rows[2:] == (Row(june(3), june(3), "open"),)


def test_edit_rule_7_a_deed_keeps_its_start_and_what_was_done_for_it() -> None:
    life = replace(goal("once", at(1, "10:00")), until=at(5, "17:00"), amount=50)
    life = edited(
        amounts(life, (at(2, "12:00"), 30)),
        Edit(at(5, "14:00"), "once", until=at(7, "17:00"), amount=50),
    )
    reading = read(life, at(5, "14:00"))
    assert reading.rows == (Row(june(1), june(5), "not judged"), Row(june(1), june(7), "open"))
    reading = read(amounts(life, (at(7, "16:59"), 20)), at(7, "16:59"))
    assert (reading.streak, states(reading)) == (1, ["not judged", "kept"])
    assert states(read(life, at(8, "16:59"))) == ["not judged", "pending"]
    assert states(read(life, at(8, "17:00"))) == ["not judged", "missed"]
    less = replace(
        life, edits=(Edit(at(5, "14:00"), "once", amount=30),)
    )  # open-ended, and reached already
    assert read(less, at(5, "14:00")).rows[1:] == (Row(june(1), None, "kept"),)


def test_edit_rule_7_a_pause_moves_the_new_deadline_by_its_length_after_the_edit() -> None:
    life = replace(goal("once", at(1, "10:00")), until=at(5, "17:00"))
    life = replace(life, pauses=(Pause(at(3, "12:00"), resumed_at=at(4, "15:00")),))
    life = edited(life, Edit(at(4, "12:00"), "once", until=at(5, "12:00")))
    reading = read(life, at(5, "14:59"))  # three hours of the pause came after the edit
    assert states(reading) == ["not judged", "open"]
    assert states(read(life, at(5, "15:00"))) == ["not judged", "pending"]


def test_edit_rule_8_a_goal_whose_time_is_over_cannot_be_edited() -> None:
    later = at(20, "12:00")
    life = replace(goal("once", at(1, "10:00")), until=at(5, "17:00"))
    for moment in (at(5, "17:00"), at(6, "10:00"), at(8, "10:00")):
        assert read(edited(life, Edit(moment, "daily")), later) == read(life, later)
    assert read(edited(life, Edit(at(5, "16:59"), "daily")), later) != read(life, later)
    paused = replace(life, pauses=(Pause(at(5, "10:00"), resumed_at=at(5, "11:00")),))
    assert read(edited(paused, Edit(at(5, "17:59"), "daily")), later) != read(paused, later)
    assert read(edited(paused, Edit(at(5, "18:00"), "daily")), later) == read(paused, later)
    kept = done(life, at(3, "12:00"))
    assert read(edited(kept, Edit(at(3, "12:00"), "daily")), later) == read(kept, later)

    life = replace(goal("daily", at(1, "10:00")), until=june(5))
    assert read(edited(life, Edit(at(6, "00:00"), "daily")), later) == read(life, later)
    assert read(edited(life, Edit(at(5, "23:59"), "daily")), later) != read(life, later)
    ended = replace(goal("daily", at(1, "10:00")), ended_at=at(4, "10:00"))
    assert read(edited(ended, Edit(at(4, "10:00"), "every 2 days")), later) == read(ended, later)
    never = edited(goal("daily", at(1, "10:00")), Edit(at(1, "10:00"), "every 2 days"))
    assert read(never, later) == read(goal("daily", at(1, "10:00")), later)


def test_edit_rule_8_a_refused_edit_does_not_come_back() -> None:
    life = replace(
        goal("once", at(1, "10:00")), check_ins=(CheckIn(at(2, "12:00"), undone_at=at(2, "12:10")),)
    )
    reading = read(edited(life, Edit(at(2, "12:05"), "daily")), at(2, "12:10"))
    assert reading.rows == (Row(june(1), None, "open"),)


def test_edit_rule_9_an_edit_that_was_undone_counts_as_if_it_had_not_been() -> None:
    life = done(goal("daily", at(1, "10:00")), at(1, "12:00"))
    changed = edited(life, Edit(at(2, "09:00"), "3 per week", undone_at=at(2, "09:10")))
    assert states(read(changed, at(2, "09:09"))) == ["kept", "not judged", "open"]
    for moment in (at(2, "08:59"), at(2, "09:10"), at(4, "00:00")):
        assert read(changed, moment) == read(life, moment)


def test_edit_rule_9_only_the_latest_edit_can_be_undone() -> None:
    life = goal("daily", at(1, "10:00"))
    first = Edit(at(2, "09:00"), "3 per week")
    second = Edit(at(2, "10:00"), "every 2 days")
    both = edited(life, first, second)
    refused = edited(life, replace(first, undone_at=at(2, "11:00")), second)
    assert read(refused, at(3, "12:00")) == read(both, at(3, "12:00"))
    in_turn = edited(
        life, replace(first, undone_at=at(2, "11:00")), replace(second, undone_at=at(2, "10:30"))
    )
    assert read(in_turn, at(2, "10:45")) == read(edited(life, first), at(2, "10:45"))
    assert read(in_turn, at(3, "12:00")) == read(life, at(3, "12:00"))


def test_edit_a_check_in_before_a_start_that_was_named_resumes_nothing() -> None:
    life = replace(goal("daily", at(1, "10:00")), pauses=(Pause(at(3, "12:00")),))
    life = edited(life, Edit(at(3, "15:00"), "daily", start=june(5)))
    assert states(read(done(life, at(4, "12:00")), at(7, "00:00")))[-2:] == ["pending", "open"]
    assert states(read(done(life, at(4, "12:00")), at(8, "00:00")))[-3:] == [
        "excused",
        "pending",
        "open",
    ]
    assert states(read(done(life, at(5, "12:00")), at(8, "00:00")))[-3:] == [
        "missed",
        "pending",
        "open",
    ]
