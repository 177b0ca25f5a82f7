"""Draw a posted review again, from the current data."""

from datetime import datetime

from discord import Message, PartialMessage

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import Member, MemberId, MessageRef, ServerId
from accountabot.domain.reviews import ReviewPeriod
from accountabot.services import reviews
from accountabot.services.reviews import Review
from accountabot.ui import mention_tracking
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.localization import say
from accountabot.ui.people.profile_members import look_up
from accountabot.ui.pictures.adding import ANSWER_WITHIN
from accountabot.ui.pictures.card_pictures import files_of
from accountabot.ui.reviews.review_card import OWN, from_detail, public_review_card
from accountabot.ui.reviews.review_picture import add_review_picture


async def redraw_review(
    client: Client, server: ServerId, posted: Message, message: PartialMessage
) -> bool:
    """Redraw a review; return False if the message is none, or if it would be empty."""
    found = _request_of(posted)
    if found is None:
        return False
    owner, period, day = found
    began = client.clock.now()
    review = await read_review(client, Member(server, owner), period, day, began)
    if review.is_empty:
        return False
    card = public_review_card(review)
    await _add_picture(client, card, review)
    card.add_item(text(say("shared-by", member=str(owner))))
    await message.edit(view=card, attachments=files_of(card))
    client.sent_messages.add(
        SentMessage(
            server=server,
            post=MessageRef(message.channel.id, message.id),
            goals=review.goals,
            members=mention_tracking.named(card),
            since=began,
        )
    )
    return True


async def read_review(
    client: Client, who: Member, period: ReviewPeriod, day: LocalDay | None, now: datetime
) -> Review:
    """Compose a review on a connection of its own: a year can take a while."""
    read = client.database.read_in_background
    return await read(reviews.compose, who, period, day, now)


async def _add_picture(client: Client, card: Card, review: Review) -> None:
    guild = client.get_guild(review.member.server)
    try:
        user = await look_up(guild, review.member.id) if guild else None
    except (TimeoutError, *REQUEST_ERRORS):
        return
    if user:
        await add_review_picture(client, card, review, user, patience=ANSWER_WITHIN)


def _request_of(message: Message) -> tuple[MemberId, ReviewPeriod, LocalDay] | None:
    """Return whose review of which time a message shows; None for other messages."""
    for id_ in mention_tracking.custom_ids(message):
        if id_.startswith(f"{OWN}:"):
            _, _, subject, detail = id_.split(":", 3)
            return (MemberId(int(subject)), *from_detail(detail))
    return None
