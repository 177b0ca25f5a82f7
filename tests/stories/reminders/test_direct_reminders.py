"""Reminders by direct message, and what their buttons do where there is no server."""

import pytest
from discord import Object
from discord.utils import utcnow
from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.blocks import Block
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.people import departures
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button, custom_id
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


async def test_the_message_repeats_the_plan_word_for_word(world: World) -> None:
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


async def test_a_check_in_can_be_undone_in_direct_messages(reminded: World) -> None:
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


async def test_nothing_is_posted_where_the_member_cannot_see_it(world: World) -> None:
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


def refuse_lookups(world: World, status: int) -> None:
    path = f"/guilds/{world.guild.id}/members/{world.alice.id}"
    world.env.inject_error("GET", path, status=status, times=None)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("is_cached", [True, False])
async def test_a_check_in_counts_although_its_member_can_not_be_looked_up(
    reminded: World, bot: Accountabot, status: int, is_cached: bool
) -> None:
    world = reminded
    guild = bot.get_guild(world.guild.id)
    assert guild
    if not is_cached:
        guild._members.pop(world.alice.id, None)
    refuse_lookups(world, status)

    answer = await user(world, world.alice).click(last_direct(world, world.alice), label="Check in")

    assert "reference" not in said(answer).lower()
    assert "recorded" in said(answer) or f"/{world.general.id}/" in said(answer)
    assert "**Current streak** 1" in await world.ask(world.alice, "streak")


async def test_a_person_who_left_is_asked_to_wait_while_nobody_can_be_looked_up(
    reminded: World, bot: Accountabot
) -> None:
    world = reminded
    message = last_direct(world, world.alice)
    guild = bot.get_guild(world.guild.id)
    assert guild
    guild._members.pop(world.alice.id, None)
    who = Member(ServerId(world.guild.id), MemberId(world.alice.id))
    await bot.database.write(departures.record_departures, [who], utcnow())
    refuse_lookups(world, 429)

    answer = await user(world, world.alice).click(message, label="Check in")

    assert said(answer).endswith("Please try again in a moment.")


async def test_a_person_who_left_the_server_is_told_so(reminded: World) -> None:
    world = reminded
    message = last_direct(world, world.alice)
    world.guild.remove_member(world.alice)

    answer = await user(world, world.alice).click(message, label="Check in")

    assert "You’re no longer on **\u2068The Club\u2069**" in said(answer)


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

    assert f"💤 **{RUN}**: I’ll remind you again at <t:{SIX + HOUR}:t>." in marked
    assert len(after) == 2
    assert direct_messages(world, world.alice)[1:] == after[1:]


async def test_not_today_ends_reminders_for_that_day_only(reminded: World) -> None:
    world = reminded
    await user(world, world.alice).click(last_direct(world, world.alice), label="Not today")
    (marked,) = direct_messages(world, world.alice)

    await world.env.advance_time(24 * HOUR)

    assert f"👌 **{RUN}**: no more reminders for that day." in marked
    assert f"Next reminder: <t:{SIX + 24 * HOUR}:F>" in marked
    assert len(direct_messages(world, world.alice)) >= 2


async def test_stopping_takes_one_tap_and_so_does_going_on(reminded: World) -> None:
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


async def test_a_blocked_member_is_also_refused_in_direct_messages(
    reminded: World, bot: Accountabot
) -> None:
    world = reminded
    who = Member(ServerId(world.guild.id), MemberId(world.alice.id))
    bot.state.set_block(who, Block(utcnow(), MemberId(1), "spam"))

    answer = await user(world, world.alice).click(last_direct(world, world.alice), label="Check in")

    assert "spam" in said(answer)
    assert "Next due" in shown(world.general)[-1]


async def test_a_goal_that_is_gone_is_refused(reminded: World) -> None:
    world = reminded
    alice = user(world, world.alice)
    mine = await alice.click(last_direct(world, world.alice), label="My goals")
    await world.ask(world.alice, "goal drop", goal="Run 5k")

    for label in ("In 1 hour", "Not today", "Stop these"):
        answer = await alice.click(mine.response, label=label)
        assert "has ended" in said(answer), label


async def test_a_snooze_is_refused_once_the_day_is_over(reminded: World) -> None:
    world = reminded
    message = last_direct(world, world.alice)
    await world.env.advance_time(6 * HOUR)
    alice = user(world, world.alice)

    if "In 1 hour" in direct_messages(world, world.alice)[0]:
        answer = await alice.click(message, label="In 1 hour")
        assert "reminder’s day is over" in said(answer)
    assert not any("In 1 hour" in each for each in direct_messages(world, world.alice)[1:])


async def test_the_settings_open_in_direct_messages(reminded: World) -> None:
    world = reminded
    alice = user(world, world.alice)

    panel = await alice.click(last_direct(world, world.alice), label="Reminder settings")
    menu = f"reminder-place:{world.guild.id}:{world.alice.id}:"
    changed = await alice.select(panel.response, ["here"], custom_id=menu)

    assert panel.ephemeral
    assert "**Reminders come in a channel**" in said(changed)


async def test_my_goals_in_a_direct_message(reminded: World) -> None:
    world = reminded

    answer = await user(world, world.alice).click(last_direct(world, world.alice), label="My goals")

    assert f"⏰ **{RUN}** is on for today." in said(answer)


async def test_a_button_for_servers_only_does_nothing_in_direct_messages(
    reminded: World, bot: Accountabot
) -> None:
    world = reminded
    channel = await bot.create_dm(Object(world.alice.id))
    for verb in ("cheer", "witness", "moderate-show", "setup-log"):
        forged = Card(row(button("Press", custom_id(verb, world.guild.id, 1))))
        message = await channel.send(view=forged)
        answer = await user(world, world.alice).click(message, label="Press")
        assert "I don’t know that button or form" in said(answer), verb


async def test_a_server_that_the_person_is_not_on_is_refused(
    reminded: World, bot: Accountabot
) -> None:
    world = reminded
    other = world.env.create_guild("Elsewhere")
    await world.env.settle()
    channel = await bot.create_dm(Object(world.alice.id))
    for server in (other.id, 1):
        forged = Card(row(button("Press", custom_id("checkin", server, 1))))
        message = await channel.send(view=forged)
        answer = await user(world, world.alice).click(message, label="Press")
        assert "no longer on that server" in said(answer) or "Elsewhere" in said(answer)


async def test_the_day_is_asked_for_in_direct_messages(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, label="By direct message")
    await world.env.advance_time(33 * HOUR + 5 * MINUTE)
    await world.env.advance_time(24 * HOUR)
    alice = user(world, world.alice)

    asked = await alice.click(last_direct(world, world.alice), label="Check in")
    question = said(asked)
    answer = await alice.click(asked.response, label="Today")

    assert "Yesterday" in question
    assert f"/{world.general.id}/" in said(answer)
    assert "is done" in direct_messages(world, world.alice)[-1]


async def test_text_typed_in_direct_messages_is_not_lost(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Read 20 pages a day", label="By direct message")
    await at_six(world)
    alice = user(world, world.alice)
    form = await alice.click(last_direct(world, world.alice), label="Check in")

    refused = await alice.submit_modal(form, {"text": "lots"})
    typed = said(refused)
    again = await alice.click(refused.response, label="Try again")
    answer = await alice.submit_modal(again, {"text": "20"})

    assert "lots" in typed
    assert f"/{world.general.id}/" in said(answer)


async def test_the_city_can_be_set_in_direct_messages(reminded: World, bot: Accountabot) -> None:
    world = reminded
    channel = await bot.create_dm(Object(world.alice.id))
    id_ = custom_id("use", world.guild.id, 0, "timezone")
    message = await channel.send(view=Card(row(button("Press", id_))))
    alice = user(world, world.alice)

    form = await alice.click(message, label="Press")
    answer = await alice.submit_modal(form, {"zone": "Europe/Lisbon"})

    assert "Lisbon" in said(answer)


async def test_a_number_without_a_unit_is_asked_for_in_plain_words(world: World) -> None:
    await live_in(world, world.alice)
    sentence = "Coffee at most 2 a day"
    declared = await world.alice.slash(world.general, "goal declare", goal=sentence)
    await world.alice.click(declared.followups[-1], label="By direct message")
    await world.env.advance_time(11 * HOUR + 5 * MINUTE)
    (evening,) = direct_messages(world, world.alice)

    await world.env.advance_time(37 * HOUR)

    coffee = isolated("Coffee at most 2")
    assert f"⏰ **{coffee}**: what’s your number for today? Zero counts, too." in evening
    morning = direct_messages(world, world.alice)[-1]
    assert "can still count. What was your number? Zero counts, too." in morning
