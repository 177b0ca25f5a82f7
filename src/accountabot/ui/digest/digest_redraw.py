"""Draw a posted digest again, from the current data."""

from discord import Message, PartialMessage

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.digest import Week
from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.services.digest import contents, deliveries
from accountabot.ui import mention_tracking
from accountabot.ui.client import Client
from accountabot.ui.digest.digest_card import MY_WEEK, digest_card, goals_shown, members_shown
from accountabot.ui.digest.week_picture import add_week_picture
from accountabot.ui.leaderboards.board_redraw import redraw_board
from accountabot.ui.pictures.card_pictures import files_of
from accountabot.ui.reviews.review_redraw import redraw_review

_DAYS = range(LocalDay(2020, 1, 1).toordinal(), LocalDay(2200, 1, 1).toordinal())
"""The first days that a button can have."""


async def redraw_list(
    client: Client, server: ServerId, posted: Message, message: PartialMessage
) -> bool:
    """Redraw a leaderboard, a digest or a review; return False for others, or if it is empty."""
    redraws = (redraw_board, redraw_digest, redraw_review)
    for redraw in redraws:
        if await redraw(client, server, posted, message):
            return True
    return False


async def redraw_digest(
    client: Client, server: ServerId, posted: Message, message: PartialMessage
) -> bool:
    """Redraw a digest; return False if the message is none, or if it would be empty."""
    found = _button_of(posted)
    if found is None:
        return False
    first, key = found
    began = client.clock.now()
    week = await client.database.read(deliveries.find_week, server, first, began)
    digest = await composed(client, server, week)
    if digest.is_empty:
        return False
    card = digest_card(digest, server, key)
    guild = client.get_guild(server)
    if guild and posted.attachments:
        await client.member_lookups.find_news(guild, dict.fromkeys(members_shown(digest), True))
        await add_week_picture(client, guild, card, digest)
    await message.edit(view=card, attachments=files_of(card))
    client.sent_messages.add(
        SentMessage(
            server=server,
            post=MessageRef(message.channel.id, message.id),
            goals=goals_shown(digest),
            members=mention_tracking.named(card),
            since=began,
            is_digest=True,
        )
    )
    return True


async def composed(client: Client, server: ServerId, week: Week) -> contents.Digest:
    """Compose the digest of a week, on a connection of its own."""
    read = client.database.read_in_background
    return await read(contents.compose, server, week, client.clock.now())


def first_day(ordinal: int) -> LocalDay:
    """Return the first day of a digest; raise Refusal if its button is forged."""
    if ordinal not in _DAYS:
        raise Refusal("control-unknown")
    return LocalDay.fromordinal(ordinal)


def _button_of(posted: Message) -> tuple[LocalDay, str] | None:
    """Return the first day of the week of a digest and its key; None for other messages."""
    for id_ in mention_tracking.custom_ids(posted):
        if id_.startswith(f"{MY_WEEK}:"):
            *_, subject, detail = id_.split(":", 3)
            return first_day(int(subject)), detail
    return None
