"""What a goal's card says about days stays true: pauses end, days pass, and cards are dated."""

from sqlalchemy import select

from accountabot.bot import Accountabot
from accountabot.store.schema import outbox
from tests.stories.privacy.test_redactions import count_rows
from tests.world import DAY, GREETINGS, HOUR, World, said, shown


async def test_a_card_is_dated_and_its_dates_are_absolute(world: World) -> None:
    answer = await world.declare(world.alice)

    assert "Next due: **Thu, Jan 1 · Fri, Jan 2**" in said(answer)
    assert "-# As of Thu, Jan 1" in said(answer).splitlines()


async def test_a_new_goal_shows_no_zeros_on_its_card(world: World) -> None:
    answer = await world.declare(world.alice)

    assert "Current streak" not in said(answer)


async def test_the_date_of_a_card_is_the_owners(world: World) -> None:
    await world.alice.slash(world.general, "timezone", zone="Asia/Tokyo")
    await world.env.advance_time(7 * HOUR)

    assert "-# As of Fri, Jan 2" in said(await world.declare(world.alice)).splitlines()


async def test_yesterday_is_named_while_it_is_still_open(world: World) -> None:
    await world.declare(world.alice)
    await world.next_day(2)

    card = await world.ask(world.alice, "goal show", goal="Run")
    listed = await world.ask(world.alice, "goal list")
    await world.check_in(world.alice, date="yesterday")
    later = await world.ask(world.alice, "goal show", goal="Run")

    assert "Next due: **Sat, Jan 3 · Sun, Jan 4**" in card
    assert "⏳ **Fri, Jan 2** is still open until the end of **Sat, Jan 3**" in card
    assert "every day · **due today** · Fri, Jan 2 is still open" in listed
    assert "still open" not in later


async def test_a_week_is_named_while_it_is_still_open(world: World) -> None:
    await world.declare(world.alice, schedule="3 per week")
    for _ in range(2):
        await world.check_in(world.alice)
        await world.next_day()
    await world.next_day(2)

    card = await world.ask(world.alice, "goal show", goal="Run")

    assert "Due by **Sun, Jan 11** · **0 of 3** days so far" in card
    assert "⏳ The week to **Sun, Jan 4** is still open until the end of **Mon, Jan 5**" in card


async def test_a_week_is_not_called_open_if_one_more_day_is_too_few(world: World) -> None:
    await world.declare(world.alice, schedule="3 per week")
    await world.check_in(world.alice)
    await world.next_day(4)

    card = await world.ask(world.alice, "goal show", goal="Run")
    listed = await world.ask(world.alice, "goal list")

    assert "Due by **Sun, Jan 11** · **0 of 3** days so far" in card
    assert "still open" not in card + listed


async def test_a_card_no_longer_shows_a_pause_that_is_over(world: World) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "pause", goal="Run", until="2026-01-05")
    paused = shown(world.general)[GREETINGS]
    listed = await world.ask(world.alice, "goal list")

    await world.env.advance_time(4 * DAY - 9 * HOUR + 120)

    assert "⏸️ Paused; due again from **Mon, Jan 5**" in paused
    assert "every day · ⏸️ paused until Mon, Jan 5" in listed
    assert "Paused" not in shown(world.general)[GREETINGS]
    assert "Next due: **Mon, Jan 5 · Tue, Jan 6**" in shown(world.general)[GREETINGS]
    assert "paused" not in await world.ask(world.alice, "goal list")


async def test_a_pause_that_is_ended_early_leaves_no_redraw_for_later(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "pause", goal="Run", until="2026-01-05")
    waiting = await count_rows(bot, select(outbox))

    await world.alice.slash(world.general, "resume", goal="Run")
    await world.env.advance_time(HOUR)

    assert waiting == 1
    assert "Paused" not in shown(world.general)[GREETINGS]
    assert await count_rows(bot, select(outbox)) == 0


async def test_a_one_time_goal_has_no_streak_in_a_list(world: World) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-09")
    await world.declare(world.alice, "Novel", "once by 2026-01-01")

    listed = await world.ask(world.alice, "goal list")

    assert "once, by Fri, Jan 9, 2026 · not done yet" in listed
    assert "once, by Thu, Jan 1, 2026 · **due today**" in listed
    assert "streak" not in listed
