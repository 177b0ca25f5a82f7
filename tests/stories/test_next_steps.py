"""What a refusal or a message invites to is a button."""

from typing import Any

import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import form_fields
from tests.stories.goals.pauses import RUN
from tests.stories.moderation.content_moderation import moderator
from tests.stories.test_forged_items import UNKNOWN, press
from tests.world import World, said


async def test_whoever_has_no_goal_declares_one_from_the_refusal(world: World) -> None:
    refused = await world.check_in(world.alice)

    form = await world.alice.click(refused.response, label="A new goal")
    declared = await world.alice.submit_modal(form, {"text": "Run every day"})

    assert "You have no goals here yet." in said(refused)
    assert "every day" in said(declared)


async def test_a_refusal_with_typed_text_has_both_buttons(world: World) -> None:
    refused = await world.check_in(world.alice, note="in the park")

    assert {"A new goal", "Try again"} <= set(said(refused).splitlines())
    assert not refused.followups


async def test_a_paused_goal_is_resumed_from_the_refusal_and_no_other(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.alice.slash(world.general, "pause")

    refused = await world.alice.slash(world.general, "pause", goal="Run")
    resumed = await world.alice.click(refused.response, label="Resume")

    assert "is already paused, with no end date." in said(refused)
    assert RUN in said(resumed)
    assert not resumed.ephemeral
    assert "Read" not in said(resumed)
    assert "Read" in await world.ask(world.alice, "resume")


async def test_all_paused_goals_are_resumed_from_the_refusal(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.alice.slash(world.general, "pause")

    refused = await world.alice.slash(world.general, "pause")
    resumed = await world.alice.click(refused.response, label="Resume")

    assert "is back at it with **2 goals**" in said(resumed)


async def test_a_skipped_goal_is_checked_in_from_the_refusal(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.alice.slash(world.general, "skip")

    refused = await world.alice.slash(world.general, "skip", goal="Run")
    done = await world.alice.click(refused.response, label="Check in")

    assert "You’ve already skipped" in said(refused)
    assert RUN in said(done)
    assert not done.ephemeral


async def test_the_city_is_asked_for_on_a_button_after_the_first_goal(
    world: World, settings: Settings
) -> None:
    declared = await world.declare(world.alice)
    await world.env.restart_bot(create_bot(settings))

    form = await world.alice.click(declared.followups[0], label="Set my city")
    told = await world.alice.submit_modal(form, form_fields(form) | {"zone": "Lisbon"})

    modal: Any = form._interaction.modal
    assert modal["title"] == "Set my city"
    assert "**Europe/Lisbon**" in said(told)
    assert "Europe/Lisbon" in await world.ask(world.alice, "settings")


async def test_an_unreadable_city_is_given_back(world: World) -> None:
    declared = await world.declare(world.alice)
    form = await world.alice.click(declared.followups[0], label="Set my city")

    refused = await world.alice.submit_modal(form, form_fields(form) | {"zone": "Nowhereville"})

    assert "What you typed:" in said(refused)
    assert said(refused).count("Nowhereville") == 2
    assert "Try again" in said(refused)


@pytest.mark.parametrize("command", ["setup show", "data delete", "goal drop", "no such"])
async def test_a_forged_button_uses_no_other_command(
    world: World, bot: Accountabot, command: str
) -> None:
    answer = await press(world, bot, f"use:{world.guild.id}:0:{command}")

    assert UNKNOWN in said(answer)


async def test_a_blocked_member_reads_what_is_kept_but_uses_no_other_button(
    world: World, bot: Accountabot
) -> None:
    await moderator(world, "mia").slash(
        world.general, "moderate member", member=world.alice, reason="spam"
    )

    kept = await press(world, bot, f"use:{world.guild.id}:0:privacy")
    refused = await press(world, bot, f"use:{world.guild.id}:0:checkin")

    assert "What I keep about you" in said(kept)
    assert "blocked you" in said(refused)
