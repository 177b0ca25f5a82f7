"""Pictures of milestones and of reached goals."""

from discord import MessageType

from tests.world import World, said


def pictures(world: World) -> list[tuple[str, str | None]]:
    """Return the files in #general, with their descriptions."""
    return [(a.filename, a.description) for m in world.general.history() for a in m.attachments]


async def check_in_daily(world: World, days: int) -> None:
    """Let Alice check in on so many days in a row."""
    for _ in range(days):
        await world.check_in(world.alice)
        await world.next_day()


async def test_a_milestone_has_a_picture_that_says_the_same(world: World) -> None:
    await world.declare(world.alice, "Run *5k*")
    await check_in_daily(world, 6)
    assert pictures(world) == []

    answer = await world.check_in(world.alice)

    message = world.general.history()[-1]
    assert "**7 days in a row" in said(answer)
    (picture,) = message.attachments
    assert (await picture.read()).startswith(b"\x89PNG")
    assert picture.description == (
        "alice: That’s turning into a habit! 7 days in a row. Run *5k*. Jan 7, 2026 · No freezes."
    )
