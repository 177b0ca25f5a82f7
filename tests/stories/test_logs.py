"""The log of a bot in trouble names no member, and nothing that a member wrote."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import attrs

from accountabot.bot import Accountabot
from accountabot.config import LogFormat
from accountabot.logs.setup import log_handler
from tests.world import World, said

WORD = "zebrafish"


@contextmanager
def written(bot: Accountabot) -> Iterator[dict[LogFormat, StringIO]]:
    """Collect what the log says in each format."""
    root = logging.getLogger()
    found = {each: StringIO() for each in LogFormat}
    handlers = []
    for each, stream in found.items():
        handler = log_handler(attrs.evolve(bot.settings, log_format=each), "")
        handler.setStream(stream)
        handlers.append(handler)
        root.addHandler(handler)
    yield found
    for handler in handlers:
        root.removeHandler(handler)


async def test_errors_of_commands_listeners_and_background_work_keep_members_words_private(
    world: World, bot: Accountabot
) -> None:
    zebra = world.join(f"{WORD}-zoe")
    await world.declare(zebra, f"Feed the {WORD}")
    await bot.database.write(lambda tx: tx.exec_driver_sql("DROP TABLE cheers"))
    await bot.database.write(lambda tx: tx.exec_driver_sql("ALTER TABLE goals RENAME TO g"))

    with written(bot) as logs:
        told = said(await world.check_in(zebra, note=f"for the {WORD}"))
        await world.declare(zebra, f"Feed every {WORD}")
        world.join(f"{WORD}-ann")
        await zebra.send(world.general, f"a {WORD} swims")
        await world.next_day()

    reference = told.split("`")[1]
    for stream in logs.values():
        lines = stream.getvalue().splitlines()
        assert sum(reference in line for line in lines) == 1
        assert len(lines) > 3
        assert WORD not in stream.getvalue()
        assert "no such table" in stream.getvalue()
        assert not [line for line in lines if line.startswith((" ", "Traceback"))]
    world.env._errors.clear()
