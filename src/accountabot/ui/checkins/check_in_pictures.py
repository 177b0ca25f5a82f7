"""Add a picture to a check-in that is a milestone, or that completes its goal."""

from collections.abc import Iterable

from discord import Member as DiscordMember
from discord import User

from accountabot.pictures.milestone import MilestonePicture, draw_milestone
from accountabot.pictures.picture import Person, Picture
from accountabot.services.checkins.checked_in import CheckedIn
from accountabot.ui import dates
from accountabot.ui.cards import Card
from accountabot.ui.checkins import checkin_text
from accountabot.ui.client import Client
from accountabot.ui.goals.promise_text import schedule_unit
from accountabot.ui.goals.reached_picture import reached_picture
from accountabot.ui.localization import say
from accountabot.ui.pictures.adding import add_picture


async def add_check_in_picture(
    client: Client,
    owner: User | DiscordMember,
    card: Card,
    results: Iterable[CheckedIn],
    *,
    patience: float,
) -> None:
    """Add a picture of the greatest news among an owner's check-ins, if there is any."""
    news = max(results, key=_greatness)
    if not any(_greatness(news)):
        return

    async def draw() -> Picture:
        person = await client.portraits.person(owner)
        if checkin_text.is_completed(news):
            return reached_picture(person, news.status)
        return milestone_picture(person, news)

    members = [news.status.goal.owner.id]
    await add_picture(client, card, draw, members, patience=patience)


def milestone_picture(person: Person, result: CheckedIn) -> Picture:
    """Draw the milestone that a check-in reached."""
    number = result.milestone or 0
    unit = schedule_unit(result.status.goal)
    day = dates.plain_date(result.check_in.day)
    is_pure = result.status.tally.is_without_freeze
    return draw_milestone(
        MilestonePicture(
            person=person,
            number=f"{number}",
            unit=say("picture-in-a-row", unit=unit, number=number),
            headline=say("picture-milestone", number=number),
            goal=result.status.goal.title,
            footer=checkin_text.joined(day, say("picture-no-freezes") if is_pure else None),
        )
    )


def _greatness(result: CheckedIn) -> tuple[bool, int]:
    return checkin_text.is_completed(result), result.milestone or 0
