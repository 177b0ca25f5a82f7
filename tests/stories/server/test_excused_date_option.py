"""/setup excuse: how the date is read, and asked for if it could be several."""

import re

import pytest
from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import MINUTE, form_fields
from tests.stories.setup.setup_commands import set_up
from tests.stories.typed_dates import (
    IMPOSSIBLE,
    labels,
    press_copy,
    read_as,
    said,
    set_locale,
    suggestions,
)
from tests.world import World

ASKED = {"date": "next Friday", "reason": "Spring clean"}
READINGS = {
    "yesterday": "Wed, Dec 31, 2025",
    "2025-12-30": "Tue, Dec 30, 2025",
    "today": "Thu, Jan 1, 2026",
    "Monday": "Mon, Jan 5, 2026",
    "Jan 9": "Fri, Jan 9, 2026",
    "2026-01-10": "Sat, Jan 10, 2026",
    "2026.1.11": "Sun, Jan 11, 2026",
    "tomorrow 17:00": "Fri, Jan 2, 2026",
    "christmas": "Fri, Dec 25, 2026",
}
JUST_PASSED = {
    "Jan 3": "Sat, Jan 3, 2026",
    "Jan 2": "Fri, Jan 2, 2026",
    "1/3": "Sat, Jan 3, 2026",
    "Jan 3 - Jan 20": "Sat, Jan 3, 2026 – Tue, Jan 20, 2026",
    "Jan 2-6": "Fri, Jan 2, 2026 – Tue, Jan 6, 2026",
    "Jan 2 and Jan 3": "Fri, Jan 2, 2026 – Sat, Jan 3, 2026",
    "Jan 6 to Jan 20 2026": "Tue, Jan 6, 2026 – Tue, Jan 20, 2026",
    "Jan 3 to Jan 20 2026": "Sat, Jan 3, 2026 – Tue, Jan 20, 2026",
    "Dec 24 to Jan 1": "Thu, Dec 24, 2026 – Fri, Jan 1, 2027",
    "Jan 3 2027": "Sun, Jan 3, 2027",
    "Jan 1": "Fri, Jan 1, 2027",
}
"""What a date means on Jan 4, when Jan 2 can still be excused."""
NO_DAYS = ["never", "for 3 days", "Jan 5 to tomorrow", "Jan 2 Jan 3"]
SEVERAL = {
    "Dec 24 to Jan 1": ("Thu, Dec 24, 2026 – Fri, Jan 1, 2027", 9),
    "Dec 24 - 26": ("Thu, Dec 24, 2026 – Sat, Dec 26, 2026", 3),
    "Dec 24-Dec 26": ("Thu, Dec 24, 2026 – Sat, Dec 26, 2026", 3),
    "from 2026-12-30 until 2027-01-02": ("Wed, Dec 30, 2026 – Sat, Jan 2, 2027", 4),
    "between Dec 24 and Dec 26": ("Thu, Dec 24, 2026 – Sat, Dec 26, 2026", 3),
    "yesterday to tomorrow": ("Wed, Dec 31, 2025 – Fri, Jan 2, 2026", 3),
    "Friday to Sunday": ("Fri, Jan 2, 2026 – Sun, Jan 4, 2026", 3),
    "Wednesday to Tuesday": ("Wed, Jan 7, 2026 – Tue, Jan 13, 2026", 7),
    "next week": ("Mon, Jan 5, 2026 – Sun, Jan 11, 2026", 7),
    "this weekend": ("Sat, Jan 3, 2026 – Sun, Jan 4, 2026", 2),
    "next month": ("Sun, Feb 1, 2026 – Sat, Feb 28, 2026", 28),
    "March": ("Sun, Mar 1, 2026 – Tue, Mar 31, 2026", 31),
    "2026-04-01..2026-04-03": ("Wed, Apr 1, 2026 – Fri, Apr 3, 2026", 3),
    "Apr 5…Apr 7": ("Sun, Apr 5, 2026 – Tue, Apr 7, 2026", 3),
    "Apr 8 to Apr 9 2026": ("Wed, Apr 8, 2026 – Thu, Apr 9, 2026", 2),
    "Dec 30 to Jan 2 2028": ("Thu, Dec 30, 2027 – Sun, Jan 2, 2028", 4),
    "tomorrow and Monday": ("Fri, Jan 2, 2026, Mon, Jan 5, 2026", 2),
    "Jan 5, Jan 7 and Jan 9": ("Mon, Jan 5, 2026, Wed, Jan 7, 2026, Fri, Jan 9, 2026", 3),
    "tomorrow and Saturday": ("Fri, Jan 2, 2026 – Sat, Jan 3, 2026", 2),
}
TOO_MANY = {
    "Jan 1 to Mar 1": "Thu, Jan 1, 2026 to Sun, Mar 1, 2026. That’s 60 days; up to 31",
    "Jan 1 to Dec 31 2026": "Thu, Jan 1, 2026 to Thu, Dec 31, 2026. That’s 365 days; up to 31",
    "Jan 5 to Dec 31 2028": "Wed, Jan 5, 2028 to Sun, Dec 31, 2028. That’s 362 days; up to 31",
    "Dec 28 to Jan 5 2026": "Sun, Dec 28, 2025, and that day is already settled for good",
    "next year": "Fri, Jan 1, 2027 to Fri, Dec 31, 2027. That’s 365 days; up to 31",
    "Jan 5, Jan 7, Jan 9, Jan 12": "Up to 3 separate dates or ranges",
    "Dec 28, 2025 to Jan 3": "Sun, Dec 28, 2025, and that day is already settled for good",
    "this week": "Mon, Dec 29, 2025, and that day is already settled for good",
}
OUT_OF_RANGE = {
    "2025-12-29": "Mon, Dec 29, 2025, and that day is already settled for good",
    "2099-01-01": "Thu, Jan 1, 2099, which is more than ten years away",
}
SOONER, LATER = "Fri, Jan 2, 2026", "Fri, Jan 9, 2026"
NONE_YET = "no upcoming dates"


async def test_the_answer_names_the_date_that_was_typed(world: World, owner: MemberActor) -> None:
    assert {typed: await excused(world, owner, typed) for typed in READINGS} == READINGS


async def test_several_dates_are_excused_as_the_answer_says(
    world: World, owner: MemberActor
) -> None:
    read = {}
    for typed in SEVERAL:
        answer = said(await set_up(world, owner, "excuse", date=typed))
        found = re.search(r"\*\*(.+?)\*\* are excused for everyone here, (\d+) days", answer)
        read[typed] = found and (found[1], int(found[2]))

    assert read == SEVERAL


async def test_a_date_without_a_year_is_the_one_that_has_just_passed_if_it_can_be_excused(
    world: World, owner: MemberActor
) -> None:
    await world.next_day(3)

    assert {typed: await excused(world, owner, typed) for typed in JUST_PASSED} == JUST_PASSED


async def test_of_two_ranges_the_owner_picks_one(world: World, owner: MemberActor) -> None:
    question = await set_up(world, owner, "excuse", date="next weekend", reason="Camp")
    offered = labels(question)

    answer = said(await owner.click(question.response, label=offered[1]))

    assert offered == [
        "Sat, Jan 3, 2026 – Sun, Jan 4, 2026",
        "Sat, Jan 10, 2026 – Sun, Jan 11, 2026",
        "Another date…",
    ]
    assert "**Sat, Jan 10, 2026 – Sun, Jan 11, 2026** are excused" in answer
    assert "Reason: Camp" in answer
    assert "✓ Sat, Jan 10, 2026 – Sun, Jan 11, 2026 it is." in said(question)


@pytest.mark.parametrize(
    ("locale", "understood"), [("en-US", "Thu, Mar 12, 2026"), ("en-GB", "Thu, Dec 3, 2026")]
)
async def test_digits_are_in_the_order_of_the_owners_language(
    world: World,
    owner: MemberActor,
    monkeypatch: pytest.MonkeyPatch,
    locale: str,
    understood: str,
) -> None:
    set_locale(monkeypatch, locale)

    answer = await set_up(world, owner, "excuse", date="3/12")

    assert f"**{understood}** is excused" in said(answer)


async def test_of_two_dates_the_owner_picks_one_and_keeps_the_reason(
    world: World, owner: MemberActor
) -> None:
    question = await set_up(world, owner, "excuse", **ASKED)
    asked, offered = said(question), labels(question)
    before = await world.ask(owner, "setup show")

    answer = await owner.click(question.response, label=LATER)

    assert question.ephemeral
    assert "I read **next Friday**, and that could be any of these days" in asked
    assert offered == [SOONER, LATER, "Another date…"]
    assert NONE_YET in before
    assert answer.ephemeral
    assert f"**{LATER}** is excused" in said(answer)
    assert "Reason: Spring clean" in said(answer)
    assert f"✓ {LATER} it is." in said(question)


async def test_a_weekday_that_contradicts_its_date_is_asked_about(
    world: World, owner: MemberActor
) -> None:
    question = await set_up(world, owner, "excuse", date="fri 12/19")

    answer = await owner.click(question.response, label="Sat, Dec 19, 2026")

    assert "**Sat, Dec 19, 2026** is excused" in said(answer)


async def test_a_restart_in_between_loses_nothing(
    world: World, owner: MemberActor, settings: Settings
) -> None:
    question = await set_up(world, owner, "excuse", **ASKED)

    await world.env.restart_bot(create_bot(settings))
    answer = await owner.click(question.response, label=SOONER)

    assert f"**{SOONER}** is excused" in said(answer)
    assert "Reason: Spring clean" in said(answer)


async def test_nobody_else_can_pick(
    world: World, owner: MemberActor, other: MemberActor, bot: Accountabot
) -> None:
    question = await set_up(world, owner, "excuse", **ASKED)

    for who in (other, world.bob):
        answer = await press_copy(world, bot, who, question, LATER)
        assert "What you typed has expired" in said(answer)

    assert NONE_YET in await world.ask(owner, "setup show")


async def test_a_question_waits_only_shortly_since_owners_may_lose_the_permission(
    world: World, owner: MemberActor
) -> None:
    question = await set_up(world, owner, "excuse", **ASKED)
    await world.env.advance_time(16 * MINUTE)

    answer = await owner.click(question.response, label=LATER)

    assert "start over" in said(answer)
    assert NONE_YET in await world.ask(owner, "setup show")


async def test_another_date_is_typed_with_the_reason_filled_in(
    world: World, owner: MemberActor
) -> None:
    question = await set_up(world, owner, "excuse", **ASKED)

    form = await owner.click(question.response, label="Another date…")
    answer = await owner.submit_modal(form, form_fields(form) | {"date": "Jan 12"})

    assert form_fields(form) == ASKED
    assert "**Mon, Jan 12, 2026** is excused" in said(answer)
    assert "Reason: Spring clean" in said(answer)


async def test_an_unreadable_impossible_past_or_distant_date_is_refused_with_its_reading(
    world: World, owner: MemberActor
) -> None:
    unreadable = {typed: read_as(typed) for typed in (*IMPOSSIBLE, *NO_DAYS)}
    suggested = set[str]()

    for typed, told in (unreadable | OUT_OF_RANGE | TOO_MANY).items():
        refused = await set_up(world, owner, "excuse", date=typed)
        assert refused.ephemeral
        assert told in said(refused)
        suggested |= suggestions(refused)

    assert NONE_YET in await world.ask(owner, "setup show")
    assert all([await excused(world, owner, typed) for typed in sorted(suggested)])


async def excused(world: World, owner: MemberActor, typed: str) -> str | None:
    """Excuse a date; return the date that was understood."""
    answer = said(await set_up(world, owner, "excuse", date=typed))
    found = re.search(r"\*\*(.+?)\*\* (?:is|are) excused", answer)
    return found and found[1]
