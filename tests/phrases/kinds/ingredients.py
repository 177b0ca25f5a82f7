"""Words, spellings and plain calendar walks of which the sentences of all kinds are composed."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.phrases.kinds.reading import Reading

ACTIVITIES = (
    "read",
    "meditate",
    "call mom",
    "practice piano",
    "water the plants",
    "study Spanish",
    "walk the dog",
)
TASKS = (
    "finish the essay",
    "send the invoice",
    "clean the garage",
    "Call Grandma",
    "submit the report",
)
LEAD_INS = ("", "I will ", "i'll ")
FREQUENCIES = {
    "every day": "daily",
    "daily": "daily",
    "every tue and thu": "weekly on tue,thu",
    "on mondays": "weekly on mon",
    "3x a week": "3 per week",
    "twice a week": "2 per week",
    "every other day": "every 2 days",
    "every 3 days": "every 3 days",
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}

activities = st.sampled_from(ACTIVITIES)
tasks = st.sampled_from(TASKS)
lead_ins = st.sampled_from(LEAD_INS)
frequencies = st.sampled_from(sorted(FREQUENCIES.items()))


def moments(first_hour: int = 5, last_hour: int = 23) -> st.SearchStrategy[datetime]:
    """Local moments of three years, clear of the hours at which clocks are changed."""
    return st.builds(
        lambda day, hour, minute: datetime.combine(day, time(hour, minute)),
        st.dates(date(2026, 1, 1), date(2028, 12, 31)),
        st.integers(first_hour, last_hour),
        st.sampled_from((0, 7, 30, 59)),
    )


def days_from(day: date) -> Iterator[date]:
    """Walk the calendar from a day on."""
    while True:
        yield day
        day += timedelta(days=1)


def end_of(day: date) -> datetime:
    """Give the last second of a day."""
    return datetime.combine(day, time(23, 59, 59))


def month_from(day: date, month: int) -> list[date]:
    """List what is left of the next month of that number, from its first day still to come."""
    days = days_from(day)
    first = next(each for each in days if each.month == month)
    month_days = [first]
    for each in days:
        if each.month != month:
            return month_days
        month_days.append(each)
    raise AssertionError


def weekly_on(days: Collection[int]) -> str:
    """Write a set of weekdays as a schedule."""
    due = [name for number, name in enumerate(WEEKDAYS) if number in days]
    return "daily" if due == list(WEEKDAYS) else f"weekly on {','.join(due)}"


def ordinal(number: int) -> str:
    """Write a number as a place in an order."""
    endings = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
    return f"{number}{endings.get(number, 'th')}"


def spelt_dates(day: date) -> tuple[str, ...]:
    """Spell a day with the name of its month, in the ways people do."""
    month = MONTHS[day.month - 1]
    return (
        f"{month[:3]} {day.day}",
        f"{month} {ordinal(day.day)}",
        f"{day.day} {month}",
        f"the {ordinal(day.day)} of {month}",
    )


def clock_spellings(at: time) -> tuple[str, ...]:
    """Spell a time of day so that its half of the day is plain; noon's hour excepted."""
    hour, half = at.hour % 12 or 12, "am" if at.hour < 12 else "pm"
    minutes = f":{at.minute:02}" if at.minute else ""
    return (f"{hour}{minutes}{half}", f"{hour}{minutes} {half.upper()}")


def meant(
    reading: Reading,
    *,
    schedule: str | None,
    title: str | None = None,
    start: date | None = None,
    until: datetime | None = None,
    amount: Decimal | None = None,
    unit: str | None = None,
    at_most: bool = False,
    usual_time: time | None = None,
) -> Reading:
    """Give the reading as it must be without a question.

    A title, a usual time and the unit of an amount are left as they were read unless given.
    """
    return reading._replace(
        title=reading.title if title is None else title,
        schedule=schedule,
        start=start,
        until=until,
        amount=amount,
        unit=reading.unit if unit is None and amount is not None else unit,
        at_most=at_most,
        usual_time=reading.usual_time if usual_time is None else usual_time,
        asked=False,
    )
