"""How the members of the club answer what the visitor does."""

from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import NamedTuple

from simcord import ResponseMessage
from simcord.backend.models import Message

from accountabot.demo.club import DAY, Club, Scene

FRIENDS = ("Ben", "Ada", "Emi", "Chloe")
"""Who answers, in turn."""
TAKES = (timedelta(seconds=20), timedelta(minutes=9), timedelta(minutes=40))
"""How long they take, in turn."""
QUIET = 2 * DAY
"""How long a visitor is silent before a friend asks how it is going."""


class Held(NamedTuple):
    """A visitor's goal, and who holds them to it."""

    friend: str
    card: ResponseMessage


class Visitors:
    """The members that the visitor acts as, and what the others owe them."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.played: set[str] = set()
        """Members who used a command or a form on the page; they do nothing by themselves."""
        self._heard: dict[str, datetime] = {}
        self._held: dict[str, Held] = {}
        self._soon: list[Scene] = []
        self._turns = count()
        self._newest = 0
        self._take_new()

    def notice(self, who: str, *, plays: bool) -> None:
        """Plan the others' answers to what the visitor has just done as a member."""
        if plays:
            self.played.add(who)
        for message in self._take_new():
            if _sender(message) == self.club.members[who].id and not message.is_ephemeral:
                self._heard[who] = self.club.env.now()
                self._answer(who, ResponseMessage(self.club.env, message))

    def due(self, now: datetime) -> list[Scene]:
        """Give the answers that are due."""
        due = [scene for scene in self._soon if scene[0] <= now]
        self._soon = [scene for scene in self._soon if scene[0] > now]
        return due

    async def ask_the_quiet(self) -> None:
        """Have friends ask how it is going, once, if someone has been quiet since."""
        for who, held in [*self._held.items()]:
            if self.club.env.now() - self._heard[who] >= QUIET:
                del self._held[who]
                for friend in self._free((held.friend,), who):
                    await self.club.ask(friend, held.card)

    def _take_new(self) -> list[Message]:
        """Return the messages since the last call."""
        by_channel = self.club.env.backend.messages
        everything = [m for channel in self.club.channels for m in by_channel[channel.id].values()]
        new = [message for message in everything if message.id > self._newest]
        self._newest = max((message.id for message in new), default=self._newest)
        return new

    def _answer(self, who: str, card: ResponseMessage) -> None:
        verbs = ("witness", "cheer") if self.club.button(card, "witness") else ("cheer-checkin",)
        for verb in verbs if self.club.button(card, verbs[0]) else ():
            turn = next(self._turns)
            at = self.club.env.now() + TAKES[turn % len(TAKES)]
            for friend in self._free((FRIENDS * 2)[turn % len(FRIENDS) :], who)[:1]:
                self._soon.append((at, partial(self._press, who, verb, Held(friend, card))))

    def _free(self, friends: tuple[str, ...], who: str) -> list[str]:
        return [friend for friend in friends if friend not in self.played | {who}]

    async def _press(self, who: str, verb: str, held: Held) -> None:
        if await self.club.press(held.friend, held.card, verb) and verb == "witness":
            self._held.setdefault(who, held)


def _sender(message: Message) -> int | None:
    by = (message.interaction_metadata or {}).get("user") or {}
    return int(by["id"]) if "id" in by else None
