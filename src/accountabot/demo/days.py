"""What the other members do as the demo's days pass."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from operator import itemgetter

from accountabot.demo.club import DAY, Club, Scene, moment
from accountabot.demo.habits import AHEAD, Done, done_on
from accountabot.demo.visitor import Visitors

MOST = 7 * DAY
"""The longest time that the members catch up on; a laptop may sleep for a month."""
FRIENDS = ("Ben", "Emi", "Ada", "Chloe")
"""Who cheers the others, in turn."""
EVENING = 19.5
"""The hour at which friends think of someone they haven't heard from."""


class Days:
    """The members' days from the start of the demo on."""

    def __init__(self, club: Club, start: datetime) -> None:
        self.club, self.start = club, start
        self.visitors = Visitors(club)
        self._lived = start

    def due(self, now: datetime) -> list[Scene]:
        """Return what happens from the last call until `now`, in order."""
        since, self._lived = max(self._lived, now - MOST), max(self._lived, now)
        days = range((since.date() - self.start.date()).days, self._day(now) + 1)
        scenes = [scene for day in days for scene in self._scenes(day) if since < scene[0] <= now]
        return sorted(scenes + self.visitors.due(now), key=itemgetter(0))

    def _day(self, now: datetime) -> int:
        return (now.date() - self.start.date()).days

    def _scenes(self, day: int) -> Iterator[Scene]:
        done = [*done_on(AHEAD, self.start, day)] if day else self._tonight()
        for n, each in enumerate(done):
            cheered_by = FRIENDS[(day + n) % len(FRIENDS)] if (day + n) % 3 == 0 else ""
            yield each.at, partial(self._check_in, each, cheered_by)
        if day:
            yield self._at(day, 7.5), self._reload
        yield self._at(day, EVENING), self.visitors.ask_the_quiet

    def _tonight(self) -> list[Done]:
        """Return what is still done on the first day, whose other check-ins are in the past."""
        return [Done(self._at(0, 21), "Ada", "Read", "A chapter more than I meant to.", "12")]

    def _at(self, day: int, hour: float) -> datetime:
        return moment(self.start + DAY, 1 - day, hour)

    async def _check_in(self, done: Done, cheered_by: str) -> None:
        """Have a member check in, unless the visitor decides what they do."""
        if done.who in self.visitors.played:
            return
        card = await self.club.check_in(*done[1:])
        if cheered_by not in {"", done.who, *self.visitors.played}:
            await self.club.press(cheered_by, card, "cheer-checkin")

    async def _reload(self) -> None:
        self.club.forget_asides()
