"""How pauses move the deadline of a one-time goal, and what the bot says about it."""

import pytest

from accountabot.bot import Accountabot
from tests.stories.goals.edits import change, form_fields, propose, record
from tests.stories.goals.pauses import without_freezes
from tests.stories.goals.test_after_an_edit import run_thirty_of_fifty
from tests.world import DAY, HOUR, World, said

EXTENDED = "The deadline is extended by the length of the pause"


async def shown_deadline(world: World) -> str:
    """Return the line of the goal's card with its deadline as moved by pauses."""
    card = await world.ask(world.alice, "goal show", goal="Run")
    return next((line for line in card.splitlines() if "Moved by the pause" in line), "")


@pytest.mark.parametrize("ends", ["named", "resumed", "undone"])
async def test_an_edit_during_a_pause_counts_no_moment_of_it_twice(world: World, ends: str) -> None:
    await run_thirty_of_fifty(world)  # at 10:00 on January 1
    await world.ask(world.alice, "pause", goal="Run", until="2026-01-05")
    await world.env.advance_time(10 * 60)
    await change(world, world.alice, "Run", amount="60 km")
    if ends == "undone":
        await world.ask(world.alice, "undo")  # the edit
        await world.ask(world.alice, "undo")  # the pause
    elif ends == "resumed":
        await world.env.advance_time(11 * HOUR + 50 * 60)
        await world.ask(world.alice, "resume", goal="Run")
    else:
        await world.env.advance_time(5 * DAY)

    found = await shown_deadline(world)

    # The deadline was the end of the 9th; the pause lasted until the 5th, or for 12 hours.
    days = {"named": "Tue, Jan 13", "resumed": "Sat, Jan 10", "undone": ""}
    assert days[ends] in found
    assert bool(found) == (ends != "undone")


async def test_the_edit_form_shows_the_deadline_as_it_stands_and_keeps_it(world: World) -> None:
    await run_thirty_of_fifty(world)
    await world.ask(world.alice, "pause", goal="Run", until="2026-01-05")
    await world.env.advance_time(HOUR)
    form = await world.alice.slash(world.general, "goal edit", goal="Run")

    await change(world, world.alice, "Run", plan="in the park")
    await change(world, world.alice, "Run", amount="55 km")

    assert form_fields(form)["until"] == "2026-01-13 13:59"
    assert "deadline" not in await record(world)


async def test_naming_the_first_deadline_again_takes_back_what_a_pause_moved(
    world: World,
) -> None:
    await run_thirty_of_fifty(world)
    await world.ask(world.alice, "pause", goal="Run")
    await world.next_day(2)
    await world.ask(world.alice, "resume", goal="Run")
    moved = await shown_deadline(world)

    preview = said(await propose(world, world.alice, "Run", until="2026-01-09"))
    await change(world, world.alice, "Run", until="2026-01-09")

    assert "Sun, Jan 11" in moved
    assert "→ Fri, Jan 9, 2026" in preview
    assert await shown_deadline(world) == ""  # the promise itself says by when
    assert "moved the deadline from" in await record(world)


async def test_a_pause_says_what_it_does_to_a_deadline(world: World) -> None:
    await world.alice.slash(world.general, "goal declare", goal="Run 50 km from Jan 5 by Jan 9")
    early = await world.ask(world.alice, "pause", goal="Run", until="2026-01-04")
    await world.ask(world.alice, "undo")
    into = await world.ask(world.alice, "pause", goal="Run", until="2026-01-06")
    await world.ask(world.alice, "resume", goal="Run")
    await world.next_day(5)
    within = await world.ask(world.alice, "pause", goal="Run", until="2026-01-07")
    await world.ask(world.alice, "resume", goal="Run")
    await world.next_day(4)
    late = await world.ask(world.alice, "pause", goal="Run")

    assert "The pause ends before the goal’s start, so the deadline stays" in early
    assert "only by the part of the pause after the goal’s start" in into
    assert EXTENDED in within
    assert "The deadline has already passed, so the pause doesn’t extend it" in late
    assert not any(EXTENDED in answer for answer in (early, into, late))


async def test_a_pause_in_the_grace_period_leaves_the_deadline(world: World) -> None:
    await run_thirty_of_fifty(world)
    await world.next_day(9)  # 10:00 on the 10th

    await world.ask(world.alice, "pause", goal="Run")
    await world.next_day(1)

    assert "Declare it again" in await world.ask(
        world.alice, "checkin", goal="Run 50 km", amount="20"
    )


async def test_a_goal_whose_deadline_a_pause_moved_is_still_one_of_the_25(world: World) -> None:
    await run_thirty_of_fifty(world)
    for number in range(24):
        await world.declare(world.alice, f"Read {number}")
    await world.ask(world.alice, "pause", goal="Run 50 km", until="2026-01-20")
    await world.next_day(12)  # the deadline that was named is over

    refused = said(await world.declare(world.alice, "One more"))
    await world.next_day(20)

    assert "25" in refused
    assert "promise" in said(await world.declare(world.alice, "One more"))


async def test_a_pause_of_several_goals_says_what_it_does_to_each(world: World) -> None:
    await run_thirty_of_fifty(world)
    await world.declare(world.alice, "Read")
    await world.ask(world.alice, "skip", goal="Read")

    answer = await world.ask(world.alice, "pause")

    assert f"\u2068Run 50 km\u2069: {EXTENDED}" in answer
    assert "\u2068Read\u2069: Today stays skipped" in answer


async def test_a_pause_after_a_skip_says_that_today_stays_skipped(world: World) -> None:
    await world.declare(world.alice, "Read")
    before = await world.ask(world.alice, "pause", goal="Read")
    await world.ask(world.alice, "resume", goal="Read")
    await world.ask(world.alice, "skip", goal="Read")

    after = await world.ask(world.alice, "pause", goal="Read")

    assert "Nothing is due in the meantime" in before
    assert "skipped" not in before
    assert "Today stays skipped" in after


async def test_a_pause_that_ends_with_a_skipped_day_says_that_it_changes_nothing(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice, "Read")
    await world.next_day()
    await world.check_in(world.alice)
    await world.next_day()
    await world.ask(world.alice, "skip", goal="Read")

    paused = await world.ask(world.alice, "pause", goal="Read", until="tomorrow")
    await world.next_day(2)

    assert (
        "Today stays skipped, and tomorrow counts as usual. So this pause changes nothing."
        in paused
    )
    assert "paused days" not in paused
    assert "**Sat, Jan 3** · missed: skipped" in await world.ask(
        world.alice, "goal history", goal="Read"
    )


@pytest.mark.parametrize("schedule", ["3 per week", "every 10 days", "1 per month"])
async def test_a_pause_of_a_goal_with_longer_periods_promises_no_excused_days(
    world: World, schedule: str
) -> None:
    await world.declare(world.alice, "Read", schedule)

    paused = await world.ask(world.alice, "pause", goal="Read", until="tomorrow")

    assert (
        "If that leaves too few days in one of its periods, that one won’t count as missed"
        in paused
    )
    assert "never count as missed" not in paused
