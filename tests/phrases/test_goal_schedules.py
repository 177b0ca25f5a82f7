"""Schedules within a goal's sentence, and schedules alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountabot.commands.parse import to_json
from accountabot.domain.goals import schedules
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals import goal_parser
from tests.phrases.examples import NEW_YORK, NOW, parse


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Team lunch on the last Friday of every month", "last Friday of every month"),
        ("Team lunch every second Tuesday of the month", "every second Tuesday of the month"),
        ("Pay rent on the 1st and 15th of every month", "on the 1st and 15th of every month"),
        ("Review finances every quarter", "every quarter"),
        ("Review finances quarterly", "quarterly"),
        ("Donate blood every 3 months", "every 3 months"),
        ("See the dentist twice a year", "twice a year"),
        ("Run 8 days a week", "8 days a week"),
        ("Run a few times a week", "a few times a week"),
        ("Drink water every 2 hours", "every 2 hours"),
        ("Swim every Monday or Tuesday", "every Monday or Tuesday"),
    ],
)
def test_an_unsupported_frequency_is_reported_and_stays_in_the_title(
    text: str, unread: str
) -> None:
    found = parse(text)

    assert (found.title, found.schedule, found.until, found.unread_frequency) == (
        text,
        None,
        None,
        (unread,),
    )


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("swim on Jan 5 and Jan 9", "on Jan 5 and Jan 9"),
        ("swim on Jan 5, Jan 9 and on Jan 12", "on Jan 5, Jan 9 and on Jan 12"),
        ("swim on the 1st and the 15th", "on the 1st and the 15th"),
        ("swim on the 1st, the 10th and the 20th", "on the 1st, the 10th and the 20th"),
        ("run monthly on the 32nd", "monthly on the 32nd"),
        ("run monthly on 32", "monthly on 32"),
        ("pay rent on the 0th of every month", "on the 0th of every month"),
        ("pay rent on the 32nd of every month until June", "on the 32nd of every month"),
    ],
)
def test_unsupported_days_are_reported(text: str, unread: str) -> None:
    found = parse(text)

    assert (found.title, found.schedule, found.until, found.unread_frequency) == (
        text,
        None,
        None,
        (unread,),
    )


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Run daily til Easter", "til Easter"),
        ("Run daily until the concert", "until the concert"),
        ("Study every day until my exam, I promise", "until my exam"),
        ("Run every day for 1000000 days", "for 1000000 days"),
        ("Run every day until <t:99999999999999999:F>", "until <t:99999999999999999:F>"),
    ],
)
def test_an_unknown_end_is_reported_with_the_schedule(text: str, unread: str) -> None:
    found = parse(text)

    assert (str(found.schedule), found.through, found.unread_end) == ("daily", None, unread)
    assert unread in found.title


@pytest.mark.parametrize(
    "text",
    [
        "Run every day until March 1",
        "No phone every day until noon",
        "No phone every day until bedtime",
        "Apply every day until I get a job",
        "Run daily until the concert on May 2",
        "study every day until exam on Feb 10",
        "Read every day for 30 minutes",
        "Run through the park every day",
        "Every day run through the park",
    ],
)
def test_a_known_end_or_a_time_of_day_is_not_reported(text: str) -> None:
    assert parse(text).unread_end == ""


def test_contradicting_schedules_are_reported() -> None:
    found = parse("Run every Monday 3 times a week")

    assert found.schedule is None
    assert found.unread_frequency == ("every Monday", "3 times a week")


def test_two_goals_in_one_sentence_are_its_parts() -> None:
    sentence = "Run every Monday and swim 3 times a week"

    assert parse(sentence).parts == ("Run every Monday", "swim 3 times a week")
    assert parse(sentence, is_one_goal=True).parts == ()


@pytest.mark.parametrize(
    ("text", "schedule", "until"),
    [
        ("every Tue and Thu until March 1", "weekly on tue,thu", "2027-03-01T23:59:59"),
        ("3x a week", "3 per week", None),
        ("weekdays", "weekly on mon,tue,wed,thu,fri", None),
        ("daily for 30 days", "daily", "2026-12-24T23:59:59"),
        ("by Friday 5pm", "once", "2026-11-27T17:00:00"),
        ("once", "once", None),
        ("once until 2026-12-24", "once", "2026-12-24T23:59:59"),
        ("weekly on tue, thu", "weekly on tue,thu", None),
        ("every 2 weeks on tue", "every 2 weeks on tue", None),
        ("monthly on 15", "monthly on 15", None),
        ("monthly on the 15th", "monthly on 15", None),
        ("monthly on last until 2027-06-30", "monthly on last", "2027-06-30T23:59:59"),
        ("every 3 days from 2026-12-01", "every 3 days", None),
    ],
)
def test_a_schedule_alone_is_parsed(text: str, schedule: str, until: str | None) -> None:
    found = goal_parser.parse_schedule(text, NEW_YORK, NOW)

    assert str(found.schedule) == schedule
    assert to_json(found, NEW_YORK)["until"] == until


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("whenever I feel like it", "whenever I feel like it"),
        ("every day if it is sunny", "if it is sunny"),
        ("every quarter", "every quarter"),
        ("20 pages a day", "20 pages"),
    ],
)
def test_a_schedule_with_other_words_is_refused_and_names_them(text: str, named: str) -> None:
    with pytest.raises(Refusal, match="schedule-unreadable") as refused:
        goal_parser.parse_schedule(text, NEW_YORK, NOW)

    assert refused.value.details["read"] == named


SCHEDULES = st.one_of(
    st.just("once"),
    st.sets(st.sampled_from(schedules.WEEKDAYS), min_size=1).map(
        lambda days: f"weekly on {','.join(days)}"
    ),
    st.builds(
        "every {} weeks on {}".format, st.integers(2, 52), st.sampled_from(schedules.WEEKDAYS)
    ),
    st.integers(1, 31).map("monthly on {}".format),
    st.builds("every {} {}".format, st.integers(2, 52), st.sampled_from(["days", "weeks"])),
    st.integers(1, 7).map("{} per week".format),
    st.integers(1, 31).map("{} per month".format),
)


@given(SCHEDULES.map(schedules.parse_schedule))
def test_every_canonical_text_is_parsed(schedule: schedules.Schedule) -> None:
    assert goal_parser.parse_schedule(str(schedule), NEW_YORK, NOW).schedule == schedule
