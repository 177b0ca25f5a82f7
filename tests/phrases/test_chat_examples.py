"""Goals as members type them in chats; most of these were written without seeing the grammar."""

from datetime import datetime
from typing import Any

import pytest

from tests.phrases.examples import CHATS_HELD_OUT, CHATS_SPECIFIED, LOOKALIKES
from tests.phrases.kinds.reading import Reading, read

SETS = {
    "specified": CHATS_SPECIFIED,
    "held out": CHATS_HELD_OUT,
    "look-alikes": LOOKALIKES,
}


@pytest.mark.parametrize("name", SETS)
def test_the_sentences_of_chats_are_understood_or_asked_about(name: str) -> None:
    misread = [(row["text"], found) for row in SETS[name] if (found := _misread(row))]

    assert misread == []


def _misread(row: dict[str, Any]) -> dict[str, Any] | None:
    """Return the fields that are not as expected, or None."""
    now = datetime.fromisoformat(row["now"])
    reading = read(row["text"], now=now, zone=row["zone"], locale=row["locale"])
    if row["expect"] == "ask":
        return None if reading.asked else reading._asdict()
    found = _fields(reading, row["expect"])
    return None if found == row["expect"] else found


def _fields(reading: Reading, names: dict[str, Any]) -> dict[str, Any]:
    """Return the named fields in the notation of the examples."""
    found = {
        "start": reading.start and reading.start.isoformat(),
        "until": reading.until and reading.until.isoformat(),
        "amount": None if reading.amount is None else float(reading.amount),
        "at_most": reading.at_most or None,
    }
    return {name: (reading._asdict() | found)[name] for name in names}
