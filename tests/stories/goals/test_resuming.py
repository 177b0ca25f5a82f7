"""/resume, and check-ins that resume a goal."""

from tests.stories.goals.pauses import RUN, keep
from tests.world import World, said, streak_in


async def test_resuming_is_public_and_names_the_next_due_day(world: World) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.next_day(3)

    answer = await world.alice.slash(world.general, "resume", goal="Run")

    assert not answer.ephemeral
    assert world.alice.mention in said(answer)
    assert RUN in said(answer)
    assert "Sun, Jan 4" in said(answer)
    assert "due today" in await world.ask(world.alice, "goal list")


async def test_all_paused_goals_are_resumed_at_once(world: World) -> None:
    for title in ("Run", "Read", "Swim"):
        await world.declare(world.alice, title)
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.alice.slash(world.general, "pause", goal="Read", until="Monday")

    answer = await world.ask(world.alice, "resume")

    assert "is back at it with **2 goals**" in answer
    assert "Swim" not in answer
    assert "paused" not in await world.ask(world.alice, "goal list")


async def test_a_check_in_on_a_paused_goal_resumes_it_and_says_so(world: World) -> None:
    await keep(world, 2)
    await world.alice.slash(world.general, "pause", goal="Run", until="Friday")
    await world.next_day(2)

    answer = await world.ask(world.alice, "checkin", goal="Run")
    await world.next_day()

    assert "ended the pause" in answer
    assert streak_in(answer) == 3
    assert "isn’t paused" in await world.ask(world.alice, "resume", goal="Run")
    assert "due today" in await world.ask(world.alice, "goal list")


async def test_undoing_a_check_in_that_resumed_a_goal_pauses_it_again(world: World) -> None:
    await keep(world, 2)
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.next_day(2)
    await world.check_in(world.alice, goal="Run")

    answer = await world.ask(world.alice, "undo")
    await world.next_day(3)

    assert "no longer counts" in answer
    assert "It’s paused again" in answer
    assert "paused" in await world.ask(world.alice, "goal list")
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")


async def test_an_undone_resume_continues_the_pause(world: World) -> None:
    await keep(world, 2)
    await world.alice.slash(world.general, "pause", goal="Run", until="2026-01-10")
    await world.next_day()
    resumed = await world.alice.slash(world.general, "resume")

    answer = await world.alice.click(resumed.followups[0], label="Undo")
    await world.next_day(3)

    assert f"{RUN} is paused again" in said(answer)
    assert "already paused until Sat, Jan 10, 2026" in await world.ask(
        world.alice, "pause", goal="Run"
    )
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")


async def test_undoing_a_check_in_keeps_a_later_resume(world: World) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "pause", goal="Run")
    checked_in = await world.check_in(world.alice, goal="Run")
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.env.advance_time(60)
    await world.alice.slash(world.general, "resume", goal="Run")

    answer = await world.alice.click(checked_in.followups[0], label="Undo")

    assert "paused again" not in said(answer)
    assert "due today" in await world.ask(world.alice, "goal list")
