"""Days on two servers that a seed decides, and what was seen of them."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

import simcord
from simcord import InteractionResult, MemberActor

from accountabot.config import Settings
from tests.oracle.model import Absence, Change, Excuse, Pause
from tests.simulation.answers import Told, told
from tests.simulation.deed import Deed
from tests.simulation.deeds import DEEDS, declare
from tests.simulation.servers import Promise, Server, two_servers
from tests.simulation.shown import Shown, numbers_in
from tests.simulation.wire import Wire
from tests.world import said

PATIENCE = (0.0, 3.0, 30.0)
"""How many seconds pass before an answer is read, in which the bot can try again."""


@dataclass
class Rules:
    """What a server's manager has set, and when the bot was not on it."""

    freezes: list[Change] = field(default_factory=list)
    week_starts: list[Change] = field(default_factory=list)
    zones: list[Change] = field(default_factory=list)
    excuses: list[Excuse] = field(default_factory=list)
    removals: list[Pause] = field(default_factory=list)


@dataclass
class Run:
    """Days on two servers, and what was seen of them."""

    env: simcord.Env
    settings: Settings
    wire: Wire
    rng: Random
    steps: list[str] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    absences: list[tuple[Absence, bool]] = field(default_factory=list)
    """When the process was gone, and whether it was killed."""
    returns: Counter[tuple[str, int]] = field(default_factory=Counter)
    """How often who came back to which server."""
    deaths: list[datetime] = field(default_factory=list)
    forgotten: dict[tuple[str, int], datetime] = field(default_factory=dict)
    """When who deleted their data on which server."""
    errors: list[BaseException] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.began = self.env.now()
        self.servers = two_servers(self.env)
        self.rules = {server.word: Rules() for server in self.servers}

    def note(self, what: str) -> None:
        """Write a step down."""
        self.steps.append(f"{self.env.now():%d %H:%M:%S} {what}")

    def totals(self) -> dict[str, int]:
        """Count what happened."""
        return {
            "days": (self.env.now() - self.began) // timedelta(days=1),
            "deeds": len(self.deeds),
            "unanswered deeds": sum(deed.told is Told.UNKNOWN for deed in self.deeds),
            "numbers": len(self.shown),
            "requests": len(self.wire.sent),
            "failed requests": self.wire.failed,
            **self.counts,
        }

    async def act(self) -> None:
        """Let a member do something."""
        await self.do(self._new_deed())

    async def do(self, deed: Deed | None) -> None:
        """Let a deed be done, and read its answer."""
        if deed:
            result = await self._begin(deed)
            await self.env.advance_time(self.rng.choice(PATIENCE))
            self._end(deed, result)

    async def act_at_once(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Let several members act at the same moment, in any order, and something else happen."""
        begun: list[tuple[Deed, InteractionResult]] = []
        busy: set[int] = set()
        self.env._settle_internal = _at_once  # type: ignore[method-assign]
        try:
            number = self.rng.randint(2, 6)
            last = self.rng.randrange(number)
            for place in range(number):
                if place == last:
                    meanwhile()
                deed = self._new_deed()
                if deed and deed.who.id not in busy:
                    busy.add(deed.who.id)
                    begun.append((deed, await self._begin(deed)))
        finally:
            del self.env._settle_internal
        await self.env.advance_time(self.rng.choice(PATIENCE))
        for deed, result in begun:
            self._end(deed, result)

    async def pass_hours(self) -> None:
        """Let time pass in which the bot does something by itself, such as remind."""
        await self.env.advance_time(8 * 3600)

    async def look_at(self, who: MemberActor, server: Server, promise: Promise) -> None:
        """Let a member look at a goal."""
        text = said(await who.slash(server.general, "goal show", goal=promise.title))
        if promise.title in text and "What you typed" not in text:
            self.shown += numbers_in(self.env.now(), promise.title, text)

    def keep_errors(self) -> None:
        """Remember the errors so far."""
        self.errors += self.env._errors[self.env._errors_acknowledged :]
        self.env._errors_acknowledged = self.env.error_cursor

    def forget_errors(self) -> None:
        """Forget the errors since the last time: nobody reads those of a dead process."""
        del self.env._errors[self.env._errors_acknowledged :]

    def _new_deed(self) -> Deed | None:
        """Choose who does what."""
        server = self.rng.choice(self.servers)
        who = self.rng.choice(server.members)
        make = self.rng.choices([*DEEDS], [*DEEDS.values()])[0]
        if not server.promises_of(who):
            make = declare
        return make(self.rng, server, who, self.env.now())

    def _begin(self, deed: Deed) -> Awaitable[InteractionResult]:
        deed.at = deed.server.acted[deed.who.id] = self.env.now()
        self.deeds.append(deed)
        return deed.do()

    def _end(self, deed: Deed, result: InteractionResult) -> None:
        deed.source = result._interaction.id
        deed.told, deed.text = told(deed.kind, deed.word, result), said(result)
        self.note(f"{deed}")
        if deed.kind == "undo" and deed.told is not Told.NOT_DONE:
            for promise in deed.server.promises_of(deed.who):
                promise.show_again(deed.text if deed.told is Told.DONE else promise.title)
        if deed.promise:
            ends = deed.kind in {"drop", "complete"} and deed.told is not Told.NOT_DONE
            undeclared = deed.kind == "declare" and deed.told is Told.NOT_DONE
            deed.promise.is_over |= ends or undeclared
            if deed.kind == "check-in" and deed.told is Told.DONE and deed.at:
                self.shown += numbers_in(deed.at, deed.promise.title, deed.text)


async def _at_once(*_: Any, **__: Any) -> None:
    """Wait for nothing."""
