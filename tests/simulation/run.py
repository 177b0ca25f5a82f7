"""Live through days that a seed decides."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import simcord
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.network import CALLBACK, FOLLOWUPS, MESSAGES, ORIGINAL
from tests.oracle.model import Absence, Change, Excuse
from tests.simulation.answers import Told, told
from tests.simulation.deeds import DEEDS, Deed, declare, delete_data, hide
from tests.simulation.servers import Promise, Server, two_servers
from tests.simulation.shown import Shown, numbers_in
from tests.simulation.wire import Wire, copy_as_left
from tests.world import DAY, said

MINUTE = 60.0
HOUR = 60 * MINUTE
GAPS = (7.0, 7.0, 7.0, 60.0, 60.0, 5 * MINUTE, 16 * MINUTE, HOUR, 3 * HOUR, 5 * HOUR + 59)
OFF_FOR = (5.0, 5.0, 10 * MINUTE, 3 * HOUR, DAY, 2.5 * DAY)
LOOKS = ("goal list", "streak", "leaderboard", "settings", "profile", "help")
HEARTBEAT = timedelta(minutes=14)
SHORTEST = timedelta(minutes=15)


@dataclass
class Rules:
    """What a server's manager has set."""

    freezes: list[Change] = field(default_factory=list)
    excuses: list[Excuse] = field(default_factory=list)
    week_starts: list[Change] = field(default_factory=list)


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
    forgotten: dict[tuple[str, int], datetime] = field(default_factory=dict)
    """When who deleted their data on which server."""
    errors: list[BaseException] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.servers = two_servers(self.env)
        self.rules = {server.word: Rules() for server in self.servers}

    async def live(self, days: float) -> None:
        """Live until some days are over."""
        ends = self.env.now() + timedelta(days=days)
        while self.env.now() < ends:
            await self.env.advance_time(self.rng.choice(GAPS))
            step = self.rng.choices([*STEPS], [*STEPS.values()])[0]
            self.note(step.__name__.strip("_"))
            await step(self)
            self._keep_errors()
        await self.env.advance_time(2 * HOUR)  # what is still to be sent is sent
        for server in self.servers:
            for who in server.members:
                for promise in server.promises_of(who):
                    await self._look_at(server, who, promise)

    def note(self, what: str) -> None:
        """Write a step down, and count it."""
        self.steps.append(f"{self.env.now():%d %H:%M:%S} {what}")
        self.counts[what.split()[0]] = self.counts.get(what.split()[0], 0) + 1

    def totals(self) -> dict[str, int]:
        """Count what happened."""
        return {
            "deeds": len(self.deeds),
            "unanswered": sum(deed.told is Told.UNKNOWN for deed in self.deeds),
            "numbers": len(self.shown),
            "requests": len(self.wire.sent),
            "failed requests": self.wire.failed,
            "kills": sum(was_killed for _, was_killed in self.absences),
            "restarts": len(self.absences),
            **{step.__name__: self.counts.get(step.__name__, 0) for step in STEPS},
        }

    def new_deed(self, but: frozenset[int] = frozenset()) -> Deed | None:
        """Choose who does what."""
        server = self.rng.choice(self.servers)
        who = self.rng.choice(server.members)
        make = self.rng.choices([*DEEDS], [*DEEDS.values()])[0]
        if not server.promises_of(who):
            make = declare
        deed = make(self.rng, server, who, self.env.now())
        return None if who.id in but else deed

    def begin(self, deed: Deed) -> Awaitable[InteractionResult]:
        deed.at, deed.channel = self.env.now(), deed.server.general.id
        deed.server.acted[deed.who.id] = deed.at
        self.deeds.append(deed)
        return deed.do()

    def end(self, deed: Deed, result: InteractionResult) -> None:
        """Read the answer to a deed."""
        deed.source = result._interaction.id
        deed.told, deed.text = told(deed.kind, deed.word, result), said(result)
        self.note(f"{deed}")
        if deed.promise:
            ends = deed.kind in {"drop", "complete"} and deed.told is not Told.NOT_DONE
            undeclared = deed.kind == "declare" and deed.told is Told.NOT_DONE
            deed.promise.is_over |= ends or undeclared
            if deed.kind == "check-in" and deed.told is Told.DONE and deed.at:
                self.shown += numbers_in(deed.at, deed.promise.title, deed.text)

    def _keep_errors(self) -> None:
        self.errors += self.env._errors[self.env._errors_acknowledged :]
        self.env._errors_acknowledged = self.env.error_cursor

    async def act(self) -> None:
        """Let a member do something."""
        if deed := self.new_deed():
            result = await self.begin(deed)
            await self._wait()
            self.end(deed, result)

    async def act_at_once(self) -> None:
        """Let several members act at the same moment, in any order."""
        begun: list[tuple[Deed, InteractionResult]] = []
        settle = self.env._settle_internal
        self.env._settle_internal = _at_once  # type: ignore[method-assign]
        busy: set[int] = set()
        try:
            for _ in range(self.rng.randint(2, 6)):
                if deed := self.new_deed(frozenset(busy)):
                    busy.add(deed.who.id)
                    begun.append((deed, await self.begin(deed)))
        finally:
            self.env._settle_internal = settle  # type: ignore[method-assign]
        await self._wait()
        for deed, result in begun:
            self.end(deed, result)

    async def _wait(self) -> None:
        """Give the bot some seconds in which it can try again."""
        await self.env.advance_time(self.rng.choice([0.0, 3.0, 30.0]))

    async def act_with_trouble(self) -> None:
        """Let a member act while Discord has trouble."""
        fault = self.rng.choice([*FAULTS])
        self.note(f"fault {fault}")
        FAULTS[fault](self.wire, self.rng.randint(1, 3))
        await self.rng.choice([self.act, self.act_at_once])()
        self.wire.mend()

    async def act_in_an_outage(self) -> None:
        """Let members act while Discord refuses all that the bot sends by itself."""
        self.wire.fail("/channels/*")
        for _ in range(self.rng.randint(1, 3)):
            await self.act_at_once()
            await self.env.advance_time(self.rng.choice([60.0, 11 * MINUTE]))
        self.wire.fail()

    async def act_without_database(self) -> None:
        """Let members act while nothing can be written."""
        assert isinstance(self.env.bot, Accountabot)
        thread = self.env.bot.database._writer._thread
        await thread.run(lambda: thread._conn.execute("PRAGMA query_only=1"))
        await self.act_at_once()
        await thread.run(lambda: thread._conn.execute("PRAGMA query_only=0"))

    async def act_while_locked(self) -> None:
        """Let a member act while another process has locked the database."""
        assert isinstance(self.env.bot, Accountabot)
        other = sqlite3.connect(self.env.bot.database.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await self.act()
        other.execute("ROLLBACK")
        other.close()

    async def deliver_again(self) -> None:
        """Deliver an interaction a second time."""
        sent = [each for _, name, each in self.env.backend.transcript if name == "INTERACTION_CREATE"]
        if sent:
            self.env.backend.emit("INTERACTION_CREATE", sent[-1])
            await self.env.settle()

    async def look(self) -> None:
        """Let a member look at something, or at a goal."""
        server = self.rng.choice(self.servers)
        who = self.rng.choice(server.members)
        visible = [p for p in server.promises if not p.is_private or p.owner == who.id]
        if not visible or self.rng.random() < 0.3:
            await who.slash(server.general, self.rng.choice(LOOKS))
            return
        await self._look_at(server, who, self.rng.choice(visible))

    async def _look_at(self, server: Server, who: MemberActor, promise: Promise) -> None:
        result = await who.slash(server.general, "goal show", goal=promise.title)
        if promise.title in said(result) and "What you typed" not in said(result):
            self.shown += numbers_in(self.env.now(), promise.title, said(result))

    async def hide(self) -> None:
        """Let a member make a goal private."""
        server = self.rng.choice(self.servers)
        if deed := hide(self.rng, server, self.rng.choice(server.members), self.env.now()):
            result = await self.begin(deed)
            await self._wait()
            self.end(deed, result)
            if deed.told is Told.DONE and deed.promise:
                deed.promise.is_private, deed.promise.hidden_at = True, self.env.now()

    async def delete_data(self) -> None:
        """Let a member delete everything on a server."""
        server = self.rng.choice(self.servers)
        who = self.rng.choice(server.members)
        result = await delete_data(server, who)
        if told("delete", "", result) is Told.DONE:
            self.note(f"{who.name} deleted everything in {server.word}")
            self.forgotten[server.word, who.id] = self.env.now()
            for promise in server.promises_of(who):
                promise.is_over = True

    async def set_up(self) -> None:
        """Let a manager change a rule of their server."""
        server = self.rng.choice(self.servers)
        rules, now = self.rules[server.word], self.env.now()
        if self.rng.random() < 0.5:
            start, every, most = self.rng.choice([(0, 7, 2), (1, 2, 1), (2, 3, 3), (1, 0, 0)])
            options = {"to_start_with": start, "earned_every": every, "at_most": most}
            await server.manager.slash(server.general, "setup freezes", **options)
            rules.freezes.append(Change(now, (min(start, most), every, most)))
        elif self.rng.random() < 0.5:
            await server.manager.slash(server.general, "setup excuse", date=f"{now:%Y-%m-%d}")
            rules.excuses.append(Excuse(now.date(), now))
        else:
            await server.manager.slash(server.general, "setup board", channel=server.general)

    async def come_and_go(self) -> None:
        """Let a member leave, return or join."""
        self._come_or_go()
        await self.env.settle()

    def _come_or_go(self) -> None:
        server = self.rng.choice(self.servers)
        choice = self.rng.random()
        if server.away and choice < 0.5:
            who = server.away.pop(self.rng.randrange(len(server.away)))
            server.members.append(server.guild.add_member(who.user))
            self.note(f"back {who.name} in {server.word}")
        elif len(server.members) > 2 and choice < 0.8:
            who = server.members.pop(self.rng.randrange(len(server.members)))
            server.guild.remove_member(who)
            server.away.append(who)
            self.note(f"left {who.name} in {server.word}")
        elif len(server.members) < 6:
            who = server.guild.add_member(self.env.create_user(server.new_word()))
            server.members.append(who)
            self.note(f"joined {who.name} in {server.word}")

    async def kill(self) -> None:
        """Let the process die in the middle of something, and start it again later."""
        left = Path(self.env.bot.database.path).parent
        left_to = left.with_name(f"process-{len(self.absences) + 1}")
        after = self.rng.random() < 0.5
        self.wire.die_at(
            self.rng.randrange(4), after=after, last_words=lambda: copy_as_left(left, left_to)
        )
        await self.rng.choice([self.act, self.act_at_once])()
        self.wire.die()
        self.settings = self.settings.model_copy(
            update={"database_url": f"sqlite:///{left_to / 'accountabot.db'}"}
        )
        await self._start_again(was_killed=True)

    async def restart(self) -> None:
        """Stop the process as the system does, and start it again later."""
        with self.env.time_context():
            await self.env.bot.close()
        await self._start_again(was_killed=False)

    async def _start_again(self, *, was_killed: bool) -> None:
        gone, old = self.env.now(), self.env.bot
        await self.env._detach_bot()
        del self.env._errors[self.env._errors_acknowledged :]  # nobody reads a dead process's
        if was_killed:
            with suppress(Exception):
                await old.database.close()
        self.env.backend.advance_clock(self.rng.choice(OFF_FOR))
        for _ in range(self.rng.choice([0, 0, 1, 2])):
            self._come_or_go()
        self.wire.revive()
        await self.env.restart_bot(create_bot(self.settings))
        await self.env.settle()
        self.absences.append((Absence(gone, self.env.now()), was_killed))
        self.note(f"again after {self.env.now() - gone}")


async def _at_once(*_: Any, **__: Any) -> None:
    """Wait for nothing."""


FAULTS: dict[str, Callable[[Wire, int], None]] = {
    "response cut": lambda wire, times: wire.cut("POST", CALLBACK, times=times),
    "response's answer lost": lambda wire, _: wire.lose_answer("POST", CALLBACK),
    "acknowledgement lost": lambda wire, _: wire.lose_acknowledgement(),
    "response and look cut": lambda wire, times: (
        wire.lose_answer("POST", CALLBACK),
        wire.cut("GET", ORIGINAL, times=times),
    )[0],
    "response 500": lambda wire, times: wire.server_error("POST", CALLBACK, 500, times=times),
    "message cut": lambda wire, times: wire.cut("POST", MESSAGES, times=times),
    "message's answer lost": lambda wire, _: wire.lose_answer("POST", MESSAGES),
    "message 503": lambda wire, times: wire.server_error("POST", MESSAGES, 503, times=times),
    "follow-up's answer lost": lambda wire, _: wire.lose_answer("POST", FOLLOWUPS),
    "follow-up cut": lambda wire, times: wire.cut("POST", FOLLOWUPS, times=times),
    "edit cut": lambda wire, times: wire.cut("PATCH", "/channels/*", times=times),
}
Step = Callable[[Run], Awaitable[None]]
STEPS: dict[Step, float] = {
    Run.act: 40,
    Run.act_at_once: 12,
    Run.act_with_trouble: 12,
    Run.look: 14,
    Run.come_and_go: 3,
    Run.deliver_again: 2,
    Run.act_without_database: 2,
    Run.act_in_an_outage: 2,
    Run.set_up: 1.5,
    Run.hide: 1,
    Run.delete_data: 0.7,
    Run.kill: 3,
    Run.restart: 1,
}
"""How often each is chosen. A locked database costs two real seconds, so that only long runs do."""
