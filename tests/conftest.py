"""A bot with a real database of its own, in a simulated Discord."""

import gc
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from zlib import crc32

import pytest
import simcord
from discord import Permissions
from discord.app_commands import CommandInvokeError
from discord.utils import utcnow
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Connection

from accountabot.background import BackgroundLoop
from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import ServerId
from accountabot.domain.refusals import Refusal
from accountabot.services.greetings import onboarding
from accountabot.store import migrations
from accountabot.store.database import Database
from accountabot.store.engine import wrap
from accountabot.write_behind import WriteBehind
from tests.world import World

sys.dont_write_bytecode = False  # otherwise every worker compiles everything again
sys.pycache_prefix = str(Path(tempfile.gettempdir()) / "accountabot-bytecode")

# SimCord checks every 0.05 seconds whether the bot is idle, and each story waits for that many times.
simcord.Env._settle_internal.__kwdefaults__.update(idle=0.002)
gc.freeze()  # imported modules stay, so the collector can skip them
gc.set_threshold(50_000, 20, 100)

PLAIN = ("label", "placeholder", "title", "description", "name", "value")
"""The parts of messages, forms and autocomplete choices that are plain text."""
COLLECTED = WriteBehind.collect_for
"""The delay in production, in seconds."""
WriteBehind.collect_for = 0  # otherwise every story waits for it
BackgroundLoop.collect_for = 0

hypothesis_settings.register_profile("usual", max_examples=60, deadline=None)
hypothesis_settings.register_profile("thorough", max_examples=20_000, deadline=None)
hypothesis_settings.load_profile("usual")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run only a share of the stories, such as STORIES=1/2, because they take the longest."""
    if share := os.environ.get("STORIES"):
        part, of = map(int, share.split("/"))
        left_out = [
            item
            for item in items
            if "stories/" in item.nodeid and crc32(item.nodeid.encode()) % of != part - 1
        ]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in {*left_out}]


advance_at_once = simcord.Env.advance_time
A_QUARTER = 6 * 3600.0


async def advance_in_quarters(env: simcord.Env, seconds: float) -> None:
    """Let time pass six hours at a time: the bot gets five real seconds for each step."""
    while seconds > A_QUARTER:
        await advance_at_once(env, A_QUARTER)
        seconds -= A_QUARTER
    await advance_at_once(env, seconds)


simcord.Env.advance_time = advance_in_quarters  # type: ignore[method-assign, assignment]


detach = simcord.Env._detach_bot


async def detach_as_if_killed(env: simcord.Env) -> None:
    """Detach a bot that isn't closed, and release its lock, as the system does for a process."""
    await detach(env)
    if lock := env.bot.database._lock:
        lock.release()


simcord.Env._detach_bot = detach_as_if_killed  # type: ignore[method-assign, assignment]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with the newest schema, to be copied."""
    import asyncio

    path = tmp_path_factory.mktemp("migrated") / "empty.db"

    async def migrate() -> None:
        database = Database(f"sqlite:///{path}")
        await database.open()
        await database.close()

    asyncio.run(migrate())
    return path


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database that every migration has changed."""
    path = tmp_path_factory.mktemp("upgraded") / "empty.db"
    with wrap(sqlite3.connect(path)) as connection:
        migrations.upgrade(connection)
        connection.commit()
    return path


@pytest.fixture
def schema(upgraded: Path) -> Iterator[Connection]:
    """A connection to the upgraded database, for reading its schema and its query plans."""
    with wrap(sqlite3.connect(upgraded)) as connection:
        yield connection


def copy_settings(migrated: Path, folder: Path) -> Settings:
    """Copy the migrated database into a folder; return settings that name the copy."""
    path = folder / "accountabot.db"
    shutil.copy(migrated, path)
    return Settings(
        discord_token=None,
        database_url=f"sqlite:///{path}",
        heartbeat_minutes=0,
        backups=0,  # tests that are about them turn them on
        pictures=False,  # tests/stories/pictures turns them on
    )


@pytest.fixture
def settings(migrated: Path, tmp_path: Path) -> Settings:
    """Settings with a database that only this test uses."""
    return copy_settings(migrated, tmp_path)


@pytest.fixture
def bot(settings: Settings) -> Accountabot:
    return create_bot(settings)


@asynccontextmanager
async def connected(bot: Accountabot) -> AsyncIterator[simcord.Env]:
    """Connect a bot at 09:00 UTC on Thursday, 1 January 2026; fail on any error that it raises."""
    bot.load_extension = partial(_load, bot)  # type: ignore[method-assign]  # imports a cog once
    env = simcord.Env(bot)
    env.backend.advance_clock(9 * 3600)
    await env.start()
    yield env
    await env.shutdown()
    await env.bot.close()
    unseen = [error for error in env._errors[env._errors_acknowledged :] if not _is_refusal(error)]
    assert not unseen, unseen
    assert not [*_mentions_in_plain_text(env)]


@pytest.fixture
async def env(bot: Accountabot) -> AsyncIterator[simcord.Env]:
    """The simulated Discord, with the bot connected."""
    async with connected(bot) as env:
        yield env


@pytest.fixture
async def world(env: simcord.Env, bot: Accountabot) -> World:
    """A server with three greeted members, after the onboarding notice."""
    world = World(env)
    write = bot.database.write_in_background  # which a busy machine may delay
    await write(onboarding.mark_posted, ServerId(world.guild.id), utcnow())
    await env.settle()
    return world


@pytest.fixture
async def owner(world: World) -> simcord.MemberActor:
    """A member who may manage the server."""
    return await _manager(world, "olga")


@pytest.fixture
async def other(world: World) -> simcord.MemberActor:
    """Another member who may manage the server."""
    return await _manager(world, "otto")


async def _manager(world: World, name: str) -> simcord.MemberActor:
    role = world.guild.create_role(f"{name}s", permissions=Permissions(manage_guild=True))
    manager = world.guild.add_member(world.env.create_user(name), roles=[role])
    await world.env.settle()
    return manager


async def _load(bot: Accountabot, name: str) -> None:
    await import_module(name).setup(bot)


def _mentions_in_plain_text(env: simcord.Env) -> Iterator[str]:
    """Yield what the bot sent with mentions of commands where Discord doesn't render them."""
    mentions = env.bot.state.command_mentions.values()
    sent = (body for kind, _, body in env.backend.transcript if kind == "HTTP")
    waiting = [body for body in sent if not isinstance(body, list)]  # the commands are one
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += each.values()
            plain = (str(each.get(key)) for key in PLAIN)
            found = (text for text in plain if "</" in text)
            yield from (text for text in found if any(name in text for name in mentions))
        elif isinstance(each, list):
            waiting += each


def _is_refusal(error: BaseException) -> bool:
    return isinstance(error, CommandInvokeError) and isinstance(error.original, Refusal)
