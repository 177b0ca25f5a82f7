"""Compare the start and the memory of the bot with a bare one, on a growing number of servers."""

import argparse
import asyncio
import os
import signal
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.loopback import USER, Loopback

COUNTS = (1, 1_000, 10_000)
STARTS = 5
IDLE = 15
"""Seconds after the last server until the memory is read."""
BARE = str(Path(__file__).with_name("bare_bot.py"))
BOTS = {
    "bare": f"runpy.run_path({BARE!r}, run_name='__main__')",
    "accountabot": "runpy.run_module('accountabot', run_name='__main__')",
}


class Run(NamedTuple):
    """A bot's start: the seconds until it has all servers, those of its CPU, and MiB when idle."""

    seconds: float
    cpu: float
    memory: float


def main() -> None:
    """Print the figures of both bots and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", type=int, nargs="+", default=COUNTS)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    asked = parser.parse_args()
    asyncio.run(_compare(asked.kinds, asked.servers))


async def _compare(kinds: list[str], numbers: list[int]) -> None:
    async with Loopback() as discord:
        discord.servers = lambda: map(thin, range(1))
        await _compare_starts(discord)
        for kind in kinds:
            for number in numbers:
                await _compare_memory(discord, kind, number)


async def _compare_starts(discord: Loopback) -> None:
    """Start the bots in turn; the first start of each, with a new database, is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = [
            {name: await _run(discord, name, folder) for name in BOTS} for _ in range(STARTS + 1)
        ][1:]
    for what, read in (("start to READY", "seconds"), ("its CPU time", "cpu")):
        bare, ours = (median(getattr(each[name], read) for each in rounds) for name in BOTS)
        print(f"{what:22} {bare:8.2f} s    {ours:8.2f} s    {ours / bare:.2f}")


async def _compare_memory(discord: Loopback, kind: str, number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        discord.servers = lambda: map(thin, range(1))
        for name in BOTS:  # a new database takes more memory once
            await _run(discord, name, folder)
        discord.servers = lambda: map(KINDS[kind], range(number))
        bare, ours = [(await _run(discord, name, folder, idle=IDLE)).memory for name in BOTS]
    print(f"{number:6} {kind} servers    {bare:8.1f} MiB  {ours:8.1f} MiB  {ours / bare:.2f}")


async def _run(discord: Loopback, name: str, folder: str, *, idle: float = 0) -> Run:
    """Start a bot, wait until it has all its servers and has been idle, and stop it."""
    discord.ready_at = None
    environment = {"DISCORD_TOKEN": f"{name}.b.c", "DATABASE_URL": "sqlite:///bot.db"}
    start = perf_counter()
    process = await asyncio.create_subprocess_exec(
        *discord.command(BOTS[name]),
        cwd=folder,
        env=os.environ | environment | {"HOME": folder},
        stderr=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
    )
    while discord.ready_at is None:
        if process.returncode is not None:
            raise SystemExit(f"{name} ended with {process.returncode}")
        await asyncio.sleep(0.01)
    cpu = _cpu(process.pid)
    await asyncio.sleep(idle)
    run = Run(discord.ready_at - start, cpu, sum(map(_resident, _family(process.pid))))
    process.send_signal(signal.SIGTERM)
    await process.wait()
    return run


def _family(process: int) -> Iterator[int]:
    yield process
    for tasks in Path(f"/proc/{process}/task").iterdir():
        for child in (tasks / "children").read_text().split():
            yield from _family(int(child))


def _cpu(process: int) -> float:
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def thin(number: int) -> dict[str, Any]:
    """Return a server with one channel and the bot's own role."""
    return _server(number, channels=1, overwrites=0, roles=1, emojis=0, threads=0)


def fat(number: int) -> dict[str, Any]:
    """Return a server of an old, busy community."""
    return _server(number, channels=60, overwrites=3, roles=40, emojis=50, threads=10)


KINDS = {"thin": thin, "fat": fat}


def _server(
    number: int, *, channels: int, overwrites: int, roles: int, emojis: int, threads: int
) -> dict[str, Any]:
    ids = map(str, count((number + 1) << 32))
    server = next(ids)
    role_ids = [server, *(next(ids) for _ in range(roles))]
    channel_ids = [next(ids) for _ in range(channels)]
    return {
        "id": server,
        "name": f"Server {number}",
        "owner_id": next(ids),
        "unavailable": False,
        "member_count": 250,
        "large": False,
        "joined_at": "2026-01-01T00:00:00+00:00",
        "preferred_locale": "en-US",
        "features": ["COMMUNITY"],
        "roles": [_role(id_, place) for place, id_ in enumerate(role_ids)],
        "channels": [
            _channel(id_, place, role_ids[:overwrites]) for place, id_ in enumerate(channel_ids)
        ],
        "threads": [_thread(next(ids), channel_ids[0]) for _ in range(threads)],
        "emojis": [_emoji(next(ids)) for _ in range(emojis)],
        "members": [
            {"user": USER, "roles": role_ids[-1:], "joined_at": "2026-01-01T00:00:00+00:00"}
            | {"deaf": False, "mute": False, "flags": 0}
        ],
        **dict.fromkeys(("stickers", "voice_states", "presences", "stage_instances"), ()),
        **dict.fromkeys(("guild_scheduled_events", "soundboard_sounds"), ()),
    }


def _role(id_: str, place: int) -> dict[str, Any]:
    return {
        "id": id_,
        "name": f"role {id_}",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": place,
        "permissions": "1071698660929",
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def _channel(id_: str, place: int, roles: list[str]) -> dict[str, Any]:
    overwrites = [{"id": role, "type": 0, "allow": "1024", "deny": "2048"} for role in roles]
    return {
        "id": id_,
        "type": 0,
        "name": f"channel-{id_}",
        "topic": f"What channel {id_} is about, and what it is not about.",
        "position": place,
        "parent_id": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "last_message_id": id_,
        "permission_overwrites": overwrites,
        "flags": 0,
    }


def _thread(id_: str, channel: str) -> dict[str, Any]:
    metadata = {
        "archived": False,
        "auto_archive_duration": 1440,
        "archive_timestamp": "2026-01-01T00:00:00+00:00",
        "locked": False,
        "create_timestamp": "2026-01-01T00:00:00+00:00",
    }
    return {
        "id": id_,
        "type": 11,
        "name": f"thread {id_}",
        "parent_id": channel,
        "owner_id": "5",
        "last_message_id": id_,
        "message_count": 5,
        "member_count": 5,
        "rate_limit_per_user": 0,
        "thread_metadata": metadata,
        "flags": 0,
    }


def _emoji(id_: str) -> dict[str, Any]:
    options = {"require_colons": True, "managed": False, "animated": False, "available": True}
    return {"id": id_, "name": f"emoji_{id_}", "roles": [], **options}


if __name__ == "__main__":
    main()
