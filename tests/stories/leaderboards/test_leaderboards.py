"""/leaderboard: ranks, pages, and updates to posted leaderboards."""

import sqlite3

import pytest
from discord import Permissions
from simcord import MemberActor

from accountabot.bot import Accountabot
from tests.stories.goals.edits import change
from tests.stories.goals.pauses import without_freezes
from tests.stories.privacy.test_redactions import EMPTY, erase, messages_since_greetings
from tests.world import World, said


async def keep(world: World, days: int) -> None:
    """Let Alice and Bob keep a goal for some days, and Carol every second day."""
    for who in (world.alice, world.bob, world.carol):
        await world.declare(who, f"{who.name} runs")
    for day in range(days):
        for who in (world.alice, world.bob, *([world.carol] if day % 2 else [])):
            await world.check_in(who)
        await world.next_day()


async def test_ties_share_a_rank_and_the_next_one_is_skipped(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await keep(world, 4)

    board = await world.ask(world.carol, "leaderboard")

    assert board.count("🥇 **4**") == 2
    assert "🥉 **1**" in board
    assert "🥈" not in board
    assert "You’re **#3** of 3" in board


async def test_the_asker_is_named_below_a_page_without_them(world: World) -> None:
    members = [world.join(f"member{number}") for number in range(10)]
    for who in (*members, world.alice):
        await world.declare(who)
        await world.check_in(who)
    await world.next_day()
    for who in members:
        await world.check_in(who)

    board = await world.ask(world.alice, "leaderboard")

    lines = board.splitlines()
    own = lines.index(f"➤ 11. **1** 🔥 {world.alice.mention} · \u2068Run\u2069")
    assert lines[own - 3] == "**You and the people around you**, out of 11"
    assert lines[own - 2].startswith("1. **2** 🔥 ")


async def test_a_rank_that_more_share_than_there_are_medals_has_none(world: World) -> None:
    for number in range(4):
        await world.declare(who := world.join(f"member{number}"))
        await world.check_in(who)
    await world.next_day()
    for number in range(2):
        await world.check_in(world.join(f"member{number}"))

    board = await world.ask(world.alice, "leaderboard")

    assert board.count("🥇") == 2
    assert board.count("3. **1** 🔥") == 2
    assert "🥉" not in board


async def test_a_broken_streak_leaves_the_leaderboard_automatically(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await keep(world, 2)

    await world.next_day(2)

    assert "Nobody" in await world.ask(world.bob, "leaderboard", board="streak")


async def test_a_member_who_leaves_and_returns_leaves_and_returns_to_the_leaderboard(
    world: World,
) -> None:
    await keep(world, 1)

    world.guild.remove_member(world.alice)
    without = await world.ask(world.bob, "leaderboard")
    world.join("alice")
    await world.env.settle()
    again = await world.ask(world.bob, "leaderboard")

    assert "alice runs" not in without
    assert "alice runs" in again


async def test_a_member_who_left_unseen_is_off_the_leaderboard(world: World) -> None:
    await keep(world, 1)
    del world.guild._guild.members[world.alice.id]

    board = await world.ask(world.bob, "leaderboard")

    assert "alice runs" not in board
    assert "🥇 **1** 🔥 " + world.bob.mention in board


async def test_a_leaderboard_has_ten_rows_a_page_and_the_askers_own_rank(world: World) -> None:
    members = [world.join(f"member{number}") for number in range(12)]
    for number, who in enumerate(members):
        await world.declare(who, f"Goal {number:02}")
        await world.check_in(who)

    first = await members[11].slash(world.general, "leaderboard")
    told = said(first)
    second = await members[11].click(first.response, label="More")

    assert first.ephemeral
    assert told.count("1. **1** 🔥") == 10
    assert "You’re **#1** of 12" in told
    assert "Page 1 of 2" in told
    assert said(second).count("1. **1** 🔥") > 2
    assert "Page 2 of 2" in said(second)


async def test_a_member_who_returned_unseen_is_on_the_leaderboard_again(world: World) -> None:
    await keep(world, 1)
    model = world.guild._guild.members.pop(world.alice.id)
    await world.ask(world.bob, "leaderboard")
    world.guild._guild.members[world.alice.id] = model
    await world.env.advance_time(11 * 60)

    assert "alice runs" in await world.ask(world.bob, "leaderboard")


async def test_a_leaderboard_leaves_out_stale_standings_while_the_database_is_locked(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await keep(world, 1)
    await world.next_day(2)
    other = sqlite3.connect(bot.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    board = await world.ask(world.bob, "leaderboard")

    other.close()
    assert "Nobody" in board


@pytest.fixture
async def board(world: World) -> int:
    """Post a leaderboard with Alice, Bob and Carol; return its position."""
    await keep(world, 2)
    dora = world.join("dora")
    await world.env.settle()
    await world.share(dora, "leaderboard")
    return len(messages_since_greetings(world)) - 1


async def test_a_leaderboard_loses_a_goal_that_becomes_private(world: World, board: int) -> None:
    before = messages_since_greetings(world)[board]

    for who in (world.alice, world.bob):
        await change(world, who, f"{who.name} runs", visibility=["me"])

    after = messages_since_greetings(world)[board]
    assert all(f"{who.name} runs" in before for who in (world.alice, world.bob, world.carol))
    assert "alice" not in after
    assert "bob" not in after
    assert f"🥇 **1** 🔥 {world.carol.mention}" in after


async def test_a_leaderboard_loses_a_goal_that_moderators_hide(world: World, board: int) -> None:
    moderator = world.guild.create_role("moderator", permissions=Permissions(moderate_members=True))
    mod = world.guild.add_member(world.env.create_user("mod"), roles=[moderator])

    await mod.slash(
        world.general, "moderate goal", member=world.alice, goal="alice runs", reason="no ads"
    )

    assert "alice" not in messages_since_greetings(world)[board]
    assert "bob runs" in messages_since_greetings(world)[board]


async def test_a_leaderboard_page_is_updated_as_the_same_page(world: World) -> None:
    for number in range(11):
        who = world.join(f"member{number}")
        await world.declare(who, f"Goal {number:02}")
        await world.check_in(who)
    await world.share(world.bob, "leaderboard")

    await change(world, who, "Goal 10", visibility=["me"])
    await change(world, world.join("member3"), "Goal 03", visibility=["me"])

    (text,) = (each for each in messages_since_greetings(world) if "Current streaks" in each)
    assert text.count("1. **1** 🔥") == 9
    assert "Goal 03" not in text


@pytest.mark.parametrize("who", ["alice", "bob"])
async def test_a_leaderboard_loses_a_member_who_deleted_their_data(
    world: World, bot: Accountabot, board: int, who: str
) -> None:
    actors: dict[str, MemberActor] = {"alice": world.alice, "bob": world.bob}

    await erase(world, bot, actors[who])

    text = messages_since_greetings(world)[board]
    assert EMPTY not in text
    assert actors[who].mention not in text
    assert "carol runs" in text


async def test_members_on_an_updated_leaderboard_are_recorded_too(world: World, board: int) -> None:
    await world.declare(world.join("emil"), "Yak")
    await world.check_in(emil := world.join("emil"))
    await change(world, world.alice, "alice runs", visibility=["me"])
    between = messages_since_greetings(world)[board]

    await change(world, emil, "Yak", visibility=["me"])

    assert "Yak" in between
    assert "Yak" not in messages_since_greetings(world)[board]


async def test_a_leaderboard_shows_another_goal_of_the_same_owner(world: World) -> None:
    for goal in ("A one", "B two"):
        await world.declare(world.alice, goal)
        await world.check_in(world.alice, goal=goal)
    await world.share(world.bob, "leaderboard")

    await change(world, world.alice, "A one", visibility=["me"])

    (text,) = (each for each in messages_since_greetings(world) if "Current streaks" in each)
    assert "B two" in text
    assert "A one" not in text
