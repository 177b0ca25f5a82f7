"""One thing that a member does: an interaction whose answer is compared with the record."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from simcord import InteractionResult, MemberActor

from tests.simulation.answers import Told
from tests.simulation.servers import Promise, Server


@dataclass
class Deed:
    """Something that a member is about to do, or did."""

    who: MemberActor
    server: Server
    kind: str
    word: str
    do: Callable[[], Awaitable[InteractionResult]]
    promise: Promise | None = None
    at: datetime | None = None
    source: int = 0
    told: Told = Told.UNKNOWN
    text: str = ""

    def __str__(self) -> str:
        title = self.promise.title if self.promise else ""
        return f"{self.who.name} {self.kind} {title} {self.word} -> {self.told.value}"


Maker = Callable[[Random, Server, MemberActor, datetime], Deed | None]
"""Prepares a deed of a member at a moment, if there can be one."""
