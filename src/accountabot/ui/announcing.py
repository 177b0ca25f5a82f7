"""Make a deed public, and let only the one who did it take it back."""

import logging
from collections.abc import Sequence
from typing import Any

from discord import HTTPException, Interaction
from discord.ui import Button

from accountabot.domain import proofs
from accountabot.domain.failures import What
from accountabot.domain.goals import Goal
from accountabot.domain.identities import RecordId, ServerId
from accountabot.domain.record import Post
from accountabot.services.goals import Declared
from accountabot.ui import answers, errors, homes
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
        interaction,
        card,
        declared.entry,
        "declared",
        aside,
        is_private=goal.is_private,
        before_undo=[change],
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
    has_file: bool = False,
) -> Post | None:
    """Post a card about a deed in public, remember where, and offer its owner to take it back, with an `aside`.

    Where owners chose a channel for such deeds, it stands there. Of a goal that only its owner sees, only they are
    told. Where it could not be posted, say so: the deed is on record all the same. Returns the message that everyone
    sees, to which a file may follow.
    """
    home, what = (
        None if is_private else homes.elsewhere(interaction, deed),
        _WHAT.get(deed, What.DEED),
    )
    there = await homes.post(interaction, card, home, what, has_file=has_file) if home else None
    if home and there is None and homes.has_to_wait(interaction):
        await answers.tell(interaction, say("not-posted-there", channel=str(home)))
        return None
    try:
        post = there or await _post_here(interaction, card, is_private=is_private)
    except HTTPException as error:
        if error.code == errors.ALREADY_ACKNOWLEDGED:
            raise
        _log.warning("Recorded, but not posted in channel %s: %s", interaction.channel_id, error)
        interaction.client.tell_undelivered(interaction.guild_id or 0, interaction.channel_id, what)
        await answers.tell(interaction, say("not-posted"))
        return None
    if post:
        interaction.client.tell_posted(interaction.guild_id or 0, entry, post)
    where = say("posted-elsewhere", link=_link(interaction, there)) if there else None
    hint = (
        say("only-you") if is_private else say(f"{deed}-undo") if post else say(f"{deed}-privately")
    )
    undo = button(say("button-undo"), custom_id("undo", interaction.guild_id or 0, entry))
    await answers.show(
        interaction,
        Card(text(where, hint), row(*before_undo, undo), *([text(aside)] if aside else [])),
    )
    return post


def why_alone(goal: Goal) -> str | None:
    """Say why only its owner sees a deed on a goal that they did not keep to themselves."""
    return say("hidden-aside") if goal.is_hidden else None


async def _post_here(interaction: Interaction[Any], card: Card, *, is_private: bool) -> Post | None:
    """Answer with a card; return its message where everyone sees it."""
    owner = answers.member(interaction).id
    message = await answers.show(interaction, card, public=not is_private, owner=owner)
    return Post(interaction.channel_id, message) if message and interaction.channel_id else None


def _link(interaction: Interaction[Any], post: Post) -> str:
    return proofs.link(ServerId(interaction.guild_id or 0), post.channel, post.message)
