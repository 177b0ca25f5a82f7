"""One end to end: switching reminders on, the message in the channel, and its buttons."""

from simcord import MemberActor

from accountabot.bot import Accountabot
from tests.world import HOUR, World, said, shown

MINUTE = 60


async def with_zone(world: World, *members: MemberActor, zone: str = "Etc/UTC") -> None:
    for who in members:
        await who.slash(world.general, "timezone", zone=zone)


async def remind_here(world: World, who: MemberActor, goal: str, schedule: str = "daily") -> str:
    declared = await world.declare(who, goal, schedule)
    return said(await who.click(declared.followups[-1], label="Remind me here"))


async def at_six(world: World) -> None:
    """Let the time pass to 18:05."""
    await world.env.advance_time(9 * HOUR + 5 * MINUTE)


def isolated(title: str) -> str:
    return f"\u2068{title}\u2069"


def reminders(world: World) -> list[str]:
    return [each for each in shown(world.general) if "Still on for today" in each]


async def test_from_a_declaration_to_a_check_in(world: World) -> None:
    await with_zone(world, world.alice)

    answer = await remind_here(world, world.alice, "Run 5k")
    await at_six(world)
    before = reminders(world)
    message = world.general.last_message
    await world.alice.click(message, label="Check in")
    await world.env.advance_time(5 * MINUTE)

    assert "Next reminder: <t:1767290400:F>, in <#" in answer
    assert before == [f"⏰ **Still on for today**\n<@{world.alice.id}> {isolated('Run 5k')}\nCheck in\nMy goals"]
    assert reminders(world) == []
    assert any("All done for today" in each for each in shown(world.general))
