"""How typed amounts are read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.goals.amounts import HIGHEST, STEP, Amount, parse_amount
from accountabot.domain.refusals import Refusal


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("20", "20"),
        (" 20 ", "20"),
        ("0.001", "0.001"),
        ("2.5", "2.5"),
        ("2,5", "2.5"),
        ("0,5", "0.5"),
        ("0,500", "0.5"),  # thousands never begin with a zero
        ("1,500", "1500"),
        ("12,345.5", "12345.5"),
        ("1,000,000", "1000000"),
        ("+3", "3"),
        ("+3,000", "3000"),
        ("1e3", "1000"),
        ("3.14159", "3.142"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, amount: str) -> None:
    assert parse_amount(typed, allow_zero=False) == Decimal(amount)


@pytest.mark.parametrize("typed", [None, "", "  "])
def test_nothing_is_no_amount(typed: str | None) -> None:
    assert parse_amount(typed, allow_zero=False) is None


@pytest.mark.parametrize(
    "typed",
    [
        *("-1", "-0.001", "-1,000"),
        *("1000000.001", "1,000,001", "9" * 400, "1e999999", "1e1000000"),
        *("-1e1000000", "1e9999999999999999999999"),
        *(
            "nan",
            "inf",
            "-Infinity",
            "sNaN",
            "many",
            "20 pages",
            "1,00,000",
            "12,34,567",
            "1.000,5",
            "1,000,5",
            "½",
        ),
        *("--1", "1..2", "1,,000", ",", ".", "0x10"),
    ],
)
@pytest.mark.parametrize("allow_zero", [True, False])
def test_what_is_no_sensible_number_is_refused(typed: str, *, allow_zero: bool) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_amount(typed, allow_zero=allow_zero)

    assert refusal.value.key == "amount-out-of-range"


@pytest.mark.parametrize("typed", ["0", "0.0", "-0", "0,000", "0.0004", "1e-9999999"])
def test_zero_is_an_amount_only_where_it_says_something(typed: str) -> None:
    assert str(parse_amount(typed, allow_zero=True)) == "0.000"
    with pytest.raises(Refusal):
        parse_amount(typed, allow_zero=False)


@given(st.decimals(Decimal(0), HIGHEST, places=3))
def test_every_amount_is_read_as_it_is_written(amount: Decimal) -> None:
    assert parse_amount(str(amount), allow_zero=True) == amount
    assert parse_amount(f"{amount:,}", allow_zero=True) == amount


@given(st.text(max_size=12))
def test_whatever_is_typed_is_refused_or_in_range(typed: str) -> None:
    try:
        amount = parse_amount(typed, allow_zero=False)
    except Refusal:
        return
    assert amount is None or STEP <= amount <= HIGHEST


def test_an_amount_is_reached_from_below_and_kept_from_above() -> None:
    floor = Amount(Decimal(2))
    ceiling = Amount(Decimal(2), at_most=True)

    assert [floor.is_reached(Decimal(total)) for total in (1, 2, 3)] == [False, True, True]
    assert [ceiling.is_reached(Decimal(total)) for total in (1, 2, 3)] == [True, True, False]
