"""Worked examples of the rules of reminders, read by the oracle: on which days, and when not."""

from dataclasses import replace

from tests.oracle import Change, CheckIn, Edit, Excuse, Pause, Skip
from tests.oracle.reminder_builders import (
    answering,
    june,
    owner,
    pressing,
    promise,
    reminded,
    told,
    when,
)
from tests.oracle.reminders import hear


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


def test_a_quota_that_needs_all_days_reminds_daily_until_it_cannot_be_met() -> None:
    # Monday has counted. Tuesday to Sunday are six for six. After Tuesday without one, only the
    # middle day is left.
    goal = promise("7 per week", done=["06-01 12:00"])

    assert reminded(owner(goal, until="06-08 00:00")) == ["06-02 18:00", "06-04 18:00"]


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


def test_a_paused_goal_is_silent_until_the_day_on_which_its_owner_is_back() -> None:
    goal = promise("daily", pauses=(Pause(when("06-02 12:00"), until=june(5)),))

    assert reminded(owner(goal, until="06-06 00:00")) == ["06-01 18:00", "06-05 18:00"]


def test_the_evening_before_the_owner_is_back_is_still_paused() -> None:
    # At 06:00 each day, so at 21:45 the evening before; 5 June would be announced on the 4th.
    goal = promise("daily", usual="06:00", pauses=(Pause(when("06-02 12:00"), until=june(5)),))

    assert reminded(owner(goal, until="06-06 00:00")) == ["06-01 21:45", "06-05 21:45"]


def test_an_excused_date_is_silent() -> None:
    goal = promise("daily", excuses=(Excuse(june(2), when("06-01 12:00")),))

    assert reminded(owner(goal, until="06-04 00:00")) == ["06-01 18:00", "06-03 18:00"]


def test_a_date_excused_after_its_reminder_keeps_the_reminder() -> None:
    goal = promise("daily", excuses=(Excuse(june(2), when("06-02 19:00")),))

    assert "06-02 18:00" in reminded(owner(goal, until="06-03 00:00"))


def test_an_excused_date_does_not_affect_a_deadline() -> None:
    excuses = (Excuse(june(5), when("06-01 12:00")),)
    goal = promise("once", until=when("06-05 17:00"), excuses=excuses)

    assert reminded(owner(goal, until="06-07 00:00")) == ["06-04 17:00", "06-05 16:00"]


def test_a_skipped_day_is_silent() -> None:
    goal = promise("daily", skips=(Skip(when("06-02 12:00")),))

    assert reminded(owner(goal, until="06-04 00:00")) == ["06-01 18:00", "06-03 18:00"]


def test_an_undone_skip_does_not_count() -> None:
    goal = promise("daily", skips=(Skip(when("06-02 12:00"), undone_at=when("06-02 12:05")),))

    assert "06-02 18:00" in reminded(owner(goal, until="06-03 00:00"))


def test_a_skip_does_not_change_a_span() -> None:
    goal = promise("every 3 days", skips=(Skip(when("06-03 12:00")),))

    assert reminded(owner(goal, until="06-04 00:00")) == ["06-03 18:00"]


def test_not_today_is_for_one_day() -> None:
    goal = replace(promise("daily", times="12:00 18:00"), not_today=(when("06-01 12:05"),))

    assert reminded(owner(goal, until="06-03 00:00")) == [
        "06-01 12:00",
        "06-02 12:00",
        "06-02 18:00",
    ]


def test_a_goal_is_silent_before_its_start() -> None:
    goal = promise("daily", start=june(3))

    assert reminded(owner(goal, until="06-05 00:00")) == ["06-03 18:00", "06-04 18:00"]


def test_the_first_day_may_be_announced_the_evening_before() -> None:
    goal = promise("daily", start=june(3), usual="06:30")

    assert reminded(owner(goal, until="06-03 12:00")) == ["06-02 21:45"]


def test_a_dropped_goal_is_silent() -> None:
    goal = promise("daily", ended_at=when("06-02 12:00"))

    assert reminded(owner(goal, until="06-05 00:00")) == ["06-01 18:00"]


def test_a_goal_with_a_last_day_is_silent_after_it() -> None:
    goal = promise("daily", until=june(2))

    assert reminded(owner(goal, until="06-05 00:00")) == ["06-01 18:00", "06-02 18:00"]


def test_an_edit_changes_the_days_from_today_on() -> None:
    goal = promise("daily", edits=(Edit(when("06-02 12:00"), "weekly on thu"),))

    assert reminded(owner(goal, until="06-06 00:00")) == ["06-01 18:00", "06-04 18:00"]


def test_a_day_kept_before_an_edit_is_done_after_it() -> None:
    goal = promise(
        "daily", done=["06-02 11:00"], edits=(Edit(when("06-02 12:00"), "weekly on tue"),)
    )

    assert reminded(owner(goal, until="06-09 00:00")) == ["06-01 18:00"]


def test_an_owner_who_left_or_is_blocked_hears_nothing() -> None:
    goal = promise("daily")
    tuesday = ((when("06-02 12:00"), when("06-03 12:00")),)

    assert reminded(owner(goal, until="06-04 00:00", left=tuesday)) == [
        "06-01 18:00",
        "06-03 18:00",
    ]
    assert reminded(owner(goal, until="06-04 00:00", blocked=tuesday)) == [
        "06-01 18:00",
        "06-03 18:00",
    ]


def test_without_times_or_with_off_there_is_no_reminder() -> None:
    assert reminded(owner(promise("daily", times="off"), until="06-03 00:00")) == []
    assert reminded(owner(replace(promise("daily"), times=()), until="06-03 00:00")) == []


def test_without_a_place_or_with_off_there_is_no_reminder() -> None:
    assert reminded(owner(promise("daily"), until="06-03 00:00", place="off")) == []
    assert reminded(owner(promise("daily"), until="06-03 00:00", places=())) == []


def test_a_server_that_switched_reminders_off_and_on_again() -> None:
    server = (Change(when("06-01 12:00"), "off"), Change(when("06-02 12:00"), "on"))

    assert reminded(owner(promise("daily"), until="06-04 00:00", server=server)) == [
        "06-02 18:00",
        "06-03 18:00",
    ]


def test_the_moment_of_switching_on_is_not_made_up_for() -> None:
    assert reminded(owner(promise("daily", "06-01 18:00"), until="06-03 00:00")) == ["06-02 18:00"]
    assert reminded(owner(promise("daily", "06-01 17:59"), until="06-02 00:00")) == ["06-01 18:00"]


def test_another_time_reminds_again_on_the_same_day() -> None:
    goal = promise("daily", times="12:00")
    goal = replace(goal, times=(*goal.times, Change(when("06-01 13:00"), "19:00")))

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 12:00", "06-01 19:00"]


def test_the_same_time_chosen_again_does_not_remind_again() -> None:
    goal = promise("daily", times="12:00")
    goal = replace(goal, times=(*goal.times, Change(when("06-01 11:50"), "12:00")))

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 12:00"]


def test_auto_reminds_once_of_a_day_even_if_its_time_changes() -> None:
    # As a ceiling, the goal would remind at 20:00.
    goal = promise("daily", edits=(Edit(when("06-01 18:30"), "daily", amount=2.0, at_most=True),))

    assert reminded(owner(goal, until="06-03 00:00")) == ["06-01 18:00", "06-02 20:00"]


def test_another_automatic_time_replaces_the_one_that_has_not_come_yet() -> None:
    goal = promise("daily", edits=(Edit(when("06-01 17:30"), "daily", amount=2.0, at_most=True),))

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 20:00"]


def test_auto_reminds_after_a_chosen_time_of_the_same_day() -> None:
    goal = promise("daily", times="12:00")
    goal = replace(goal, times=(*goal.times, Change(when("06-01 13:00"), "auto")))

    assert reminded(owner(goal, until="06-02 00:00")) == ["06-01 12:00", "06-01 18:00"]


def test_three_reminders_without_a_reaction_end_in_one_question_and_silence() -> None:
    goal = promise("daily")

    heard = [one for one in told(owner(goal, until="06-20 00:00")) if one[1] != "the morning after"]

    assert heard == [
        ("06-01 18:00", "reminder", "here"),
        ("06-02 18:00", "reminder", "here"),
        ("06-03 18:00", "reminder", "here"),
        ("06-04 18:00", "go on?", "next interaction"),
    ]


def test_any_reaction_ends_the_silence() -> None:
    goal = pressing(promise("daily"), "06-07 12:00")

    assert reminded(owner(goal, until="06-09 00:00")) == [
        *("06-01 18:00", "06-02 18:00", "06-03 18:00"),
        *("06-07 18:00", "06-08 18:00"),
    ]


def test_a_reaction_after_the_third_reminder_prevents_the_question() -> None:
    goal = pressing(promise("daily"), "06-03 18:30")

    assert [kind for _, kind, _ in told(owner(goal, until="06-05 00:00")) if kind == "go on?"] == []


def test_an_answering_owner_is_reminded_every_day_for_two_months() -> None:
    reminders = reminded(owner(answering(promise("daily")), until="08-01 00:00"))

    assert len(reminders) == 61
    assert {text[-5:] for text in reminders} == {"18:00"}


def test_each_reminder_names_its_goal_and_day() -> None:
    first, second = promise("daily"), promise("weekly on tue")

    heard = [
        (one.day, one.goal)
        for one in hear(owner(first, second, until="06-03 00:00"))
        if one.kind == "reminder"
    ]

    assert heard == [(june(1), 0), (june(2), 0), (june(2), 1)]
