"""A week in which members mostly remember: there are few reminders, and each has a reason."""

from datetime import time

from accountabot.domain.reminders.reminder_preferences import ReminderPlace
from accountabot.domain.reminders.reminder_times import at_times
from tests.stories.reminders.reminders import remind
from tests.world import DAY, HOUR, World, shown

SIX = at_times([time(18)])
NINE = 9
"""The hour at which each day of the story begins."""
DONE_AT = {
    "alice": (12, 12, 19, 12, 12, None, 12),
    "bob": (None, 17, None, None, None, None, 20),
    "carol": (12, None, 12, 12, 12, 12, 12),
}
"""The hours at which they check in: Alice and Carol daily, Bob on Fridays, Mondays and Wednesdays."""


async def live_through_a_day(world: World, day: int) -> None:
    """Let a day pass from 09:00 to 09:00, and members check in at their hours."""
    now = NINE
    hours = sorted((hour, name) for name, hours in DONE_AT.items() if (hour := hours[day]))
    for hour, name in hours:
        await world.env.advance_time((hour - now) * HOUR)
        now = hour
        await world.check_in(getattr(world, name))
    await world.env.advance_time(DAY + (NINE - now) * HOUR)


def pings_of_reminders(world: World) -> list[list[int]]:
    """Return whom each reminder in a channel pinged when it was sent."""
    return [
        [int(each["id"]) for each in payload["mentions"]]
        for _, event, payload in world.env.backend.transcript
        if event == "MESSAGE_CREATE" and "Still to do today" in str(payload)
    ]


async def test_an_ordinary_week_pings_only_those_who_forgot(world: World) -> None:
    await world.declare(world.alice, "Read")
    await world.declare(world.bob, "Run", "weekly on mon,wed,fri")
    await remind(world, world.alice, times=SIX)
    await remind(world, world.bob, times=SIX)

    for day in range(7):
        await live_through_a_day(world, day)

    late_on_saturday = forgot_on_tuesday = [world.alice.id]
    forgot_on_monday = late_on_wednesday = [world.bob.id]
    assert pings_of_reminders(world) == [
        late_on_saturday,
        forgot_on_monday,
        forgot_on_tuesday,
        late_on_wednesday,
    ]


async def test_an_ordinary_week_sends_direct_messages_only_about_what_is_open(
    world: World,
) -> None:
    await world.declare(world.carol, "Stretch")
    await remind(world, world.carol, ReminderPlace.DIRECT_MESSAGES, SIX)

    for day in range(2):
        await live_through_a_day(world, day)
    await world.env.advance_time(150)
    after_the_day_off = shown(world.users["carol"].dm_channel)
    for day in range(2, 7):
        await live_through_a_day(world, day)

    evening, morning = (text.splitlines()[0] for text in after_the_day_off)
    assert evening.startswith("-# ⏰ There was a reminder here, but its time has passed.")
    assert morning == "🌅 **\u2068Stretch\u2069**: Fri, Jan 2 can still count. Did you do it?"
    assert len(shown(world.users["carol"].dm_channel)) == 2
