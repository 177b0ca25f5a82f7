"""/pause until: how the day of return is read, and asked for if it could be several."""

import re

import pytest
from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import form_fields
from tests.stories.retries import try_again
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
from tests.world import DAY, World, shown

ASKED = {"goal": "Run", "until": "next Friday", "reason": "a cold"}
READINGS = {
    "tomorrow": "Fri, Jan 2",
    "Monday": "Mon, Jan 5",
    "Jan 9": "Fri, Jan 9",
    "2026-01-09": "Fri, Jan 9",
    "2026/1/9": "Fri, Jan 9",
    "2027-01-07": "Thu, Jan 7, 2027",
    "tomorrow 17:00": "Fri, Jan 2",
    "<t:1767603600:f>": "Mon, Jan 5",
    "in 2 weeks": "Thu, Jan 15",
    "next week": "Mon, Jan 5",
    "next month": "Sun, Feb 1",
    "March": "Sun, Mar 1",
    "christmas": "Fri, Dec 25",
}
TOO_EARLY = "coming back on {}, but that day has already begun"
OUT_OF_RANGE = {
    "yesterday": TOO_EARLY.format("Wed, Dec 31, 2025"),
    "today": TOO_EARLY.format("Thu, Jan 1, 2026"),
    "2025-12-24": TOO_EARLY.format("Wed, Dec 24, 2025"),
    "in 2 hours": TOO_EARLY.format("Thu, Jan 1, 2026"),
    "<t:0>": TOO_EARLY.format("Thu, Jan 1, 1970"),
    "2099-01-01": "Thu, Jan 1, 2099, which is more than ten years away",
}
SOONER, LATER = "Fri, Jan 2, 2026", "Fri, Jan 9, 2026"


async def test_the_answer_names_the_first_day_of_what_was_typed(world: World) -> None:
    await world.declare(world.alice)

    assert {typed: await back_on(world, typed) for typed in READINGS} == READINGS


async def test_never_pauses_until_resumed(world: World) -> None:
    await world.declare(world.alice)

    assert "for now" in await world.ask(world.alice, "pause", goal="Run", until="never")


@pytest.mark.parametrize(("locale", "back"), [("en-US", "Thu, Mar 12"), ("en-GB", "Thu, Dec 3")])
async def test_digits_are_in_the_order_of_the_members_language(
    world: World, monkeypatch: pytest.MonkeyPatch, locale: str, back: str
) -> None:
    set_locale(monkeypatch, locale)
    await world.declare(world.alice)

    answer = await world.alice.slash(world.general, "pause", goal="Run", until="3/12")

    assert f"until **{back}**" in said(answer)


async def test_the_next_week_begins_on_the_servers_first_day(
    world: World, owner: MemberActor
) -> None:
    await set_up(world, owner, "week-start", day=6)
    await world.next_day(5)
    await world.declare(world.alice)

    answer = await world.alice.slash(world.general, "pause", goal="Run", until="next week")

    assert "until **Sun, Jan 11**" in said(answer)


async def test_of_two_days_the_member_picks_one_and_keeps_the_rest(world: World) -> None:
    await world.declare(world.alice)
    await world.declare(world.alice, "Read")
    before = shown(world.general)

    question = await world.alice.slash(world.general, "pause", **ASKED)
    asked, offered, untouched = said(question), labels(question), shown(world.general)
    answer = await world.alice.click(question.response, label=LATER)

    assert question.ephemeral
    assert "I read **next Friday**, and that could be any of these days" in asked
    assert offered == [SOONER, LATER, "Another date…"]
    assert untouched == before
    assert not answer.ephemeral
    assert "paused **Run** until **Fri, Jan 9**" in said(answer)
    assert "> a cold" in said(answer)
    assert f"✓ {LATER} it is." in said(question)


async def test_a_weekday_that_contradicts_its_date_is_asked_about(world: World) -> None:
    await world.declare(world.alice)
    question = await world.alice.slash(world.general, "pause", goal="Run", until="fri 12/19")

    answer = await world.alice.click(question.response, label="Sat, Dec 19, 2026")

    assert "until **Sat, Dec 19**" in said(answer)


async def test_a_picked_goal_stays_the_picked_one(world: World) -> None:
    await world.declare(world.alice, "Run", "daily")
    await world.declare(world.alice, "Run", "weekly on fri")
    offered = await world.alice.autocomplete(world.general, "pause", "goal", "Run")
    older = next(choice["value"] for choice in offered if choice["value"].endswith(":1"))

    question = await world.alice.slash(world.general, "pause", goal=older, until="next Friday")
    await world.alice.click(question.response, label=LATER)
    daily, weekly = (
        line for line in (await world.ask(world.alice, "goal list")).splitlines() if "every" in line
    )

    assert ("paused" in daily) != ("paused" in weekly)


async def test_a_restart_in_between_loses_nothing(world: World, settings: Settings) -> None:
    await world.declare(world.alice)
    question = await world.alice.slash(world.general, "pause", **ASKED)

    await world.env.restart_bot(create_bot(settings))
    answer = await world.alice.click(question.response, label=SOONER)

    assert "paused **Run** until **Fri, Jan 2**" in said(answer)
    assert "> a cold" in said(answer)


async def test_a_second_press_changes_nothing(world: World, settings: Settings) -> None:
    await world.declare(world.alice)
    question = await world.alice.slash(world.general, "pause", **ASKED)
    await world.env.restart_bot(create_bot(settings))  # after which the question stays
    await world.alice.click(question.response, label=SOONER)

    again = await world.alice.click(question.response, label=LATER)

    assert again.ephemeral
    assert "already done" in said(again)
    assert "Fri, Jan 2" in await world.ask(world.alice, "pause", goal="Run")


async def test_nobody_else_can_pick(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    await world.declare(world.bob)
    question = await world.alice.slash(world.general, "pause", **ASKED)

    answer = await press_copy(world, bot, world.bob, question, LATER)

    assert answer.ephemeral
    assert "What you typed has expired" in said(answer)
    for who in (world.alice, world.bob):
        assert "due today" in await world.ask(who, "goal list")


async def test_another_date_is_typed_with_everything_else_filled_in(world: World) -> None:
    await world.declare(world.alice)
    question = await world.alice.slash(world.general, "pause", **ASKED)

    form = await world.alice.click(question.response, label="Another date…")
    answer = await world.alice.submit_modal(form, form_fields(form) | {"until": "Jan 12"})

    assert form_fields(form) == ASKED
    assert "paused **Run** until **Mon, Jan 12**" in said(answer)
    assert "> a cold" in said(answer)


async def test_a_day_that_has_begun_meanwhile_is_refused_and_the_text_comes_back(
    world: World,
) -> None:
    await world.declare(world.alice)
    question = await world.alice.slash(world.general, "pause", **ASKED)
    await world.env.advance_time(2 * DAY)

    refused = await world.alice.click(question.response, label=SOONER)
    form = await world.alice.click(refused.response, label="Try again")

    assert f"coming back on {SOONER}, but that day has already begun" in said(refused)
    assert form_fields(form) == ASKED


async def test_a_question_may_follow_a_refusal(world: World) -> None:
    await world.declare(world.alice)
    refused = await world.alice.slash(world.general, "pause", **ASKED | {"until": "soon"})

    question = await try_again(world.alice, refused, until="next Friday")
    answer = await world.alice.click(question.response, label=LATER)

    assert "until **Fri, Jan 9**" in said(answer)
    assert "> a cold" in said(answer)
    assert said(refused) == "✓ Continued in a newer message below."


async def test_an_unreadable_impossible_past_or_distant_day_is_refused_with_its_reading(
    world: World,
) -> None:
    await world.declare(world.alice)
    refusals = {typed: read_as(typed) for typed in IMPOSSIBLE} | OUT_OF_RANGE
    suggested = set[str]()

    for typed, told in refusals.items():
        refused = await world.alice.slash(world.general, "pause", goal="Run", until=typed)
        assert refused.ephemeral
        assert told in said(refused)
        assert len(said(refused)) < 500
        suggested |= suggestions(refused)

    assert "due today" in await world.ask(world.alice, "goal list")
    assert all([await back_on(world, typed) for typed in sorted(suggested)])


async def back_on(world: World, typed: str) -> str | None:
    """Pause until a date; return the day that was understood, and resume."""
    answer = await world.alice.slash(world.general, "pause", goal="Run", until=typed)
    found = re.search(r"until \*\*(.+?)\*\*", said(answer))
    await world.alice.slash(world.general, "resume", goal="Run")
    return found and found[1]
