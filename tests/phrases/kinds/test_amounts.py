"""An amount is the number and the unit as typed, a ceiling is one, and two goals are offered."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phrases.kinds.ingredients import FULL_WIDTH, end_of, lead_ins, meant
from tests.phrases.kinds.reading import read

THINGS = (
    ("walk", "steps"),
    ("write", "words"),
    ("read", "pages"),
    ("do", "pushups"),
    ("do", "pushup"),
    ("drink", "liters"),
    ("save", "yen"),
    ("learn", "chords"),
)
PERIODS = {
    " a day": "daily",
    "/day": "daily",
    " per day": "daily",
    " every day": "daily",
    " each week": "1 per week",
    " 3 times a week": "3 per week",
    " every tue and thu": "weekly on tue,thu",
}
CEILINGS = ("max {}", "no more than {}", "at most {}", "{} max", "{} at most", "a maximum of {}")
things = st.sampled_from(THINGS)
periods = st.sampled_from(sorted(PERIODS))


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, Decimal]:
    """Draw the wording of a number and what it is."""
    number = draw(st.integers(2, 9999))
    small = draw(st.integers(1, 99))
    choices = (
        (f"{number}", Decimal(number)),
        (f"{number:,}", Decimal(number)),
        (f"{number}+", Decimal(number)),
        (f"{small}k", Decimal(sum(1000 for _ in range(small)))),
        (f"{small}.5k", Decimal(sum(1000 for _ in range(small)) + 500)),
        ("1M", Decimal(1_000_000)),
        (f"{small}.5", Decimal(small) + Decimal("0.5")),
        (f"{small}½", Decimal(small) + Decimal("0.5")),
        ("½", Decimal("0.5")),
        ("twelve", Decimal(12)),
    )
    return draw(st.sampled_from(choices))


@given(lead_ins, things, numbers(), periods)
def test_an_amount_is_its_number_and_the_unit_as_typed(
    lead_in: str, thing: tuple[str, str], number: tuple[str, Decimal], period: str
) -> None:
    verb, unit = thing
    written, amount = number
    title = f"{verb} {written} {unit}"
    reading = read(f"{lead_in}{title}{period}")
    assert reading == meant(
        reading, title=title, schedule=PERIODS[period], amount=amount, unit=unit
    )


@given(things, st.integers(2, 9999), periods)
def test_full_width_digits_are_digits(thing: tuple[str, str], number: int, period: str) -> None:
    verb, unit = thing
    reading = read(f"{verb} {str(number).translate(FULL_WIDTH)} {unit}{period}")
    amount = Decimal(number)
    assert reading == meant(reading, schedule=PERIODS[period], amount=amount, unit=unit)


@given(st.sampled_from("$€£"), st.integers(2, 9999), periods)
def test_a_money_sign_is_the_unit(sign: str, number: int, period: str) -> None:
    title = f"save {sign}{number}"
    reading = read(title + period)
    schedule = PERIODS[period]
    amount = Decimal(number)
    assert reading == meant(reading, title=title, schedule=schedule, amount=amount, unit=sign)


@given(
    lead_ins,
    st.sampled_from(("drink {} coffees", "smoke {} cigarettes", "eat {} cookies", "have {} beers")),
    st.integers(2, 12),
    st.sampled_from(CEILINGS),
    st.sampled_from((" a day", "/day", " per day", " every day")),
)
def test_a_ceiling_is_at_most_its_amount(
    lead_in: str, activity: str, number: int, ceiling: str, period: str
) -> None:
    verb, _, unit = activity.split()
    reading = read(f"{lead_in}{verb} {ceiling.format(f'{number} {unit}')}{period}")
    amount = Decimal(number)
    assert reading == meant(reading, schedule="daily", amount=amount, unit=unit, at_most=True)


@given(
    st.lists(things, min_size=2, max_size=2, unique_by=lambda thing: thing[0]),
    st.integers(2, 99),
    st.integers(2, 99),
    st.sampled_from((" and ", " & ", " + ", ", and ")),
    periods,
)
def test_two_goals_in_one_sentence_are_offered_as_two(
    pair: list[tuple[str, str]], first: int, second: int, joint: str, period: str
) -> None:
    (verb, unit), (other_verb, other_unit) = pair
    assert read(f"{verb} {first} {unit}{joint}{other_verb} {second} {other_unit}{period}").asked
    assert read(
        f"{verb} {first} {unit}{period}{joint}{other_verb} {second} {other_unit} daily"
    ).asked


@pytest.mark.parametrize(
    ("text", "schedule", "amount", "unit", "at_most"),
    [
        ("brush teeth twice a day", "daily", "2", "times", False),
        ("meditate ½ hour every day", "daily", "30", "minutes", False),
        ("one coffee max per day", "daily", "1", "coffee", True),
        ("pushups 100/day", "daily", "100", None, False),
        ("read 3-4 pages a day", "daily", "3", "pages", False),
        ("plank 90 sec daily", "daily", "90", "sec", False),
    ],
)
def test_an_amount_in_few_words_is_understood_or_asked(
    text: str, schedule: str, amount: str, unit: str | None, at_most: bool
) -> None:
    reading = read(text)
    assert reading.asked or reading == meant(
        reading, schedule=schedule, amount=Decimal(amount), unit=unit, at_most=at_most
    )


@pytest.mark.parametrize(
    "activity", ["read chapter 5", "walk Max", "max out my lifts", "watch S2E4"]
)
def test_a_name_or_a_numbered_part_is_no_amount(activity: str) -> None:
    daily = read(f"{activity} every day")
    assert daily == meant(daily, title=activity, schedule="daily")
    once = read(f"{activity} by friday")
    friday = end_of(date(2026, 11, 27))
    assert once == meant(once, title=activity, schedule="once", until=friday)
