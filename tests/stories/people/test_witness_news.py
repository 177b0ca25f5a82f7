"""Witness news: milestones and completions, in public and only good."""

import pytest

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import change
from tests.world import DAY, GREETINGS, HOUR, World, said, shown


async def declare_with_witnesses(world: World, goal: str = "Run", schedule: str = "daily") -> None:
    """Let Alice declare a goal with Bob and Carol as witnesses."""
    card = (await world.declare(world.alice, goal, schedule)).response
    for witness in (world.bob, world.carol):
        await witness.click(card, label="Hold me to it")


async def keep(world: World, days: int) -> None:
    """Let Alice check in on consecutive days."""
    for _ in range(days):
        await world.check_in(world.alice)
        await world.next_day()


def witness_news(world: World) -> list[tuple[str, list[int]]]:
    """Return the witness news so far, and the pings of each message."""
    kept = world.env.backend.messages[world.general.id]
    told = [
        (text, kept[m.id].ping_user_ids)
        for m, text in zip(world.general.history(), shown(world.general), strict=True)
    ]
    return [
        (text, [*pings])
        for text, pings in told
        if "– you held them to it" in text or "– you’re holding them to it" in text
    ]


async def test_a_milestone_appears_on_the_check_in_and_notifies_all_witnesses(
    world: World,
) -> None:
    await declare_with_witnesses(world)
    await keep(world, 6)
    seventh = said(await world.check_in(world.alice))
    at_once = witness_news(world)
    await world.env.advance_time(HOUR)

    assert "🏅" in seventh
    assert "7 days in a row" in seventh
    assert at_once == []
    ((text, pinged),) = witness_news(world)
    assert "**7**" in text
    assert pinged == [world.bob.id, world.carol.id]


async def test_no_witness_is_notified_between_milestones(world: World) -> None:
    await declare_with_witnesses(world)
    await keep(world, 6)
    await world.check_in(world.alice)
    await world.env.advance_time(DAY)
    eighth = said(await world.check_in(world.alice))
    await world.env.advance_time(HOUR)

    assert "🏅" not in eighth
    assert len(witness_news(world)) == 1


async def test_a_milestone_that_is_undone_and_repeated_is_announced_once(world: World) -> None:
    await declare_with_witnesses(world)
    await keep(world, 6)
    for _ in range(3):
        await world.check_in(world.alice)
        await world.alice.slash(world.general, "undo")
    await world.env.advance_time(HOUR)
    untold = witness_news(world)
    await world.check_in(world.alice)
    await world.env.advance_time(HOUR)
    await world.next_day()

    assert untold == []
    assert len(witness_news(world)) == 1


async def test_a_milestone_is_announced_only_once(world: World) -> None:
    await declare_with_witnesses(world)
    await keep(world, 7)
    await world.next_day(4)
    await keep(world, 7)

    milestones = [text for text, _ in witness_news(world) if text.startswith("🏅")]
    assert len(milestones) == 1


async def test_misses_are_not_announced(world: World) -> None:
    await declare_with_witnesses(world)
    await world.next_day(9)

    assert witness_news(world) == []
    assert not any("Jan 2" in text and "🍂" in text for text in shown(world.general))
    assert not any(world.pings()[GREETINGS:])


async def test_excused_frozen_and_kept_periods_are_not_announced(world: World) -> None:
    await declare_with_witnesses(world)
    await keep(world, 7)
    count = len(witness_news(world))
    await world.ask(world.alice, "pause", goal="Run")
    await world.next_day(5)

    assert count == len(witness_news(world)) == 1


async def test_a_completed_goal_is_announced_and_then_nothing_else(world: World) -> None:
    await declare_with_witnesses(world)
    await world.ask(world.alice, "goal complete", goal="Run")
    await world.env.advance_time(HOUR)
    told = witness_news(world)
    await world.next_day(9)

    assert len(told) == len(witness_news(world)) == 1
    assert "completed" in told[0][0]
    assert "How’s it going?" not in told[0][0]


async def test_an_undone_completion_is_not_announced_and_the_witnesses_stay(
    world: World,
) -> None:
    await declare_with_witnesses(world)
    done = await world.alice.slash(world.general, "goal complete", goal="Run")
    await world.alice.click(done.followups[0], label="Undo")
    await world.env.advance_time(HOUR)
    untold = witness_news(world)
    await keep(world, 7)

    assert untold == []
    assert len(witness_news(world)) == 1


async def test_dropped_goals_and_goals_without_witnesses_are_not_announced(world: World) -> None:
    await declare_with_witnesses(world)
    await world.declare(world.alice, "Swim")
    await world.ask(world.alice, "goal drop", goal="Run")
    await world.next_day(10)

    assert witness_news(world) == []


async def test_a_hidden_goal_is_not_announced_and_its_news_is_deleted(world: World) -> None:
    await declare_with_witnesses(world)
    await keep(world, 7)
    await change(world, world.alice, visibility=["me"])
    await world.env.settle()
    await world.next_day(5)

    assert witness_news(world) == []
    assert not any("7** times" in text for text in shown(world.general))


async def test_a_witness_who_left_is_not_pinged(world: World) -> None:
    await declare_with_witnesses(world)
    await world.declare(world.bob, "Swim")
    world.guild.remove_member(world.users["bob"])
    await world.env.settle()
    await keep(world, 7)

    assert [pinged for _, pinged in witness_news(world)] == [[world.carol.id]]


async def test_a_one_time_goal_is_announced_when_done_and_not_when_missed(
    world: World,
) -> None:
    await declare_with_witnesses(world, "Essay", "once by 2026-01-03")
    await declare_with_witnesses(world, "Talk", "once by 2026-01-04")
    await world.check_in(world.alice, goal="Essay")
    await world.env.advance_time(HOUR)
    done = witness_news(world)
    await world.next_day(8)

    assert len(done) == 1
    assert "completed" in done[0][0] or "got there" in done[0][0]
    assert len(witness_news(world)) == 1


async def test_news_waits_for_the_bot_and_is_posted_once(world: World, settings: Settings) -> None:
    await declare_with_witnesses(world)
    await keep(world, 6)
    await world.check_in(world.alice)
    await world.env.bot.close()
    world.env.backend.advance_clock(HOUR)
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(61)
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(HOUR)

    assert len(witness_news(world)) == 1


@pytest.mark.parametrize("title", ["@everyone", "<@1> **bold**", "# Heading"])
async def test_a_hostile_title_pings_and_formats_nothing(world: World, title: str) -> None:
    await declare_with_witnesses(world, title)
    await keep(world, 7)

    ((text, pinged),) = witness_news(world)
    assert pinged == [world.bob.id, world.carol.id]
    assert "\n# " not in text


async def test_a_completion_soon_after_a_milestone_is_announced_too(world: World) -> None:
    await declare_with_witnesses(world)
    await keep(world, 6)
    await world.check_in(world.alice)
    await world.env.advance_time(600)
    await world.ask(world.alice, "goal complete", goal="Run")
    await world.next_day(2)

    told = "\n".join(text for text, _ in witness_news(world))
    assert "7**" in told
    assert "completed" in told


async def test_a_goal_that_completes_automatically_is_announced(world: World) -> None:
    await declare_with_witnesses(world, schedule="daily until 2026-01-05")
    await keep(world, 5)
    await world.next_day(9)

    told = [text for text, _ in witness_news(world)]
    assert len(told) == 1
    assert "completed" in told[0]


async def test_a_goal_that_was_never_kept_is_not_celebrated(world: World) -> None:
    await declare_with_witnesses(world, schedule="daily until 2026-01-05")
    await world.next_day(20)

    assert not any("completed" in text for text, _ in witness_news(world))


async def test_a_milestone_is_announced_beside_the_goal_if_its_channel_is_gone(
    world: World,
) -> None:
    side = world.guild.create_text_channel("side")
    await declare_with_witnesses(world)
    await keep(world, 6)
    await world.alice.slash(side, "checkin")
    world.env.backend.delete_channel(side.id)
    await world.env.advance_time(HOUR)

    assert len(witness_news(world)) == 1


async def test_a_witness_without_goals_who_left_is_not_pinged(
    world: World,
) -> None:
    await declare_with_witnesses(world)
    world.guild.remove_member(world.users["bob"])
    await world.env.settle()
    await keep(world, 7)
    with_carol = [pinged for _, pinged in witness_news(world)]
    world.guild.remove_member(world.users["carol"])
    await world.env.settle()
    await keep(world, 23)

    assert with_carol == [[world.carol.id]]
    assert len(witness_news(world)) == 1


async def test_many_witnesses_are_all_notified(world: World) -> None:
    await world.env.advance_time(120)
    card = (await world.declare(world.alice)).response
    for number in range(30):
        await world.guild.add_member(world.env.create_user(f"w{number}")).click(
            card, label="Hold me to it"
        )
    await keep(world, 7)

    assert [len(pinged) for _, pinged in witness_news(world)] == [30]


async def test_a_witness_of_a_goal_that_was_only_listed_is_notified_there(world: World) -> None:
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.guild.default_role: World.read_only}
    )
    declared = await world.alice.slash(quiet, "goal declare", goal="Run", schedule="daily")
    card = await world.alice.slash(world.general, "goal show", goal="Run")
    await world.bob.click(card.response, label="Hold me to it")
    for _ in range(7):
        await world.alice.slash(quiet, "checkin")
        await world.next_day()

    assert declared.response.ephemeral
    assert [pinged for _, pinged in witness_news(world)] == [[world.bob.id]]
