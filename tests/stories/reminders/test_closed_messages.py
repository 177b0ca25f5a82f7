"""Members whose direct messages are closed, and what they hear at their next interaction."""

from simcord import InteractionResult

from accountabot.bot import Accountabot
from accountabot.requests.refusal_limits import RefusedAnswer
from accountabot.requests.refused_places import MOST_OF_A_KIND
from accountabot.requests.request_targets import Target, place_of_channel
from tests.stories.reminders.reminding import (
    MINUTE,
    at_six,
    direct_messages,
    isolated,
    live_in,
    remind,
    reminders,
    user,
)
from tests.world import HOUR, World, said


def close_mailbox(world: World, times: int = 1) -> None:
    """Make the next direct messages to Alice fail, as Discord does if she accepts none."""
    channel = user(world, world.alice).dm_channel
    for _ in range(times):
        world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50007)


async def told_closed(world: World) -> InteractionResult:
    """Let a reminder to Alice fail; return the answer that says so."""
    await live_in(world, world.alice)
    await remind(world, world.alice, label="By direct message")
    close_mailbox(world)
    await at_six(world)
    return await world.alice.slash(world.general, "help")


async def test_the_reminder_waits_and_the_way_back_is_offered_once(world: World) -> None:
    answer = said(await told_closed(world))
    again = said(await world.alice.slash(world.general, "help"))

    assert "📪 **My direct messages don’t reach you**" in answer
    assert "Try direct messages again\nRemind me in a channel instead" in answer
    assert f"⏰ **{isolated('Run 5k')}** is on for today." in answer
    assert "📪" not in again
    assert direct_messages(world, world.alice) == []


async def test_trying_again_sends_a_message_right_away(world: World) -> None:
    told = await told_closed(world)

    answer = await world.alice.click(told.followups[-1], label="Try direct messages again")
    await world.env.advance_time(24 * HOUR)

    assert "✅ That worked" in said(answer)
    assert "Run 5k" in said(answer)
    first, *rest = direct_messages(world, world.alice)
    assert first == "👋 This is where I’ll remind you."
    assert any("is on for today" in each for each in rest)


async def test_if_the_trial_fails_again_the_bot_says_so_and_stops_trying(world: World) -> None:
    told = await told_closed(world)
    close_mailbox(world)

    answer = await world.alice.click(told.followups[-1], label="Try direct messages again")
    await world.env.advance_time(24 * HOUR)

    assert "📪 It didn’t arrive, sorry." in said(answer)
    assert direct_messages(world, world.alice) == []


async def test_a_trial_is_sent_although_messages_were_refused_just_now(
    world: World, bot: Accountabot
) -> None:
    told = await told_closed(world)
    place = place_of_channel(user(world, world.alice).dm_channel.id)
    target = Target(place, "send", channel=place)
    for _ in range(MOST_OF_A_KIND):
        refused = RefusedAnswer(403, 50007)
        bot.circuit_breaker.leave(await bot.circuit_breaker.enter(target), refused)

    await world.alice.click(told.followups[-1], label="Try direct messages again")

    assert await bot.circuit_breaker.enter(target)


async def test_after_too_many_refusals_a_trial_has_to_wait(world: World) -> None:
    told = await told_closed(world)
    channel = user(world, world.alice).dm_channel
    path = f"/channels/{channel.id}/messages"
    world.env.inject_error("POST", path, status=429, times=None)

    answer = await world.alice.click(told.followups[-1], label="Try direct messages again")

    assert "I haven’t sent it yet" in said(answer)
    assert "Please try again in a minute." in said(answer)
    assert "don’t reach you" in await world.ask(world.alice, "settings")


async def test_reminders_can_come_in_a_channel_instead(world: World) -> None:
    told = await told_closed(world)

    answer = await world.alice.click(told.followups[-1], label="Remind me in a channel instead")
    await world.env.advance_time(24 * HOUR - 10 * MINUTE)

    assert f"in <#{world.general.id}>." in said(answer)
    assert "📪" not in said(answer)
    assert len(reminders(world)) == 0
    await world.env.advance_time(15 * MINUTE)
    assert len(reminders(world)) == 1
