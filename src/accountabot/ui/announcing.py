"""Make a deed public, and let only the one who did it take it back."""

import logging
from collections.abc import Sequence
from typing import Any

from discord import HTTPException, Interaction
from discord.ui import Button

from accountabot.domain.failures import What
from accountabot.domain.identities import RecordId
from accountabot.domain.record import Post
from accountabot.services.goals import Declared
from accountabot.ui import answers, errors
from accountabot.ui.cards import Card, goal_card, row, text
from accountabot.ui.controls import button, custom_id
from accountabot.ui.texts import say

_log = logging.getLogger(__name__)

_WHAT = {"declared": What.GOAL, "checked-in": What.CHECK_IN}


async def announce_goal(interaction: Interaction[Any], declared: Declared) -> None:
    """Post a goal's card, or show the one that stands where the same was said a moment ago."""
    card, goal = goal_card(declared.view), declared.view.goal
    if declared.entry is None:
        await answers.show(interaction, card)
        await answers.tell(interaction, say("declared-already"))
        return
    change = button(say("button-edit"), custom_id("edit", goal.owner.server, goal.id))
    aside = say("ask-zone") if declared.asks_zone else None
    await announce(
        interaction, card, declared.entry, "declared", aside, is_private=goal.is_private, before_undo=[change]
    )


async def announce(
    interaction: Interaction[Any],
    card: Card,
    entry: RecordId,
    deed: str,
    aside: str | None = None,
    *,
    is_private: bool = False,
    before_undo: Sequence[Button[Any]] = (),
) -> int | None:
    """Post a card about a deed in public, remember where, and offer its owner to take it back, with an `aside`.

    Of a goal that only its owner sees, only they are told. Where it could not be posted, say so: the deed is on
    record all the same. Returns the message's id where everyone sees it.
    """
    try:
        owner = answers.member(interaction).id
        message = await answers.show(interaction, card, public=not is_private, owner=owner)
    except HTTPException as error:
        if error.code == errors.ALREADY_ACKNOWLEDGED:
            raise
        _log.warning("Recorded, but not posted in channel %s: %s", interaction.channel_id, error)
        what = _WHAT.get(deed, What.DEED)
        interaction.client.tell_undelivered(interaction.guild_id or 0, interaction.channel_id, what)
        await answers.tell(interaction, say("not-posted"))
        return None
    if message and interaction.channel_id:
        interaction.client.tell_posted(interaction.guild_id or 0, entry, Post(interaction.channel_id, message))
    hint = say("only-you") if is_private else say(f"{deed}-undo") if message else say(f"{deed}-privately")
    undo = button(say("button-undo"), custom_id("undo", interaction.guild_id or 0, entry))
    await answers.show(interaction, Card(text(hint), row(*before_undo, undo), *([text(aside)] if aside else [])))
    return message
