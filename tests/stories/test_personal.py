"""Owned items refuse every other member."""

from accountabot.bot import Accountabot
from accountabot.ui.cards import Card, row
from accountabot.ui.components import OwnedItem, button, custom_id
from tests.world import World, said


def verbs(bot: Accountabot) -> list[str]:
    """Return the verbs of all owned items."""
    known = bot._connection._view_store._dynamic_items
    return sorted(
        pattern.pattern.split(":")[0]
        for pattern, item in known.items()
        if issubclass(item, OwnedItem)
    )


async def test_only_the_owner_can_press_an_owned_item(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice, "Run")
    before = await world.ask(world.alice, "settings")
    found = verbs(bot)

    for verb in found:
        press = button("Press", custom_id(verb, world.guild.id, world.alice.id, "on"))
        message = await bot.get_channel(world.general.id).send(view=Card(row(press)))
        answer = await world.bob.click(message, label="Press")
        assert answer.ephemeral, verb
        assert "omeone else" in said(answer), verb

    assert {"data-delete", "data-export", "hard-mode", "setup-log", "start-create"} <= {*found}
    assert await world.ask(world.alice, "settings") == before
    assert "Run" in await world.ask(world.alice, "goal list")


async def test_only_the_moderator_who_opened_a_panel_can_press_it(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Run")
    subject = {"moderate-show": 1, "moderate-undo": 1, "moderate-unblock": world.alice.id}

    for verb, about in subject.items():
        press = button("Press", custom_id(verb, world.guild.id, about, str(world.carol.id)))
        message = await bot.get_channel(world.general.id).send(view=Card(row(press)))
        answer = await world.bob.click(message, label="Press")
        assert answer.ephemeral, verb
        assert "Someone else opened that" in said(answer), verb
