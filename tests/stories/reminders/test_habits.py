"""A reminder comes shortly before the time at which a member usually checks in."""

from tests.stories.reminders.reminders import remind, reminders_in
from tests.world import DAY, HOUR, World


async def test_a_habit_of_a_week_decides_the_time(world: World) -> None:
    await world.declare(world.alice, "Run 5k")
    for _ in range(8):
        await world.check_in(world.alice)
        await world.env.advance_time(DAY)
    await world.check_in(world.alice)
    await remind(world, world.alice)

    await world.env.advance_time(DAY - HOUR)
    before = reminders_in(world)
    await world.env.advance_time(HOUR * 3 / 4)

    assert before == []
    assert len(reminders_in(world)) == 1
