"""How owners set freezes for everyone."""

import pytest
from simcord import MemberActor

from tests.stories.setup.setup_commands import keep, set_up, streak_of
from tests.world import World, said


async def test_freezes_are_earned_at_the_servers_rate(world: World, owner: MemberActor) -> None:
    answer = said(await set_up(world, owner, "freezes", earned_every=2, at_most=1))
    await world.declare(world.alice)
    await keep(world, world.alice, 4)
    earned = await streak_of(world, world.alice)

    await world.next_day(2)

    assert "every **2** in a row earns a freeze here, and people can save up to **1**" in answer
    assert "**Current streak** 4 · **Longest streak** 4 · **Freezes** 1" in earned
    assert "**Current streak** 4 · **Longest streak** 4 · **Freezes** 0" in await streak_of(
        world, world.alice
    )


@pytest.mark.parametrize(("earned_every", "at_most"), [(7, 0), (0, 2), (0, 0)])
async def test_disabled_freezes_are_neither_earned_nor_spent_but_kept(
    world: World, owner: MemberActor, earned_every: int, at_most: int
) -> None:
    await world.declare(world.alice)
    await keep(world, world.alice, 7)

    answer = said(await set_up(world, owner, "freezes", earned_every=earned_every, at_most=at_most))
    await keep(world, world.alice, 7)
    on = await streak_of(world, world.alice)
    await world.next_day(2)
    broken = await streak_of(world, world.alice)
    await set_up(world, owner, "freezes", earned_every=7, at_most=2)
    await world.check_in(world.alice, date="yesterday")
    await keep(world, world.alice, 1)
    await world.next_day(2)

    assert "Freezes are now off here" in answer
    assert "**Current streak** 14 · **Longest streak** 14 · **Freezes** 1" in on
    assert "**Current streak** 0 · **Longest streak** 14 · **Freezes** 1" in broken
    assert "**Current streak** 2 · **Longest streak** 14 · **Freezes** 0" in await streak_of(
        world, world.alice
    )


async def test_a_leaderboard_updates_if_freezes_are_disabled(
    world: World, owner: MemberActor
) -> None:
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 7)
    await set_up(world, owner, "freezes", earned_every=0, at_most=0)

    await world.next_day(2)

    assert "Nobody" in await world.ask(world.bob, "leaderboard")


@pytest.mark.parametrize(
    ("earned_every", "at_most"),
    [(1, 2), (101, 2), (-7, 2), (7, -1), (7, 11), (0, 99), (2**53 - 1, 1)],
)
async def test_invalid_freezes_are_refused_with_the_range(
    world: World, owner: MemberActor, earned_every: int, at_most: int
) -> None:
    answer = await set_up(world, owner, "freezes", earned_every=earned_every, at_most=at_most)

    assert answer.ephemeral
    assert "from 2 to 100 for how many in a row earn a freeze, and one from 1 to 10" in said(answer)
