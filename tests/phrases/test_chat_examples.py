"""Goals as members type them in chats; most of these were written without seeing the grammar."""

from datetime import datetime
from typing import Any

import pytest

from tests.phrases.examples import CHATS_HELD_OUT, CHATS_SPECIFIED, LOOKALIKES
from tests.phrases.kinds.reading import Reading, read


@pytest.mark.parametrize(
    "row", [*CHATS_SPECIFIED, *CHATS_HELD_OUT, *LOOKALIKES], ids=lambda row: row["text"]
)
def test_a_sentence_of_a_chat_is_understood_or_asked_about(row: dict[str, Any]) -> None:
    now = datetime.fromisoformat(row["now"])

    reading = read(row["text"], now=now, zone=row["zone"], locale=row["locale"])

    if row["expect"] == "ask":
        assert reading.asked
    else:
        assert _fields(reading, row["expect"]) == row["expect"]


def _fields(reading: Reading, names: dict[str, Any]) -> dict[str, Any]:
    """Return the named fields in the notation of the examples."""
    found = {
        "start": reading.start and reading.start.isoformat(),
        "until": reading.until and reading.until.isoformat(),
        "amount": None if reading.amount is None else float(reading.amount),
        "at_most": reading.at_most or None,
    }
    return {name: (reading._asdict() | found)[name] for name in names}
