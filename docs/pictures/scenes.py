"""What the pictures show: scenes that the real bot plays in the demo's club, one after another.

A scene has the members do something and returns the messages of its picture. To add one, write its
function, add it to `SCENES`, and run `take.py`.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import NamedTuple

from accountabot.demo.club import DAY, NEWCOMER, Club
from accountabot.ui.localization import say

NOW = datetime(2026, 2, 1, 18, 15, tzinfo=UTC)
"""When the first scene begins: a Sunday evening, just after the reminders."""


class Shot(NamedTuple):
    """The ids of the messages in a picture, and who looks at them."""

    messages: list[int]
    viewer: str = NEWCOMER


async def reminder(club: Club) -> Shot:
    """Two members are reminded in the channel."""
    return latest(club)


async def checkin(club: Club) -> Shot:
    """Ada checks in and is cheered, and Emi declares a goal."""
    done = await club.check_in("Ada", "Read", "The storm chapter.", "24")
    await club.press("Ben", done, "cheer-checkin")
    sentence = "Run 5k every Tue and Thu until March 1"
    await club.members["Emi"].slash(club.channel, "goal declare", goal=sentence)
    await club.env.advance_time(90)  # a card shows cheers after a minute at most
    return latest(club, 2)


async def digest(club: Club) -> Shot:
    """The weekly digest is posted on Monday morning."""
    await skip_to(club, days=1, hour=9)
    return latest(club)


async def leaderboard(club: Club) -> Shot:
    """Ben shows everyone the leaderboard."""
    ben = club.members["Ben"]
    board = await ben.slash(club.channel, "leaderboard")
    await ben.click(board.response, label=say("button-share"))
    return latest(club)


async def milestone(club: Club) -> Shot:
    """Ada reads for the thirtieth day in a row."""
    for days, note in ((1, ""), (2, "A month of evenings, and one very fat book.")):
        await skip_to(club, days, hour=21)
        await club.check_in("Ada", "Read", note, "12")
    return latest(club)


async def profile(club: Club) -> Shot:
    """The newcomer looks at Ben's profile."""
    answer = await club.members[NEWCOMER].slash(club.channel, "profile", member=club.members["Ben"])
    return Shot([answer.response.id])


async def review(club: Club) -> Shot:
    """Ada shows everyone her January."""
    ada = club.members["Ada"]
    answer = await ada.slash(club.channel, "review", period="month")
    await ada.click(answer.response, label=say("button-before-month"))
    await ada.click(answer.response, label=say("button-share"))
    return latest(club)


SCENES: tuple[Callable[[Club], Awaitable[Shot]], ...] = (
    reminder,
    checkin,
    digest,
    leaderboard,
    milestone,
    profile,
    review,
)
"""The scenes in the order in which they happen. Each gives its picture its name."""


def latest(club: Club, count: int = 1) -> Shot:
    """Return the newest messages of the channel."""
    return Shot([message.id for message in club.channel.history()[-count:]])


async def skip_to(club: Club, days: int, hour: int) -> None:
    """Let time pass until shortly after an hour of a day, counted from the first scene."""
    until = (NOW + days * DAY).replace(hour=hour, minute=2)
    await club.env.advance_time((until - club.env.now()).total_seconds())
