"""The effect of an edit on earlier check-ins and on open periods."""

from tests.stories.goals.edits import change
from tests.world import DAY, HOUR, World, said, streak_in


async def run_thirty_of_fifty(world: World) -> None:
    """Let Alice promise 50 km and run 30."""
    await world.alice.slash(world.general, "goal declare", goal="Run 50 km by Jan 9")
    await world.env.advance_time(HOUR)
    await world.check_in(world.alice, amount="30")


async def listed(world: World) -> str:
    return await world.ask(world.alice, "goal list")


async def test_an_edit_that_fulfils_a_one_time_goal_completes_it(world: World) -> None:
    await run_thirty_of_fifty(world)
    await change(world, world.alice, "Run", amount="25 km")

    assert "✅" in await listed(world)


async def test_undoing_the_edit_reopens_the_one_time_goal(world: World) -> None:
    await run_thirty_of_fifty(world)
    edited = await change(world, world.alice, "Run", amount="25 km")
    await world.alice.click(edited.response, label="Undo")

    answer = await world.check_in(world.alice, amount="5")

    assert "35 of 50 km (+5)" in said(answer).replace("\u2068", "").replace("\u2069", "")


async def test_undoing_an_edit_after_the_completing_check_in_reopens_the_goal(
    world: World,
) -> None:
    await world.declare(world.alice, "Run")
    await world.env.advance_time(HOUR)
    edited = await change(world, world.alice, "Run", sentence="Run by tomorrow 17:00")
    await world.env.advance_time(60)
    await world.check_in(world.alice, goal="Run")
    assert "✅" in await listed(world)

    await world.alice.click(edited.response, label="Undo")
    await world.next_day()
    answer = await world.check_in(world.alice)

    assert streak_in(said(answer)) == 2


async def test_a_deadline_moved_by_a_pause_stays_if_only_the_amount_changes(
    world: World,
) -> None:
    await run_thirty_of_fifty(world)
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.next_day(2)
    await world.alice.slash(world.general, "resume", goal="Run")

    await change(world, world.alice, "Run", amount="40 km")
    await world.next_day(7)
    answer = await world.check_in(world.alice, amount="10")

    assert "late" not in said(answer)
    assert "✅" in await listed(world)


async def test_the_card_of_a_one_time_goal_shows_the_day_after_a_pause(world: World) -> None:
    await run_thirty_of_fifty(world)
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.env.advance_time(2 * DAY)
    await world.alice.slash(world.general, "resume", goal="Run")

    assert "due by **Sun, Jan 11, 2026**" in await world.ask(world.alice, "goal show", goal="Run")


async def test_a_kept_day_does_not_count_twice_after_an_edit(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.env.advance_time(HOUR)
    await world.check_in(world.alice)
    await change(world, world.alice, "Run", sentence="Run 3 days a week")

    again = await world.check_in(world.alice, note="once more")
    await world.next_day()
    next_day = await world.check_in(world.alice)

    assert "0 of 3 this week" in said(again)
    assert "1 of 3 this week" in said(next_day)


async def test_an_undo_restores_no_goal_above_the_limit(world: World) -> None:
    for number in range(25):
        await world.declare(world.alice, f"Goal {number}")
    done = await world.alice.slash(world.general, "goal complete", goal="Goal 3")
    await world.declare(world.alice, "One more")

    answer = await world.alice.click(done.followups[0], label="Undo")

    assert "25" in said(answer)
    assert answer.ephemeral
