"""Goals that only their owner sees."""

import pytest

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import RecordId
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import pauses
from tests.stories.goals.edits import change
from tests.stories.goals.pauses import action
from tests.stories.goals.private_goals import declare, in_public
from tests.world import World, said, shown


async def test_a_private_goal_is_declared_and_checked_in_privately(world: World) -> None:
    declared = await declare(world)
    done = await world.check_in(world.alice, note="at dawn")

    assert declared.ephemeral
    assert "Only you can see this" in said(declared)
    assert "It’s public now" not in said(declared)
    assert "Hold me to it" not in said(declared)
    assert done.ephemeral
    assert "at dawn" in said(done)
    assert "Undo" in said(done)
    assert in_public(world) == ""


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("goal show", {"goal": "Zebra"}),
        ("goal history", {"goal": "Zebra"}),
        ("goal list", {}),
        ("streak", {}),
        ("pause", {"goal": "Zebra"}),
        ("pause", {}),
        ("skip", {"goal": "Zebra"}),
        ("goal complete", {"goal": "Zebra", "note": "done"}),
        ("goal drop", {"goal": "Zebra", "reason": "done"}),
    ],
)
async def test_every_answer_about_a_private_goal_is_private(
    world: World, command: str, options: dict[str, str]
) -> None:
    await declare(world)

    answer = await world.alice.slash(world.general, command, **options)

    assert answer.ephemeral
    assert "Zebra" in said(answer)
    assert in_public(world) == ""


async def test_a_private_one_time_goal_is_completed_privately(world: World) -> None:
    await declare(world, schedule="once by 2026-01-05")

    answer = await world.alice.slash(world.general, "goal complete", goal="Zebra")

    assert answer.ephemeral
    assert "🎉" in said(answer)
    assert in_public(world) == ""


async def test_a_private_goal_is_resumed_privately(world: World) -> None:
    await declare(world)
    await world.alice.slash(world.general, "pause")

    answer = await world.alice.slash(world.general, "resume")

    assert answer.ephemeral
    assert "is back at it" in said(answer) or "resumed" in said(answer)
    assert in_public(world) == ""


async def test_a_pause_of_all_goals_includes_a_private_goal_without_naming_it(world: World) -> None:
    await world.declare(world.alice, "Run")
    await declare(world)
    await declare(world, "Yak")

    paused = await world.alice.slash(world.general, "pause")
    listed = await world.ask(world.alice, "goal list")
    resumed = await world.alice.slash(world.general, "resume")

    assert "paused **\u2068Run\u2069** for now" in said(paused)
    assert "This includes 2 goals that only you can see" in said(paused)
    assert listed.count("paused") == 3
    assert "This includes 2 goals that only you can see" in said(resumed)
    assert "Zebra" not in in_public(world)
    assert "goals" not in in_public(world)


async def test_a_pause_of_all_goals_is_undone_at_once(world: World) -> None:
    await world.declare(world.alice, "Run")
    await declare(world)
    paused = await world.alice.slash(world.general, "pause")

    answer = await world.alice.click(paused.followups[0], label="Undo")

    assert "2 goals continue" in said(answer)
    assert "paused" not in await world.ask(world.alice, "goal list")


async def test_a_skip_of_a_private_goal_can_not_be_shared(world: World) -> None:
    await declare(world)
    skipped = await world.alice.slash(world.general, "skip", goal="Zebra")

    assert "Tell everyone" not in said(skipped)
    assert "Undo" in said(skipped)


async def test_a_skip_can_not_be_shared_once_the_goal_is_private(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    skipped = await world.alice.slash(world.general, "skip", goal="Zebra")
    await change(world, world.alice, "Zebra", visibility=["me"])

    answer = await world.alice.click(skipped.response, label="Tell everyone")

    assert answer.ephemeral
    assert "nobody to tell" in said(answer)


async def test_streaks_shown_to_everyone_leave_out_a_private_goal(
    world: World,
) -> None:
    await world.declare(world.alice, "Run")
    await declare(world)
    answer = await world.alice.slash(world.general, "streak")

    public = await world.alice.click(answer.response, label="Show everyone")

    assert answer.ephemeral
    assert "🔒 **\u2068Zebra\u2069**" in said(answer)
    assert not public.response.ephemeral
    assert "Run" in said(public)
    assert "Zebra" not in "".join(shown(world.general))


async def test_a_page_of_private_streaks_shows_everyone_public_ones_only(world: World) -> None:
    await world.declare(world.alice, "Run")
    for number in range(12):
        await declare(world, f"Zebra {number}")
    answer = await world.alice.slash(world.general, "streak")
    turned = await world.alice.click(answer.response, label="More")
    second = said(turned)

    public = await world.alice.click(turned.response, label="Show everyone")

    assert "Zebra 11" in second
    assert "Run" not in second
    assert "Run" in said(public)
    assert "Zebra" not in in_public(world)


async def test_streaks_that_are_all_private_can_not_be_shown_to_everyone(world: World) -> None:
    await declare(world)

    assert "Show everyone" not in await world.ask(world.alice, "streak")


async def test_a_private_goal_is_on_no_leaderboard(
    world: World,
) -> None:
    await declare(world)
    await world.check_in(world.alice)
    alone = await world.ask(world.bob, "leaderboard")
    await world.next_day()
    await world.declare(world.alice, "Run")
    await world.check_in(world.alice, goal="Run")
    await world.check_in(world.alice, goal="Zebra")

    board = await world.ask(world.alice, "leaderboard")

    assert "Nobody has a streak" in alone
    assert "**1** 🔥" in board
    assert "Run" in board
    assert "Zebra" not in board


async def test_the_service_refuses_to_share_a_private_skip(world: World, bot: Accountabot) -> None:
    await declare(world)
    await world.alice.slash(world.general, "skip", goal="Zebra")

    with pytest.raises(Refusal, match="skip-private"):
        await bot.database.write(pauses.load_announcement, action(world, world.alice), RecordId(2))
