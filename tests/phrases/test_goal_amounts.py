"""Amounts within a goal's sentence, and sentences that are refused."""

import pytest

from accountabot.domain.refusals import Refusal
from accountabot.parse_command import to_json
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
