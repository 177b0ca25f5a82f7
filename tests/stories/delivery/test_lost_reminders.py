"""A reminder whose delivery was not confirmed is found again, and is sent only once."""

from accountabot.domain.reminders.reminder_preferences import ReminderPlace
from tests.network import MESSAGES, Network
from tests.stories.reminders.reminders import remind, reminders_in
from tests.world import HOUR, World, shown


async def test_a_reminder_in_a_channel_is_sent_only_once(world: World, net: Network) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice)
    net.lose_answer("POST", MESSAGES)

    await world.env.advance_time(9 * HOUR + 150)
    await world.env.advance_time(HOUR)

    assert len(reminders_in(world)) == 1


async def test_a_direct_reminder_is_sent_only_once(world: World, net: Network) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice, ReminderPlace.DIRECT_MESSAGES)
    net.lose_answer("POST", MESSAGES)

    await world.env.advance_time(9 * HOUR + 150)
    await world.env.advance_time(HOUR)

    assert len(shown(world.users["alice"].dm_channel)) == 1


async def test_a_reminder_that_is_found_again_soon_shows_what_was_done(
    world: World, net: Network
) -> None:
    for who, goal in ((world.alice, "Run"), (world.bob, "Read")):
        await world.declare(who, goal)
        await remind(world, who)
    net.lose_answer("POST", MESSAGES)
    await world.env.advance_time(9 * HOUR)
    while not reminders_in(world):
        await world.env.advance_time(5)
    await world.check_in(world.alice)

    await world.env.advance_time(180)

    (message,) = reminders_in(world)
    assert "~~\u2068Run\u2069~~ ✓" in message
