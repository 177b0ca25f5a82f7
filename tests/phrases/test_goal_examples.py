"""Goals, as members type them in one sentence: the examples."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accountabot.commands.parse import to_json
from accountabot.domain.calendar.days import Calendar
from tests.phrases.examples import EDGE_CASES, HELD_OUT, NEW_YORK, SPECIFIED, parse


@pytest.mark.parametrize("row", [*SPECIFIED, *HELD_OUT], ids=lambda row: row["text"])
def test_an_example_is_parsed(row: dict[str, Any]) -> None:
    calendar = Calendar(ZoneInfo(row["zone"]))
    now = calendar.instant(datetime.fromisoformat(row["now"]))

    found = to_json(parse(row["text"], calendar, now, locale=row["locale"]), calendar)

    unnamed = {"at_most": None, "usual_time": found["usual_time"], "asks": found["asks"]}
    assert found == unnamed | row["expect"]


@pytest.mark.parametrize("row", EDGE_CASES, ids=lambda row: row["text"])
def test_an_edge_case_is_parsed(row: dict[str, str]) -> None:
    found = to_json(parse(row["text"]), NEW_YORK)

    sign = "<=" if found["at_most"] else ""
    summary = {
        "text": row["text"],
        "title": found["title"],
        "schedule": found["schedule"] or "",
        "start": found["start"] or "",
        "until": (found["until"] or "").removesuffix("T23:59:59"),
        "amount": f"{sign}{found['amount'] or ''} {found['unit'] or ''}".strip(),
    }
    assert summary == dict.fromkeys(summary, "") | row
