"""A forged custom_id is answered like any unknown button."""

from typing import Any

import pytest
from simcord import InteractionResult

from accountabot.bot import Accountabot
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button, custom_id
from tests.stories.moderation.content_moderation import hide, moderator
from tests.world import World, said

UNKNOWN = "I don’t know that button or form"


async def press(world: World, bot: Accountabot, id_: str) -> InteractionResult:
    """Let Alice press a button with this custom_id."""
    channel = bot.get_channel(world.general.id)
    message = await channel.send(view=Card(row(button("Press", id_))))
    return await world.alice.click(message, label="Press")


def verbs(bot: Accountabot) -> list[str]:
    """Return the verbs of all persistent items."""
    patterns = bot._connection._view_store._dynamic_items
    return sorted(pattern.pattern.split(":")[0] for pattern in patterns)


@pytest.mark.parametrize("subject", [2**63, 10**19 - 1])
async def test_a_subject_beyond_the_database_is_unknown(
    world: World, bot: Accountabot, subject: int
) -> None:
    for verb in verbs(bot):
        answer = await press(world, bot, custom_id(verb, world.guild.id, subject, ""))
        assert UNKNOWN in said(answer), verb


@pytest.mark.parametrize("detail", ["", "x", "unknown/1", "99", "٣", "9" * 19])
async def test_no_forged_detail_breaks_an_item(world: World, bot: Accountabot, detail: str) -> None:
    await world.declare(world.alice, "Read 20 pages")

    for verb in verbs(bot):
        for subject in (1, world.alice.id):
            answer = await press(world, bot, custom_id(verb, world.guild.id, subject, detail))
            assert answer.acknowledged, verb
            assert "went wrong" not in said(answer), verb


async def test_a_schedule_that_no_button_offers_is_unknown(world: World, bot: Accountabot) -> None:
    assert UNKNOWN in said(await press(world, bot, f"schedule:{world.guild.id}:1:hourly"))


async def test_a_menu_pressed_as_a_button_is_unknown(world: World, bot: Accountabot) -> None:
    for verb in ("pick-goal", "pick-for-message", "why-pick", "weekdays"):
        answer = await press(world, bot, custom_id(verb, world.guild.id, 1, "2026-01-01"))
        assert UNKNOWN in said(answer), verb


async def test_a_form_runs_no_other_command_than_the_one_that_was_refused(
    world: World,
) -> None:
    refused = await world.check_in(world.alice, note="in the park")
    form = await world.alice.click(refused.response, label="Try again")
    modal: Any = form._interaction.modal
    modal["custom_id"] = modal["custom_id"].replace("checkin", "setup timezone")
    modal["components"][0]["component"]["custom_id"] = "zone"

    answer = await world.alice.submit_modal(form, {"zone": "Asia/Tokyo"})

    assert UNKNOWN in said(answer)


async def test_a_choice_typed_by_hand_tells_nothing_of_a_hidden_goal(world: World) -> None:
    mia = moderator(world, "mia")
    await world.declare(world.alice, "Zebra")
    await hide(world, mia)

    refused = await world.bob.slash(world.general, "goal show", goal=f"goal:{world.alice.id}:1")
    form = await world.bob.click(refused.response, label="Try again")

    assert "Zebra" not in said(refused)
    assert "Zebra" not in str(form.modal)
