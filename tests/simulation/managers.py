"""What managers do to their server."""

from tests.oracle.model import Change, Excuse, Pause
from tests.simulation.run import Run
from tests.simulation.servers import Server
from tests.world import DAY, HOUR, said

FREEZES = ((0, 7, 2), (1, 2, 1), (2, 3, 3), (1, 0, 0))
"""To start with, the streak that earns one, and the limit."""
AWAY_FOR = (60.0, 5 * HOUR, DAY)


async def set_up(run: Run) -> None:
    """Let a manager change a rule of their server, without trouble."""
    run.wire.mend()
    await run.rng.choice([_set_freezes, _set_week, _set_zone, _excuse, _post_board])(
        run, run.rng.choice(run.servers)
    )


async def _set_freezes(run: Run, server: Server) -> None:
    start, every, most = run.rng.choice(FREEZES)
    options = {"to_start_with": start, "earned_every": every, "at_most": most}
    await server.manager.slash(server.general, "setup freezes", **options)
    value = (min(start, most), every, most)
    run.rules[server.word].freezes.append(Change(run.env.now(), value))


async def _set_week(run: Run, server: Server) -> None:
    day = run.rng.choice([0, 5, 6])
    await server.manager.slash(server.general, "setup week-start", day=day)
    run.rules[server.word].week_starts.append(Change(run.env.now(), day))


async def _set_zone(run: Run, server: Server) -> None:
    zone = run.rng.choice(["America/Los_Angeles", "Asia/Kolkata", "UTC"])
    await server.manager.slash(server.general, "setup timezone", zone=zone)
    run.rules[server.word].zones.append(Change(run.env.now(), zone))


async def _excuse(run: Run, server: Server) -> None:
    now = run.env.now()
    text = said(await server.manager.slash(server.general, "setup excuse", date=f"{now:%Y-%m-%d}"))
    if "excused" in text:
        run.rules[server.word].excuses.append(Excuse(now.date(), now))


async def _post_board(_: Run, server: Server) -> None:
    await server.manager.slash(server.general, "setup board", channel=server.general)


async def remove_bot(run: Run) -> None:
    """Let a server remove the bot, and invite it again later."""
    server = run.rng.choice(run.servers)
    gone = run.env.now()
    server.send_away()
    run.servers.remove(server)
    await run.env.advance_time(run.rng.choice(AWAY_FOR))
    await run.act()
    run.servers.append(server)
    server.invite()
    await run.env.settle()
    run.rules[server.word].removals.append(Pause(gone, None, run.env.now()))
