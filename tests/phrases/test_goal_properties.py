"""Properties that hold for every sentence."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accountabot.domain.goals import schedules
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals.parsed_goal import ParsedGoal
from tests.phrases.examples import EDGE_CASES, SPECIFIED, parse

WORDS = st.sampled_from(
    [
        "every",
        "each",
        "day",
        "daily",
        "Tuesday",
        "tue",
        "weekdays",
        "and",
        ",",
        "/",
        "-",
        "–",
        ".",
        "3",
        "20",
        "1,5",
        "10k",
        "twice",
        "times",
        "x",
        "a",
        "week",
        "per",
        "month",
        "on",
        "the",
        "15th",
        "last",
        "until",
        "by",
        "for",
        "next",
        "Friday",
        "5pm",
        "noon",
        "midnight",
        "17:00",
        "2026-12-24",
        "12/24",
        "<t:1796158800:F>",
        "<@1>",
        "March",
        "31",
        "2027",
        "in",
        "hours",
        "at",
        "most",
        "no",
        "more",
        "than",
        "I'll",
        "i",
        "will",
        "read",
        "pages",
        "$",
        "€",
        "%",
        "half",
        "an",
        "hour",
        "other",
        "of",
        "end",
        "before",
        "starting",
        "(",
        ")",
        '"',
        "'",
        "*",
        "_",
        "🎉",
        "0",
        "99999",
        "yesterday",
        "30",
        "days",
        "rest",
        "year",
        "except",
        "weekends",
        "00:00",
        "24:00",
        "13pm",
        "²",
    ]
)
TEXTS = st.text(max_size=60) | st.lists(WORDS | st.just("\u202e"), max_size=40).map(" ".join).map(
    lambda text: text[:300]
)


@given(TEXTS, st.sampled_from(["en-US", "en-GB", "de", "", "../x", "\x00"]))
@example("every 99999 days by 9999-12-31 for 999 years", "en-US")
@example("in 999999999 hours", "en-US")
@example("in 9000 years", "en-US")
@example("by 9999-12-31", "en-US")
@example("from 8999-12-31 for 99 years", "en-US")
@example("starting 0001-01-01 by 0002-01-01", "en-US")
@example("by 0000-00-00 or by 00/00/00 or <t:99999999999:F>", "en-US")
def test_any_text_is_parsed_or_refused_and_always_in_the_same_way(text: str, locale: str) -> None:
    try:
        found = parse(text, locale=locale)
    except Refusal:
        return

    assert found == parse(text, locale=locale)
    assert found.title.strip()
    assert found.schedule is None or schedules.parse_schedule(str(found.schedule)) == found.schedule
    assert all(len(choice.options) > 1 for choice in found.choices)


SENTENCES = st.sampled_from(
    [row["text"] for row in SPECIFIED] + [row["text"] for row in EDGE_CASES]
)


def _without_title(parsed: ParsedGoal) -> tuple[object, ...]:
    amount = parsed.amount and (
        parsed.amount.number,
        parsed.amount.unit.casefold(),
        parsed.amount.at_most,
    )
    return (
        parsed.schedule,
        parsed.start,
        parsed.until,
        parsed.through,
        amount,
        parsed.choices,
    )


@given(SENTENCES, st.sampled_from([str.upper, str.lower, str.title]))
def test_letter_case_changes_only_the_title(text: str, change: Any) -> None:
    assert _without_title(parse(change(text))) == _without_title(parse(text))


@given(SENTENCES, st.sampled_from([".", "!", " .", "!!", " 🎉"]))
def test_final_punctuation_changes_only_the_title(text: str, sign: str) -> None:
    assert _without_title(parse(text + sign)) == _without_title(parse(text))


@given(SENTENCES, st.sampled_from(["  ", "\u00a0", " \n"]))
def test_extra_space_changes_nothing(text: str, space: str) -> None:
    assert parse(text.replace(" ", space)) == parse(text)


@pytest.mark.parametrize(
    "how", ["every day", "every Tue and Thu", "3x a week", "every other day", "on weekdays"]
)
@pytest.mark.parametrize("when", ["", "until March 1", "for 30 days", "starting Monday"])
def test_a_schedule_means_the_same_at_the_front(how: str, when: str) -> None:
    at_end = parse(f"Run 5 km {how} {when}")
    at_front = parse(f"{how} {when}, run 5 km")

    assert _without_title(at_end) == _without_title(at_front)
    assert (at_end.title, at_front.title) == ("Run 5 km", "run 5 km")
