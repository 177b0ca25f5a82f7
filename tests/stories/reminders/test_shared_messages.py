"""Reminders in a channel: one message for everyone who is due, and only what is still to do."""

from datetime import time

import pytest
from discord import Message

from accountabot.domain.reminders.reminder_preferences import ReminderPlace
from accountabot.domain.reminders.reminder_times import NO_REMINDERS, at_times
from tests.stories.moderation.content_moderation import hide, moderator
from tests.stories.reminders.reminders import remind, reminder, reminders_in, six_pm
from tests.world import DAY, HOUR, World, rendered, texts

EXPIRED = "-# ⏰ There was a reminder here. New day, new chances: /checkin"
DONE = "✅ All done for today. Nice work, everyone!"


async def test_everyone_who_is_due_is_in_one_message_that_pings_them(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    for who in (world.alice, world.bob):
        await remind(world, who)

    await six_pm(world)

    both = f"<@{world.alice.id}> \u2068Run\u2069\n<@{world.bob.id}> \u2068Read\u2069"
    assert reminders_in(world) == [f"⏰ **Still to do today**\n{both}\nCheck in\nMy goals"]
    assert world.pings()[-1] == [world.alice.id, world.bob.id]


async def test_nobody_is_reminded_of_what_is_done(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    for who in (world.alice, world.bob):
        await remind(world, who)
    await world.check_in(world.alice)

    await six_pm(world)

    assert reminders_in(world) == [
        f"⏰ **Still to do today**\n<@{world.bob.id}> \u2068Read\u2069\nCheck in\nMy goals"
    ]


async def test_nothing_is_sent_if_everything_is_done(world: World) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice)
    await world.check_in(world.alice)

    await six_pm(world)

    assert reminders_in(world) == []


async def test_a_check_in_shows_on_the_message_within_a_minute(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    for who in (world.alice, world.bob):
        await remind(world, who)
    await six_pm(world)

    await world.check_in(world.alice)
    await world.env.advance_time(90)

    assert f"<@{world.alice.id}> ~~\u2068Run\u2069~~ ✓" in reminders_in(world)[0]


async def test_the_message_shrinks_once_all_is_done_and_names_nobody_after_its_day(
    world: World,
) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice)
    await six_pm(world)
    sent = await reminder(world)

    await world.check_in(world.alice)
    await world.env.advance_time(90)
    done = await content(sent)
    await world.env.advance_time(6 * HOUR)

    assert done == DONE
    assert await content(sent) == EXPIRED


async def test_a_message_whose_day_is_over_does_not_show_who_did_nothing(world: World) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice)
    await six_pm(world)
    sent = await reminder(world)

    await world.env.advance_time(6 * HOUR + 60)

    assert await content(sent) == EXPIRED


async def test_after_an_undone_check_in_the_goal_is_due_again_on_the_message(world: World) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice)
    await six_pm(world)
    sent = await reminder(world)
    await world.check_in(world.alice)
    await world.env.advance_time(90)

    await world.alice.slash(world.general, "undo")
    await world.env.advance_time(90)

    assert f"<@{world.alice.id}> \u2068Run\u2069" in await content(sent)


async def test_a_private_goal_is_shown_in_no_channel(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Secret", schedule="daily", visibility="only me"
    )
    await world.declare(world.alice, "Run")
    await remind(world, world.alice)

    await six_pm(world)

    assert reminders_in(world) == [
        f"⏰ **Still to do today**\n<@{world.alice.id}> \u2068Run\u2069\nCheck in\nMy goals"
    ]


async def test_a_goal_hidden_later_disappears_from_the_message(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    for who in (world.alice, world.bob):
        await remind(world, who)
    await six_pm(world)
    sent = await reminder(world)

    await hide(world, moderator(world, "mod"), "Run")
    await world.env.advance_time(120)

    assert "Run" not in await content(sent)
    assert "Read" in await content(sent)


async def test_a_member_who_deletes_their_data_disappears_from_the_message(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    for who in (world.alice, world.bob):
        await remind(world, who)
    await six_pm(world)
    sent = await reminder(world)

    asked = await world.alice.slash(world.general, "data delete")
    await world.alice.click(asked.response, label="Delete everything")
    await world.env.advance_time(120)

    assert str(world.alice.id) not in await content(sent)
    assert "Read" in await content(sent)


async def test_a_message_that_a_moderator_deleted_is_never_posted_again(world: World) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice)
    await six_pm(world)
    sent = await reminder(world)

    await sent.delete()
    await world.check_in(world.alice)
    await world.env.advance_time(DAY - 7 * HOUR)

    assert reminders_in(world) == []


async def test_a_chosen_time_is_kept_on_the_local_clock(world: World) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice, times=at_times([time(21)]), zone="America/New_York")
    await world.env.advance_time(17 * HOUR - 60)
    before = reminders_in(world)

    await world.env.advance_time(4 * 60)  # 02:00 UTC is 21:00 in New York

    assert before == []
    assert len(reminders_in(world)) == 1


async def test_reminders_that_were_stopped_before_the_message_went_out_are_not_in_it(
    world: World,
) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice)
    await world.env.advance_time(9 * HOUR + 1)

    await remind(world, world.alice, times=NO_REMINDERS)
    await world.env.advance_time(180)

    assert reminders_in(world) == []


@pytest.mark.parametrize("place", [ReminderPlace.HERE, ReminderPlace.OFF])
async def test_without_a_place_nothing_is_sent(world: World, place: ReminderPlace) -> None:
    await world.declare(world.alice, "Run")
    await remind(world, world.alice, place)

    await six_pm(world)

    assert len(reminders_in(world)) == (place is ReminderPlace.HERE)


async def content(message: Message) -> str:
    """Return what a message shows now."""
    now = await message.channel.fetch_message(message.id)
    return rendered(texts([each.to_dict() for each in now.components]))
