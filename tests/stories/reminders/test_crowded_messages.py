"""A message that reminds many members is rarely edited, so that it costs few requests."""

from tests.stories.reminders.reminders import remind, reminders_in
from tests.world import HOUR, World


async def test_a_message_for_six_members_waits_an_hour_for_its_first_edit(world: World) -> None:
    members = [world.alice, world.bob, world.carol, *map(world.join, ("dora", "emil", "faye"))]
    for who in members:
        await world.declare(who, "Run")
        await remind(world, who)
    await world.env.advance_time(9 * HOUR + 150)
    await world.check_in(world.alice)

    await world.env.advance_time(HOUR - 200)
    (soon,) = reminders_in(world)
    await world.env.advance_time(300)
    (later,) = reminders_in(world)

    assert "~~" not in soon
    assert f"<@{world.alice.id}> ~~\u2068Run\u2069~~ ✓" in later
