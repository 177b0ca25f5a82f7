"""Witnesses: holding another member to a goal."""

import pytest

from tests.world import GREETINGS, World, said, shown


@pytest.mark.parametrize(
    ("label", "on_the_card"), [("Hold me to it", "Held to it by"), ("Cheer", "1 cheer")]
)
async def test_a_tap_appears_on_the_card_and_counts_once(
    world: World, label: str, on_the_card: str
) -> None:
    card = (await world.declare(world.alice)).response

    first = await world.bob.click(card, label=label)
    second = await world.bob.click(card, label=label)
    await world.env.advance_time(61)

    assert first.ephemeral
    assert "already" in said(second)
    assert on_the_card in shown(world.general)[GREETINGS]


@pytest.mark.parametrize("label", ["Hold me to it", "Cheer"])
async def test_members_can_not_witness_their_own_goal(world: World, label: str) -> None:
    card = (await world.declare(world.alice)).response

    answer = await world.alice.click(card, label=label)

    assert answer.ephemeral
    assert "everyone else" in said(answer)
    assert "Held to it" not in shown(world.general)[GREETINGS]


@pytest.mark.parametrize("label", ["Check in", "Hold me to it", "Cheer"])
async def test_a_button_on_a_deleted_goal_names_the_goal(world: World, label: str) -> None:
    declared = await world.declare(world.alice)
    shown_elsewhere = await world.alice.slash(world.general, "goal show", goal="Run")
    await world.alice.click(declared.followups[0], label="Undo")

    answer = await world.bob.click(shown_elsewhere.response, label=label)

    assert answer.ephemeral
    assert "gone" in said(answer)


async def test_a_witness_may_leave_and_return(world: World) -> None:
    card = (await world.declare(world.alice)).response
    witness = (await world.bob.click(card, label="Hold me to it")).response
    await world.carol.click(card, label="Hold me to it")

    first = await world.bob.click(witness, label="Step back")
    second = await world.bob.click(witness, label="Step back")
    await world.env.advance_time(61)
    without = shown(world.general)[GREETINGS]
    await world.bob.click(card, label="Hold me to it")
    await world.env.advance_time(61)

    assert first.ephemeral
    assert "nothing to step back from" in said(second)
    assert f"Held to it by {world.carol.mention}\n" in without
    assert world.bob.mention in shown(world.general)[GREETINGS]


async def test_a_witness_is_offered_to_leave(world: World) -> None:
    card = (await world.declare(world.alice)).response

    first = await world.bob.click(card, label="Hold me to it")
    second = await world.bob.click(card, label="Hold me to it")

    for answer in (first, second):
        assert answer.ephemeral
        assert "How’s it going?" in said(answer)
        assert "Step back" in said(answer)
