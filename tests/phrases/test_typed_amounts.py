"""Amounts that are typed alone, in a form or an option."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.goals.amounts import HIGHEST, STEP, Amount
from accountabot.domain.refusals import Refusal
from accountabot.phrases.amounts.typed_amounts import parse_done, parse_promised


def promise(unit: str, *, at_most: bool = False) -> Amount:
    """Return a promise of 20 of a unit."""
    return Amount(Decimal(20), unit, at_most)


@pytest.mark.parametrize(
    ("unit", "typed", "amount"),
    [
        *(("pages", typed, "20") for typed in ("20", " 20 ", "20 pages", "20 page", "20pages")),
        *(("pages", typed, "20") for typed in ("twenty", "twenty pages", "20 pages!", "20 more")),
        *(("pages", typed, "20") for typed in ("２０", "２０ pages", "٢٠", "+20", "~20", "20.0")),
        ("pages", "a page", "1"),
        ("pages", "half a page", "0.5"),
        ("pages", "2½ pages", "2.5"),
        ("pages", "10 pages and 5 pages", "15"),
        ("pages", "12k", "12000"),
        ("pages", "1,500", "1500"),
        ("pages", "2,5", "2.5"),
        ("pages", "1 000", "1000"),
        ("pages", "3.14159", "3.142"),  # more than three decimals are rounded
        ("pages", "1e3", "1000"),
        ("blog posts", "3 blog posts", "3"),
        ("blog posts", "1 blog post", "1"),
        ("coffees", "one coffee", "1"),
        ("steps", "12k steps", "12000"),
        ("steps", "8 thousand", "8000"),
        *(("minutes", typed, "75") for typed in ("75 min", "1h 15m", "1h15", "1h15m", "1.25 h")),
        *(("minutes", typed, "75") for typed in ("1 hour and 15 minutes", "75m", "1 hr, 15 mins")),
        ("minutes", "half an hour", "30"),
        ("minutes", "an hour", "60"),
        ("minutes", "90 s", "1.5"),
        ("hours", "90 min", "1.5"),
        ("hours", "1h 15", "1.25"),
        ("min", "ten minutes", "10"),
        *(("km", typed, "5") for typed in ("5", "5km", "5 km", "5k", "5000 m", "5 kilometers")),
        ("km", "3 miles", "4.828"),
        ("miles", "5k", "3.107"),
        ("m", "1.5 km", "1500"),
        ("kg", "2 pounds", "0.907"),
        ("liters", "250 ml", "0.25"),
        ("ml", "1.5 l", "1500"),
        *(("$", typed, "20") for typed in ("20", "$20", "20$", "20 dollars", "20 bucks")),
        ("dollars", "$1,500", "1500"),
        ("euros", "20 €", "20"),
        ("times", "20x", "20"),
        ("", "20", "20"),
        ("", "twenty times", "20"),
    ],
)
def test_an_amount_is_understood_in_the_goals_unit(unit: str, typed: str, amount: str) -> None:
    assert parse_done(typed, promise(unit)) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "english", "german"),
    [("1.500", "1.5", "1500"), ("1.500,5 km", None, "1500.5"), ("2,5 km", "2.5", "2.5")],
)
def test_a_point_separates_thousands_where_people_write_it_so(
    typed: str, english: str | None, german: str
) -> None:
    assert parse_done(typed, promise("km"), locale="de") == Decimal(german)
    if english:
        assert parse_done(typed, promise("km")) == Decimal(english)


@pytest.mark.parametrize(
    ("unit", "typed", "key"),
    [
        *(("pages", typed, "amount-range") for typed in ("-5", "−5", "-5 pages", "0", "0 pages")),
        *(("pages", typed, "amount-range") for typed in ("1000001", "9" * 50, "1e99", "2000k")),
        *(("pages", typed, "amount-range") for typed in ("0.0004", "–", "...", "inf", "1,00,0")),
        *(("pages", typed, "amount-unreadable") for typed in ("many", "nan", "x", "page", "10-20")),
        *(("pages", typed, "amount-unreadable") for typed in ("12/20", "12 of 20", "2..5")),
        *(("pages", typed, "amount-unreadable") for typed in ("at least 20", "20 30", "3 x 10")),
        *(("pages", typed, "amount-other-unit") for typed in ("20 km", "ten minutes", "$20")),
        *(("pages", typed, "amount-other-unit") for typed in ("20 chapters", "1h 15m", "5%")),
        ("minutes", "5 km", "amount-other-unit"),
        ("minutes", "2 sessions", "amount-other-unit"),
        ("km", "30 min", "amount-other-unit"),
        ("$", "20 €", "amount-other-unit"),
        ("kg", "2 l", "amount-other-unit"),
        ("liters", "3 cups", "amount-other-unit"),  # a cup is no fixed quantity
        ("", "20 km", "amount-other-unit-bare"),
        ("", "many", "amount-unreadable-bare"),
        ("", "-1", "amount-range-bare"),
    ],
)
def test_anything_else_is_refused_with_the_unit_and_an_example(
    unit: str, typed: str, key: str
) -> None:
    with pytest.raises(Refusal) as refused:
        parse_done(typed, promise(unit))

    details = refused.value.details
    assert refused.value.key == key
    assert details["unit"] == unit
    assert parse_done(str(details["example"]), promise(unit)) == 20


@pytest.mark.parametrize("typed", ["0", "zero", "0 coffees", "0.0"])
def test_zero_counts_under_a_ceiling_only(typed: str) -> None:
    if typed != "zero":
        assert parse_done(typed, promise("coffees", at_most=True)) == 0
    with pytest.raises(Refusal):
        parse_done(typed, promise("coffees"))


@pytest.mark.parametrize("typed", [None, "", "  "])
def test_nothing_is_no_amount(typed: str | None) -> None:
    assert parse_done(typed, promise("pages")) is None
    assert parse_promised(typed, "pages") is None


@pytest.mark.parametrize(
    ("typed", "unit", "amount"),
    [
        ("20 pages", None, Amount(Decimal(20), "pages")),
        ("20", "pages", Amount(Decimal(20), "pages")),
        ("20", None, Amount(Decimal(20))),
        ("ten minutes", None, Amount(Decimal(10), "minutes")),
        ("at most 2", "coffees", Amount(Decimal(2), "coffees", at_most=True)),
        ("at most 0", None, Amount(Decimal(0), "", at_most=True)),
        ("max. 2 coffees", None, Amount(Decimal(2), "coffees", at_most=True)),
        ("≤2", None, Amount(Decimal(2), "", at_most=True)),
        ("5km", None, Amount(Decimal(5), "km")),
        ("$20", None, Amount(Decimal(20), "$")),
        ("12k steps", None, Amount(Decimal(12000), "steps")),
        ("1h 15m", None, Amount(Decimal("1.25"), "h")),
        ("1h 15m", "minutes", Amount(Decimal(75), "minutes")),
        ("3 blog posts", None, Amount(Decimal(3), "blog posts")),
        ("an hour", None, Amount(Decimal(1), "hour")),
        ("half an hour", None, Amount(Decimal(30), "minutes")),
        ("１０ pages", None, Amount(Decimal(10), "pages")),
    ],
)
def test_a_promised_amount_is_read(typed: str, unit: str | None, amount: Amount) -> None:
    assert parse_promised(typed, unit) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "many",
        "-3",
        "-3 pages",
        "0",
        "1000001",
        "nan",
        "2..5",
        "10-20 pages",
        "x" * 60,
        "lots of it",
    ],
)
def test_an_impossible_promise_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_promised(typed, None)

    assert refused.value.details["highest"] == "1,000,000"


def test_a_unit_beside_the_amount_is_never_mixed_with_another() -> None:
    with pytest.raises(Refusal, match="amount-other-unit"):
        parse_promised("20 pages", "km")


@given(st.text(max_size=60), st.sampled_from(["pages", "minutes", "km", "$", "", "blog posts"]))
def test_whatever_is_typed_is_refused_or_in_range(typed: str, unit: str) -> None:
    try:
        amount = parse_done(typed, promise(unit))
        promised = parse_promised(typed, unit)
    except Refusal:
        return
    assert amount is None or STEP <= amount <= HIGHEST
    assert promised is None or STEP <= promised.number <= HIGHEST or promised.at_most


@given(st.decimals(STEP, HIGHEST, places=3), st.sampled_from(["pages", "minutes", "km", ""]))
def test_an_amount_with_its_unit_is_read_as_it_is_written(amount: Decimal, unit: str) -> None:
    assert parse_done(f"{amount:f} {unit}", promise(unit)) == amount
