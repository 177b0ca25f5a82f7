"""Edits that are refused, and the advice that is given."""

import pytest

from accountabot.bot import Accountabot
from tests.stories.goals.edits import held, propose, record
from tests.stories.test_hostile_text import HOSTILE
from tests.stories.test_trouble import read_only
from tests.world import GREETINGS, HOUR, World, markdown, said


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "Nothing would change"),
        ({"sentence": "  Run   every day "}, "Nothing would change"),
        ({"until": "2025-12-24"}, "Wed, Dec 24, 2025"),
        ({"until": "2099-01-01"}, "more than ten years"),
        ({"until": "blorp"}, "couldn’t tell which day"),
        ({"amount": "lots"}, "I can count from"),
        ({"amount": "-3"}, "I can count from"),
        ({"plan": "\u200b*"}, "visible characters"),
        ({"sentence": "***"}, "visible characters"),
        ({"sentence": "Run " + "far " * 50 + "every day"}, "the limit is 100"),
        ({"sentence": "Run every quarter"}, "can’t track"),
        ({"sentence": "Run every day from 2025-12-01"}, "Mon, Dec 1, 2025"),
    ],
)
async def test_what_cannot_be_says_why_and_opens_the_form_again_with_what_was_typed(
    world: World, fields: dict[str, str], reason: str
) -> None:
    await world.declare(world.alice)

    answer = await propose(world, world.alice, **fields)
    form = await world.alice.click(answer.response, label="Edit what I typed")

    assert answer.ephemeral
    assert reason in said(answer)
    assert all(held(form)[name] == " ".join(typed.split()) for name, typed in fields.items())
    assert "every day" in await world.ask(world.alice, "goal list")


async def test_what_was_typed_is_mended_in_the_form_that_opens_again(world: World) -> None:
    await world.declare(world.alice)
    refused = await propose(
        world, world.alice, sentence="Run every quarter", plan="at noon", visibility=["me"]
    )
    form = await world.alice.click(refused.response, label="Edit what I typed")

    answer = await world.alice.submit_modal(form, held(form) | {"sentence": "Run every Monday"})

    assert "**How often** every day → every Monday" in said(answer)
    assert "**Plan** no plan → \u2068at noon\u2069" in said(answer)
    assert "**Who can see it** everyone here → only the owner" in said(answer)


async def test_a_pick_that_cannot_be_opens_the_form_again(world: World) -> None:
    await world.declare(world.alice, "Run", "once by 2026-01-20")
    question = await propose(world, world.alice, until="next Friday", amount="")
    await world.next_day(3)

    refused = await world.alice.click(question.response, label="Fri, Jan 2, 2026")
    form = await world.alice.click(refused.response, label="Edit what I typed")

    assert "that has passed" in said(refused)
    assert held(form)["until"] == "next Friday"


async def test_what_is_over_done_or_withdrawn_is_not_changed(world: World) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-01 17:00")
    await world.declare(world.alice, "Call", "once by 2026-01-05")
    await world.declare(world.alice, "Walk")
    await world.check_in(world.alice, goal="Call")
    await world.alice.slash(world.general, "goal drop", goal="Walk")
    await world.env.advance_time(9 * HOUR)

    essay, call, walk = [
        await world.ask(world.alice, "goal edit", goal=goal) for goal in ("Essay", "Call", "Walk")
    ]

    assert "has ended" in essay
    assert "already completed" in call
    assert "already withdrawn" in walk


async def test_only_its_owner_changes_a_goal(world: World) -> None:
    declared = await world.declare(world.alice)
    form = await world.alice.click(declared.followups[0], label="Edit")
    await world.declare(world.bob, "Walk")

    typed = await world.ask(world.bob, "goal edit", goal="Run")
    await world.alice.slash(world.general, "undo")
    gone = await world.alice.submit_modal(form, held(form) | {"plan": "at noon"})

    assert "Walk" in typed
    assert "is gone" in said(gone)
    assert "at noon" in said(gone)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_pings_no_one_and_breaks_nothing(world: World, text: str) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)

    await propose(world, world.alice, sentence=text[:300])
    answer = await propose(
        world, world.alice, plan=text[:100], sentence=f"{text[:90]} every Monday"
    )
    if "Change it" in said(answer):
        await world.alice.click(answer.response, label="Change it")
        for goal in await world.alice.autocomplete(world.general, "goal history", "goal", ""):
            await record(world, str(goal["value"]))

    assert not any(world.pinged()[GREETINGS:])
    assert all(
        "\n# Heading" not in written
        for message in world.general.history()
        for written in markdown(message)
    )


async def test_a_deadline_is_not_moved_once_it_has_passed(world: World) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-01 17:00")
    form = await world.alice.slash(world.general, "goal edit", goal="Essay")
    await world.env.advance_time(9 * HOUR)  # in its grace

    answer = await world.alice.submit_modal(form, held(form) | {"until": "2026-01-04"})
    late = await world.check_in(world.alice, goal="Essay")

    assert "has ended" in said(answer)
    assert "2026-01-04" in said(answer)
    assert "⏰" in said(late)


async def test_where_nothing_can_be_saved_nothing_is_changed_and_the_words_come_back(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    proposal = await propose(world, world.alice, plan="at noon")
    form = await world.alice.slash(world.general, "goal edit", goal="Run")

    async with read_only(bot):
        sent = await world.alice.submit_modal(form, held(form) | {"plan": "at night"})
        pressed = await world.alice.click(proposal.response, label="Change it")

    assert "Not saved" in said(sent)
    assert "at night" in said(sent)
    assert "Not saved" in said(pressed)
    assert "📍" not in await world.ask(world.alice, "goal show", goal="Run")
    await world.alice.click(proposal.response, label="Change it")
    assert "📍 \u2068at noon\u2069" in await world.ask(world.alice, "goal show", goal="Run")
