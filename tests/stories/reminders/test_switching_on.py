"""A declaration offers reminders; once they are on, later goals have them, too."""

import pytest

from accountabot.bot import Accountabot
from accountabot.domain.reminders.offers import Offered
from tests.stories.reminders.reminding import (
    MINUTE,
    SIX,
    at_six,
    direct_messages,
    isolated,
    live_in,
    offer,
    remind,
    reminders,
    text_of,
)
from tests.world import HOUR, World, said

OFFER = "⏰ **Want a reminder when it’s due?**"


async def test_a_declaration_offers_reminders_and_sends_none_unasked(world: World) -> None:
    await live_in(world, world.alice)

    declared = await world.declare(world.alice)
    await at_six(world)

    assert OFFER in said(declared)
    assert "In a channel, others can see it, and can tell when you’re awake." in said(declared)
    assert "Remind me here\nBy direct message" in said(declared)
    assert reminders(world) == direct_messages(world, world.alice) == []


async def test_the_panel_says_what_became_of_it_and_keeps_undo_and_edit(world: World) -> None:
    await live_in(world, world.alice)

    panel = await remind(world, world.alice)

    shown = text_of(panel.response)
    assert OFFER not in shown
    assert "Remind me here" not in shown
    assert "Edit\nUndo\n" in shown
    assert f"⏰ Next reminder: <t:{SIX}:F>, in <#{world.general.id}>." in shown
    undone = await world.alice.click(panel.response, label="Undo")
    await at_six(world)
    assert "Run 5k" in said(undone)
    assert reminders(world) == []


async def test_from_then_on_new_goals_have_them_unless_declined(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice)

    second = await world.declare(world.alice, "Read")
    third = await world.declare(world.alice, "Walk")
    declined = await world.alice.click(third.followups[-1], label="No reminders")
    await at_six(world)

    assert OFFER not in said(second)
    assert f"⏰ Next reminder: <t:{SIX}:F>, in <#{world.general.id}>." in said(second)
    assert f"👌 No reminders for **{isolated('Walk')}**.\nRemind me again" in said(declined)
    (message,) = reminders(world)
    assert "Read" in message
    assert "Walk" not in message


async def test_a_private_goal_is_offered_private_reminders_only(world: World) -> None:
    await live_in(world, world.alice)

    declared = await world.alice.slash(
        world.general, "goal declare", goal="Run", schedule="daily", visibility="only me"
    )
    before = said(declared)
    answer = await world.alice.click(declared.followups[-1], label="By direct message")
    await at_six(world)

    assert "Remind me here" not in before
    assert "It comes privately, by direct message" in before
    assert f"⏰ Next reminder: <t:{SIX}:F>, by direct message." in said(answer)
    assert len(direct_messages(world, world.alice)) == 1
    assert reminders(world) == []


async def test_a_private_goal_waits_for_an_owner_who_chose_a_channel(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice)
    declared = await world.alice.slash(
        world.general, "goal declare", goal="Journal", schedule="daily", visibility="only me"
    )
    await at_six(world)
    (channel,) = reminders(world)

    told = await world.alice.slash(world.general, "help")

    assert "privately, when you’re next here." in said(declared)
    assert "Journal" not in channel
    assert f"⏰ **{isolated('Journal')}** is on for today." in said(told)
    assert "Journal" not in said(await world.alice.slash(world.general, "undo"))


async def test_a_goal_without_a_day_gets_no_offer(world: World) -> None:
    declared = await world.alice.slash(world.general, "goal declare", goal="Learn the ukulele once")

    assert OFFER not in said(declared)


async def test_without_a_time_zone_the_bot_asks_for_it_and_sends_nothing(world: World) -> None:
    panel = await remind(world, world.alice)
    await at_six(world)
    nothing = reminders(world)
    await live_in(world, world.alice)
    late = reminders(world)
    await world.env.advance_time(24 * HOUR)

    assert "I don’t know your time zone yet" in text_of(panel.response)
    assert "Set my city" in text_of(panel.response)
    assert nothing == late == []
    assert len(reminders(world)) == 1


async def test_a_server_can_remind_by_default(world: World, bot: Accountabot) -> None:
    await live_in(world, world.alice)
    await offer(world, bot, Offered.BY_DEFAULT)

    declared = await world.declare(world.alice, "Run 5k")
    await at_six(world)

    assert OFFER not in said(declared)
    assert f"⏰ Next reminder: <t:{SIX}:F>, in <#{world.general.id}>." in said(declared)
    assert "No reminders" in said(declared)
    assert len(reminders(world)) == 1


async def test_whoever_declines_what_comes_by_default_is_only_offered_it_next_time(
    world: World, bot: Accountabot
) -> None:
    await live_in(world, world.alice)
    await offer(world, bot, Offered.BY_DEFAULT)
    first = await world.declare(world.alice, "Run 5k")
    await world.alice.click(first.followups[-1], label="No reminders")

    second = await world.declare(world.alice, "Read")
    await at_six(world)

    assert OFFER in said(second)
    assert reminders(world) == []


@pytest.mark.parametrize("offered", [Offered.BY_DEFAULT, Offered.AT_ONE_TAP])
async def test_a_member_who_wants_no_reminders_anywhere_is_not_asked(
    world: World, bot: Accountabot, offered: Offered
) -> None:
    await live_in(world, world.alice)
    await offer(world, bot, offered)
    panel = await world.alice.slash(world.general, "settings")
    menu = f"reminder-place:{world.guild.id}:{world.alice.id}:"
    await world.alice.select(panel.response, ["off"], custom_id=menu)

    declared = await world.declare(world.alice)
    await at_six(world)

    assert "⏰" not in said(declared)
    assert reminders(world) == []


async def test_a_place_chosen_late_makes_up_for_nothing(world: World) -> None:
    await live_in(world, world.alice)
    panel = await world.alice.slash(world.general, "settings")
    menu = f"reminder-place:{world.guild.id}:{world.alice.id}:"
    await remind(world, world.alice)
    await world.alice.select(panel.response, ["off"], custom_id=menu)
    await at_six(world)

    await world.env.advance_time(55 * MINUTE)
    await world.alice.select(panel.response, ["here"], custom_id=menu)
    await world.env.advance_time(10 * MINUTE)

    assert reminders(world) == []
