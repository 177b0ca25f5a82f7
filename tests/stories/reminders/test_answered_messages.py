"""What a message says and does once its members answered it."""

import pytest
from discord import Object
from simcord import InteractionResult

from accountabot.bot import Accountabot
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button, custom_id
from tests.stories.goals.edits import change
from tests.stories.people.preferences import choose
from tests.stories.reminders.reminders import reminder, reminders_in, six_pm
from tests.stories.reminders.reminding import (
    MINUTE,
    direct_messages,
    isolated,
    last_direct,
    live_in,
    remind,
    text_of,
    user,
)
from tests.world import DAY, HOUR, World, said

RUN = isolated("Run")
UNKNOWN = "I don’t know that button or form"


@pytest.fixture
async def shared(world: World) -> World:
    """Alice and Bob were just reminded in one message."""
    await live_in(world, world.alice, world.bob)
    for who in (world.alice, world.bob):
        await remind(world, who, "Run")
    await six_pm(world)
    return world


@pytest.fixture
async def letter(world: World) -> World:
    """Alice just heard by direct message that yesterday can still count."""
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run", label="By direct message")
    await world.env.advance_time(2 * DAY + 5 * MINUTE)
    return world


@pytest.mark.parametrize("label", ["Not today", "Stop these"])
async def test_a_member_who_wants_no_more_reminders_can_still_check_in(
    shared: World, label: str
) -> None:
    world = shared
    message = await reminder(world)
    mine = await world.alice.click(message, label="My goals")
    await world.alice.click(mine.response, label=label)

    again = await world.alice.click(message, label="My goals")
    answer = await world.alice.click(message, label="Check in")

    assert said(again) == f"**{RUN}** is still open, just without a reminder.\nCheck in"
    assert f"✅ <@{world.alice.id}> · **{RUN}**" in said(answer)


async def test_a_reminder_that_was_stopped_is_not_put_off(shared: World) -> None:
    world = shared
    message = await reminder(world)
    first = await world.alice.click(message, label="My goals")
    second = await world.alice.click(message, label="My goals")
    await world.alice.click(first.response, label="Stop these")

    answer = await world.alice.click(second.response, label="In 1 hour")

    assert f"You stopped the reminders for **{RUN}**" in said(answer)


async def test_a_snooze_takes_back_not_today(shared: World) -> None:
    world = shared
    message = await reminder(world)
    first = await world.alice.click(message, label="My goals")
    second = await world.alice.click(message, label="My goals")
    await world.alice.click(first.response, label="Not today")
    before = len(reminders_in(world))

    answer = await world.alice.click(second.response, label="In 1 hour")
    await world.env.advance_time(HOUR)

    assert f"💤 **{RUN}**: I’ll remind you again at" in said(answer)
    assert len(reminders_in(world)) == before + 1


async def test_not_today_ends_a_snooze(shared: World) -> None:
    world = shared
    message = await reminder(world)
    first = await world.alice.click(message, label="My goals")
    second = await world.alice.click(message, label="My goals")
    await world.alice.click(first.response, label="In 1 hour")
    before = len(reminders_in(world))

    await world.alice.click(second.response, label="Not today")
    await world.env.advance_time(2 * HOUR)

    assert len(reminders_in(world)) == before


async def test_a_member_who_moves_to_direct_messages_is_not_reminded_in_the_channel(
    world: World,
) -> None:
    await live_in(world, world.alice, world.bob)
    for who in (world.alice, world.bob):
        await remind(world, who, "Run")
    await world.env.advance_time(9 * HOUR + 5)  # queued, but not sent

    panel = await world.alice.slash(world.general, "settings")
    await choose(world, panel.response, "reminder-place", "direct messages")
    await world.env.advance_time(150)

    (shown,) = reminders_in(world)
    assert str(world.alice.id) not in shown
    assert str(world.bob.id) in shown
    assert world.pings()[-1] == [world.bob.id]


async def test_a_member_who_moves_to_direct_messages_disappears_from_the_channel(
    shared: World,
) -> None:
    world = shared

    panel = await world.alice.slash(world.general, "settings")
    await choose(world, panel.response, "reminder-place", "direct messages")
    await world.env.advance_time(90)

    (shown,) = reminders_in(world)
    assert str(world.alice.id) not in shown
    assert str(world.bob.id) in shown


@pytest.mark.parametrize("kept", [True, False])
async def test_nobody_sees_in_a_channel_whether_a_day_that_is_over_was_kept(
    world: World, kept: bool
) -> None:
    await live_in(world, world.alice, zone="Asia/Tokyo")
    await live_in(world, world.bob)
    for who, at in ((world.alice, "23:45"), (world.bob, "14:45")):
        await world.declare(who)
        await who.slash(world.general, "remind", at=at)
    await world.env.advance_time(5 * HOUR + 48 * MINUTE)
    sent = await reminder(world)
    if kept:
        await world.check_in(world.alice)
    await world.env.advance_time(HOUR)  # it is past midnight in Tokyo

    await world.check_in(world.bob)
    await world.env.advance_time(2 * MINUTE)

    now = await sent.channel.fetch_message(sent.id)
    assert text_of(now) == "✅ Nothing left to do here today."


async def test_a_message_without_its_only_goal_praises_nobody(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run")
    await six_pm(world)
    sent = await reminder(world)

    await change(world, world.alice, visibility=["me"])
    await world.env.advance_time(2 * MINUTE)

    now = await sent.channel.fetch_message(sent.id)
    assert text_of(now) == "✅ Nothing left to do here today."


@pytest.mark.parametrize(
    ("label", "left"),
    [("Pause", f"⏸️ **{RUN}** is paused."), ("Let it go", f"🍂 You let go of **{RUN}**.")],
)
async def test_a_direct_message_goes_on_saying_what_became_of_the_goal(
    letter: World, label: str, left: str
) -> None:
    world = letter
    alice = user(world, world.alice)

    answer = await alice.click(last_direct(world, world.alice), label=label)
    await world.env.advance_time(5 * MINUTE)
    after = direct_messages(world, world.alice)[-1]
    await alice.click(answer.followups[-1], label="Undo")
    await world.env.advance_time(5 * MINUTE)

    assert after.startswith(left)
    assert direct_messages(world, world.alice)[-1].startswith(f"🌅 **{RUN}**")


async def test_two_periods_that_were_left_as_they_are_are_never_told(letter: World) -> None:
    world = letter
    alice = user(world, world.alice)
    await alice.click(last_direct(world, world.alice), label="Not this time")
    await world.check_in(world.alice)
    await world.env.advance_time(2 * DAY)

    answer = await alice.click(last_direct(world, world.alice), label="Not this time")
    later = await world.alice.slash(world.general, "help")

    assert answer.followups == []
    assert later.followups == []


async def test_an_old_button_takes_back_nothing_newer(letter: World, bot: Accountabot) -> None:
    world = letter
    await user(world, world.alice).click(last_direct(world, world.alice), label="Not this time")
    before = direct_messages(world, world.alice)

    answer = await press(world, bot, "reminder-not-this-time", "2025-12-31")
    await world.env.advance_time(HOUR)

    assert "that’s all right" in said(answer)
    assert direct_messages(world, world.alice)[: len(before)] == before
    assert not any("🌅" in each for each in direct_messages(world, world.alice))


@pytest.mark.parametrize(
    ("verb", "detail"),
    [
        ("reminder-not-today", "9999-12-31"),
        ("reminder-not-today", "2030-01-01"),
        ("reminder-not-this-time", "9999-12-31"),
        ("reminder-not-this-time", "2030-01-01"),
        ("remind-again", "before 99999999999999999999"),
        ("remind-again", "before 0"),
        ("remind-again", "07:07"),
        ("remind-again", "20260101"),
    ],
)
async def test_a_forged_button_changes_nothing(
    letter: World, bot: Accountabot, verb: str, detail: str
) -> None:
    before = await letter.ask(letter.alice, "remind")

    answer = await press(letter, bot, verb, detail)

    assert UNKNOWN in said(answer)
    assert await letter.ask(letter.alice, "remind") == before


@pytest.mark.parametrize("detail", ["before 99999999999", "00:00 01:00 02:00 03:00"])
async def test_forged_times_are_refused_as_typed_ones_are(
    letter: World, bot: Accountabot, detail: str
) -> None:
    answer = said(await press(letter, bot, "remind-again", detail))

    assert "24 hours" in answer or "times a day" in answer


async def press(world: World, bot: Accountabot, verb: str, detail: str) -> InteractionResult:
    """Let Alice press a forged button about her first goal in a direct message."""
    channel = await bot.create_dm(Object(world.alice.id))
    id_ = custom_id(verb, world.guild.id, 1, detail)
    message = await channel.send(view=Card(row(button("Press", id_))))
    answer: InteractionResult = await user(world, world.alice).click(message, label="Press")
    return answer
