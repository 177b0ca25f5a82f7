"""How owners set freezes for everyone."""

import pytest
from simcord import MemberActor

from tests.stories.setup.setup_commands import keep, set_up, streak_of
from tests.world import World, said, streak_in


async def test_freezes_are_earned_at_the_servers_rate(world: World, owner: MemberActor) -> None:
    answer = said(await set_up(world, owner, "freezes", to_start_with=0, earned_every=2, at_most=1))
    await world.declare(world.alice)
    await keep(world, world.alice, 4)
    earned = await streak_of(world, world.alice)

    await world.next_day(2)

    assert "new goals start without a freeze here" in answer
    assert "every **2** in a row earns one more, and a goal can save up to **1**" in answer
    assert "**Current streak** 4 · **Longest streak** 4 · **Freezes** 1" in earned
    assert "**Current streak** 4 · **Longest streak** 4" in await streak_of(world, world.alice)


async def test_a_goal_starts_with_the_servers_number_of_freezes_when_it_is_declared(
    world: World, owner: MemberActor
) -> None:
    usual = await world.declare(world.alice, "Run")
    await world.env.advance_time(60)
    two = said(await set_up(world, owner, "freezes", to_start_with=2, earned_every=7, at_most=3))
    await world.declare(world.bob, "Read")
    await world.env.advance_time(60)
    one = said(await set_up(world, owner, "freezes", to_start_with=2, earned_every=7, at_most=1))
    await world.declare(world.carol, "Swim")

    streaks = [await streak_of(world, who) for who in (world.alice, world.bob, world.carol)]

    assert "**Current streak**" not in said(usual)
    assert "new goals start with **2** freezes here" in two
    assert "new goals start with **one** freeze here" in one  # no more than can be saved up
    assert [streak.partition("**Freezes** ")[2][0] for streak in streaks] == ["1", "2", "1"]


async def test_a_starting_freeze_saves_a_streak_but_is_not_spent_without_one(
    world: World,
) -> None:
    await world.declare(world.alice, "Run")
    await world.next_day(4)
    never = await streak_of(world, world.alice)
    await world.check_in(world.alice)
    await world.next_day(3)

    saved = said(await world.check_in(world.alice))

    assert "-# **Freezes** 1" in never
    assert "A freeze covered Tue, Jan 6 and saved the streak" in saved
    assert streak_in(saved) == 2
    assert "**Freezes**" not in await streak_of(world, world.alice)


async def test_a_freeze_that_did_not_save_the_streak_is_not_said_to_have(world: World) -> None:
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 1)
    await world.next_day(3)

    answer = said(await world.check_in(world.alice))

    assert "freeze" not in answer
    assert streak_in(answer) == 1
    assert "saved" not in await world.ask(world.alice, "goal show", goal="Run")


@pytest.mark.parametrize(("earned_every", "at_most"), [(7, 0), (0, 2), (0, 0)])
async def test_disabled_freezes_are_neither_earned_nor_spent_but_kept(
    world: World, owner: MemberActor, earned_every: int, at_most: int
) -> None:
    await set_up(world, owner, "freezes", to_start_with=0, earned_every=7, at_most=2)
    await world.declare(world.alice)
    await keep(world, world.alice, 7)

    answer = said(
        await set_up(
            world,
            owner,
            "freezes",
            to_start_with=1,
            earned_every=earned_every,
            at_most=at_most,
        )
    )
    await world.declare(world.bob)
    await keep(world, world.alice, 7)
    on = await streak_of(world, world.alice)
    await world.next_day(2)
    broken = await streak_of(world, world.alice)
    await set_up(world, owner, "freezes", to_start_with=1, earned_every=7, at_most=2)
    await world.check_in(world.alice, date="yesterday")
    await keep(world, world.alice, 1)
    await world.next_day(2)

    assert "Freezes are now off here" in answer
    assert "**Freezes**" not in await streak_of(world, world.bob)
    assert "**Current streak** 14 · **Longest streak** 14 · **Freezes** 1" in on
    assert "-# **Longest streak** 14 · **Freezes** 1" in broken
    assert "**Current streak** 2 · **Longest streak** 14" in await streak_of(world, world.alice)


async def test_a_leaderboard_updates_if_freezes_are_disabled(
    world: World, owner: MemberActor
) -> None:
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 7)
    await set_up(world, owner, "freezes", to_start_with=1, earned_every=0, at_most=0)

    await world.next_day(2)

    assert "Nobody" in await world.ask(world.bob, "leaderboard")


@pytest.mark.parametrize(
    ("to_start_with", "earned_every", "at_most"),
    [
        (1, 1, 2),
        (1, 101, 2),
        (1, -7, 2),
        (1, 7, -1),
        (1, 7, 11),
        (1, 0, 99),
        (1, 2**53 - 1, 1),
        (3, 7, 2),
        (-1, 7, 2),
    ],
)
async def test_invalid_freezes_are_refused_with_the_range(
    world: World, owner: MemberActor, to_start_with: int, earned_every: int, at_most: int
) -> None:
    answer = await set_up(
        world,
        owner,
        "freezes",
        to_start_with=to_start_with,
        earned_every=earned_every,
        at_most=at_most,
    )

    assert answer.ephemeral
    assert "the freezes that a new goal starts with (0 to 2)" in said(answer)
    assert "the number in a row that earns another (2 to 100)" in said(answer)


async def test_a_long_streak_without_a_freeze_is_marked_everywhere(world: World) -> None:
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 6)
    before = await world.ask(world.alice, "goal show", goal="Run")
    seventh = said(await world.check_in(world.alice))
    shown = [
        await world.ask(world.alice, *asked)
        for asked in (("streak",), ("profile",), ("leaderboard",))
    ]
    card = await world.ask(world.alice, "goal show", goal="Run")
    await world.next_day(3)  # the 8th uses a freeze
    frozen = await world.ask(world.bob, "leaderboard")

    late = said(await world.check_in(world.alice))
    after = await world.ask(world.alice, "leaderboard")

    assert "without a freeze" not in before
    assert streak_in(seventh) == 7
    assert ", no freezes" in seventh
    assert all("*without a freeze*" in answer for answer in shown)
    assert shown[-1].count("*without a freeze*") == 1  # their line on the leaderboard
    assert "*7 in a row without a freeze*" in card
    assert streak_in(late) == 8
    assert "**7** 🔥" in frozen
    assert "without a freeze" not in frozen + late + after


async def test_undoing_the_check_in_that_saved_a_freeze_takes_the_mark_away(
    world: World,
) -> None:
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 7)
    await world.next_day()
    await world.env.advance_time(14 * 3600 + 50 * 60)  # 23:50 on the 9th: the 8th is pending
    late = said(await world.check_in(world.alice, date="yesterday"))
    await world.check_in(world.alice)
    await world.env.advance_time(11 * 60)

    await world.alice.slash(world.general, "undo")
    await world.alice.slash(world.general, "undo")

    assert streak_in(late) == 8
    board = await world.ask(world.bob, "leaderboard")
    assert "**7** 🔥" in board
    assert "without a freeze" not in board
