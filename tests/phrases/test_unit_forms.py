"""The form of a unit after its number."""

from decimal import Decimal

import pytest

from accountabot.phrases.amounts.unit_forms import unit_form


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("coffees", "coffee"),
        ("pages", "page"),
        ("times", "time"),
        ("minutes", "minute"),
        ("mins", "min"),
        ("kms", "km"),
        ("lbs", "lb"),
        ("glasses of water", "glass of water"),
        ("job applications", "job application"),
        ("push-ups", "push-up"),
        ("stories", "story"),
        ("cookies", "cookie"),
        ("dishes", "dish"),
        ("potatoes", "potato"),
        ("exercises", "exercise"),
        ("people", "person"),
        ("bucks", "buck"),
        ("ties", "tie"),
        ("páginas", "página"),
    ],
)
def test_one_has_the_singular(unit: str, one: str) -> None:
    assert unit_form(unit, Decimal(1)) == one
    assert unit_form(unit, Decimal("1.000")) == one
    assert unit_form(unit, Decimal("1.5")) == unit
    assert unit_form(unit, Decimal(0)) == unit


@pytest.mark.parametrize(
    "unit",
    ["page", "km", "abs", "press", "tennis", "aerobics", "series", "stone", "pagina's", "Seiten"],
)
def test_what_is_no_plural_stays(unit: str) -> None:
    assert unit_form(unit, Decimal(1)) == unit


@pytest.mark.parametrize(
    ("unit", "two"),
    [
        ("page", "pages"),
        ("hour", "hours"),
        ("min", "min"),
        ("stone", "stone"),
        ("coffee", "coffees"),
        ("laundry", "laundry"),
    ],
)
def test_a_known_unit_has_its_plural(unit: str, two: str) -> None:
    assert unit_form(unit, Decimal(2)) == two


@pytest.mark.parametrize("unit", ["", "%", "日", "🍎", " of ", "s", "Pages"])
def test_any_text_has_a_form(unit: str) -> None:
    assert unit_form(unit, Decimal(2)).casefold() == unit.casefold()
