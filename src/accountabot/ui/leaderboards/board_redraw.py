"""Draw a posted leaderboard again, from the current data."""

from discord import Message, PartialMessage

from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.services.delivery import sent_messages
from accountabot.services.leaderboards import boards
from accountabot.services.leaderboards.boards import BoardRequest
from accountabot.ui import mention_tracking
from accountabot.ui.cards import text
from accountabot.ui.client import Client
from accountabot.ui.leaderboards.board_card import OWN, public_board_card
from accountabot.ui.leaderboards.board_ids import from_detail
from accountabot.ui.leaderboards.board_picture import add_board_picture
from accountabot.ui.localization import say
from accountabot.ui.pictures.adding import PATIENCE
from accountabot.ui.pictures.card_pictures import files_of


async def redraw_board(
    client: Client, server: ServerId, posted: Message, message: PartialMessage
) -> bool:
    """Redraw a leaderboard; return False if the message is none."""
    request = request_of(posted)
    if request is None:
        return False
    began = client.clock.now()
    view = await client.database.read(boards.read_public, server, request, began)
    card = public_board_card(view, server)
    guild = client.get_guild(server)
    if guild and posted.attachments:
        await client.member_lookups.find_news(guild, view.thought)
        await add_board_picture(client, guild, card, view, patience=PATIENCE)
    post = MessageRef(message.channel.id, message.id)
    sharer = mention_tracking.sharer_of(posted)
    if sharer in await client.database.read(sent_messages.members_in, server, post):
        card.add_item(text(say("shared-by", member=str(sharer))))
    await message.edit(view=card, attachments=files_of(card))
    client.sent_messages.add(
        SentMessage(
            server=server,
            post=post,
            goals=frozenset(view.goals),
            members=mention_tracking.named(card),
            since=began,
            is_board=True,
        )
    )
    return True


def request_of(message: Message) -> BoardRequest | None:
    """Return which page of which leaderboard a message shows; None for other messages."""
    for id_ in mention_tracking.custom_ids(message):
        verb, *_, detail = id_.split(":", 3)
        if verb == OWN:
            return from_detail(detail)
    return None
