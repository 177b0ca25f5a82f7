"""Reminders by direct message, and what their buttons do there, where there is no server."""

import pytest
from simcord import MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.reminders.reminding import (
    MINUTE,
    SIX,
    at_six,
    direct_messages,
    hide_channel,
    isolated,
    last_direct,
    live_in,
    remind,
    text_of,
    user,
)
from tests.world import HOUR, World, said, shown

RUN = isolated("Run 5k")


@pytest.fixture
async def reminded(world: World) -> World:
    """Alice was just reminded by direct message to run."""
    await live_in(world, world.alice)
    await remind(world, world.alice, label="By direct message")
    await at_six(world)
    return world


async def test_the_message_has_the_plan_word_for_word(world: World) -> None:
    await live_in(world, world.alice)
    answer = await remind(world, world.alice, label="By direct message", plan="right after *work*")
    before = direct_messages(world, world.alice)

    await at_six(world)

    (message,) = direct_messages(world, world.alice)
    assert before == []
    assert f"Next reminder: <t:{SIX}:F>, by direct message." in said(answer)
    assert f"⏰ **{RUN}** is on for today." in message
    assert "📝 Your plan: " in message
    assert "right after \\*work\\*" in message
    assert "From \u2068The Club\u2069. Only you can see this." in message


async def test_a_check_in_from_a_direct_message_is_posted_on_the_server(reminded: World) -> None:
    world = reminded
    alice = user(world, world.alice)

    answer = await alice.click(last_direct(world, world.alice), label="Check in")

    public = shown(world.general)[-1]
    link = f"https://discord.com/channels/{world.guild.id}/{world.general.id}/"
    assert "Run 5k" in public
    assert f"<@{world.alice.id}>" in public
    assert direct_messages(world, world.alice)[0].startswith(f"✅ **{RUN}** is done.")
    assert link in said(answer)
    assert "Not what you meant? Undo it within 15 minutes." in said(answer)
    assert "/undo" not in said(answer)


async def test_it_can_be_undone_there(reminded: World) -> None:
    world = reminded
    alice = user(world, world.alice)
    answer = await alice.click(last_direct(world, world.alice), label="Check in")

    undone = await alice.click(answer.followups[-1], label="Undo")
    await world.env.advance_time(5 * MINUTE)

    assert "Run 5k" in said(undone)
    assert "~~" in shown(world.general)[-1] or "undone" in shown(world.general)[-1].lower()
    assert f"⏰ **{RUN}** is on for today." in direct_messages(world, world.alice)[0]


async def test_a_check_in_goes_to_the_channel_for_check_ins(
    world: World, owner: MemberActor
) -> None:
    daily = world.guild.create_text_channel("daily")
    await live_in(world, world.alice)
    await owner.slash(world.general, "setup channels", checkins=daily)
    await remind(world, world.alice, label="By direct message")
    await at_six(world)

    await user(world, world.alice).click(last_direct(world, world.alice), label="Check in")

    assert len(shown(daily)) == 1


async def test_nothing_is_posted_where_the_member_sees_nothing(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, label="By direct message")
    await at_six(world)
    hide_channel(world, world.alice)
    before = len(shown(world.general))

    answer = await user(world, world.alice).click(last_direct(world, world.alice), label="Check in")

    assert len(shown(world.general)) == before
    assert "It’s recorded. I couldn’t post it" in said(answer)


async def test_an_amount_is_asked_for_in_direct_messages(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Read 20 pages a day", label="By direct message")
    await at_six(world)
    alice = user(world, world.alice)

    asked = await alice.click(last_direct(world, world.alice), label="Check in")
    answer = await alice.submit_modal(asked, {"text": "20"})

    assert "20" in shown(world.general)[-1]
    assert f"/{world.general.id}/" in said(answer)
    assert "is done." in direct_messages(world, world.alice)[0]


async def test_who_left_the_server_is_told_so(reminded: World) -> None:
    world = reminded
    message = last_direct(world, world.alice)
    world.guild.remove_member(world.alice)

    answer = await user(world, world.alice).click(message, label="Check in")

    assert "You’re not on **\u2068The Club\u2069** any more" in said(answer)


async def test_the_buttons_work_after_a_restart(reminded: World, settings: Settings) -> None:
    world = reminded
    message = last_direct(world, world.alice)

    await world.env.restart_bot(create_bot(settings))
    answer = await user(world, world.alice).click(message, label="In 1 hour")

    assert "I’ll remind you again at <t:" in said(answer)


async def test_a_snoozed_reminder_comes_once_more(reminded: World) -> None:
    world = reminded
    await user(world, world.alice).click(last_direct(world, world.alice), label="In 1 hour")
    (marked,) = direct_messages(world, world.alice)

    await world.env.advance_time(HOUR + 5 * MINUTE)
    after = direct_messages(world, world.alice)
    await world.env.advance_time(4 * HOUR)

    assert f"💤 **{RUN}**: I’ll remind you again at <t:{SIX + HOUR + 5 * MINUTE}:t>." in marked
    assert len(after) == 2
    assert direct_messages(world, world.alice)[1:] == after[1:]


async def test_not_today_ends_it_for_the_day_only(reminded: World) -> None:
    world = reminded
    await user(world, world.alice).click(last_direct(world, world.alice), label="Not today")
    (marked,) = direct_messages(world, world.alice)

    await world.env.advance_time(24 * HOUR)

    assert f"👌 **{RUN}**: no more reminders for that day." in marked
    assert f"Next reminder: <t:{SIX + 24 * HOUR}:F>" in marked
    assert len(direct_messages(world, world.alice)) >= 2


async def test_stopping_is_one_tap_and_so_is_going_on(reminded: World) -> None:
    world = reminded
    alice = user(world, world.alice)
    message = last_direct(world, world.alice)
    await alice.click(message, label="Stop these")
    (stopped,) = direct_messages(world, world.alice)

    await alice.click(last_direct(world, world.alice), label="Remind me again")
    (again,) = direct_messages(world, world.alice)

    assert f"👌 No reminders for **{RUN}**." in stopped
    assert "In 1 hour" not in stopped
    assert f"Next reminder: <t:{SIX + 24 * HOUR}:F>, by direct message." in again
