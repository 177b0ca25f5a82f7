"""Goals above their ceiling: cards, explanations and endings state it, and praise nothing."""

import pytest
from simcord import InteractionResult

from tests.stories.checkins.test_limits import INFO, KEPT, colour, limit
from tests.world import HOUR, World, said

OVER = "**3** of at most 2 \u2068coffees\u2069: over the limit"
PRAISE = ("🎉", "applause", "Well done", "You did it", "Cheer", "✅", "🔥", "kept this promise")


async def show(world: World, command: str = "goal show") -> InteractionResult:
    """Show Alice's limit to her."""
    return await world.alice.slash(world.general, command, goal="Coffee")


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        ("daily", f"Thu, Jan 1: {OVER}"),
        ("1 per week", f"Week to Sun, Jan 4: {OVER}"),
        ("3 per week", f"Thu, Jan 1: {OVER}"),
        ("every 3 days", f"Until Sat, Jan 3: {OVER}"),
        ("once by 2026-01-20", OVER),
    ],
)
async def test_the_card_of_a_passed_ceiling_is_quiet(
    world: World, schedule: str, told: str
) -> None:
    await limit(world, schedule)
    await world.check_in(world.alice, amount="2")
    within = await show(world)
    await world.check_in(world.alice, amount="1")

    over = await show(world)

    assert "over the limit" not in said(within)
    assert told in said(over)
    assert said(over).count("over the limit") == 1
    assert colour(over) == INFO != colour(within)


async def test_the_next_day_is_new(world: World) -> None:
    await limit(world, "daily")
    await world.check_in(world.alice, amount="3")
    await world.next_day()

    card = await show(world)

    assert "over the limit" not in said(card)
    assert colour(card) != INFO


@pytest.mark.parametrize("schedule", ["daily", "1 per week", "3 per week", "once by 2026-01-20"])
async def test_completing_a_goal_above_its_ceiling_is_not_celebrated(
    world: World, schedule: str
) -> None:
    await limit(world, schedule)
    await world.check_in(world.alice, amount="3")

    done = await show(world, "goal complete")
    card = await show(world)
    await world.env.advance_time(20 * 24 * HOUR)
    later = await show(world)

    assert f"🏁 <@{world.alice.id}> finished with" in said(done)
    assert OVER in said(done)
    for answer in (done, card, later):
        assert colour(answer) == INFO
        assert OVER in said(answer)
        assert not any(word in said(answer) for word in PRAISE)


async def test_completing_a_goal_within_its_ceiling_is_celebrated(world: World) -> None:
    await limit(world, "daily")
    await world.check_in(world.alice, amount="3")
    await world.next_day()
    await world.check_in(world.alice, amount="1")

    done = await show(world, "goal complete")

    assert colour(done) == KEPT
    assert "Cheer" in said(done)
    assert "🎉" in said(done)


async def test_a_deadline_that_passes_above_the_ceiling_is_stated(world: World) -> None:
    await limit(world, "once by 2026-01-03")
    await world.check_in(world.alice, amount="3")
    await world.next_day(12)

    card = await show(world)

    assert "This goal has ended." in said(card)
    assert OVER in said(card)
    assert colour(card) == INFO


async def test_why_states_a_ceiling_that_is_passed(world: World) -> None:
    await limit(world, "daily")
    await world.check_in(world.alice, amount="1")  # a freeze is used only if there is a streak
    await world.next_day()
    await world.check_in(world.alice, amount="2")
    within = await world.ask(world.alice, "goal history", goal="Coffee")
    await world.check_in(world.alice, amount="1")
    over = await world.ask(world.alice, "goal history", goal="Coffee")
    await world.next_day(3)
    later = await world.ask(world.alice, "goal history", goal="Coffee")

    assert "open · 2 (at most 2" in within
    assert "open: over the limit · 3 (at most 2" in over
    assert "frozen: over the limit, and a freeze was used, 0 left" in later


async def test_why_says_that_a_week_had_too_few_days_within_the_limit(world: World) -> None:
    await world.next_day(4)  # Monday
    await limit(world, "2 per week")
    await world.check_in(world.alice, amount="3")
    await world.next_day()
    await world.check_in(world.alice, amount="1")
    await world.next_day(6)
    pending = await world.ask(world.alice, "goal history", goal="Coffee")

    assert "pending: too few days within the limit; settled when the grace period" in pending
    assert "1 of 2 days" in pending


async def test_one_unit_is_singular(world: World) -> None:
    declared = await world.alice.slash(
        world.general, "goal declare", goal="Coffee", schedule="daily", amount="at most 1 coffees"
    )

    assert "at most 1 \u2068coffee\u2069" in said(declared)
    assert "coffees" not in said(declared)
