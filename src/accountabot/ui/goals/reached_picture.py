"""Draw the picture of a goal that its owner reached."""

from collections.abc import Iterator

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.streaks.kept_ratio import KeptRatio
from accountabot.pictures.goal_reached import ReachedPicture, draw_goal_reached
from accountabot.pictures.picture import Person, Picture, Stat
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import dates
from accountabot.ui.cards import Card
from accountabot.ui.client import Interaction
from accountabot.ui.localization import say
from accountabot.ui.pictures.adding import add_picture, time_left

_LEAST_STREAK = 2
"""One in a row is no streak."""


async def add_reached_picture(interaction: Interaction, card: Card, view: GoalView) -> None:
    """Add a picture to the card of a goal that its owner completed."""

    async def draw() -> Picture:
        person = await interaction.client.portraits.person(interaction.user)
        return reached_picture(person, view.status, view.kept_ratio)

    await add_picture(
        interaction.client,
        card,
        draw,
        [view.goal.owner.id],
        patience=time_left(interaction),
    )


def reached_picture(person: Person, status: GoalStatus, ratio: KeptRatio | None = None) -> Picture:
    """Draw a reached goal, with the numbers that its owner has a reason to be proud of."""
    days = status.rules.days
    first = status.goal.began.day
    return draw_goal_reached(
        ReachedPicture(
            person=person,
            headline=say("picture-reached"),
            goal=status.goal.title,
            stats=tuple(_stats(status, ratio)),
            footer=_span(first, days.day_of(status.now)),
        )
    )


def _stats(status: GoalStatus, ratio: KeptRatio | None) -> Iterator[Stat]:
    if ratio and ratio.kept:
        value = say("picture-kept", kept=ratio.kept, of=ratio.of)
        yield Stat(value, say("picture-kept-label", of=ratio.of))
    best = max(status.tally.longest, status.tally.streak)
    if best >= _LEAST_STREAK:
        yield Stat(f"{best}", say("picture-best"))


def _span(first: LocalDay, last: LocalDay) -> str:
    if first == last:
        return dates.plain_date(last)
    return say("picture-since", first=dates.plain_date(first), last=dates.plain_date(last))
