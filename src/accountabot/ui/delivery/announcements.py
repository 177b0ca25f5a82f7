"""Announce an action in public, and offer only its member to undo it."""

import logging
from collections.abc import Sequence
from typing import Any, NamedTuple

from discord.ui import Button, Item

from accountabot.domain.checkins import attachments
from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import MemberId, MessageRef, RecordId
from accountabot.services.delivery import posts
from accountabot.services.goals.declaration import Declared
from accountabot.ui import responses
from accountabot.ui.cards import Card, row, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.delivery import announcement_channels, direct_messages
from accountabot.ui.delivery.announcement_channels import Unposted
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.goals.goal_card import goal_card
from accountabot.ui.help.command_buttons import command_button
from accountabot.ui.localization import say
from accountabot.ui.reminders.outlook_cards import offer_items

_log = logging.getLogger(__name__)


class AnnouncedCard(NamedTuple):
    """A card and the actions that it makes public."""

    card: Card
    entries: Sequence[RecordId]


_KINDS = {"declared": PostKind.GOAL, "checked-in": PostKind.CHECK_IN}


async def announce_goal(interaction: Interaction, declared: Declared) -> None:
    """Post a goal's card, or show it privately if the goal was declared a moment ago."""
    card = goal_card(declared.view, is_first=declared.is_first)
    goal = declared.view.goal
    if declared.entry is None:
        await responses.show(interaction, card)
        await responses.show_privately(interaction, say("declared-already"))
        return
    interaction.client.events.reminders_changed()
    server = goal.owner.server
    change = button(say("button-edit"), custom_id("edit", server, goal.id))
    status = declared.view.status
    zone = status.rules.days.calendar(status.now).zone.key
    aside, city = (
        (say("ask-zone", zone=zone), [command_button("timezone", server)])
        if declared.asks_zone
        else (None, [])
    )
    await announce(
        interaction,
        card,
        declared.entry,
        "declared",
        aside,
        is_private=goal.is_private,
        before_undo=[*city, change],
        more=offer_items(declared.reminders, _channel(interaction), asks_zone=declared.asks_zone),
    )


def _channel(interaction: Interaction) -> int:
    """Return the channel in which a goal's card will be."""
    elsewhere = announcement_channels.elsewhere(interaction, "declared")
    return elsewhere or interaction.channel_id or 0


async def announce(
    interaction: Interaction,
    card: Card,
    entry: RecordId,
    action: str,
    aside: str | None = None,
    *,
    is_private: bool = False,
    before_undo: Sequence[Button[Any]] = (),
    has_file: bool = False,
    hint: str | None = None,
    is_brief: bool = False,
    more: Sequence[Item[Any]] = (),
) -> MessageRef | None:
    """Post a card about an action, and show its member privately an *Undo* button and an `aside`.

    Works as `announce_all` does.
    """
    return await announce_all(
        interaction,
        [AnnouncedCard(card, [entry])],
        action,
        aside,
        is_private=is_private,
        before_undo=before_undo,
        has_file=has_file,
        hint=hint,
        is_brief=is_brief,
        more=more,
    )


async def announce_all(
    interaction: Interaction,
    cards: Sequence[AnnouncedCard],
    action: str,
    aside: str | None = None,
    *,
    is_private: bool = False,
    before_undo: Sequence[Button[Any]] = (),
    has_file: bool = False,
    hint: str | None = None,
    is_brief: bool = False,
    more: Sequence[Item[Any]] = (),
) -> MessageRef | None:
    """Post the cards of one action, and show its member privately an *Undo* button and an `aside`.

    The card is posted in the channel that owners chose for such actions, or as the answer. If the
    goal is private, only its owner sees the card. If posting fails, the member is told so; the
    action counts anyway. If `is_brief`, a public answer is enough, and nothing is shown privately;
    otherwise, `hint` replaces the words that explain the undo, and `more` is below. Returns the
    first public message, None if there is none.
    """
    server = responses.server_id(interaction)
    posted: list[tuple[MessageRef | None, bool]] = []
    try:
        for part, each in enumerate(cards):
            found = await _post(
                interaction, each, action, is_private=is_private, has_file=has_file, part=part
            )
            posted.append(found)
            _save(interaction, found[0], each.entries)
    except Unposted as unposted:
        await responses.show_if_possible(interaction, str(unposted))
        return posted[0][0] if posted else None
    post, is_elsewhere = posted[0]
    if is_brief and post and not is_elsewhere:
        return post
    undo = button(say("button-undo"), custom_id("undo", server, cards[0].entries[0]))
    said = text(
        say("posted-elsewhere", link=_link(interaction, post)) if post and is_elsewhere else None,
        hint
        if hint and post and not is_private and not direct_messages.is_direct(interaction)
        else _hint(interaction, action, is_private=is_private, is_public=post is not None),
    )
    rest = [text(aside)] if aside else []
    await responses.show_if_possible(interaction, Card(said, row(*before_undo, undo), *rest, *more))
    return post


def _save(interaction: Interaction, post: MessageRef | None, entries: Sequence[RecordId]) -> None:
    """Save which actions a message makes public."""
    server = responses.server_id(interaction)
    if post is None:
        return
    for entry in entries:
        interaction.client.sent_messages.add(SentMessage(server=server, post=post, entry=entry))


async def _post(
    interaction: Interaction,
    each: AnnouncedCard,
    action: str,
    *,
    is_private: bool,
    has_file: bool,
    part: int = 0,
) -> tuple[MessageRef | None, bool]:
    """Post a card; return its message, None if it is not public, and whether it is elsewhere.

    Raises Unposted if it can't be posted.
    """
    home = None if is_private else announcement_channels.elsewhere(interaction, action)
    kind = _KINDS.get(action, PostKind.ACTION)
    if direct_messages.is_direct(interaction):
        return await _post_from_messages(interaction, each, home, kind, is_private=is_private), True
    if home:
        there = await announcement_channels.post(
            interaction, each.card, home, kind, has_file=has_file, part=part
        )
        if there:
            return there, True
    try:
        return await _post_here(interaction, each.card, is_private=is_private), False
    except REQUEST_ERRORS as error:
        _report_unposted(interaction, kind, error)
        raise Unposted(say("not-posted")) from error


async def _post_from_messages(
    interaction: Interaction,
    each: AnnouncedCard,
    home: int | None,
    kind: PostKind,
    *,
    is_private: bool,
) -> MessageRef | None:
    """Post a card in the channel for such actions, otherwise where the goal's card is.

    Direct messages never show it; return None if it is posted nowhere.
    """
    if is_private:
        return None
    there = home and await announcement_channels.post(interaction, each.card, home, kind)
    if there:
        return there
    read = responses.database(interaction).read
    beside = await read(posts.card_channel, responses.member(interaction), each.entries[0])
    if beside is None or beside == home:
        return None
    return await announcement_channels.post_beside_card(interaction, each.card, beside)


def _report_unposted(interaction: Interaction, kind: PostKind, error: Exception) -> None:
    _log.warning("Recorded, but not posted in channel %s: %r", interaction.channel_id, error)
    interaction.client.events.delivery_failed(
        responses.server_id(interaction), interaction.channel_id, kind
    )


def _hint(interaction: Interaction, action: str, *, is_private: bool, is_public: bool) -> str:
    if is_private:
        return say("only-you")
    if direct_messages.is_direct(interaction):
        return say("messages-undo" if is_public else "posted-nowhere")
    return say(f"{action}-undo") if is_public else say(f"{action}-privately")


def why_alone(goal: Goal) -> str | None:
    """Explain why only its owner sees an action, if moderators hid the goal."""
    return say("hidden-aside") if goal.is_hidden else None


async def _post_here(
    interaction: Interaction, card: Card, *, is_private: bool
) -> MessageRef | None:
    """Answer with a card; return its message if everyone sees it."""
    owner = responses.member(interaction).id
    message = await responses.show(interaction, card, public=not is_private, owner=owner)
    return (
        MessageRef(interaction.channel_id, message) if message and interaction.channel_id else None
    )


def _link(interaction: Interaction, post: MessageRef) -> str:
    return attachments.message_link(responses.server_id(interaction), post.channel, post.message)


async def share(
    interaction: Interaction,
    card: Card,
    kind: PostKind,
    *,
    pinged: MemberId | None = None,
    privately: str,
    unposted: str,
) -> None:
    """Answer with a public card.

    If the member may not post here, they read `privately`; if posting fails, `unposted`.
    """
    try:
        message = await responses.show(interaction, card, public=True, pinged=pinged)
    except REQUEST_ERRORS as error:
        _report_unposted(interaction, kind, error)
        await responses.show_if_possible(interaction, say(unposted))
    else:
        if message is None:
            await responses.show_if_possible(interaction, say(privately))


async def show_goals(interaction: Interaction, card: Card, goals: Sequence[Goal]) -> None:
    """Answer with a card about goals, in public unless one of them is private."""
    owner = goals[0].owner.id if goals else None
    message = await responses.show(
        interaction, card, public=not any(goal.is_private for goal in goals), owner=owner
    )
    if goals and message and interaction.channel_id:
        post = MessageRef(interaction.channel_id, message)
        shown = frozenset(goal.id for goal in goals)
        interaction.client.sent_messages.add(
            SentMessage(server=goals[0].owner.server, post=post, goals=shown)
        )
