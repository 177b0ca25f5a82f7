"""Starts, ends and deadlines within a goal's sentence."""

import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from accountabot.domain.calendar.days import Calendar
from accountabot.phrases.goals.parsed_goal import DateChoice
from tests.phrases.examples import NEW_YORK, deadline_of, parse


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Call mum next Friday", [date(2026, 11, 27), date(2026, 12, 4)]),
        ("Call mum by next Sunday", [date(2026, 11, 29), date(2026, 12, 6)]),
        ("Clean up next weekend", [date(2026, 11, 29), date(2026, 12, 6)]),
    ],
)
def test_next_friday_is_ambiguous_and_lists_both_dates(text: str, days: list[date]) -> None:
    found = parse(text)

    (choice,) = found.choices
    assert found.until is None
    assert [
        NEW_YORK.day_of(option) for option in choice.options if isinstance(option, datetime)
    ] == days


def test_next_friday_keeps_its_time() -> None:
    (choice,) = parse("Call mum next Friday at 5pm").choices

    assert choice.options == (
        datetime(2026, 11, 27, 22, tzinfo=UTC),
        datetime(2026, 12, 4, 22, tzinfo=UTC),
    )


def test_a_resolved_choice_is_filled_in() -> None:
    found = parse("Run every day starting next Friday")

    decided = found.with_dates({"start": date(2026, 12, 4)})

    assert found.choices == (DateChoice("start", (date(2026, 11, 27), date(2026, 12, 4))),)
    assert (decided.start, decided.choices) == (date(2026, 12, 4), ())


@pytest.mark.parametrize(("week_start", "day"), [(0, "2026-11-30"), (6, "2026-11-30")])
def test_next_monday_is_unambiguous_if_this_weeks_monday_is_over(week_start: int, day: str) -> None:
    assert deadline_of("Call mum next Monday", week_start=week_start) == f"{day}T23:59:59"


@pytest.mark.parametrize(
    ("week_start", "day"), [(0, "2026-11-29"), (6, "2026-11-28"), (5, "2026-11-27")]
)
def test_a_week_ends_the_day_before_the_servers_week_start(week_start: int, day: str) -> None:
    assert deadline_of("Tidy up by the end of the week", week_start=week_start) == f"{day}T23:59:59"


def test_a_date_without_a_time_is_the_end_of_the_members_day() -> None:
    late = Calendar(ZoneInfo("America/New_York"), day_start=4)

    assert deadline_of("Finish it by Friday", late) == "2026-11-28T03:59:59"
    assert deadline_of("Finish it by midnight", late) == "2026-11-26T03:59:59"


def test_today_past_midnight_is_the_day_that_has_not_ended() -> None:
    late = Calendar(ZoneInfo("America/New_York"), day_start=4)
    at_one = datetime(2026, 11, 26, 6, tzinfo=UTC)

    assert deadline_of("Finish it today", late, at_one) == "2026-11-26T03:59:59"
    assert deadline_of("Finish it today at 2am", late, at_one) == "2026-11-26T02:00:00"
    assert deadline_of("Finish it today at 5pm", late, at_one) == "2026-11-26T17:00:00"


@pytest.mark.parametrize(
    ("locale", "day"),
    [("en-US", "2027-03-04"), ("en-GB", "2027-04-03"), ("de", "2027-04-03"), ("xx", "2027-04-03")],
)
def test_a_numeric_date_is_in_the_locales_order(locale: str, day: str) -> None:
    assert deadline_of("Finish it by 3/4", locale=locale) == f"{day}T23:59:59"


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("Finish by 3. März", "de", "2027-03-03"),
        ("Run every day until 1 März", "de", "2027-03-01"),
        ("Finish by 3 avril", "fr", "2027-04-03"),
        ("Finish by 1er mai 2027", "fr", "2027-05-01"),
        ("Finish by 3 de abril", "es-ES", "2027-04-03"),
        ("Finish by March 3", "de", "2027-03-03"),
    ],
)
def test_a_date_may_be_in_the_members_own_language(text: str, locale: str, day: str) -> None:
    assert deadline_of(text, locale=locale) == f"{day}T23:59:59"


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("finish by Wednesday 9am", "2026-12-02T09:00:00"),
        ("finish by Wednesday 5pm", "2026-11-25T17:00:00"),
        ("finish by the 25th at 9am", "2026-12-25T09:00:00"),
    ],
)
def test_a_time_that_is_over_moves_to_the_next_such_day(text: str, local: str) -> None:
    assert deadline_of(text) == local


@pytest.mark.parametrize(
    ("text", "local"),
    [("by tomorrow 1am", "2026-11-28T01:00:00"), ("by Friday 2am", "2026-11-28T02:00:00")],
)
def test_a_time_past_midnight_belongs_to_the_members_day(text: str, local: str) -> None:
    late = Calendar(ZoneInfo("America/New_York"), day_start=4)
    at_two = datetime(2026, 11, 27, 7, tzinfo=UTC)

    assert deadline_of(f"do it {text}", late, at_two) == local


def test_a_sentence_without_a_written_date_does_not_import_dateparser() -> None:
    program = (
        "import sys; from datetime import *; from accountabot.domain.calendar.days import Calendar;"
        "from accountabot.phrases.goals import goal_parser;"
        "text = 'Run 5 km every Tue until Friday 5pm or by 2026-12-24';"
        "goal_parser.parse_goal(text, Calendar(), datetime.now(UTC));"
        "sys.exit('dateparser' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603 - a fixed program


@pytest.mark.parametrize(
    ("text", "start", "through"),
    [
        ("Row from next Friday every day until next Monday", "2026-11-27", "2026-11-30"),
        ("Row daily from Monday until next Friday", "2026-11-30", "2026-12-04"),
    ],
)
def test_an_end_before_the_start_is_not_a_reading(text: str, start: str, through: str) -> None:
    found = parse(text)

    assert (str(found.start), str(found.through), found.choices) == (start, through, ())


def test_a_start_after_every_reading_of_the_end_is_asked_about() -> None:
    found = parse("Row from Feb 1 daily until next Friday")

    assert found.unread == found.title == "Row from Feb 1 daily until next Friday"


def test_the_start_decides_the_end_of_a_length() -> None:
    (choice,) = parse("Run every day from next Friday for 2 weeks").choices

    assert choice.picks == (
        {"start": date(2026, 11, 27), "through": date(2026, 12, 10)},
        {"start": date(2026, 12, 4), "through": date(2026, 12, 17)},
    )
