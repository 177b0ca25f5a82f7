"""Helpers for the tests of edits."""

from typing import Any

from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot
from accountabot.domain.judging_rules import FreezeRule
from accountabot.services.server import judging_rules
from tests.stories.goals.pauses import action
from tests.world import World, said

MINUTE = 60


def form_fields(form: InteractionResult) -> dict[str, Any]:
    """Return the fields of a form, as a member would send it unchanged."""
    assert form.modal
    fields = [label["component"] for label in form.modal["components"]]
    picked = {
        field["custom_id"]: [option["value"] for option in field["options"] if option["default"]]
        for field in fields
        if "options" in field
    }
    return {field["custom_id"]: field.get("value", "") for field in fields} | picked


async def propose(
    world: World, who: MemberActor, goal: str = "Run", **fields: Any
) -> InteractionResult:
    """Send the edit form of a goal with some fields changed."""
    form = await who.slash(world.general, "goal edit", goal=goal)
    return await who.submit_modal(form, form_fields(form) | fields)


async def change(
    world: World, who: MemberActor, goal: str = "Run", **fields: Any
) -> InteractionResult:
    """Edit a goal and confirm the preview."""
    return await who.click((await propose(world, who, goal, **fields)).response, label="Change it")


async def record(world: World, goal: str = "Run") -> str:
    """Return the public record of one of Alice's goals."""
    days = await world.alice.slash(world.general, "goal history", goal=goal)
    return said(await world.alice.click(days.response, label="The record"))


async def days(world: World, goal: str = "Run") -> str:
    return await world.ask(world.alice, "goal history", goal=goal)


async def without_freezes(world: World, bot: Accountabot) -> None:
    await bot.database.write(
        judging_rules.set_freezes, action(world, world.alice), FreezeRule(earned_every=0, at_most=0)
    )
