"""Helpers for the tests of the check-in channel."""

from typing import Any

from discord import Message
from simcord import ChannelHandle, InteractionResult, MemberActor

from tests.world import World


def answers(world: World, channel: ChannelHandle) -> list[Message]:
    """Return the bot's messages in a channel."""
    return [
        m
        for m in channel.history()
        if m.author.id == world.env.bot.user.id and not m.flags.ephemeral
    ]


def reactions(channel: ChannelHandle) -> list[list[str]]:
    """Return the reactions to each message of a channel."""
    return [
        [str(reaction.emoji) for reaction in message.reactions] for message in channel.history()
    ]


def option(question: Message, label: str) -> str:
    """Return the value of a menu's option."""
    return next(each["value"] for each in _menu(question) if each["label"] == label)


def options(question: Message) -> list[str]:
    """Return the labels in a menu."""
    return [each["label"] for each in _menu(question)]


def _menu(question: Message) -> list[dict[str, str]]:
    card: Any = question.components[0].to_dict()
    found: list[dict[str, str]] = card["components"][1]["components"][0]["options"]
    return found


async def streak_of(world: World, who: MemberActor) -> str:
    return await world.ask(who, "streak")


async def count_pages(world: World, who: MemberActor, **options_: str) -> InteractionResult:
    """Let someone declare a goal of 20 pages a day."""
    return await who.slash(
        world.general, "goal declare", goal="Read", schedule="daily", amount="20 pages", **options_
    )
