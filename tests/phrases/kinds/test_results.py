"""A level to get under is a result with a deadline, and no ceiling on a sum."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import MONTHS, end_of, lead_ins, meant, moments, month_from
from tests.phrases.kinds.reading import Reading, read

RESULTS = (
    "get {} 80 kg",
    "be {} 175 lbs",
    "get {} 80kg",
    "weigh {} 70 kilos",
    "get my cholesterol {} 200",
    "bring my resting heart rate {} 60 bpm",
    "run a mile in {} 8 minutes",
    "get my screen time {} 2 hours",
    "have {} 20% body fat",
)
LIMITS = ("under", "below", "less than")
results = st.builds(str.format, st.sampled_from(RESULTS), st.sampled_from(LIMITS))


def is_kept_as_a_result(reading: Reading, result: str, until: datetime) -> bool:
    return reading == meant(reading, title=result, schedule="once", until=until)


@given(lead_ins, results, st.integers(1, 12), moments())
def test_a_result_by_a_month_is_kept_whole_or_asked(
    lead_in: str, result: str, month: int, now: datetime
) -> None:
    until = end_of(month_from(now.date(), month)[-1])
    name = MONTHS[month - 1]
    for words in (f"by {name}", f"by {name[:3].title()}", f"by the end of {name}"):
        reading = read(f"{lead_in}{result} {words}", now=now)
        assert reading.asked or is_kept_as_a_result(reading, result, until), words


@given(
    st.sampled_from(LIMITS), st.integers(40, 300), st.sampled_from((" kg", "kg", " lbs", " kilos"))
)
def test_a_bare_level_with_a_deadline_is_kept_whole_or_asked(
    limit: str, level: int, unit: str
) -> None:
    result = f"{limit} {level}{unit}"
    for words, day in (("by march", date(2027, 3, 31)), ("by christmas", date(2026, 12, 25))):
        reading = read(f"{result} {words}")
        assert reading.asked or is_kept_as_a_result(reading, result, end_of(day)), words


@given(results)
def test_a_result_without_a_deadline_is_asked(result: str) -> None:
    reading = read(result)
    assert reading.asked
    assert reading.schedule is None


@pytest.mark.parametrize(
    ("text", "schedule", "amount", "unit"),
    [
        ("smoke fewer than 5 cigarettes a day", "daily", "5", "cigarettes"),
        ("eat under 2000 kcal a day", "daily", "2000", "kcal"),
        ("spend less than $20 every day", "daily", "20", "$"),
        ("less than 2 hours of tiktok each day", "daily", "2", None),
    ],
)
def test_a_level_for_each_day_is_a_ceiling_or_asked(
    text: str, schedule: str, amount: str, unit: str | None
) -> None:
    reading = read(text)
    assert reading.asked or reading == meant(
        reading, schedule=schedule, amount=Decimal(amount), unit=unit, at_most=True
    )


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("lose 5 kg by march", "5", "kg"),
        ("save 500 euros by march", "500", "euros"),
        ("knit 3 scarves by march", "3", "scarves"),
    ],
)
def test_a_sum_by_a_deadline_has_an_amount(text: str, amount: str, unit: str) -> None:
    reading = read(text)
    until = end_of(date(2027, 3, 31))
    assert reading == meant(
        reading, schedule="once", until=until, amount=Decimal(amount), unit=unit
    )


@pytest.mark.parametrize(
    "task", ["clean under the bed", "read Under the Dome", "take a class below my level"]
)
def test_a_limit_word_without_a_level_stays_in_the_title(task: str) -> None:
    reading = read(f"{task} by march")
    assert is_kept_as_a_result(reading, task, end_of(date(2027, 3, 31)))
