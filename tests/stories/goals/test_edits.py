"""What an edit changes: the record, the streak and the tally."""

import pytest

from accountabot.bot import Accountabot
from tests.stories.goals.edits import MINUTE, change, days, record, without_freezes
from tests.stories.goals.pauses import keep
from tests.world import GREETINGS, HOUR, World, said, shown


async def test_ten_changes_of_every_field_fit_into_the_record(world: World) -> None:
    await world.declare(world.alice, "*" * 60 + "x0")
    for number in range(11):
        await world.env.advance_time(HOUR)
        title, other = "*" * 60 + f"x{number}", "*" * 60 + f"x{number + 1}"
        how = (
            "every Monday, Tuesday, Wednesday, and Friday"
            if number % 2
            else "every Tuesday, Thursday, and Sunday"
        )
        answer = await change(
            world,
            world.alice,
            title,
            sentence=f"{other} {how}",
            amount=f"{number + 1} " + "_" * 25 + "z",
            until=f"2026-03-{number + 1:02}",
            plan="|" * 90 + f"y{number}",
        )
        assert "It now reads" in said(answer)

    told = await record(world, "*" * 60 + "x11")

    assert "Page 1 of 2" in told
    assert told.count("moved the deadline from Sun, Mar 1 to Mon, Mar 2") == 1
    assert told.count("moved the deadline from") == 10
    assert "also changed: " in told


async def test_an_early_change_leaves_no_trace_on_the_record(
    world: World,
) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(14 * MINUTE)

    answer = await change(world, world.alice, sentence="Run every Monday")

    assert "as if it had said this from the start" in said(answer)
    assert "changed" not in await record(world)
    assert "not judged" not in await days(world)


async def test_a_later_change_is_on_the_public_record(world: World) -> None:
    await world.declare(world.alice, "Read", "daily")
    await world.env.advance_time(15 * MINUTE)
    await change(
        world, world.alice, "Read", sentence="Read 3 days a week", amount="20 pages", plan="in bed"
    )
    await world.env.advance_time(MINUTE)
    await change(world, world.alice, "Read", sentence="Read well 3 days a week")

    told = await record(world, "Read well")

    assert (
        "changed the schedule from every day to 3 days a week, changed the amount from none to 20 \u2068pages\u2069"
        in told
    )
    assert "changed the plan from “no plan” to “\u2068in bed\u2069”" in told
    assert "changed the title from “\u2068Read\u2069” to “\u2068Read well\u2069”" in told


@pytest.mark.parametrize(
    ("hours", "lead"),
    [
        (5, "3 hours before"),
        (7.5, "30 minutes before"),
        (7, "an hour before"),
        (0.5, "7 hours before"),
    ],
)
async def test_a_moved_deadline_shows_how_long_before_it_was_moved(
    world: World, hours: float, lead: str
) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-01 17:00")
    await world.env.advance_time(int(hours * HOUR))

    await change(world, world.alice, "Essay", until="2026-01-04")

    assert (
        f"moved the deadline from <t:1767286800:F> to Sun, Jan 4, {lead} it was due"
        in await record(world, "Essay")
    )


async def test_adding_or_removing_an_end_is_shown_on_the_record(world: World) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)
    await change(world, world.alice, until="2026-01-20")
    await world.env.advance_time(HOUR)
    await change(world, world.alice, until="")

    told = await record(world)

    assert "set the deadline to Tue, Jan 20" in told
    assert "removed the deadline of Tue, Jan 20, 19 days before it was due" in told


async def test_a_streak_continues_across_a_change(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    await keep(world, 3)  # Thu, Fri and Sat; it is Sunday
    await change(world, world.alice, sentence="Run every Monday")

    await world.next_day()
    await world.check_in(world.alice)

    assert "**Current streak** 4" in await world.ask(world.alice, "streak")
    told = await days(world)
    assert "⏹️ **Sun, Jan 4** · not judged: the goal was changed while this was still open" in told


async def test_a_day_that_was_kept_before_a_change_stays_kept(
    world: World,
) -> None:
    await keep(world, 2)  # Thu and Fri; it is Saturday
    await world.check_in(world.alice)

    answer = await change(world, world.alice, sentence="Run every Saturday and Sunday")

    assert "Next due: **Sun, Jan 4 · Sat, Jan 10**" in said(answer)
    assert "**Current streak** 3" in await world.ask(world.alice, "streak")


async def test_a_period_that_was_pending_at_a_change_can_still_be_kept(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await keep(world, 2)  # Thu and Fri
    await world.next_day()  # nothing on Sat; it is Sunday
    await change(world, world.alice, sentence="Run every Wednesday")

    before = await world.ask(world.alice, "streak")
    answer = await world.check_in(world.alice, date="yesterday")

    assert "**Current streak** 2" in before
    assert "⏰" in said(answer)
    assert "**Current streak** 3" in await world.ask(world.alice, "streak")


async def test_a_period_that_was_pending_at_a_change_is_missed_if_not_kept(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await keep(world, 2)
    await world.next_day()
    await change(world, world.alice, sentence="Run every Wednesday")
    await world.next_day()

    told = await days(world)

    assert "⬜ **Sat, Jan 3** · missed" in told
    assert "**Current streak** 0" in told
    assert "**Longest streak** 2" in told


async def test_amounts_are_shown_as_promised_at_the_time(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Read", schedule="daily", amount="20", unit="pages"
    )
    await world.check_in(world.alice, amount="20")
    await world.next_day()
    await change(world, world.alice, "Read", amount="2 chapters")
    await world.check_in(world.alice, amount="2")

    told, recorded = await days(world, "Read"), await record(world, "Read")

    assert "20 of 20 \u2068pages\u2069" in told
    assert "2 of 2 \u2068chapters\u2069" in told
    assert "20 \u2068pages\u2069" in recorded
    assert "2 \u2068chapters\u2069" in recorded


async def test_an_undone_change_has_no_effect(world: World) -> None:
    await keep(world, 2)
    changed = await change(world, world.alice, sentence="Jog every Monday", plan="at noon")

    answer = await world.alice.click(changed.response, label="Undo")

    assert "\u2068Run\u2069** is back to how it was before" in said(answer)
    card = shown(world.general)[GREETINGS]
    assert "Run" in await world.ask(world.alice, "goal list")
    assert "at noon" not in await world.ask(world.alice, "goal show", goal="Run")
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")
    assert "~~" in await record(world)
    await world.env.advance_time(2 * MINUTE)
    card = shown(world.general)[GREETINGS]
    assert "every day" in card


async def test_only_the_latest_change_can_be_undone(world: World) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)
    first = await change(world, world.alice, plan="at noon")
    await change(world, world.alice, plan="at night")

    earlier = await world.alice.click(first.response, label="Undo")
    latest = await world.ask(world.alice, "undo")

    assert "changed again since" in said(earlier)
    assert "is back to how it was before" in latest
    assert "at noon" in await world.ask(world.alice, "goal show", goal="Run")


async def test_a_deadline_moved_in_time_includes_earlier_check_ins(world: World) -> None:
    await world.alice.slash(
        world.general,
        "goal declare",
        goal="Run",
        schedule="once by 2026-01-03",
        amount="50",
        unit="km",
    )
    await world.check_in(world.alice, goal="Run", amount="30")
    await world.next_day()
    changed = await change(world, world.alice, until="2026-01-10")

    await world.next_day(3)
    done = await world.check_in(world.alice, goal="Run", amount="20")

    assert "**30 of 50 \u2068km\u2069** so far" in said(changed)
    assert "🎉" in said(done)
