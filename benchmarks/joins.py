"""Measure the cost of 1,000 joins a minute: messages, memory, and time against no greetings."""

import asyncio
import logging
import resource
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import simcord

from accountabot.bot import create_bot
from accountabot.config import Settings

JOINS = 1000
SECONDS = 60
STEPS = 20


class Measured(NamedTuple):
    """The cost of greeting a crowd."""

    messages: int
    named: int
    seconds: float
    mebibytes: float


def main() -> None:
    """Print the cost of greeting a crowd, and of the same without greetings."""
    with tempfile.TemporaryDirectory() as folder:
        silent = in_separate_process(Path(folder), greets=False)
        greeting = in_separate_process(Path(folder), greets=True)
    print(
        f"{JOINS} joins in {SECONDS} seconds: {greeting.messages} messages "
        f"that mention {greeting.named} members"
    )
    per_join = (greeting.seconds - silent.seconds) / JOINS * 1000
    print(
        f"{greeting.seconds:.2f} s, {silent.seconds:.2f} s without greetings: "
        f"{per_join:.1f} ms per join"
    )
    print(
        f"{greeting.mebibytes:.1f} MiB more at the peak, "
        f"{silent.mebibytes:.1f} MiB without greetings"
    )


def in_separate_process(folder: Path, *, greets: bool) -> Measured:
    """Measure one bot in a separate process, so that memory is comparable."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(run, folder / f"{greets}.db", greets=greets).result()


def run(path: Path, *, greets: bool) -> Measured:
    """Measure a bot with or without greetings."""
    logging.disable(logging.WARNING)
    return asyncio.run(measure(path, members_intent=greets))


async def measure(path: Path, *, members_intent: bool) -> Measured:
    """Let a crowd join one server, and wait until everyone is greeted."""
    settings = Settings(discord_token=None, database_url=f"sqlite:///{path}", heartbeat_minutes=0)
    async with simcord.run(create_bot(settings, members_intent=members_intent)) as env:
        guild = env.create_guild("The Club")
        channel = guild.create_text_channel("general")
        users = [env.create_user(f"n{number}") for number in range(JOINS)]
        before = _peak()
        began = perf_counter()
        for step in range(STEPS):
            for user in users[step::STEPS]:
                guild.add_member(user)
            await env.advance_time(SECONDS / STEPS)
        await env.advance_time(120)
        components = " ".join(
            str([c.to_dict() for c in message.components]) for message in channel.history()
        )
        count = len(channel.history())
        return Measured(count, components.count("<@"), perf_counter() - began, _peak() - before)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
