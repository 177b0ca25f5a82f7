"""Helpers for the tests of sentences with several goals."""

from collections.abc import Iterator
from typing import Any

from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button
from tests.stories.typed_dates import said
from tests.world import GREETINGS, World, shown

TWO = "piano on tuesdays, guitar on thursdays"
PIANO, GUITAR = "piano on tuesdays", "guitar on thursdays"
ONE = "It’s one goal"


def in_public(world: World) -> str:
    """Return the text of every message in #general, without isolation marks."""
    text = "\n".join(shown(world.general)[GREETINGS:])
    return text.replace("\u2068", "").replace("\u2069", "")


async def ask(
    world: World, who: MemberActor, sentence: str = TWO, **options: Any
) -> InteractionResult:
    """Let a member declare a sentence."""
    return await who.slash(world.general, "goal declare", goal=sentence, **options)


def buttons(result: InteractionResult) -> dict[str, str]:
    """Return the labels of an answer's buttons, with their custom_ids."""
    return dict(_buttons(result.response.components))


def _buttons(components: Any) -> Iterator[tuple[str, str]]:
    for component in components:
        if component.get("label"):
            yield component["label"], component["custom_id"]
        yield from _buttons(component.get("components", ()))


async def press(
    world: World, bot: Accountabot, who: MemberActor, custom_id: str
) -> InteractionResult:
    """Let a member press a button that is no longer shown, or not to them."""
    channel = bot.get_channel(world.general.id)
    message = await channel.send(view=Card(row(button("Copy", custom_id))))
    return await who.click(message, label="Copy")


async def goals_of(world: World, who: MemberActor) -> str:
    """Return a member's own list of goals."""
    return said(await who.slash(world.general, "goal list"))
