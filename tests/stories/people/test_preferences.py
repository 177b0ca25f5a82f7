"""What members set for themselves: where they live, when their day starts, hard mode, on boards or not."""

from datetime import UTC, datetime

import pytest
from discord import SelectOption
from discord.ui import Select
from discord.utils import utcnow
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button, custom_id
from tests.stories.test_hostile_text import HOSTILE
from tests.world import World, said, shown


async def wait_until(world: World, day: int, clock: str) -> None:
    """Let time pass until a clock reading, UTC, in January 2026."""
    hour, minute = map(int, clock.split(":"))
    await world.env.advance_time(
        (datetime(2026, 1, day, hour, minute, tzinfo=UTC) - utcnow()).total_seconds()
    )


async def live_in(world: World, who: MemberActor, zone: str) -> InteractionResult:
    """Say where someone lives."""
    return await who.slash(world.general, "timezone", zone=zone)


async def keep(world: World, who: MemberActor, days: int) -> None:
    """Check in, once a day, for some days; then it is the next one."""
    for _ in range(days):
        await world.check_in(who)
        await world.next_day()


async def streak_of(world: World, who: MemberActor) -> str:
    return await world.ask(who, "streak")


# Where one lives


async def test_a_city_is_found_while_one_types_and_what_was_picked_is_set(world: World) -> None:
    offered = await world.alice.autocomplete(world.general, "timezone", "zone", "lisb")

    answer = await live_in(world, world.alice, offered[0]["value"])

    assert offered[0]["name"].startswith("Lisbon, Portugal")
    assert answer.ephemeral
    assert "It’s 09:00 there now (**Europe/Lisbon**)" in said(answer)
    assert "and so do your past check-ins" in said(answer)


async def test_zones_are_offered_by_the_time_that_it_is_there_and_before_anything_is_typed(
    world: World,
) -> None:
    by_time = await world.alice.autocomplete(world.general, "timezone", "zone", "18:00")
    at_first = await world.alice.autocomplete(world.general, "timezone", "zone", "")

    assert "Asia/Tokyo" in [choice["value"] for choice in by_time]
    assert 20 <= len(at_first) <= 25


async def test_a_second_zone_holds_from_now_on_and_the_same_one_changes_nothing(
    world: World,
) -> None:
    await live_in(world, world.alice, "Tokyo")

    moved = await live_in(world, world.alice, "los angeles")
    again = await live_in(world, world.alice, "America/Los_Angeles")

    assert "It’s 01:00 there now" in said(moved)
    assert "Past days don’t change" in said(moved)
    assert "already your time zone" in said(again)


@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        ("Gondolin", "don’t know a place called **\u2068Gondolin\u2069**"),
        ("Europe/Atlantis", "don’t know a place"),
        ("@everyone", "don’t know a place"),
        ("EST", "could be several places"),
        ("lisb", "could be several places"),
        ("25:00", "don’t know a place"),
        ("   ", "nothing to read"),
        ("\u200b\u200b", "nothing to read"),
        ("x" * 4000, "That’s 4000 characters"),
    ],
)
async def test_a_place_that_does_not_exist_is_refused_kindly(
    world: World, typed: str, answered: str
) -> None:
    answer = await live_in(world, world.alice, typed)

    assert answer.ephemeral
    assert answered in said(answer)
    assert "not set" in await world.ask(world.alice, "settings")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_for_a_place_breaks_nothing(world: World, text: str) -> None:
    await world.alice.autocomplete(world.general, "timezone", "zone", text)

    answer = await live_in(world, world.alice, text)

    assert answer.ephemeral
    assert "went wrong" not in said(answer)
    assert "@everyone" not in said(answer)


async def test_the_first_zone_holds_from_the_beginning(world: World) -> None:
    """Example 16 of domain.md: New York, from Monday the 5th on."""
    await wait_until(world, 5, "15:00")
    await world.declare(world.alice)
    await wait_until(world, 6, "01:30")  # Monday, 20:30
    await world.check_in(world.alice)
    await wait_until(world, 7, "02:00")  # Tuesday, 21:00

    await live_in(world, world.alice, "New York")

    assert "**Current streak** 1" in await streak_of(world, world.alice)
    assert "**Current streak** 2" in said(await world.check_in(world.alice))
    assert "already checked in" in said(await world.check_in(world.alice))


async def test_two_check_ins_that_prove_to_be_of_one_day_count_once(world: World) -> None:
    await wait_until(world, 5, "15:00")
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await wait_until(world, 6, "01:30")
    assert "**Current streak** 2" in said(await world.check_in(world.alice))

    answer = await live_in(world, world.alice, "New York")

    assert "and so do your past check-ins" in said(answer)
    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_a_goal_begins_on_the_day_on_which_its_owner_declared_it(world: World) -> None:
    await wait_until(world, 6, "01:00")  # Monday, 20:00, in New York
    await world.declare(world.alice)
    await world.check_in(world.alice)

    await live_in(world, world.alice, "New York")
    await wait_until(world, 6, "15:00")

    assert "**Current streak** 2" in said(await world.check_in(world.alice))


async def test_days_that_all_move_by_one_stay_as_many(world: World) -> None:
    await wait_until(world, 1, "20:00")  # the 2nd, in Tokyo
    await world.declare(world.alice)
    await keep(world, world.alice, 3)

    await live_in(world, world.alice, "Tokyo")

    assert "**Current streak** 3" in await streak_of(world, world.alice)
    assert "**Current streak** 4" in said(await world.check_in(world.alice))


async def test_the_first_zone_redraws_the_cards_on_which_it_changed_something(world: World) -> None:
    await wait_until(world, 5, "15:00")
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await wait_until(world, 6, "01:30")
    await world.check_in(world.alice)
    await world.env.advance_time(61)

    await live_in(world, world.alice, "New York")
    await world.env.advance_time(61)

    card = next(text for text in shown(world.general) if "’s promise" in text)
    assert "**Current streak** 1" in card


async def test_who_travels_from_tokyo_to_los_angeles_and_back_keeps_the_streak(
    world: World,
) -> None:
    await live_in(world, world.alice, "Tokyo")
    await world.declare(world.alice)
    await keep(world, world.alice, 2)
    await world.check_in(world.alice)  # the 3rd, 18:00
    await live_in(world, world.alice, "Los Angeles")
    assert "already checked in" in said(
        await world.check_in(world.alice)
    )  # 01:00, and still the 3rd, once
    await world.next_day()
    await keep(world, world.alice, 2)  # the 4th and the 5th
    await wait_until(world, 6, "20:00")  # the 6th, noon; nothing done yet
    await live_in(world, world.alice, "Tokyo")  # the 7th, 05:00

    there = said(await world.check_in(world.alice))
    await world.next_day(1)
    home = said(await world.check_in(world.alice))

    assert "**Current streak** 6" in there
    assert "**Current streak** 7" in home
    await wait_until(world, 8, "21:00")
    assert "**Current streak** 7 · **Longest streak** 7" in await streak_of(world, world.alice)


async def test_what_is_past_is_judged_anew_by_no_later_zone(world: World) -> None:
    await live_in(world, world.alice, "London")
    await world.declare(world.alice)
    await keep(world, world.alice, 1)
    await world.next_day(2)
    await keep(world, world.alice, 2)
    before = await streak_of(world, world.alice)

    for zone in ("Tokyo", "Honolulu", "Auckland", "London"):
        await live_in(world, world.alice, zone)

    assert "**Current streak** 2" in before
    assert await streak_of(world, world.alice) == before


async def test_a_zone_holds_on_every_server(world: World) -> None:
    other = world.env.create_guild("Another club")
    channel = other.create_text_channel("general")
    alice = other.add_member(world.users["alice"])
    await live_in(world, world.alice, "Lisbon")

    answer = await alice.slash(channel, "settings")

    assert "Europe/Lisbon" in said(answer)


async def test_nobody_else_ever_sees_a_zone(world: World) -> None:
    answers = [await live_in(world, world.alice, zone) for zone in ("Lisbon", "Tokyo")]
    declared = await world.declare(world.alice)
    await world.check_in(world.alice, note="done")
    await world.next_day()
    for command in ("goal show", "goal history"):
        if command in world.alice.available_commands(world.general):
            await world.alice.slash(world.general, command, goal="Run")
    await world.bob.click(declared.response, label="Cheer")
    seen = [await world.ask(world.bob, command) for command in ("leaderboard", "help")]
    seen += [
        await world.ask(world.bob, command, member=world.alice)
        for command in ("streak", "goal list")
    ]
    panel = await world.alice.slash(world.general, "settings")

    everything = "\n".join([*shown(world.general), *seen])
    assert all(answer.ephemeral for answer in (*answers, panel))
    assert "Run" in everything
    assert not [word for word in ("Lisbon", "Tokyo", "Europe", "Asia", "<t:") if word in everything]


# The panel


async def test_the_panel_shows_what_holds_and_points_to_where_one_lives(world: World) -> None:
    panel = await world.alice.slash(world.general, "settings")

    assert panel.ephemeral
    assert "**Your day starts at 00:00**" in said(panel)
    assert "**Hard mode** is off" in said(panel)
    assert "you appear on them" in said(panel)
    assert "not set, so I use UTC here – it’s 09:00" in said(panel)
    assert "/timezone" in said(panel)


async def test_each_control_changes_one_thing_at_once_and_the_panel_is_drawn_anew_in_its_place(
    world: World,
) -> None:
    panel = (await world.alice.slash(world.general, "settings")).response

    hour = said(await world.alice.select(panel, ["4"]))
    hard = said(await world.alice.click(panel, label="No freezes for me"))
    boards = said(await world.alice.click(panel, label="Leave the leaderboards"))
    back = said(await world.alice.click(panel, label="Use freezes again"))

    assert "**Your day starts at 04:00**" in hour
    assert "**Hard mode** is on" in hard
    assert "you’re hidden from them" in boards
    assert "**Hard mode** is off" in back
    assert "**Your day starts at 04:00**" in back
    assert back == await world.ask(world.alice, "settings")


async def test_the_panel_works_after_a_restart(world: World, settings: Settings) -> None:
    panel = (await world.alice.slash(world.general, "settings")).response

    await world.env.restart_bot(create_bot(settings))

    assert "**Hard mode** is on" in said(await world.alice.click(panel, label="No freezes for me"))


async def test_only_who_opened_a_panel_changes_its_settings(world: World, bot: Accountabot) -> None:
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
    await world.alice.select(panel, ["4"])
    await keep(world, world.alice, 1)
    await world.check_in(world.alice)

    await wait_until(world, 3, "02:30")
    night = said(await world.check_in(world.alice))
    await wait_until(world, 3, "04:30")
    morning = said(await world.check_in(world.alice))

    assert "already checked in" in night
    assert "**Current streak** 3" in morning


async def test_a_new_day_start_waits_until_the_present_day_is_over(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    panel = (await world.alice.slash(world.general, "settings")).response
    await world.alice.select(panel, ["6"])

    await wait_until(world, 2, "00:30")

    assert "**Current streak** 2" in said(await world.check_in(world.alice))


async def test_in_hard_mode_no_freeze_is_spent(world: World) -> None:
    for who in (world.alice, world.bob):
        await world.declare(who)
    for _ in range(7):
        await world.check_in(world.alice)
        await keep(world, world.bob, 1)
    panel = (await world.alice.slash(world.general, "settings")).response
    await world.alice.click(panel, label="No freezes for me")

    await world.next_day(2)

    assert "**Current streak** 0 · **Longest streak** 7 · **Freezes** 1" in await streak_of(
        world, world.alice
    )
    assert "**Current streak** 7 · **Longest streak** 7 · **Freezes** 0" in await streak_of(
        world, world.bob
    )


async def test_in_hard_mode_no_freeze_is_earned(world: World) -> None:
    await world.declare(world.alice)
    panel = (await world.alice.slash(world.general, "settings")).response
    await world.alice.click(panel, label="No freezes for me")

    await keep(world, world.alice, 7)

    assert "**Current streak** 7 · **Longest streak** 7 · **Freezes** 0" in await streak_of(
        world, world.alice
    )


async def test_who_leaves_the_boards_is_on_none_and_comes_back_when_they_like(world: World) -> None:
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


async def test_hard_mode_and_boards_are_each_servers_own(world: World) -> None:
    other = world.env.create_guild("Another club")
    channel = other.create_text_channel("general")
    alice = other.add_member(world.users["alice"])
    panel = (await world.alice.slash(world.general, "settings")).response
    await world.alice.click(panel, label="No freezes for me")
    await world.alice.click(panel, label="Leave the leaderboards")
    await world.alice.select(panel, ["5"])

    there = said(await alice.slash(channel, "settings"))

    assert "**Hard mode** is off" in there
    assert "you appear on them" in there
    assert "**Your day starts at 05:00**" in there
