"""`accountabot parse`: what a sentence is understood to say, as JSON."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

NOTHING = {
    "schedule": None,
    "start": None,
    "until": None,
    "amount": None,
    "unit": None,
    "at_most": None,
}


def parse(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "accountabot", "parse", *arguments]
    environment = os.environ | {
        "PYTHONIOENCODING": "ascii"
    }  # whatever the terminal speaks, it is UTF-8
    return subprocess.run(  # noqa: S603 - our own words
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
            "amount": 1.5,
            "unit": "hours",
            "at_most": None,
        }
    ]


def test_a_ceiling_is_said_and_whole_amounts_are_whole() -> None:
    done = parse("At most 2 coffees a day")

    assert '"amount": 2, "unit": "coffees", "at_most": true' in done.stdout


def test_without_now_it_is_the_present_in_utc() -> None:
    done = parse("Be kinder")

    assert lines(done.stdout) == [{"title": "Be kinder", **NOTHING}]


def test_the_locale_tells_the_order_of_a_date() -> None:
    done = parse("Finish by 3/4", "--locale", "en-GB", "--now", "2026-11-25T15:00:00")

    assert lines(done.stdout)[0]["until"] == "2027-04-03T23:59:59"


def test_a_sentence_may_begin_with_a_dash() -> None:
    assert lines(parse("-5 km every day").stdout)[0]["schedule"] == "daily"


def test_each_line_is_answered_and_falls_back_to_the_options() -> None:
    typed = '{"text": "Pay by 3/4", "now": "2026-11-25T15:00:00"}\n{"text": "Laufe ☀ daily", "zone": null}\n'

    done = parse("-", "--locale", "en-GB", typed=typed)

    assert done.returncode == 0
    assert [answer["title"] for answer in lines(done.stdout)] == ["Pay", "Laufe ☀"]
    assert lines(done.stdout)[0]["until"] == "2027-04-03T23:59:59"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("Run", "--zone", "Nowhere"), "'Nowhere' is no time zone; try Europe/Lisbon."),
        (("Run", "--zone", "../UTC"), "'../UTC' is no time zone; try Europe/Lisbon."),
        (("Run", "--now", "soon"), "'soon' is no time in ISO 8601; try 2026-12-24T17:00:00."),
        (
            ("Run", "--now", "9999-12-31"),
            "'9999-12-31' is no time in ISO 8601; try 2026-12-24T17:00:00.",
        ),
        (("  ",), "There is nothing to read in it."),
        (("x" * 301,), "It is longer than 300 characters."),
        (("Write 50,000,000 words by Friday",), "It names an amount that nobody could mean."),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(
    arguments: tuple[str, ...], sentence: str
) -> None:
    done = parse(*arguments)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{sentence}\n")


def test_a_line_that_cannot_be_used_is_null_and_the_others_are_answered() -> None:
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


def test_a_blank_line_is_null_so_that_answers_stay_beside_what_was_asked() -> None:
    done = parse("-", typed='{"text": "Run daily"}\n\n{"text": "Walk daily"}\n')

    assert (done.returncode, done.stderr) == (1, "Line 2: There is nothing to read in it.\n")
    assert [answer and answer["title"] for answer in lines(done.stdout)] == ["Run", None, "Walk"]
