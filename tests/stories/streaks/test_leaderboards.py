"""Boards."""

import sqlite3

import pytest
from discord import Permissions
from simcord import MemberActor

from accountabot.bot import Accountabot
from tests.stories.goals.edits import change
from tests.stories.privacy.test_redactions import EMPTY, erase, since_greetings
from tests.world import World, said


async def keep(world: World, days: int) -> None:
    """Let alice and bob keep a goal for some days, carol every second one."""
    for who in (world.alice, world.bob, world.carol):
        await world.declare(who, f"{who.name} runs")
    for day in range(days):
        for who in (world.alice, world.bob, *([world.carol] if day % 2 else [])):
            await world.check_in(who)
        await world.next_day()


async def test_ties_share_a_rank_and_the_next_one_is_skipped(world: World) -> None:
    await keep(world, 4)

    board = await world.ask(world.carol, "leaderboard")

    assert board.count("🥇 **4**") == 2
    assert "🥉 **1**" in board
    assert "🥈" not in board
    assert f"{world.carol.mention} is #3 with 1" in board


async def test_a_streak_that_broke_is_off_the_board_without_anyone_acting(world: World) -> None:
    await keep(world, 2)

    await world.next_day(2)

    assert "Nobody" in await world.ask(world.bob, "leaderboard", board="streak")


async def test_who_left_is_off_the_board_and_back_on_it_when_back(world: World) -> None:
    await keep(world, 1)

    world.guild.remove_member(world.alice)
    without = await world.ask(world.bob, "leaderboard")
    world.join("alice")
    await world.env.settle()
    again = await world.ask(world.bob, "leaderboard")

    assert "alice runs" not in without
    assert "alice runs" in again


async def test_who_left_unseen_is_off_the_board(world: World) -> None:
    await keep(world, 1)
    del world.guild._guild.members[world.alice.id]

    board = await world.ask(world.bob, "leaderboard")

    assert "alice runs" not in board
    assert "🥇 **1** 🔥 " + world.bob.mention in board


async def test_a_board_has_ten_a_page_and_shows_the_asker_beyond_it(world: World) -> None:
    members = [world.join(f"member{number}") for number in range(12)]
    for number, who in enumerate(members):
        await world.declare(who, f"Goal {number:02}")
        await world.check_in(who)

    first = await members[11].slash(world.general, "leaderboard")
    second = await world.bob.click(first.response, label="▶")

    assert said(first).count("🥇") == 10
    assert f"{members[11].mention} is #1 with" in said(first)
    assert said(second).count("🥇") == 2
    assert second.ephemeral


async def test_who_came_back_unseen_is_on_the_board_again(world: World) -> None:
    await keep(world, 1)
    model = world.guild._guild.members.pop(world.alice.id)
    await world.ask(world.bob, "leaderboard")
    world.guild._guild.members[world.alice.id] = model

    assert "alice runs" in await world.ask(world.bob, "leaderboard")


async def test_a_board_is_drawn_without_what_can_not_be_judged_while_the_database_is_held(
    world: World, bot: Accountabot
) -> None:
    await keep(world, 1)
    await world.next_day(2)
    other = sqlite3.connect(bot.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    board = await world.ask(world.bob, "leaderboard")

    other.close()
    assert "Nobody" in board


@pytest.fixture
async def board(world: World) -> int:
    """Where a board stands with alice, bob and carol on it, of which dora is told that she is not."""
    await keep(world, 2)
    dora = world.join("dora")
    await world.env.settle()
    await dora.slash(world.general, "leaderboard")
    return len(since_greetings(world)) - 1


async def test_a_board_loses_a_goal_that_its_owner_keeps_to_themselves_and_stands(
    world: World, board: int
) -> None:
    before = since_greetings(world)[board]

    for who in (world.alice, world.bob):
        await change(world, who, f"{who.name} runs", visibility=["me"])

    after = since_greetings(world)[board]
    assert all(f"{who.name} runs" in before for who in (world.alice, world.bob, world.carol))
    assert "alice" not in after
    assert "bob" not in after
    assert f"🥇 **1** 🔥 {world.carol.mention}" in after


async def test_a_board_loses_a_goal_that_moderators_hide(world: World, board: int) -> None:
    moderator = world.guild.create_role("moderator", permissions=Permissions(moderate_members=True))
    mod = world.guild.add_member(world.env.create_user("mod"), roles=[moderator])

    await mod.slash(
        world.general, "moderate goal", member=world.alice, goal="alice runs", reason="no ads"
    )

    assert "alice" not in since_greetings(world)[board]
    assert "bob runs" in since_greetings(world)[board]


async def test_a_board_with_more_pages_is_drawn_anew_as_the_page_that_it_is(world: World) -> None:
    for number in range(11):
        who = world.join(f"member{number}")
        await world.declare(who, f"Goal {number:02}")
        await world.check_in(who)
    await world.bob.slash(world.general, "leaderboard")

    await change(world, who, "Goal 10", visibility=["me"])
    await change(world, world.join("member3"), "Goal 03", visibility=["me"])

    (text,) = (each for each in since_greetings(world) if "Current streaks" in each)
    assert text.count("🥇") == 9
    assert "Goal 03" not in text


@pytest.mark.parametrize("who", ["alice", "bob"])
async def test_a_board_loses_who_had_their_data_deleted_and_stands_for_the_others(
    world: World, bot: Accountabot, board: int, who: str
) -> None:
    actors: dict[str, MemberActor] = {"alice": world.alice, "bob": world.bob}

    await erase(world, bot, actors[who])

    text = since_greetings(world)[board]
    assert EMPTY not in text
    assert actors[who].mention not in text
    assert "carol runs" in text


async def test_what_a_board_showed_anew_is_known_too(world: World, board: int) -> None:
    await world.declare(world.join("emil"), "Yak")
    await world.check_in(emil := world.join("emil"))
    await change(world, world.alice, "alice runs", visibility=["me"])
    between = since_greetings(world)[board]

    await change(world, emil, "Yak", visibility=["me"])

    assert "Yak" in between
    assert "Yak" not in since_greetings(world)[board]


async def test_a_board_stands_for_another_goal_of_the_same_owner(world: World) -> None:
    for goal in ("A one", "B two"):
        await world.declare(world.alice, goal)
        await world.check_in(world.alice, goal=goal)
    await world.bob.slash(world.general, "leaderboard")

    await change(world, world.alice, "A one", visibility=["me"])

    (text,) = (each for each in since_greetings(world) if "Current streaks" in each)
    assert "B two" in text
    assert "A one" not in text
