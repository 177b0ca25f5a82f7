"""Edits that are refused, and the advice that is given."""

import pytest

from accountabot.bot import Accountabot
from tests.stories.goals.edits import form_fields, propose, record
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
        ({"amount": "lots"}, "The amount has to be a number from"),
        ({"amount": "-3"}, "The amount has to be a number from"),
        ({"plan": "\u200b*"}, "visible characters"),
        ({"sentence": "***"}, "visible characters"),
        ({"sentence": "Run " + "far " * 50 + "every day"}, "at most 100 fit"),
        ({"sentence": "Run every quarter"}, "can’t track"),
        ({"sentence": "Run every day from 2025-12-01"}, "Mon, Dec 1, 2025"),
    ],
)
async def test_a_refused_edit_explains_why_and_reopens_the_form_with_its_input(
    world: World, fields: dict[str, str], reason: str
) -> None:
    await world.declare(world.alice)

    answer = await propose(world, world.alice, **fields)
    form = await world.alice.click(answer.response, label="Edit what I typed")

    assert answer.ephemeral
    assert reason in said(answer)
    assert all(form_fields(form)[name] == " ".join(typed.split()) for name, typed in fields.items())
    assert "every day" in await world.ask(world.alice, "goal list")


async def test_a_refused_edit_can_be_corrected_in_the_reopened_form(world: World) -> None:
    await world.declare(world.alice)
    refused = await propose(
        world, world.alice, sentence="Run every quarter", plan="at noon", visibility=["me"]
    )
    form = await world.alice.click(refused.response, label="Edit what I typed")

    answer = await world.alice.submit_modal(
        form, form_fields(form) | {"sentence": "Run every Monday"}
    )

    assert "**How often** every day → every Monday" in said(answer)
    assert "**Plan** no plan → \u2068at noon\u2069" in said(answer)
    assert "**Who can see it** everyone here → only the owner" in said(answer)


async def test_an_impossible_choice_reopens_the_form(world: World) -> None:
    await world.declare(world.alice, "Run", "once by 2026-01-20")
    question = await propose(world, world.alice, until="next Friday", amount="")
    await world.next_day(3)

    refused = await world.alice.click(question.response, label="Fri, Jan 2, 2026")
    form = await world.alice.click(refused.response, label="Edit what I typed")

    assert "which has already passed" in said(refused)
    assert form_fields(form)["until"] == "next Friday"


async def test_an_ended_completed_or_dropped_goal_can_not_be_edited(world: World) -> None:
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
    assert "already dropped" in walk


async def test_only_the_owner_can_edit_a_goal(world: World) -> None:
    declared = await world.declare(world.alice)
    form = await world.alice.click(declared.followups[0], label="Edit")
    await world.declare(world.bob, "Walk")

    typed = await world.ask(world.bob, "goal edit", goal="Run")
    await world.alice.slash(world.general, "undo")
    gone = await world.alice.submit_modal(form, form_fields(form) | {"plan": "at noon"})

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

    assert not any(world.pings()[GREETINGS:])
    assert all(
        "\n# Heading" not in written
        for message in world.general.history()
        for written in markdown(message)
    )


async def test_a_deadline_is_not_moved_once_it_has_passed(world: World) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-01 17:00")
    form = await world.alice.slash(world.general, "goal edit", goal="Essay")
    await world.env.advance_time(9 * HOUR)  # in its grace

    answer = await world.alice.submit_modal(form, form_fields(form) | {"until": "2026-01-04"})
    late = await world.check_in(world.alice, goal="Essay")

    assert "has ended" in said(answer)
    assert "2026-01-04" in said(answer)
    assert "⏰" in said(late)


async def test_a_failed_save_changes_nothing_and_returns_the_input(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    proposal = await propose(world, world.alice, plan="at noon")
    form = await world.alice.slash(world.general, "goal edit", goal="Run")

    async with read_only(bot):
        sent = await world.alice.submit_modal(form, form_fields(form) | {"plan": "at night"})
        pressed = await world.alice.click(proposal.response, label="Change it")

    assert "wasn’t saved" in said(sent)
    assert "at night" in said(sent)
    assert "wasn’t saved" in said(pressed)
    assert "📍" not in await world.ask(world.alice, "goal show", goal="Run")
    await world.alice.click(proposal.response, label="Change it")
    assert "📍 \u2068at noon\u2069" in await world.ask(world.alice, "goal show", goal="Run")
