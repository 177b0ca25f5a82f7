"""What a goal's card says about days stays true: pauses end, days pass, and cards are dated."""

import pytest
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
    assert "⏳ The week ending **Sun, Jan 4** is still open until the end of **Mon, Jan 5**" in card


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


LATE = "⏳ The deadline has passed, but this is still open"


async def card_and_list(world: World) -> tuple[str, str]:
    """Return the card of the goal and the line of the list about it."""
    card = await world.ask(world.alice, "goal show", goal="Essay")
    return card, await world.ask(world.alice, "goal list")


async def test_a_deadline_with_a_time_says_until_when_it_is_still_open(world: World) -> None:
    await world.declare(world.alice, "Essay by Jan 3 17:00", "")
    await world.env.advance_time(2 * DAY + 7 * HOUR)
    before, listed_before = await card_and_list(world)
    await world.env.advance_time(2 * HOUR)
    after, listed_after = await card_and_list(world)
    await world.check_in(world.alice, goal="Essay")
    done, _ = await card_and_list(world)

    assert LATE not in before
    assert "**due today**" in listed_before
    assert f"{LATE} until **<t:1767546000:F>**" in after.splitlines()  # Jan 4, 17:00
    assert "**still open**" in listed_after
    assert "due today" not in listed_after
    assert LATE not in done


async def test_a_deadline_without_a_time_says_on_which_day_it_is_still_open(world: World) -> None:
    await world.alice.slash(world.general, "timezone", zone="Asia/Tokyo")
    await world.declare(world.alice, "Essay by Jan 3", "")
    await world.env.advance_time(2 * DAY + 5 * HOUR)
    before, _ = await card_and_list(world)
    await world.env.advance_time(2 * HOUR)  # the 4th, one o'clock in Tokyo
    after, listed = await card_and_list(world)
    await world.next_day()
    over, _ = await card_and_list(world)

    assert LATE not in before
    assert f"{LATE} until the end of **Sun, Jan 4**" in after.splitlines()
    assert "**still open**" in listed
    assert LATE not in over


async def test_a_deadline_that_a_pause_moved_says_that_it_is_still_open(world: World) -> None:
    await world.declare(world.alice, "Essay by Jan 5 17:00", "")
    await world.ask(world.alice, "pause", goal="Essay", until="2026-01-03")  # of 39 hours
    await world.env.advance_time(5 * DAY + 23 * HOUR)
    named, _ = await card_and_list(world)
    await world.ask(world.alice, "pause", goal="Essay")
    paused, _ = await card_and_list(world)

    assert "Moved by the pause: now due by **<t:1767772800:F>**" in named  # Jan 7, 8:00
    assert f"{LATE} until **<t:1767859200:F>**" in named.splitlines()
    assert "⏸️ Paused for now" in paused
    assert f"{LATE} until **<t:1767859200:F>**" in paused.splitlines()


async def test_a_day_that_a_pause_moved_reveals_no_time_of_day(world: World) -> None:
    await world.declare(world.alice, "Essay by Jan 5", "")
    await world.ask(world.alice, "pause", goal="Essay", until="2026-01-03")  # of 39 hours
    await world.env.advance_time(6 * DAY + 7 * HOUR)  # the 7th, 16:00; it was due by 15:00

    card, _ = await card_and_list(world)

    assert "Moved by the pause: now due by **Wed, Jan 7, 2026**" in card
    assert f"{LATE} until 24 hours after it" in card.splitlines()
    assert "<t:" not in card


@pytest.mark.parametrize("end", ["drop", "complete"])
async def test_the_card_of_an_ended_goal_names_the_day_that_is_still_open(
    world: World, end: str
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.next_day(2)
    await world.alice.slash(world.general, f"goal {end}", goal="Run")

    card = await world.ask(world.alice, "goal show", goal="Run")
    await world.check_in(world.alice, goal="Run", date="yesterday")
    later = await world.ask(world.alice, "goal show", goal="Run")

    assert "⏳ **Fri, Jan 2** is still open until the end of **Sat, Jan 3**" in card
    assert "-# As of Sat, Jan 3" in card.splitlines()
    assert "still open" not in later


async def test_a_one_time_goal_has_no_streak_in_a_list(world: World) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-09")
    await world.declare(world.alice, "Novel", "once by 2026-01-01")

    listed = await world.ask(world.alice, "goal list")

    assert "once, by Fri, Jan 9, 2026 · not done yet" in listed
    assert "once, by Thu, Jan 1, 2026 · **due today**" in listed
    assert "streak" not in listed
