"""`accountabot parse`, which prints the parse of a sentence as JSON."""

import json
import os
import subprocess
import sys
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accountabot.commands.parse import to_json
from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.schedules import DAILY
from accountabot.phrases.goals.parsed_goal import ParsedGoal

NOTHING: dict[str, Any] = {
    "schedule": None,
    "start": None,
    "until": None,
    "usual_time": None,
    "amount": None,
    "unit": None,
    "at_most": None,
    "asks": [],
}


def parse(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "accountabot", "parse", *arguments]
    # The output is UTF-8 in any terminal.
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    return subprocess.run(  # noqa: S603 - a fixed command
        command, check=False, capture_output=True, encoding="utf-8", input=typed, env=environment
    )


def lines(output: str) -> list[Any]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_sentence_is_printed_as_one_json_object() -> None:
    done = parse(
        "Practice 1.5 hours a day from tomorrow until Dec 24 🎄",
        "--now",
        "2026-11-25T15:00:00",
        "--zone",
        "Asia/Tokyo",
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert lines(done.stdout) == [
        {
            "title": "Practice 1.5 hours 🎄",
            "schedule": "daily",
            "start": "2026-11-26",
            "until": "2026-12-24T23:59:59",
            "usual_time": None,
            "amount": 1.5,
            "unit": "hours",
            "at_most": None,
            "asks": [],
        }
    ]


def test_an_upper_limit_is_marked_and_a_whole_amount_is_an_integer() -> None:
    done = parse("At most 2 coffees a day")

    assert '"amount": 2, "unit": "coffees", "at_most": true' in done.stdout


def test_a_usual_time_is_printed_in_hours_and_minutes() -> None:
    goal = ParsedGoal("Yoga at 6pm", DAILY, usual_time=time(18))

    assert to_json(goal, Calendar(ZoneInfo("UTC")))["usual_time"] == "18:00"


def test_the_default_time_is_now_in_utc() -> None:
    done = parse("Be kinder")

    assert lines(done.stdout) == [{"title": "Be kinder", **NOTHING, "asks": ["frequency"]}]


def test_the_locale_sets_the_order_of_a_date() -> None:
    done = parse("Finish by 3/4", "--locale", "en-GB", "--now", "2026-11-25T15:00:00")

    assert lines(done.stdout)[0]["until"] == "2027-04-03T23:59:59"


def test_a_sentence_may_begin_with_a_dash() -> None:
    assert lines(parse("-5 km every day").stdout)[0]["schedule"] == "daily"


def test_each_line_is_answered_with_the_options_as_defaults() -> None:
    typed = (
        '{"text": "Pay by 3/4", "now": "2026-11-25T15:00:00"}\n'
        '{"text": "Laufe ☀ daily", "zone": null}\n'
    )

    done = parse("-", "--locale", "en-GB", typed=typed)

    assert done.returncode == 0
    assert [answer["title"] for answer in lines(done.stdout)] == ["Pay", "Laufe ☀"]
    assert lines(done.stdout)[0]["until"] == "2027-04-03T23:59:59"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("Run", "--zone", "Nowhere"), "'Nowhere' is not a time zone; try Europe/Lisbon."),
        (("Run", "--zone", "../UTC"), "'../UTC' is not a time zone; try Europe/Lisbon."),
        (("Run", "--now", "soon"), "'soon' is not a time in ISO 8601; try 2026-12-24T17:00:00."),
        (
            ("Run", "--now", "9999-12-31"),
            "'9999-12-31' is not a time in ISO 8601; try 2026-12-24T17:00:00.",
        ),
        (("  ",), "The sentence is empty."),
        (("x" * 301,), "The sentence is longer than 300 characters."),
        (("Write 50,000,000 words by Friday",), "The amount is out of range."),
    ],
)
def test_an_invalid_request_is_explained_in_one_sentence(
    arguments: tuple[str, ...], sentence: str
) -> None:
    done = parse(*arguments)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{sentence}\n")


def test_an_invalid_line_prints_null_and_the_others_are_answered() -> None:
    bad = [
        "nonsense",
        "[1]",
        '{"text": 5}',
        '{"text": "Run", "zone": 5}',
        '{"text": ""}',
        "[" * 100_000,
        "\udcff",
    ]
    typed = "\n".join(['{"text": "Run daily"}', *bad[:-1], '{"text": "Walk daily"}'])

    done = parse("-", typed=typed)

    assert done.returncode == 1
    assert [answer and answer["title"] for answer in lines(done.stdout)] == [
        "Run",
        *[None] * 6,
        "Walk",
    ]
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        f"Line {number}" for number in range(2, 8)
    ]


def test_a_blank_line_prints_null_to_keep_the_answers_in_step() -> None:
    done = parse("-", typed='{"text": "Run daily"}\n\n{"text": "Walk daily"}\n')

    assert (done.returncode, done.stderr) == (1, "Line 2: The sentence is empty.\n")
    assert [answer and answer["title"] for answer in lines(done.stdout)] == ["Run", None, "Walk"]
