"""Show members what they did in a week, a month or a year."""

from discord.app_commands import choices, command
from discord.ext import commands

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.refusals import Refusal
from accountabot.domain.reviews import ReviewPeriod
from accountabot.services.reviews import Review
from accountabot.ui import pagination, responses
from accountabot.ui.cards import Card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.sharing import Shared, ShareItem
from accountabot.ui.option_choices import choices_of
from accountabot.ui.pictures.adding import time_left
from accountabot.ui.responses import member
from accountabot.ui.reviews.review_card import (
    OWN,
    SHARE,
    TURN,
    from_detail,
    public_review_card,
    review_card,
)
from accountabot.ui.reviews.review_picture import add_review_picture
from accountabot.ui.reviews.review_redraw import read_review


class Reviews(commands.Cog):
    """The `/review` command."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    @choices(period=choices_of(ReviewPeriod))
    async def review(
        self, interaction: Interaction, period: ReviewPeriod = ReviewPeriod.MONTH
    ) -> None:
        """Look back at what you did

        Args:
            period: This week, month or year; buttons lead further back
        """
        await responses.show(interaction, await _draw(interaction, period))


class TurnReview(PersistentItem, template=template(TURN)):
    """A button to another week, month or year."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show the member's own review of that time in place."""
        await pagination.turn_page(interaction, await _draw(interaction, *from_detail(self.detail)))


class OwnReview(PersistentItem, template=template(OWN)):
    """The button *My review* of a public review."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show whoever pressed their own review of the same time."""
        await responses.show(interaction, await _draw(interaction, *from_detail(self.detail)))


class ShareReview(ShareItem, template=template(SHARE)):
    """The *Show everyone* button of a review."""

    async def draw(self, interaction: Interaction) -> Shared:
        """Draw the member's review as it is now."""
        review = await _read(interaction, *from_detail(self.detail))
        if review.is_empty:
            raise Refusal("share-nothing")
        card = public_review_card(review)
        await _add_picture(interaction, card, review)
        return Shared(card, review.goals)


async def _draw(
    interaction: Interaction, period: ReviewPeriod, day: LocalDay | None = None
) -> Card:
    review = await _read(interaction, period, day)
    card = review_card(review)
    await _add_picture(interaction, card, review)
    return card


async def _read(
    interaction: Interaction, period: ReviewPeriod, day: LocalDay | None = None
) -> Review:
    who, now = member(interaction), interaction.created_at
    return await read_review(interaction.client, who, period, day, now)


async def _add_picture(interaction: Interaction, card: Card, review: Review) -> None:
    patience = time_left(interaction)
    await add_review_picture(interaction.client, card, review, interaction.user, patience=patience)


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(TurnReview, OwnReview, ShareReview)
    await bot.add_cog(Reviews(bot))
