"""Draw the picture of a review."""

from discord import Member as DiscordMember
from discord import User

from accountabot.pictures.picture import Person, Picture
from accountabot.pictures.review import ReviewPicture, draw_review
from accountabot.services.reviews import Review
from accountabot.ui.cards import Card
from accountabot.ui.client import Client
from accountabot.ui.localization import say
from accountabot.ui.pictures.adding import add_picture
from accountabot.ui.pictures.heatmaps import heatmap
from accountabot.ui.reviews.review_text import plain_deeds, span_text, stats


async def add_review_picture(
    client: Client, card: Card, review: Review, user: User | DiscordMember, *, patience: float
) -> None:
    """Add a picture to a review that tells something."""
    if review.is_empty:
        return

    async def draw() -> Picture:
        return review_picture(await client.portraits.person(user), review, _where(user))

    await add_picture(client, card, draw, [review.member.id], patience=patience)


def review_picture(person: Person, review: Review, server: str) -> Picture:
    """Draw a review."""
    year = review.calendar
    summary = say("review-picture-calendar", count=year.total, days=year.days)
    subtitle = say(
        "review-picture-subtitle",
        span=span_text(review.span, is_first=True),
        so_far=int(review.span.last >= review.today),
        server=server,
    )
    return draw_review(
        ReviewPicture(
            person=person,
            title=person.name,
            subtitle=subtitle,
            deeds=plain_deeds(review),
            stats=stats(review),
            heatmap=heatmap(year, summary) if year.total else None,
        )
    )


def _where(user: User | DiscordMember) -> str:
    return user.guild.name if isinstance(user, DiscordMember) else ""
