"""Processes that end and start again, and members who come and go."""

from contextlib import suppress
from pathlib import Path

import attrs

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.oracle.model import Absence
from tests.simulation.run import Run
from tests.simulation.wire import copy_as_left
from tests.world import DAY, HOUR

OFF_FOR = (5.0, 5.0, 600.0, 3 * HOUR, DAY, 2.5 * DAY)
"""For how many seconds the bot is off."""
CROWDED = 6
"""How many members a server has at most."""


def unpaced(settings: Settings, **changes: str | int) -> Settings:
    """Change settings, and let requests pass faster than a hoster may choose.

    The pace goes by real time, which does not pass here.
    """
    changed = attrs.evolve(settings, **(changes | {"requests_per_second": 1}))
    object.__setattr__(changed, "requests_per_second", 1_000_000)
    return changed


async def kill(run: Run) -> None:
    """Let the process die in the middle of something, and start it again later.

    The next one gets the files as they were then; what the old one still does reaches nobody.
    """
    left = Path(_bot(run).database.path).parent
    left_to = left.with_name(f"process-{len(run.absences) + 1}")

    def die() -> None:
        run.deaths.append(run.env.now())
        copy_as_left(left, left_to)

    run.wire.die_at(run.rng.randrange(4), after=run.rng.random() < 0.5, last_words=die)
    await run.rng.choice([run.act, run.act_at_once])()
    run.wire.die()
    url = f"sqlite:///{left_to / 'accountabot.db'}"
    run.settings = unpaced(run.settings, database_url=url)
    await _start_again(run, was_killed=True)


async def restart(run: Run) -> None:
    """Stop the process as the system does, and start it again later."""
    with run.env.time_context():
        await run.env.bot.close()
    await _start_again(run, was_killed=False)


async def _start_again(run: Run, *, was_killed: bool) -> None:
    gone, old = run.env.now(), _bot(run)
    await run.env._detach_bot()
    run.forget_errors()
    if was_killed:
        with suppress(Exception):  # it only frees what a real process would leave to the system
            await old.database.close()
    run.env.backend.advance_clock(run.rng.choice(OFF_FOR))
    for _ in range(run.rng.choice([0, 0, 1, 2])):
        come_or_go(run)
    run.wire.revive()
    await run.env.restart_bot(create_bot(run.settings))
    await run.env.settle()
    run.absences.append((Absence(gone, run.env.now()), was_killed))
    run.note(f"again after {run.env.now() - gone}")


def come_or_go(run: Run) -> None:
    """Let a member leave, return or join; the bot may be off."""
    server = run.rng.choice(run.servers)
    choice = run.rng.random()
    if server.away and choice < 0.5:
        who = server.away.pop(run.rng.randrange(len(server.away)))
        server.members.append(server.guild.add_member(who.user))
        run.returns[server.word, who.id] += 1
        run.note(f"{who.name} is back in {server.word}")
    elif len(server.members) > 2 and choice < 0.8:
        who = server.members.pop(run.rng.randrange(len(server.members)))
        server.guild.remove_member(who)
        server.away.append(who)
        run.note(f"{who.name} left {server.word}")
    elif len(server.members) < CROWDED:
        who = server.guild.add_member(run.env.create_user(server.new_word()))
        server.members.append(who)
        run.note(f"{who.name} joined {server.word}")


def _bot(run: Run) -> Accountabot:
    assert isinstance(run.env.bot, Accountabot)
    return run.env.bot
