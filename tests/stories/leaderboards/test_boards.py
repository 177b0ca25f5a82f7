"""/leaderboard: every board, its periods, its menu, and who is on it."""

import pytest

from accountabot.bot import Accountabot
from tests.stories.goals.edits import change
from tests.stories.goals.pauses import without_freezes
from tests.world import World, said


async def rows(world: World, board: str, period: str = "all") -> list[str]:
    """Return what Carol reads on a board, without the menu."""
    told = await world.ask(world.carol, "leaderboard", board=board, period=period)
    return [line for line in told.splitlines() if "<@" in line]


async def test_check_ins_count_once_a_day_for_each_goal(world: World) -> None:
    await world.declare(world.alice, "run")
    await world.declare(world.alice, "read")
    await world.declare(world.bob, "swim")
    for goal in ("run", "read"):
        await world.use(world.alice, "checkin", goal=goal)
    await world.check_in(world.bob)
    await world.next_day()
    await world.use(world.alice, "checkin", goal="run")

    for period in ("week", "month", "all"):
        assert await rows(world, "check-ins", period) == [
            f"🥇 **3** ✅ {world.alice.mention}",
            f"🥈 **1** ✅ {world.bob.mention}",
        ]


async def test_a_new_week_and_a_new_month_begin_at_zero(world: World) -> None:
    await world.declare(world.alice, "run")
    await world.check_in(world.alice)
    await world.next_day(4)  # Monday, 5 January

    assert await rows(world, "check-ins", "week") == []
    assert await rows(world, "check-ins", "month") == [f"🥇 **1** ✅ {world.alice.mention}"]

    await world.next_day(28)  # 2 February

    assert await rows(world, "check-ins", "month") == []
    assert await rows(world, "check-ins", "all") == [f"🥇 **1** ✅ {world.alice.mention}"]


async def test_promises_kept_are_ranked_by_their_lower_bound(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    for who in (world.alice, world.bob):
        await world.declare(who, "run")
    for day in range(8):
        await world.check_in(world.alice)
        if day != 3:
            await world.check_in(world.bob)
        await world.next_day()

    assert await rows(world, "kept") == [
        f"🥇 **8 of 8** {world.alice.mention}",
        f"🥈 **7 of 8** {world.bob.mention}",
    ]


async def test_four_promises_are_too_few_to_be_ranked(world: World) -> None:
    await world.declare(world.alice, "run")
    for _ in range(4):
        await world.check_in(world.alice)
        await world.next_day()

    before = await rows(world, "kept")
    await world.check_in(world.alice)

    assert before == []
    assert await rows(world, "kept") == [f"🥇 **5 of 5** {world.alice.mention}"]


async def test_the_longest_streak_outlives_a_miss(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice, "run")
    for _ in range(3):
        await world.check_in(world.alice)
        await world.next_day()
    await world.next_day(2)

    assert await rows(world, "streak") == []
    assert await rows(world, "longest") == [f"🥇 **3** 🔥 {world.alice.mention}"]


async def test_weeks_in_a_row_end_with_a_miss(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice, "run")
    for _ in range(11):  # Thursday to Sunday, and a whole week
        await world.check_in(world.alice)
        await world.next_day()

    before = await rows(world, "regular")
    await world.next_day(2)

    assert before == [f"🥇 **2** weeks {world.alice.mention}"]
    assert await rows(world, "regular") == []


async def test_cheers_count_for_whoever_gives_them(world: World) -> None:
    await world.declare(world.alice, "run")
    await world.check_in(world.alice)
    await world.bob.slash(world.general, "cheer", member=world.alice)

    assert await rows(world, "cheers", "week") == [f"🥇 **1** 📣 {world.bob.mention}"]


@pytest.mark.parametrize("board", ["streak", "longest", "check-ins", "regular"])
async def test_a_private_goal_is_on_no_board_and_back_on_all_of_them(
    world: World, board: str
) -> None:
    await world.declare(world.alice, "run")
    await world.check_in(world.alice)
    public = await rows(world, board)

    await change(world, world.alice, "run", visibility=["me"])
    private = await rows(world, board)
    await change(world, world.alice, "run", visibility=["server"])

    assert len(public) == 1
    assert private == []
    assert await rows(world, board) == public


async def test_the_menu_leads_to_the_other_boards(world: World) -> None:
    await world.declare(world.alice, "run")
    await world.check_in(world.alice)
    board = await world.carol.slash(world.general, "leaderboard")

    other = await world.carol.select(board.response, values=["check-ins month"])

    assert "✅ Check-ins this month" in said(other)
    assert f"🥇 **1** ✅ {world.alice.mention}" in said(other)


async def test_my_place_on_a_shared_board_is_that_of_whoever_presses(world: World) -> None:
    for who in (world.alice, world.bob):
        await world.declare(who, "run")
        await world.check_in(who)
    board = await world.alice.slash(world.general, "leaderboard", board="check-ins")
    await world.alice.click(board.response, label="Show everyone")

    place = await world.bob.click(world.general.last_message, label="My place")

    assert place.ephemeral
    assert "You’re **#1** of 2" in said(place)
    assert f"➤ 🥇 **1** ✅ {world.bob.mention}" in said(place)


async def test_whoever_left_the_leaderboards_is_on_none_and_told_why(world: World) -> None:
    await world.declare(world.alice, "run")
    await world.check_in(world.alice)
    panel = await world.alice.slash(world.general, "settings")
    await world.alice.click(panel.response, label="Leave the leaderboards")

    told = await world.ask(world.alice, "leaderboard", board="check-ins")

    assert "You’ve left the leaderboards" in told
    assert await rows(world, "check-ins") == []
