"""Use the bot with one failing file operation after the other; print what is true and what was told.

It is started as a process of its own, with the library of `failing_files` preloaded. What is true
is read from a copy of the files, as another bot would find them after a kill, and again an hour
later, when another bot has started on the files themselves.
"""

import asyncio
import itertools
import json
import shutil
import sqlite3
import sys
from abc import ABC, abstractmethod
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import simcord
from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from tests.conftest import connected, copy_settings
from tests.faults.failing_files import Kind, failing
from tests.stories.privacy.personal_data import delete_data
from tests.world import HOUR, World, said, shown

MOST = 300
"""More operations than any command needs: then something is wrong with the test."""


class Action(ABC):
    """What a member does while an operation fails."""

    done: ClassVar[str] = ""
    """What the answer says only if it is done."""

    def __init__(self, world: World, path: Path, key: str) -> None:
        self.world = world
        self.path = path
        self.key = key
        self.who: MemberActor = world.alice

    async def prepare(self) -> None:  # noqa: B027 - there may be nothing to prepare
        """Do what must be done before."""

    @abstractmethod
    async def act(self) -> str:
        """Do it, and return the answer."""

    @abstractmethod
    def count(self) -> int:
        """Return how often it is done."""

    def count_after_kill(self) -> int:
        """Return how often it is done for a process that starts now."""
        folder = self.path.with_name("after a kill")
        folder.mkdir()
        for name in (self.path.name, f"{self.path.name}-wal"):
            shutil.copy(self.path.with_name(name), folder)
        path, self.path = self.path, folder / self.path.name
        found = self.count()
        shutil.rmtree(folder)
        self.path = path
        return found

    def value(self, sql: str, *values: object) -> int:
        """Return a number from the database."""
        with closing(sqlite3.connect(self.path)) as connection:
            (number,) = connection.execute(sql, values).fetchone()
        return int(number)


class CheckIn(Action):
    """A check-in with a note."""

    done = "> \u2068Note {}"

    async def prepare(self) -> None:
        self.who = self.world.join(f"member {self.key}")
        await self.world.declare(self.who, f"Run {self.key}")

    async def act(self) -> str:
        return said(
            await self.world.check_in(self.who, goal=f"Run {self.key}", note=f"Note {self.key}")
        )

    def count(self) -> int:
        return self.value("SELECT count(*) FROM check_ins WHERE note = ?", f"Note {self.key}")


class Declaration(Action):
    """A new goal."""

    done = "### \N{DIRECT HIT} \u2068Read {}"

    async def prepare(self) -> None:
        self.who = self.world.join(f"member {self.key}")  # who has no other goal

    async def act(self) -> str:
        return said(await self.world.declare(self.who, f"Read {self.key}"))

    def count(self) -> int:
        return self.value("SELECT count(*) FROM goals WHERE title = ?", f"Read {self.key}")


class Deletion(Action):
    """The deletion of everything about a member; it is retried, so the answer can come late."""

    done = "is gone"

    async def prepare(self) -> None:
        self.who = self.world.join(f"member {self.key}")
        await self.world.env.advance_time(120)
        await self.world.declare(self.who, f"Swim {self.key}")
        await self.world.check_in(self.who, note="Done")

    async def act(self) -> str:
        return said(await delete_data(self.who, self.world))

    def count(self) -> int:
        goals = self.value("SELECT count(*) FROM goals WHERE title = ?", f"Swim {self.key}")
        check_ins = self.value("SELECT count(*) FROM check_ins WHERE member_id = ?", self.who.id)
        assert goals == check_ins, (goals, check_ins, self.key)  # all or nothing
        return 1 - goals


class Greeting(Action):
    """A message from the outbox: the greeting of a newcomer."""

    async def act(self) -> str:
        self.who = self.world.join(f"member {self.key}")
        await self.world.env.advance_time(120)
        return ""

    def count(self) -> int:
        return sum(f"<@{self.who.id}>" in text for text in shown(self.world.general))


ACTIONS = {each.__name__: each for each in (CheckIn, Declaration, Deletion, Greeting)}
TOLD = {"wasn’t saved": "not saved", "don’t know yet whether": "unknown"}


async def fail_each(action: type[Action], kinds: list[Kind], folder: Path, migrated: Path) -> None:
    """Fail each operation of each kind until none is left."""
    settings = copy_settings(migrated, folder)
    path = folder / "accountabot.db"
    async with connected(create_bot(settings)) as env:
        world = World(env)
        await env.advance_time(HOUR)
        for kind, lasts in itertools.product(kinds, (False, True)):
            for nth in range(1, MOST):
                one = action(world, path, f"{kind.name} {nth} {lasts}".lower())
                await one.prepare()
                with failing(path, kind, nth, lasts=lasts) as files:
                    answer = await one.act()
                told = TOLD | ({one.done.format(one.key): "saved"} if one.done else {})
                state = next((state for words, state in told.items() if words in answer), "unknown")
                counts = [one.count_after_kill()]
                await env.advance_time(HOUR)  # background work is retried
                await restart(env, create_bot(settings))
                counts.append(one.count())
                print(json.dumps([one.key, state, counts]))  # noqa: T201 - for the test
                if files.seen < nth:
                    break


async def restart(env: simcord.Env, bot: Accountabot) -> None:
    """Start another bot, and let it do what is due."""
    assert env.errors is not None  # they were seen
    await env.restart_bot(bot)
    await env.advance_time(HOUR)


if __name__ == "__main__":
    name, kinds, folder, migrated = sys.argv[1:]
    asyncio.run(
        fail_each(
            ACTIONS[name], [Kind[kind] for kind in kinds.split(",")], Path(folder), Path(migrated)
        )
    )
