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
NO_SINGLE_DAY = ["never", "March", "next week", "next month", "for 3 days"]
OUT_OF_RANGE = {
    "2025-12-29": "Mon, Dec 29, 2025, and that day is already settled for good",
    "2099-01-01": "Thu, Jan 1, 2099, which is more than ten years away",
}
SOONER, LATER = "Fri, Jan 2, 2026", "Fri, Jan 9, 2026"
NONE_YET = "no upcoming dates"


async def test_the_answer_names_the_date_that_was_typed(world: World, owner: MemberActor) -> None:
    assert {typed: await excused(world, owner, typed) for typed in READINGS} == READINGS


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
    unreadable = {typed: read_as(typed) for typed in (*IMPOSSIBLE, *NO_SINGLE_DAY)}
    suggested = set[str]()

    for typed, told in (unreadable | OUT_OF_RANGE).items():
        refused = await set_up(world, owner, "excuse", date=typed)
        assert refused.ephemeral
        assert told in said(refused)
        suggested |= suggestions(refused)

    assert NONE_YET in await world.ask(owner, "setup show")
    assert all([await excused(world, owner, typed) for typed in sorted(suggested)])


async def excused(world: World, owner: MemberActor, typed: str) -> str | None:
    """Excuse a date; return the date that was understood."""
    answer = said(await set_up(world, owner, "excuse", date=typed))
    found = re.search(r"\*\*(.+?)\*\* is excused", answer)
    return found and found[1]
