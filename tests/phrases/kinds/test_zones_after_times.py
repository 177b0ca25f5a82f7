"""A time zone said after a time decides the moment, whatever the member's own zone is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import (
    clock_spellings,
    end_of,
    meant,
    moments,
    spelt_dates,
    tasks,
)
from tests.phrases.kinds.reading import read

ZONES = {
    "PST": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "PT": "America/Los_Angeles",
    "EST": "America/New_York",
    "ET": "America/New_York",
    "CET": "Europe/Berlin",
    "cet": "Europe/Berlin",
    "JST": "Asia/Tokyo",
    "UTC": "UTC",
    "utc": "UTC",
}
named_zones = st.sampled_from(sorted(ZONES))
member_zones = st.sampled_from(
    ("America/New_York", "Europe/London", "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney")
)
times = st.builds(time, st.integers(13, 22), st.sampled_from((0, 15, 30)))
spellings = st.sampled_from(range(3))


def spelt(at: time, spelling: int) -> str:
    return (*clock_spellings(at), f"{at:%H:%M}")[spelling]


@given(
    tasks, moments(), st.integers(2, 200), times, spellings, named_zones, member_zones, st.data()
)
def test_a_zone_decides_the_moment_of_a_day_and_time(
    task: str,
    now: datetime,
    days: int,
    at: time,
    spelling: int,
    named: str,
    zone: str,
    data: st.DataObject,
) -> None:
    day = now.date() + timedelta(days=days)
    written = data.draw(st.sampled_from(spelt_dates(day)))
    clock = f"{spelt(at, spelling)} {named}"
    order = data.draw(
        st.sampled_from(
            (f"by {written} {clock}", f"by {clock} on {written}", f"{written} by {clock}")
        )
    )
    moment = datetime.combine(day, at, ZoneInfo(ZONES[named])).astimezone(ZoneInfo(zone))
    reading = read(f"{task} {order}", now=now, zone=zone)
    until = moment.replace(tzinfo=None)
    assert reading == meant(reading, title=task, schedule="once", until=until)


@given(tasks, moments(), times, spellings, named_zones, member_zones)
def test_a_time_in_another_zone_is_the_next_one_that_its_clocks_show(
    task: str, now: datetime, at: time, spelling: int, named: str, zone: str
) -> None:
    there, here = ZoneInfo(ZONES[named]), ZoneInfo(zone)
    begin = now.replace(tzinfo=here).astimezone(UTC)
    minutes = (begin + timedelta(minutes=minute) for minute in range(1, 26 * 60))
    moment = next(each for each in minutes if each.astimezone(there).time() == at)
    until = moment.astimezone(here).replace(tzinfo=None)
    is_today_in_both = (
        until.date() == now.date()
        and moment.astimezone(there).date() == begin.astimezone(there).date()
    )
    reading = read(f"{task} by {spelt(at, spelling)} {named}", now=now, zone=zone)
    understood = reading == meant(reading, title=task, schedule="once", until=until)
    assert understood or (reading.asked and not is_today_in_both)


@given(tasks, times, spellings, st.sampled_from(("CST", "IST", "BST", "cst", "ist")), member_zones)
def test_ambiguous_zone_letters_are_asked(
    task: str, at: time, spelling: int, letters: str, zone: str
) -> None:
    assert read(f"{task} by {spelt(at, spelling)} {letters}", zone=zone).asked
    assert read(f"{task} by dec 18 {spelt(at, spelling)} {letters}", zone=zone).asked


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("send the invoice by 22:00Z", datetime(2026, 11, 25, 17)),
        ("send the invoice by 2026-12-18T17:00Z", datetime(2026, 12, 18, 12)),
        ("send the invoice by 2026-12-18 03:00 UTC", datetime(2026, 12, 17, 22)),
        ("send the invoice by 5pm pacific time on dec 18", datetime(2026, 12, 18, 20)),
        ("send the invoice by july 1 5pm PST", datetime(2027, 7, 1, 20)),
        ("send the invoice by dec 18 18:00 UTC+2", datetime(2026, 12, 18, 11)),
        ("send the invoice by 5pm my time on dec 18", datetime(2026, 12, 18, 17)),
    ],
)
def test_a_zone_in_other_words_is_understood_or_asked(text: str, until: datetime) -> None:
    reading = read(text)
    assert reading.asked or reading == meant(reading, schedule="once", until=until)


@pytest.mark.parametrize(
    "task", ["read about PST", "pass the PT test", "fix the CET bug", "watch ET"]
)
def test_zone_letters_without_a_time_stay_in_the_title(task: str) -> None:
    by_friday = read(f"{task} by friday")
    friday = end_of(date(2026, 11, 27))
    assert by_friday == meant(by_friday, title=task, schedule="once", until=friday)
    by_five = read(f"{task} by 5pm", zone="Asia/Tokyo")
    five = datetime(2026, 11, 25, 17)
    assert by_five == meant(by_five, title=task, schedule="once", until=five)


def test_a_zone_after_the_time_of_a_recurring_goal_is_no_deadline() -> None:
    reading = read("stream every friday at 7pm PST")
    assert reading.asked or reading == meant(
        reading, title="stream at 7pm PST", schedule="weekly on fri"
    )
