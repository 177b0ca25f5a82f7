"""Worked examples of the local days on which a goal reminds."""

from tests.oracle import Change, CheckIn
from tests.oracle.reminder_builders import june, owner, promise, reminded, when


def test_weekly_dates_remind_on_each_due_date_at_six_in_the_evening() -> None:
    assert reminded(owner(promise("weekly on tue,thu"), until="06-11 00:00")) == [
        "06-02 18:00",
        "06-04 18:00",
        "06-09 18:00",
    ]


def test_a_day_that_is_done_before_the_moment_has_no_reminder() -> None:
    goal = promise("daily", done=["06-02 12:00"])

    assert reminded(owner(goal, until="06-04 00:00")) == ["06-01 18:00", "06-03 18:00"]


def test_a_day_that_is_done_after_the_moment_has_its_reminder() -> None:
    goal = promise("daily", done=["06-02 18:01"])

    assert reminded(owner(goal, until="06-03 00:00")) == ["06-01 18:00", "06-02 18:00"]


def test_an_undone_check_in_leaves_the_day_due() -> None:
    undone = CheckIn(when("06-01 12:00"), undone_at=when("06-01 12:10"))

    assert reminded(owner(promise("daily", check_ins=(undone,)), until="06-02 00:00")) == [
        "06-01 18:00"
    ]


def test_a_check_in_for_yesterday_does_not_keep_today() -> None:
    late = CheckIn(when("06-02 12:00"), yesterday=True)

    assert "06-02 18:00" in reminded(
        owner(promise("daily", check_ins=(late,)), until="06-03 00:00")
    )


def test_progress_below_the_amount_is_not_enough_to_be_done() -> None:
    some = CheckIn(when("06-01 12:00"), amount=12)
    rest = CheckIn(when("06-02 12:00"), amount=20)
    goal = promise("daily", amount=20.0, check_ins=(some, rest))

    assert reminded(owner(goal, until="06-03 00:00")) == ["06-01 18:00"]


def test_a_span_reminds_on_its_last_day() -> None:
    assert reminded(owner(promise("every 3 days"), until="06-10 00:00")) == [
        "06-03 18:00",
        "06-06 18:00",
        "06-09 18:00",
    ]


def test_a_span_kept_on_its_first_day_is_silent() -> None:
    goal = promise("every 3 days", done=["06-01 12:00"])

    assert reminded(owner(goal, until="06-05 00:00")) == []


def test_a_span_that_until_cut_short_reminds_on_the_last_day_that_is_left() -> None:
    goal = promise("every 5 days", until=june(7))  # the second span is 6 and 7 June only

    assert reminded(owner(goal, until="06-14 00:00")) == ["06-05 18:00", "06-07 18:00"]


def test_a_quota_reminds_in_the_middle_and_on_the_day_from_which_all_are_needed() -> None:
    # Thursday is the fourth of seven. From Friday on, three days are left for three check-ins. On
    # Saturday it is already too late.
    assert reminded(owner(promise("3 per week"), until="06-08 00:00")) == [
        "06-04 18:00",
        "06-05 18:00",
    ]


def test_a_quota_reminds_on_sunday_if_only_one_is_missing() -> None:
    goal = promise("3 per week", done=["06-02 12:00", "06-04 12:00"])  # Thursday has counted

    assert reminded(owner(goal, until="06-08 00:00")) == ["06-07 18:00"]


def test_a_quota_that_is_met_is_silent() -> None:
    goal = promise("3 per week", done=["06-01 12:00", "06-02 12:00", "06-03 12:00"])

    assert reminded(owner(goal, until="06-08 00:00")) == []


def test_a_quota_that_needs_all_days_reminds_daily() -> None:
    goal = promise("7 per week", done=[f"06-0{day} 19:00" for day in range(1, 8)])

    assert len(reminded(owner(goal, until="06-08 00:00"))) == 7


def test_a_quota_that_cannot_be_kept_any_more_is_silent_even_in_the_middle() -> None:
    # Monday has counted. Tuesday to Sunday are six for six. After Tuesday without one, fewer days
    # are left than are missing.
    goal = promise("7 per week", done=["06-01 12:00"])

    assert reminded(owner(goal, until="06-08 00:00")) == ["06-02 18:00"]


def test_two_check_ins_on_a_day_are_one_day_of_a_quota() -> None:
    goal = promise("3 per week", done=["06-02 12:00", "06-02 13:00"])  # two days are missing

    assert reminded(owner(goal, until="06-08 00:00")) == ["06-04 18:00", "06-06 18:00"]


def test_a_sum_over_the_week_reminds_in_the_middle_and_on_the_last_day() -> None:
    forty = CheckIn(when("06-03 12:00"), amount=40)
    goal = promise("1 per week", amount=100.0, check_ins=(forty,))

    assert reminded(owner(goal, until="06-08 00:00")) == ["06-04 18:00", "06-07 18:00"]


def test_a_sum_that_is_reached_early_is_silent() -> None:
    hundred = (CheckIn(when("06-02 12:00"), amount=60), CheckIn(when("06-03 12:00"), amount=40))
    goal = promise("1 per week", amount=100.0, check_ins=hundred)

    assert reminded(owner(goal, until="06-08 00:00")) == []


def test_a_day_below_its_amount_has_not_counted_for_a_quota() -> None:
    five = CheckIn(when("06-04 12:00"), amount=5)
    goal = promise("3 per week", amount=10.0, check_ins=(five,))

    assert reminded(owner(goal, until="06-06 00:00")) == ["06-04 18:00", "06-05 18:00"]


def test_a_week_that_until_cut_short_has_its_middle_earlier() -> None:
    # 1 to 4 June: the middle is 1 + 4 // 2. From the 5th on, there is none.
    goal = promise("1 per week", until=june(4))

    assert reminded(owner(goal, until="06-08 00:00")) == ["06-03 18:00", "06-04 18:00"]


def test_a_month_that_until_cut_short_has_its_middle_earlier() -> None:
    goal = promise("1 per month", until=june(10))  # 1 + 10 // 2

    assert reminded(owner(goal, until="07-01 00:00")) == ["06-06 18:00", "06-10 18:00"]


def test_a_week_from_sunday_has_its_middle_on_wednesday() -> None:
    sundays = (Change(when("05-01 00:00"), 6),)
    goal = promise("1 per week", "05-31 10:00")  # 31 May is a Sunday, 6 June a Saturday

    assert reminded(owner(goal, until="06-07 00:00", week_starts=sundays)) == [
        "06-03 18:00",
        "06-06 18:00",
    ]


def test_a_quota_declared_after_the_middle_day_only_reminds_if_all_days_are_needed() -> None:
    # Declared on Friday: 3 of 3 on Friday.
    goal = promise("3 per week", "06-05 10:00")

    assert reminded(owner(goal, until="06-08 00:00")) == ["06-05 18:00"]


def test_a_quota_with_a_month_of_28_days() -> None:
    # 1 + 28 // 2 days; the last four of 28.
    goal = promise("4 per month", "02-01 10:00")

    assert reminded(owner(goal, until="03-01 00:00")) == ["02-15 18:00", "02-25 18:00"]


def test_a_quota_with_a_month_of_29_days() -> None:
    goal = promise("4 per month", "2028-02-01 10:00")

    assert reminded(owner(goal, until="2028-03-01 00:00")) == ["02-15 18:00", "02-26 18:00"]


def test_a_quota_with_a_month_of_30_days() -> None:
    goal = promise("4 per month", "04-01 10:00")

    assert reminded(owner(goal, until="05-01 00:00")) == ["04-16 18:00", "04-27 18:00"]


def test_a_quota_with_a_month_of_31_days() -> None:
    goal = promise("4 per month", "05-01 10:00")

    assert reminded(owner(goal, until="06-01 00:00")) == ["05-16 18:00", "05-28 18:00"]


def test_the_31st_is_the_last_day_of_each_month_and_29_february_in_a_leap_year() -> None:
    goal = promise("monthly on 31", "2028-01-15 10:00")

    assert reminded(owner(goal, until="2028-04-01 00:00")) == [
        "01-31 18:00",
        "02-29 18:00",
        "03-31 18:00",
    ]


def test_a_daily_goal_goes_on_over_29_february() -> None:
    goal = promise("daily", "2028-02-28 10:00")

    assert reminded(owner(goal, until="2028-03-02 00:00")) == [
        "02-28 18:00",
        "02-29 18:00",
        "03-01 18:00",
    ]


def test_a_daily_goal_goes_on_over_the_years_end() -> None:
    goal = promise("daily", "12-30 10:00")

    assert reminded(owner(goal, until="2027-01-02 00:00")) == [
        "12-30 18:00",
        "12-31 18:00",
        "01-01 18:00",
    ]


def test_a_week_over_the_years_end_has_one_middle() -> None:
    # Monday 28 December to Sunday 3 January: the middle is Thursday, 31 December.
    goal = promise("3 per week", "12-28 10:00")

    assert reminded(owner(goal, until="2027-01-04 00:00")) == ["12-31 18:00", "01-01 18:00"]


def test_a_daily_ceiling_asks_for_the_number_at_eight_in_the_evening() -> None:
    goal = promise("daily", amount=2.0, at_most=True)

    assert reminded(owner(goal, until="06-03 00:00")) == ["06-01 20:00", "06-02 20:00"]


def test_a_ceiling_with_a_number_needs_no_reminder() -> None:
    for schedule in ("daily", "1 per week", "3 per week", "every 7 days"):
        for amount in (0, 1, 9):
            one = CheckIn(when("06-01 12:00"), amount=amount)
            goal = promise(schedule, amount=2.0, at_most=True, check_ins=(one,))
            ends = "06-02 00:00" if schedule == "daily" else "06-08 00:00"
            assert reminded(owner(goal, until=ends)) == []


def test_a_once_with_a_ceiling_is_reminded_of_until_there_is_a_number() -> None:
    one = CheckIn(when("06-04 20:00"), amount=1)
    goal = promise("once", until=when("06-05 17:00"), amount=2.0, at_most=True, check_ins=(one,))

    assert reminded(owner(goal, until="06-07 00:00")) == ["06-04 17:00"]


def test_a_ceiling_over_a_week_reminds_on_its_last_day_only() -> None:
    for schedule in ("1 per week", "3 per week", "every 7 days"):
        goal = promise(schedule, amount=2.0, at_most=True)
        assert reminded(owner(goal, until="06-08 00:00")) == ["06-07 20:00"]
