"""Worked examples of the time of day at which a goal reminds."""

from tests.oracle import Change, CheckIn
from tests.oracle.builders import LONG_AGO
from tests.oracle.reminder_builders import answering, june, owner, promise, reminded, when
from tests.oracle.reminders import hear

FROM_FOUR = (Change(LONG_AGO, 4),)


def test_a_usual_time_is_rounded_down_to_a_quarter() -> None:
    assert reminded(owner(promise("daily", usual="18:59"), until="06-02 00:00")) == ["06-01 18:45"]


def test_a_chosen_time_is_rounded_down_to_a_quarter() -> None:
    goal = promise("daily", times="12:14 19:46")

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 12:00", "06-01 19:45"]


def test_before_counts_back_from_the_usual_time_before_it_is_rounded() -> None:
    goal = promise("daily", times="before 30", usual="18:10")  # 17:40

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 17:30"]


def test_before_without_a_usual_time_or_deadline_reminds_never() -> None:
    assert reminded(owner(promise("daily", times="before 30"), until="06-03 00:00")) == []
    assert reminded(owner(promise("once", times="before 30"), until="06-03 00:00")) == []


def test_half_an_hour_before_the_median_of_three_check_ins() -> None:
    # The median of 07:40, 12:20 and 20:10 is 12:20; half an hour before is 11:50. On 4 June, only
    # the two count that were made before the 3rd began.
    goal = promise("daily", "06-01 07:00", done=["06-01 07:40", "06-02 12:20", "06-03 20:10"])

    assert reminded(owner(goal, until="06-06 00:00")) == [
        *("06-03 18:00", "06-04 18:00", "06-05 11:45"),
    ]


def test_of_four_check_ins_the_earlier_of_the_two_in_the_middle() -> None:
    done = ["06-01 08:00", "06-02 16:00", "06-03 10:00", "06-04 14:00"]
    goal = promise("daily", "06-01 07:00", done=done)

    assert reminded(owner(goal, until="06-07 00:00"))[-1] == "06-06 09:30"


def test_only_the_last_seven_check_ins_count() -> None:
    early = [f"06-0{day} 08:00" for day in range(1, 5)]
    late = [f"06-{day:02} 15:00" for day in range(5, 12)]
    goal = answering(promise("daily", "06-01 07:00", done=early + late))

    assert reminded(owner(goal, until="06-14 00:00"))[-1] == "06-13 14:30"


def test_a_check_in_of_the_same_day_or_the_day_before_does_not_move_the_time() -> None:
    # On 4 June, 40 of 50 pages are read by 10:00. For the 5th, too, only the three check-ins before
    # it count.
    done = [
        *(CheckIn(when(f"06-0{day} 15:00"), amount=50) for day in (1, 2, 3)),
        *(CheckIn(when(f"06-04 {hour}:00"), amount=10) for hour in ("07", "08", "09", "10")),
    ]
    goal = promise("daily", "06-01 07:00", amount=50.0, check_ins=tuple(done))

    assert reminded(owner(goal, until="06-06 00:00")) == ["06-04 18:00", "06-05 14:30"]


def test_an_undone_check_in_does_not_count_for_the_median() -> None:
    undone = CheckIn(when("06-03 12:00"), undone_at=when("06-03 12:05"))
    goal = promise("daily", "06-01 07:00", done=["06-01 08:00", "06-02 08:00"], check_ins=(undone,))

    assert reminded(owner(goal, until="06-05 00:00")) == ["06-03 18:00", "06-04 18:00"]


def test_half_past_midnight_is_late_if_the_day_starts_at_four() -> None:
    # Since 04:00: 23:00, 23:30, 00:30; the median is 23:30. In clock order, it would be 23:00.
    done = ["06-01 23:00", "06-02 23:30", "06-04 00:30"]
    goal = answering(promise("daily", done=done))

    times = reminded(owner(goal, until="06-06 03:00", day_starts=FROM_FOUR, quiet=None))

    assert times[-1] == "06-05 23:00"


def test_an_automatic_evening_time_in_the_quiet_hours_moves_to_before_they_begin() -> None:
    assert reminded(owner(promise("daily", usual="22:30"), until="06-02 00:00")) == ["06-01 21:45"]


def test_an_automatic_morning_time_in_the_quiet_hours_moves_to_the_evening_before() -> None:
    goal = promise("daily", usual="06:00")

    heard = hear(owner(goal, until="06-02 12:00"))

    assert [(one.due, one.day) for one in heard if one.kind == "reminder"] == [
        (when("06-01 21:45"), june(2))
    ]


def test_who_usually_checks_in_early_is_reminded_the_evening_before() -> None:
    # Thursday's check-in is the third, so 05:45 is first known for Saturday.
    goal = promise("daily", done=[f"06-0{day} 06:15" for day in (2, 3, 4, 5)])

    assert reminded(owner(goal, until="06-06 12:00")) == ["06-01 18:00", "06-05 21:45"]


def test_the_quiet_hours_include_their_first_minute_and_not_their_last() -> None:
    assert reminded(owner(promise("daily", usual="22:00"), until="06-02 00:00")) == ["06-01 21:45"]
    assert reminded(owner(promise("daily", "06-01 01:00", usual="07:00"), until="06-02 00:00")) == [
        "06-01 07:00"
    ]
    assert reminded(owner(promise("daily", usual="06:59"), until="06-02 00:00")) == ["06-01 21:45"]


def test_other_quiet_hours() -> None:
    goal = promise("daily", usual="08:00")

    assert reminded(owner(goal, until="06-02 12:00", quiet=(0, 9))) == ["06-01 23:45"]
    assert reminded(owner(goal, until="06-02 12:00", quiet=(6, 12))) == ["06-02 05:45"]
    assert reminded(owner(goal, until="06-02 12:00", quiet=None)) == ["06-02 08:00"]


def test_a_chosen_time_is_honoured_in_the_quiet_hours() -> None:
    goal = promise("daily", times="05:30 23:00")

    assert reminded(owner(goal, until="06-02 12:00")) == ["06-01 23:00", "06-02 05:30"]


def test_with_a_day_start_at_four_two_in_the_morning_is_on_the_next_date() -> None:
    goal = promise("daily", times="02:00")

    heard = hear(owner(goal, until="06-02 12:00", day_starts=FROM_FOUR))

    assert [(one.due, one.day) for one in heard if one.kind == "reminder"] == [
        (when("06-02 02:00"), june(1))
    ]


def test_with_a_day_start_at_four_a_quiet_two_in_the_morning_moves_into_the_same_day() -> None:
    goal = promise("daily", usual="02:00")

    heard = hear(owner(goal, until="06-02 12:00", day_starts=FROM_FOUR))

    assert [(one.due, one.day) for one in heard if one.kind == "reminder"] == [
        (when("06-01 21:45"), june(1))
    ]


def test_a_longer_day_after_a_new_day_start_reminds_once() -> None:
    # 2 June runs from 00:00 to 04:00 on the 3rd. 02:00 belongs to the next date, so it is at its
    # end, and not at its beginning.
    goal = promise("daily", "06-01 01:00", times="02:00")
    later = (Change(when("06-01 12:00"), 4),)

    heard = hear(owner(goal, until="06-04 03:00", day_starts=later))

    assert [(one.due, one.day) for one in heard if one.kind == "reminder"] == [
        (when("06-01 02:00"), june(1)),
        (when("06-03 02:00"), june(2)),
        (when("06-04 02:00"), june(3)),
    ]


def test_a_shorter_day_after_an_earlier_day_start_has_no_early_morning() -> None:
    # 1 June ends at 04:00 on the 2nd, and 02:00 on the 2nd is its own. The 2nd lasts from 04:00 to
    # midnight, without a 02:00. The 3rd begins at midnight.
    goal = promise("daily", times="02:00")
    earlier = (*FROM_FOUR, Change(when("06-01 12:00"), 0))

    heard = hear(owner(goal, until="06-04 00:00", day_starts=earlier))

    assert [(one.due, one.day) for one in heard if one.time] == [
        (when("06-02 02:00"), june(1)),
        (when("06-03 02:00"), june(3)),
    ]


def test_half_an_hour_before_a_time_after_midnight_is_on_the_evening_before() -> None:
    # Three times at 00:10: half an hour before is 23:40 of the date before; D stays.
    done = ["06-01 00:10", "06-02 00:10", "06-03 00:10"]
    goal = answering(promise("daily", "05-31 23:00", done=done))

    heard = hear(owner(goal, until="06-05 12:00", quiet=None))

    assert [(one.due, one.day) for one in heard if one.time][-1] == (when("06-04 23:30"), june(5))


def test_before_a_usual_time_after_midnight_is_on_the_evening_before() -> None:
    goal = promise("daily", times="before 30", usual="00:10")

    heard = hear(owner(goal, until="06-02 12:00"))

    assert [(one.due, one.day) for one in heard if one.time] == [(when("06-01 23:30"), june(2))]


def test_a_time_is_asked_to_be_within_its_day_before_anything_is_subtracted() -> None:
    # With the day start at 04:00, 04:10 is on D, and 03:40 is still on the day before.
    goal = promise("daily", times="before 30", usual="04:10")

    heard = hear(owner(goal, until="06-02 12:00", day_starts=FROM_FOUR))

    assert [(one.due, one.day) for one in heard if one.time] == [(when("06-02 03:30"), june(2))]
