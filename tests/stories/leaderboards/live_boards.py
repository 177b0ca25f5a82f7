"""What the stories of live leaderboards share."""

from typing import Any

from simcord import ChannelHandle, MemberActor

from tests.world import World, shown

NOTE = "-# I keep this board up to date."


async def post(world: World, owner: MemberActor, board: str = "check-ins", **options: Any) -> str:
    """Post a live leaderboard in #boards, and return the answer."""
    options.setdefault("channel", boards_channel(world))
    answer = await world.ask(owner, "setup board", board=board, **options)
    await world.env.advance_time(10)
    return answer


def boards_channel(world: World) -> ChannelHandle:
    """Return the channel #boards, where nobody else writes."""
    known = world.guild.channels.get("boards")
    return known or world.guild.create_text_channel("boards")


def live(world: World) -> list[str]:
    """Return the text of every message in #boards."""
    return shown(boards_channel(world))


def rows(text: str) -> list[str]:
    """Return the lines of a board that name somebody."""
    return [line for line in text.splitlines() if "<@" in line and "Shown to everyone" not in line]


async def check_in(world: World, *who: MemberActor) -> None:
    """Let members declare a goal and check in."""
    for member in who:
        await world.declare(member, "run")
        await world.check_in(member)
    await world.env.advance_time(5)
