"""Amounts in check-in notes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountabot.phrases.checkin_notes import amount_in_note


@pytest.mark.parametrize(
    ("note", "unit", "amount"),
    [
        ("read 12 pages", "pages", "12"),
        ("12", "pages", "12"),
        ("12 today", "pages", "12"),
        ("**12** pages!", "pages", "12"),
        ("just one page", "pages", "1"),
        ("a page", "pages", "1"),
        ("twenty-five pages", "pages", "25"),
        ("12 pages, really 12 pages", "pages", "12"),
        ("3 coffees today", "coffees", "3"),
        ("0 coffees", "coffees", "0"),
        ("1 glass", "glasses", "1"),
        ("1,200 words before lunch", "words", "1200"),
        ("walked 10k steps", "steps", "10000"),
        ("did 20 push ups", "push ups", "20"),
        ("did 20 push-ups", "push-ups", "20"),
        ("ran 5 km in 30 minutes", "km", "5"),
        ("ran 5 km in 30 minutes", "minutes", "30"),
        ("1.5 h", "hours", "1.5"),
        ("90 minutes", "hours", "1.5"),
        ("an hour", "minutes", "60"),
        ("1 hour and 30 minutes", "minutes", "90"),
        ("half an hour", "minutes", "30"),
        ("2 sets, 30 reps", "reps", "30"),
        ("saved $20", "$", "20"),
        ("half a page", "pages", "0.5"),
        ("read my 20 pages", "pages", "20"),
        ("2½ pages", "pages", "2.5"),
        ("5", "", "5"),
    ],
)
def test_an_amount_of_the_unit_is_found(note: str, unit: str, amount: str) -> None:
    assert amount_in_note(note, unit) == Decimal(amount)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "done!",
        "page 30",
        "chapter 3",
        "read for 30 minutes",
        "5 pages and then 7 pages",
        "12/20 pages",
        "10-20 pages",
        "-5 pages",
        "read 12p",
        "at 5pm",
        "17:00",
        "1st page",
        "5k",
        "3 or 4",
        "5 or 6 pages",
        "just 12 of my 20 pages",
        "99999999999 pages",
    ],
)
def test_an_unclear_amount_is_not_guessed(note: str) -> None:
    assert amount_in_note(note, "pages") is None


@given(st.text(max_size=400), st.text(max_size=30))
def test_any_note_has_an_amount_in_range_or_none(note: str, unit: str) -> None:
    found = amount_in_note(note, unit)

    assert found is None or 0 <= found <= 1_000_000
