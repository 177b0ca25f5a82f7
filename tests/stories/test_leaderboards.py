"""Boards."""

import sqlite3

from accountabot.bot import Accountabot
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
    assert f"{world.carol.mention}: rank 3 with 1" in board


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
    assert f"{members[11].mention}: rank 1" in said(first)
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
