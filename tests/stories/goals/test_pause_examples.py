"""The examples 12 to 14 of the rules: skips and pauses."""

from accountabot.bot import Accountabot
from tests.stories.goals.pauses import (
    keep,
    set_zone,
    streak_after,
    without_freezes,
    without_starting_freezes,
)
from tests.world import DAY, HOUR, World, streak_in


async def test_example_12_a_skip_spends_a_freeze_and_a_check_in_brings_it_back(
    world: World, bot: Accountabot
) -> None:
    await set_zone(world, bot, "America/New_York")
    await without_starting_freezes(world, bot)
    await keep(world, 10)
    await world.env.advance_time(8 * HOUR)  # noon in New York

    skipped = await world.ask(world.alice, "skip", goal="Run")
    frozen = await world.ask(world.alice, "streak")
    await world.env.advance_time(6 * HOUR)
    await world.check_in(world.alice, goal="Run")
    kept = await world.ask(world.alice, "streak")

    assert "A freeze covers the day, so your streak of 10 is safe. Freezes left: 0" in skipped
    assert "**Current streak** 10 · **Longest streak** 10" in frozen
    assert "**Current streak** 11 · **Longest streak** 11 · **Freezes** 1" in kept


async def test_example_13_the_days_of_a_pause_can_not_be_missed(
    world: World, bot: Accountabot
) -> None:
    await set_zone(world, bot, "America/New_York")
    await without_freezes(world, bot)
    await world.env.advance_time(4 * DAY)
    await keep(world, 1)  # Monday
    await world.env.advance_time(8 * HOUR)  # Tuesday, noon

    paused = await world.ask(world.alice, "pause", goal="Run", until="Fri")
    await world.next_day(3)
    due = await world.ask(world.alice, "goal list")
    friday = await world.ask(world.alice, "streak")
    checked_in = await world.ask(world.alice, "checkin")

    assert "until **Fri, Jan 9**" in paused
    assert "due today" in due
    assert "**Current streak** 1" in friday
    assert streak_in(checked_in) == 2


async def test_example_13_the_day_of_the_return_is_missed_without_a_check_in(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await world.env.advance_time(4 * DAY)
    await keep(world, 1)
    await world.alice.slash(world.general, "pause", goal="Run", until="Fri")

    await world.next_day(4)

    assert "**Current streak** 1" in await world.ask(world.alice, "streak")
    assert "**Current streak**" not in await streak_after(world, 1)


async def test_example_14_a_minutes_pause_does_not_excuse_a_month(
    world: World, bot: Accountabot
) -> None:
    await set_zone(world, bot, "America/New_York")
    await without_freezes(world, bot)
    await world.declare(world.alice, "Run", "4 per month")
    await world.env.advance_time(33 * DAY)  # 3 February
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.env.advance_time(60)
    await world.alice.slash(world.general, "resume", goal="Run")
    await world.check_in(world.alice)

    await world.env.advance_time(28 * DAY)

    assert "**Kept** 0 of 1" in await world.ask(world.alice, "goal show", goal="Run")


async def test_example_14_a_pause_that_leaves_two_whole_days_excuses_a_week(
    world: World, bot: Accountabot
) -> None:
    await set_zone(world, bot, "America/New_York")
    await without_freezes(world, bot)
    await world.declare(world.alice, "Run", "3 per week")
    await world.next_day(5)  # Tuesday, 6 January
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.env.advance_time(4 * DAY + 8 * HOUR)  # Saturday, noon
    await world.alice.slash(world.general, "resume", goal="Run")

    await world.next_day(4)

    assert "**Kept** 0 of 0" in await world.ask(world.alice, "goal show", goal="Run")
