"""What can happen next."""

import sqlite3
from collections.abc import Awaitable, Callable
from datetime import timedelta

from discord.utils import snowflake_time

from accountabot.bot import Accountabot
from tests.simulation.answers import Told, told
from tests.simulation.faults import FAULTS
from tests.simulation.managers import remove_bot, set_up
from tests.simulation.presses import delete_data, hide
from tests.simulation.processes import come_or_go, kill, restart
from tests.simulation.run import Run
from tests.simulation.shown import listed_in
from tests.world import HOUR, said

ANSWERABLE = timedelta(minutes=15)
"""How long the token of an interaction is valid."""
MINUTE = 60.0
GAPS = (7.0, 7.0, 7.0, 60.0, 60.0, 5 * MINUTE, 16 * MINUTE, HOUR, 3 * HOUR, 5 * HOUR + 59)
LOOKS = (
    "goal list",
    "streak",
    "streak",
    "leaderboard",
    "leaderboard",
    "settings",
    "profile",
    "help",
    "data export",
)


async def live(run: Run, days: float) -> None:
    """Live until some days are over, and at last let everyone look at their goals."""
    ends = run.env.now() + timedelta(days=days)
    for server in run.servers:
        if run.rng.random() < 0.7:
            options = {run.rng.choice(["goals", "checkins", "checkins", "reminders"]): server.feed}
            await server.manager.slash(server.general, "setup channels", **options)
    while run.env.now() < ends:
        await run.env.advance_time(run.rng.choice(GAPS))
        step = run.rng.choices([*STEPS], [*STEPS.values()])[0]
        run.note(step.__name__)
        run.counts[step.__name__] += 1
        await step(run)
        run.keep_errors()
    run.wire.mend()
    await run.env.advance_time(2 * HOUR)  # what is still to be sent is sent
    for server in run.servers:
        for who in server.members:
            for promise in server.promises_of(who):
                await run.look_at(who, server, promise)


async def act_with_trouble(run: Run) -> None:
    """Let members act while Discord has trouble; what was not met by then waits for a request."""
    run.wire.mend()
    fault = run.rng.choice([*FAULTS])
    run.note(fault)
    FAULTS[fault](run.wire, run.rng.randint(1, 3))
    step: Step = run.rng.choice([Run.act, Run.act_at_once, Run.pass_hours, come_and_go])
    await step(run)


async def act_in_an_outage(run: Run) -> None:
    """Let members act while Discord refuses all that the bot sends by itself."""
    run.wire.fail("/channels/*")
    for _ in range(run.rng.randint(1, 3)):
        await run.act_at_once()
        await run.env.advance_time(run.rng.choice([60.0, 11 * MINUTE]))
    run.wire.fail()


async def act_without_database(run: Run) -> None:
    """Let members act while nothing can be written."""
    assert isinstance(run.env.bot, Accountabot)
    thread = run.env.bot.database._writer._thread
    await thread.run(lambda: thread._conn.execute("PRAGMA query_only=1"))
    await run.act_at_once()
    await thread.run(lambda: thread._conn.execute("PRAGMA query_only=0"))


async def act_while_locked(run: Run) -> None:
    """Let members act while another process has locked the database: two real seconds."""
    assert isinstance(run.env.bot, Accountabot)
    other = sqlite3.connect(run.env.bot.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await run.act_at_once()
    other.execute("ROLLBACK")
    other.close()


async def deliver_again(run: Run) -> None:
    """Deliver the last interaction a second time, as long as it may still be answered."""
    sent = [each for _, name, each in run.env.backend.transcript if name == "INTERACTION_CREATE"]
    if sent and run.env.now() - snowflake_time(int(sent[-1]["id"])) < ANSWERABLE:
        run.env.backend.emit("INTERACTION_CREATE", sent[-1])
        await run.env.settle()


async def look(run: Run) -> None:
    """Let a member look at a goal or something else."""
    server = run.rng.choice(run.servers)
    who = run.rng.choice(server.members)
    visible = [each for each in server.promises if not each.is_private or each.owner == who.id]
    if visible and run.rng.random() < 0.7:
        await run.look_at(who, server, run.rng.choice(visible))
    else:
        text = said(await who.slash(server.general, run.rng.choice(LOOKS)))
        run.shown += listed_in(run.env.now(), text)


async def come_and_go(run: Run) -> None:
    """Let a member leave, return or join."""
    come_or_go(run)
    await run.env.settle()


async def act_amid_arrivals(run: Run) -> None:
    """Let members leave, return or join at the moment at which others act."""
    await run.act_at_once(lambda: come_or_go(run))


async def hide_a_goal(run: Run) -> None:
    """Let a member make a goal private."""
    server = run.rng.choice(run.servers)
    deed = hide(run.rng, server, run.rng.choice(server.members), run.env.now())
    await run.do(deed)
    if deed and deed.told is Told.DONE and deed.promise:
        deed.promise.is_private, deed.promise.hidden_at = True, run.env.now()


async def forget_a_member(run: Run) -> None:
    """Let a member delete everything on a server, without trouble."""
    run.wire.mend()
    server = run.rng.choice(run.servers)
    who = run.rng.choice(server.members)
    if told("delete", "", await delete_data(server, who)) is Told.DONE:
        run.note(f"{who.name} deleted everything in {server.word}")
        run.forgotten[server.word, who.id] = run.env.now()
        for promise in server.promises_of(who):
            promise.is_over = True


Step = Callable[[Run], Awaitable[None]]
STEPS: dict[Step, float] = {
    Run.act: 40,
    Run.act_at_once: 12,
    act_with_trouble: 12,
    act_in_an_outage: 2,
    act_without_database: 2,
    act_while_locked: 0.2,
    look: 14,
    come_and_go: 3,
    act_amid_arrivals: 2,
    deliver_again: 2,
    set_up: 2,
    remove_bot: 0.5,
    hide_a_goal: 1,
    forget_a_member: 0.7,
    kill: 3,
    restart: 1,
}
"""How often each is chosen."""
