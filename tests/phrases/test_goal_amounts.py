"""Amounts within a goal's sentence, and sentences that are refused."""

from decimal import Decimal

import pytest

from accountabot.commands.parse import to_json
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.refusals import Refusal
from tests.phrases.examples import NEW_YORK, parse


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u202e", "**", "x" * 301])
def test_a_blank_or_overlong_text_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="text-"):
        parse(text)


def test_an_implausible_amount_is_refused() -> None:
    with pytest.raises(Refusal, match="amount-out-of-range"):
        parse("Write 50,000,000 words by Friday")


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
        parse(text)

    assert refused.value.details == {"lowest": lowest, "highest": "1,000,000"}


@pytest.mark.parametrize(
    ("locale", "amount"),
    [("de", 10000), ("es-ES", 10000), ("pt-BR", 10000), ("en-US", 10), ("es-419", 10)],
)
def test_points_separate_thousands_in_some_locales(locale: str, amount: int) -> None:
    assert to_json(parse("Walk 10.000 steps a day", locale=locale), NEW_YORK)["amount"] == amount


@pytest.mark.parametrize("limit", ["max", "tops", "maximum", "at most", "or less"])
@pytest.mark.parametrize("thing", ["", " of gaming", " on my phone", " tiktok", " of TV with Sam"])
@pytest.mark.parametrize("frequency", ["a day", "every day", "on weekdays"])
def test_a_limit_may_end_the_phrase(limit: str, thing: str, frequency: str) -> None:
    for text in (f"2 hours{thing} {limit} {frequency}", f"2 hours{thing} {frequency} {limit}"):
        found = parse(text).amount

        assert found == Amount(Decimal(2), "hours", at_most=True), text


@pytest.mark.parametrize(
    "text",
    [
        "run 5 km at max effort every day",
        "read 20 pages of fiction only every day",
        "lift 3 sets of max weight every day",
        "write 5 letters to max and his brother every day",
    ],
)
def test_another_such_word_is_no_limit(text: str) -> None:
    found = parse(text).amount

    assert found is not None
    assert not found.at_most


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("swim 40laps daily", 40, "laps"),
        ("do 50pushups every day", 50, "pushups"),
        ("read 20pgs a day", 20, "pgs"),
        ("100crunches a day", 100, "crunches"),
    ],
)
def test_a_unit_may_be_joined_to_its_number(text: str, number: int, unit: str) -> None:
    assert parse(text).amount == Amount(Decimal(number), unit)


@pytest.mark.parametrize(
    "text", ["listen to 80s music daily", "take b12 daily", "do a 4x4 every day", "use win95 daily"]
)
def test_other_letters_after_a_number_are_no_unit(text: str) -> None:
    assert parse(text).amount is None
