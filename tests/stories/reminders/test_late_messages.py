"""Reminders that were queued before an outage, and are late when it is over."""

from collections.abc import Iterator

import pytest
from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.reminders.reminder_preferences import ReminderPlace
from tests.network import MESSAGES, Network, network
from tests.stories.reminders.reminders import remind, reminders_in
from tests.world import DAY, HOUR, World, rendered, shown, texts

QUEUED = 9 * HOUR + 4
"""From the beginning of a test, 09:00, to 18:00: the reminder is queued, but not sent yet."""


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """The connection between the bot and the simulated Discord."""
    yield from network(monkeypatch)


async def be_off(world: World, bot: Accountabot, settings: Settings, seconds: float) -> None:
    """Stop the bot for a while, start it again, and let it send what is due."""
    await bot.close()
    await world.env.advance_time(seconds)
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(150)


def told(world: World, who: MemberActor) -> list[str]:
    """Return the direct messages of a member."""
    return shown(world.users[who.name].dm_channel)


@pytest.mark.parametrize(("hours", "is_sent"), [(3, True), (5, False)])
@pytest.mark.parametrize("place", [ReminderPlace.HERE, ReminderPlace.DIRECT_MESSAGES])
async def test_a_late_reminder_is_sent_unless_it_is_a_quiet_hour(
    world: World,
    bot: Accountabot,
    settings: Settings,
    place: ReminderPlace,
    hours: int,
    is_sent: bool,
) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice, place)
    await world.env.advance_time(QUEUED)

    await be_off(world, bot, settings, hours * HOUR)

    assert len([*reminders_in(world), *told(world, world.alice)]) == is_sent


async def test_after_an_outage_several_reminders_of_a_goal_are_one(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice)
    await world.ask(world.alice, "remind", goal="Run", at="6pm and 8pm")
    await world.env.advance_time(QUEUED)

    await be_off(world, bot, settings, 2 * HOUR + 60)

    assert len(reminders_in(world)) == 1


async def test_a_late_reminder_is_dropped_if_the_next_one_comes_soon(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    for who, times in (
        (world.alice, "6pm and 8pm"),
        (world.bob, "6pm"),
        (world.carol, "6pm"),
    ):
        await world.declare(who, "Run")
        await remind(world, who)
        await world.ask(who, "remind", goal="Run", at=times)
    await world.env.advance_time(QUEUED)

    await be_off(world, bot, settings, 1.5 * HOUR)
    await world.check_in(world.bob)
    await world.env.advance_time(150)
    (late,) = reminders_in(world)
    await world.env.advance_time(HOUR)

    assert "~~\u2068Run\u2069~~ ✓" in late
    assert f"<@{world.alice.id}>" not in late
    assert f"<@{world.alice.id}>" in reminders_in(world)[1]


async def test_when_discord_is_back_reminders_that_it_refused_are_one(
    world: World, net: Network
) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice)
    await world.ask(world.alice, "remind", goal="Run", at="6pm and 8pm")
    net.cut("POST", MESSAGES, times=100)
    await world.env.advance_time(11 * HOUR - 60)
    net.mend()

    await world.env.advance_time(3 * HOUR)

    assert len(reminders_in(world)) == 1


async def test_the_morning_after_that_could_not_be_sent_waits_at_night(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice, ReminderPlace.DIRECT_MESSAGES)
    await world.check_in(world.alice)
    await world.env.advance_time(2 * DAY + 4)  # 09:00, after a day without a check-in
    before = told(world, world.alice)
    await be_off(world, bot, settings, 13.5 * HOUR)
    late = told(world, world.alice)

    answer = await world.alice.slash(world.general, "help")

    assert late == before
    assert "can still count" in rendered(texts(answer.followups[-1].components))
