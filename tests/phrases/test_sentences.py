"""Goals, as members say them in one sentence."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals import schedules
from accountabot.domain.refusals import Refusal
from accountabot.parse_command import told
from accountabot.phrases.goals import sentences
from accountabot.phrases.goals.understood import Choice, Understood
from tests.phrases.corners import CORNERS


def lines_of(name: str) -> list[dict[str, Any]]:
    """Read sentences, each with what is expected of it."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


GIVEN = lines_of("given.jsonl")
HELD = lines_of("held.jsonl")
"""Written by someone who had not seen the grammar; 366 of the 370 were right at the first run."""
NEW_YORK = Calendar(ZoneInfo("America/New_York"))
NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)
"""A Wednesday, 15:00 in New York."""


def read(text: str, calendar: Calendar = NEW_YORK, now: datetime = NOW, **where: Any) -> Understood:
    return sentences.read(text, calendar, now, **where)


def until(
    text: str, calendar: Calendar = NEW_YORK, now: datetime = NOW, **where: Any
) -> str | None:
    found: str | None = told(read(text, calendar, now, **where), calendar)["until"]
    return found


@pytest.mark.parametrize("row", [*GIVEN, *HELD], ids=lambda row: row["text"])
def test_a_given_sentence_is_understood(row: dict[str, Any]) -> None:
    calendar = Calendar(ZoneInfo(row["zone"]))
    now = calendar.instant(datetime.fromisoformat(row["now"]))

    found = told(read(row["text"], calendar, now, locale=row["locale"]), calendar)

    assert found == {"at_most": None} | row["expect"]


@pytest.mark.parametrize("row", CORNERS, ids=lambda row: row[0])
def test_a_corner_is_understood(row: tuple[str, ...]) -> None:
    sentence, title, schedule, start, until, amount = (*row, *("",) * (6 - len(row)))

    found = told(read(sentence), NEW_YORK)

    assert found["title"] == title
    assert (found["schedule"] or "", found["start"] or "") == (schedule, start)
    assert (found["until"] or "").removesuffix("T23:59:59") == until
    sign = "<=" if found["at_most"] else ""
    assert f"{sign}{found['amount'] or ''} {found['unit'] or ''}".strip() == amount


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Call mum next Friday", [date(2026, 11, 27), date(2026, 12, 4)]),
        ("Call mum by next Sunday", [date(2026, 11, 29), date(2026, 12, 6)]),
        ("Clean up next weekend", [date(2026, 11, 29), date(2026, 12, 6)]),
    ],
)
def test_next_friday_names_both_dates_and_leaves_the_choice(text: str, days: list[date]) -> None:
    found = read(text)

    (choice,) = found.choices
    assert found.until is None
    assert [
        NEW_YORK.day_of(option) for option in choice.options if isinstance(option, datetime)
    ] == days


def test_next_friday_keeps_its_time() -> None:
    (choice,) = read("Call mum next Friday at 5pm").choices

    assert choice.options == (
        datetime(2026, 11, 27, 22, tzinfo=UTC),
        datetime(2026, 12, 4, 22, tzinfo=UTC),
    )


def test_a_choice_that_was_made_is_filled_in() -> None:
    found = read("Run every day starting next Friday")

    decided = found.decide(found.choices[0], date(2026, 12, 4))

    assert found.choices == (Choice("start", (date(2026, 11, 27), date(2026, 12, 4))),)
    assert (decided.start, decided.choices) == (date(2026, 12, 4), ())


@pytest.mark.parametrize(("week_start", "day"), [(0, "2026-11-30"), (6, "2026-11-30")])
def test_next_monday_is_no_question_when_this_weeks_is_over(week_start: int, day: str) -> None:
    assert until("Call mum next Monday", week_start=week_start) == f"{day}T23:59:59"


@pytest.mark.parametrize(
    ("week_start", "day"), [(0, "2026-11-29"), (6, "2026-11-28"), (5, "2026-11-27")]
)
def test_a_week_ends_the_day_before_the_servers_week_start(week_start: int, day: str) -> None:
    assert until("Tidy up by the end of the week", week_start=week_start) == f"{day}T23:59:59"


def test_a_date_without_a_time_is_the_end_of_the_members_day() -> None:
    late = Calendar(ZoneInfo("America/New_York"), day_start=4)

    assert until("Finish it by Friday", late) == "2026-11-28T03:59:59"
    assert until("Finish it by midnight", late) == "2026-11-26T03:59:59"


def test_today_past_midnight_is_the_day_that_has_not_ended() -> None:
    late, at_one = (
        Calendar(ZoneInfo("America/New_York"), day_start=4),
        datetime(2026, 11, 26, 6, tzinfo=UTC),
    )

    assert until("Finish it today", late, at_one) == "2026-11-26T03:59:59"
    assert until("Finish it today at 2am", late, at_one) == "2026-11-26T02:00:00"
    assert until("Finish it today at 5pm", late, at_one) == "2026-11-26T17:00:00"


@pytest.mark.parametrize(
    ("locale", "day"),
    [("en-US", "2027-03-04"), ("en-GB", "2027-04-03"), ("de", "2027-04-03"), ("xx", "2027-04-03")],
)
def test_figures_are_read_in_the_order_of_the_locale(locale: str, day: str) -> None:
    assert until("Finish it by 3/4", locale=locale) == f"{day}T23:59:59"


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
def test_what_no_schedule_can_say_is_told_and_stays_in_the_title(text: str, unread: str) -> None:
    found = read(text)

    assert (found.title, found.schedule, found.until, found.unread) == (text, None, None, (unread,))


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
def test_days_that_no_schedule_has_are_told(text: str, unread: str) -> None:
    found = read(text)

    assert (found.title, found.schedule, found.until, found.unread) == (text, None, None, (unread,))


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Run daily til Easter", "til Easter"),
        ("Run daily until the concert on May 2", "until the concert on May 2"),
        ("Study until exam on Feb 10 every day until the exam, I promise", "until the exam"),
        ("study every day until exam on Feb 10", "until exam on Feb 10"),
        ("Run every day for 1000000 days", "for 1000000 days"),
        ("Run every day until <t:99999999999999999:F>", "until <t:99999999999999999:F>"),
    ],
)
def test_an_end_that_is_not_understood_is_told_beside_the_schedule(text: str, unread: str) -> None:
    found = read(text)

    assert (str(found.schedule), found.through, found.unread_end) == ("daily", None, unread)
    assert unread in found.title


@pytest.mark.parametrize(
    "text",
    [
        "Run every day until March 1",
        "No phone every day until noon",
        "No phone every day until bedtime",
        "Read every day for 30 minutes",
        "Run through the park every day",
        "Every day run through the park",
    ],
)
def test_an_end_that_is_understood_or_part_of_the_day_is_not_asked_for(text: str) -> None:
    assert read(text).unread_end == ""


def test_schedules_that_contradict_each_other_are_told() -> None:
    found = read("Run every Monday and swim 3 times a week")

    assert found.schedule is None
    assert found.unread == ("every Monday", "3 times a week")


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
def test_a_schedule_alone_is_read(text: str, schedule: str, until: str | None) -> None:
    found = sentences.read_schedule(text, NEW_YORK, NOW)

    assert str(found.schedule) == schedule
    assert told(found, NEW_YORK)["until"] == until


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("whenever I feel like it", "whenever I feel like it"),
        ("every day if it is sunny", "if it is sunny"),
        ("every quarter", "every quarter"),
        ("20 pages a day", "20 pages"),
    ],
)
def test_a_schedule_with_more_in_it_is_refused_and_says_what(text: str, named: str) -> None:
    with pytest.raises(Refusal, match="schedule-unreadable") as refused:
        sentences.read_schedule(text, NEW_YORK, NOW)

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
def test_every_canonical_text_is_read(schedule: schedules.Schedule) -> None:
    assert sentences.read_schedule(str(schedule), NEW_YORK, NOW).schedule == schedule


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u202e", "**", "x" * 301])
def test_what_shows_nothing_or_is_too_long_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="text-"):
        read(text)


def test_an_amount_that_nobody_could_mean_is_refused() -> None:
    with pytest.raises(Refusal, match="amount-out-of-range"):
        read("Write 50,000,000 words by Friday")


@pytest.mark.parametrize(
    ("text", "lowest"),
    [
        ("read -5 pages a day", "0.001"),
        ("read 0 pages a day", "0.001"),
        ("read 0.0001 pages a day", "0.001"),
        ("read 5000000 pages a day", "0.001"),
        ("Run 0 times a week", "0.001"),
        ("drink at most -2 beers a day", "0"),
    ],
)
def test_an_amount_out_of_range_is_refused_with_the_range(text: str, lowest: str) -> None:
    with pytest.raises(Refusal, match="amount-out-of-range") as refused:
        read(text)

    assert refused.value.details == {"lowest": lowest, "highest": "1,000,000"}


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
def test_a_date_is_read_in_the_members_own_language_too(text: str, locale: str, day: str) -> None:
    assert until(text, locale=locale) == f"{day}T23:59:59"


@pytest.mark.parametrize(
    ("locale", "amount"),
    [("de", 10000), ("es-ES", 10000), ("pt-BR", 10000), ("en-US", 10), ("es-419", 10)],
)
def test_points_part_thousands_where_they_do(locale: str, amount: int) -> None:
    assert told(read("Walk 10.000 steps a day", locale=locale), NEW_YORK)["amount"] == amount


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("finish by Wednesday 9am", "2026-12-02T09:00:00"),
        ("finish by Wednesday 5pm", "2026-11-25T17:00:00"),
        ("finish by the 25th at 9am", "2026-12-25T09:00:00"),
    ],
)
def test_a_time_that_is_over_is_that_of_the_next_such_day(text: str, local: str) -> None:
    assert until(text) == local


@pytest.mark.parametrize(
    ("text", "local"),
    [("by tomorrow 1am", "2026-11-28T01:00:00"), ("by Friday 2am", "2026-11-28T02:00:00")],
)
def test_a_time_past_midnight_belongs_to_the_members_day(text: str, local: str) -> None:
    late, at_two = (
        Calendar(ZoneInfo("America/New_York"), day_start=4),
        datetime(2026, 11, 27, 7, tzinfo=UTC),
    )

    assert until(f"do it {text}", late, at_two) == local


def test_a_sentence_without_a_date_in_words_needs_no_dateparser() -> None:
    import subprocess
    import sys

    program = (
        "import sys; from datetime import *; from accountabot.domain.calendar.days import Calendar;"
        "from accountabot.phrases.goals import sentences;"
        "sentences.read('Run 5 km every Tue until Friday 5pm or by 2026-12-24', Calendar(), datetime.now(UTC));"
        "sys.exit('dateparser' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603 - our own words


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        """
        every each day daily Tuesday tue weekdays and , / - – . 3 20 1,5 10k twice times x a week per month on the 15th
        last until by for next Friday 5pm noon midnight 17:00 2026-12-24 12/24 <t:1796158800:F> <@1> March 31 2027 in
        hours at most no more than I'll i will read pages $ € % half an hour other of end before starting ( ) " ' * _
        🎉 0 99999 yesterday 30 days rest year except weekends 00:00 24:00 13pm ²
        """,
    )
)
TEXTS = st.text(max_size=60) | st.lists(WORDS | st.just("\u202e"), max_size=40).map(" ".join).map(
    lambda text: text[:300]
)


@given(TEXTS, st.sampled_from(["en-US", "en-GB", "de", "", "../x", "\x00"]))
@example("every 99999 days by 9999-12-31 for 999 years", "en-US")
@example("in 999999999 hours", "en-US")
@example("in 9000 years", "en-US")
@example("by 9999-12-31", "en-US")
@example("from 8999-12-31 for 99 years", "en-US")
@example("starting 0001-01-01 by 0002-01-01", "en-US")
@example("by 0000-00-00 or by 00/00/00 or <t:99999999999:F>", "en-US")
def test_whatever_is_said_it_is_understood_or_refused_and_the_same_again(
    text: str, locale: str
) -> None:
    try:
        found = read(text, locale=locale)
    except Refusal:
        return

    assert found == read(text, locale=locale)
    assert found.title.strip()
    assert found.schedule is None or schedules.parse_schedule(str(found.schedule)) == found.schedule
    assert all(len(choice.options) > 1 for choice in found.choices)


SENTENCES = st.sampled_from([row["text"] for row in GIVEN] + [row[0] for row in CORNERS])


def _but_the_title(understood: Understood) -> tuple[object, ...]:
    amount = understood.amount and (
        understood.amount.number,
        understood.amount.unit.casefold(),
        understood.amount.at_most,
    )
    return (
        understood.schedule,
        understood.start,
        understood.until,
        understood.through,
        amount,
        understood.choices,
    )


@given(SENTENCES, st.sampled_from([str.upper, str.lower, str.title]))
def test_letter_case_changes_nothing_but_the_title(text: str, change: Any) -> None:
    assert _but_the_title(read(change(text))) == _but_the_title(read(text))


@given(SENTENCES, st.sampled_from([".", "!", " .", "!!", " 🎉"]))
def test_punctuation_at_the_end_changes_nothing_but_the_title(text: str, sign: str) -> None:
    assert _but_the_title(read(text + sign)) == _but_the_title(read(text))


@given(SENTENCES, st.sampled_from(["  ", "\u00a0", " \n"]))
def test_more_space_changes_nothing(text: str, space: str) -> None:
    assert read(text.replace(" ", space)) == read(text)


@pytest.mark.parametrize(
    "how", ["every day", "every Tue and Thu", "3x a week", "every other day", "on weekdays"]
)
@pytest.mark.parametrize("when", ["", "until March 1", "for 30 days", "starting Monday"])
def test_a_schedule_means_the_same_at_the_front(how: str, when: str) -> None:
    behind, in_front = read(f"Run 5 km {how} {when}"), read(f"{how} {when}, run 5 km")

    assert _but_the_title(behind) == _but_the_title(in_front)
    assert (behind.title, in_front.title) == ("Run 5 km", "run 5 km")
