"""The /settings panel: day start, hard mode and leaderboards."""

import pytest
from discord import SelectOption
from discord.ui import Select

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button, custom_id
from tests.stories.people.preferences import keep, start_day, streak_of, wait_until
from tests.world import World, said, streak_in


async def test_the_panel_shows_the_current_settings_and_mentions_timezone(world: World) -> None:
    panel = await world.alice.slash(world.general, "settings")

    assert panel.ephemeral
    assert "**Your day starts at 00:00**" in said(panel)
    assert "**Hard mode** is off" in said(panel)
    assert "you’re shown here" in said(panel)
    assert "not set, so I use UTC here – it’s 09:00" in said(panel)
    assert "/timezone" in said(panel)


async def test_each_control_changes_one_setting_and_updates_the_panel(
    world: World,
) -> None:
    panel = (await world.alice.slash(world.general, "settings")).response

    hour = said(await start_day(world, panel, "4"))
    hard = said(await world.alice.click(panel, label="No freezes for me"))
    boards = said(await world.alice.click(panel, label="Leave the leaderboards"))
    back = said(await world.alice.click(panel, label="Use freezes again"))

    assert "**Your day starts at 04:00**" in hour
    assert "**Hard mode** is on" in hard
    assert "you’re not shown here" in boards
    assert "**Hard mode** is off" in back
    assert "**Your day starts at 04:00**" in back
    assert back == await world.ask(world.alice, "settings")


async def test_the_panel_works_after_a_restart(world: World, settings: Settings) -> None:
    panel = (await world.alice.slash(world.general, "settings")).response

    await world.env.restart_bot(create_bot(settings))

    assert "**Hard mode** is on" in said(await world.alice.click(panel, label="No freezes for me"))


async def test_only_the_member_who_opened_a_panel_can_use_it(
    world: World, bot: Accountabot
) -> None:
    press = button("Press", custom_id("hard-mode", world.guild.id, world.alice.id, "on"))
    message = await bot.get_channel(world.general.id).send(view=Card(row(press)))

    answer = await world.bob.click(message, label="Press")

    assert answer.ephemeral
    assert "someone else’s settings" in said(answer)
    for who in (world.alice, world.bob):
        assert "**Hard mode** is off" in await world.ask(who, "settings")


@pytest.mark.parametrize("hour", ["7", "24", "-1"])
async def test_a_day_can_not_start_after_six(world: World, bot: Accountabot, hour: str) -> None:
    id_ = custom_id("day-start", world.guild.id, world.alice.id)
    menu: Select[Card] = Select(custom_id=id_, options=[SelectOption(label=hour, value=hour)])
    message = await bot.get_channel(world.general.id).send(view=Card(row(menu)))

    answer = await world.alice.select(message, [hour])

    assert "from 00:00 to 06:00" in said(answer)
    assert "**Your day starts at 00:00**" in await world.ask(world.alice, "settings")


async def test_with_a_later_day_start_the_small_hours_belong_to_the_day_before(
    world: World,
) -> None:
    await world.declare(world.alice)
    panel = (await world.alice.slash(world.general, "settings")).response
    await start_day(world, panel, "4")
    await keep(world, world.alice, 1)
    await world.check_in(world.alice)

    await wait_until(world, 3, "02:30")
    night = said(await world.check_in(world.alice))
    await wait_until(world, 3, "04:30")
    morning = said(await world.check_in(world.alice))

    assert "already checked in" in night
    assert streak_in(morning) == 3


async def test_a_new_day_start_applies_after_the_current_day(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    panel = (await world.alice.slash(world.general, "settings")).response
    await start_day(world, panel, "6")

    await wait_until(world, 2, "00:30")

    assert streak_in(said(await world.check_in(world.alice))) == 2


async def test_in_hard_mode_no_freeze_is_spent(world: World) -> None:
    for who in (world.alice, world.bob):
        await world.declare(who)
    for _ in range(7):
        await world.check_in(world.alice)
        await keep(world, world.bob, 1)
    panel = (await world.alice.slash(world.general, "settings")).response
    await world.alice.click(panel, label="No freezes for me")

    await world.next_day(2)

    assert "-# **Longest streak** 7 · **Freezes** 2" in await streak_of(world, world.alice)
    assert "**Current streak** 7 · **Longest streak** 7 · **Freezes** 1" in await streak_of(
        world, world.bob
    )


async def test_in_hard_mode_no_freeze_is_given_or_earned(world: World) -> None:
    panel = (await world.alice.slash(world.general, "settings")).response
    await world.alice.click(panel, label="No freezes for me")
    await world.declare(world.alice)

    await keep(world, world.alice, 7)

    assert "**Current streak** 7 · **Longest streak** 7" in await streak_of(world, world.alice)


async def test_a_member_can_leave_the_leaderboards_and_return(world: World) -> None:
    await world.declare(world.alice, "Alice runs")
    await world.declare(world.bob, "Bob runs")
    for who in (world.alice, world.bob):
        await world.check_in(who)
    panel = (await world.alice.slash(world.general, "settings")).response

    await world.alice.click(panel, label="Leave the leaderboards")
    without = [await world.ask(who, "leaderboard") for who in (world.alice, world.bob)]
    await world.alice.click(panel, label="Show me on leaderboards")
    again = await world.ask(world.bob, "leaderboard")

    assert not [board for board in without if "Alice runs" in board or world.alice.mention in board]
    assert all("🥇 **1** 🔥 " + world.bob.mention in board for board in without)
    assert "Alice runs" in again
    assert "**Current streak** 1" in await world.ask(world.bob, "streak", member=world.alice)


async def test_hard_mode_and_leaderboards_are_set_per_server(world: World) -> None:
    other = world.env.create_guild("Another club")
    channel = other.create_text_channel("general")
    alice = other.add_member(world.users["alice"])
    panel = (await world.alice.slash(world.general, "settings")).response
    await world.alice.click(panel, label="No freezes for me")
    await world.alice.click(panel, label="Leave the leaderboards")
    await start_day(world, panel, "5")

    there = said(await alice.slash(channel, "settings"))

    assert "**Hard mode** is off" in there
    assert "you’re shown here" in there
    assert "**Your day starts at 05:00**" in there
