"""Check-ins, as members make them."""

from tests.world import World, said


async def test_a_check_in_makes_a_streak(world: World) -> None:
    await world.declare(world.alice, "Run 5k")

    answer = await world.check_in(world.alice)

    assert "Run 5k" in said(answer)
    assert "**Current streak** 1" in said(answer)
    assert not answer.ephemeral
