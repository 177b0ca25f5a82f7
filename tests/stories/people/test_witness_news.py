"""What witnesses are told of the goals that they stand behind: milestones and misses, in one message."""

import pytest

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import change
from tests.world import DAY, HOUR, World, said, shown


async def held(world: World, goal: str = "Run", schedule: str = "daily") -> None:
    """Let Alice declare a goal to which Bob and Carol hold her."""
    card = (await world.declare(world.alice, goal, schedule)).response
    for witness in (world.bob, world.carol):
        await witness.click(card, label="Hold me to it")


async def keep(world: World, days: int) -> None:
    """Let Alice check in on so many days, one after the other."""
    for _ in range(days):
        await world.check_in(world.alice)
        await world.next_day()


def news(world: World) -> list[tuple[str, list[int]]]:
    """Return what witnesses were told so far, and whom each message pinged."""
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


async def test_a_milestone_is_on_the_check_in_and_told_to_all_witnesses_at_once(
    world: World,
) -> None:
    await held(world)
    await keep(world, 6)
    seventh = said(await world.check_in(world.alice))
    at_once = news(world)
    await world.env.advance_time(HOUR)

    assert "🏅" in seventh
    assert "7 in a row" in seventh
    assert at_once == []
    ((text, pinged),) = news(world)
    assert "**7**" in text
    assert pinged == [world.bob.id, world.carol.id]


async def test_no_milestone_between_them(world: World) -> None:
    await held(world)
    await keep(world, 6)
    await world.check_in(world.alice)
    await world.env.advance_time(DAY)
    eighth = said(await world.check_in(world.alice))
    await world.env.advance_time(HOUR)

    assert "🏅" not in eighth
    assert len(news(world)) == 1


async def test_taking_it_back_and_doing_it_again_tells_it_once(world: World) -> None:
    await held(world)
    await keep(world, 6)
    for _ in range(3):
        done = await world.check_in(world.alice)
        await world.alice.click(done.followups[0], label="Undo")
    await world.env.advance_time(HOUR)
    untold = news(world)
    await world.check_in(world.alice)
    await world.env.advance_time(HOUR)
    await world.next_day()

    assert untold == []
    assert len(news(world)) == 1


async def test_a_milestone_is_told_once_for_ever(world: World) -> None:
    await held(world)
    await keep(world, 7)
    await world.next_day(4)
    await keep(world, 7)

    milestones = [text for text, _ in news(world) if text.startswith("🏅")]
    assert len(milestones) == 1


async def test_misses_of_a_week_are_told_in_one_message_in_the_morning(world: World) -> None:
    await held(world)
    await world.env.advance_time(3 * DAY - HOUR)
    before = news(world)
    await world.env.advance_time(2 * HOUR)
    first = news(world)
    await world.next_day(6)
    in_the_week = news(world)
    await world.next_day(2)

    assert before == []
    assert len(first) == len(in_the_week) == 1
    text, pinged = first[0]
    assert "Fri, Jan 2" in text
    assert pinged == [world.bob.id, world.carol.id]
    later = news(world)
    assert len(later) == 2
    assert "– and" in later[1][0]
    assert "Jan 2" not in later[1][0]


async def test_what_is_excused_frozen_or_kept_is_no_news(world: World) -> None:
    await held(world)
    await keep(world, 7)
    count = len(news(world))
    await world.ask(world.alice, "pause", goal="Run")
    await world.next_day(5)

    assert count == len(news(world)) == 1


async def test_a_completed_goal_is_told_and_then_nothing_more(world: World) -> None:
    await held(world)
    await world.ask(world.alice, "goal complete", goal="Run")
    await world.env.advance_time(HOUR)
    told = news(world)
    await world.next_day(9)

    assert len(told) == len(news(world)) == 1
    assert "completed" in told[0][0]
    assert "How’s it going?" not in told[0][0]


async def test_a_completion_that_is_taken_back_is_not_told_and_the_goal_stays_watched(
    world: World,
) -> None:
    await held(world)
    done = await world.alice.slash(world.general, "goal complete", goal="Run")
    await world.alice.click(done.followups[0], label="Undo")
    await world.env.advance_time(HOUR)
    untold = news(world)
    await world.next_day(3)

    assert untold == []
    assert len(news(world)) == 1


async def test_a_dropped_goal_and_one_without_witnesses_are_nobodys_news(world: World) -> None:
    await held(world)
    await world.declare(world.alice, "Swim")
    await world.ask(world.alice, "goal drop", goal="Run")
    await world.next_day(10)

    assert news(world) == []


async def test_a_hidden_goal_is_no_news_and_what_was_told_of_it_is_taken_down(world: World) -> None:
    await held(world)
    await keep(world, 7)
    await change(world, world.alice, visibility=["me"])
    await world.env.settle()
    await world.next_day(5)

    assert news(world) == []
    assert not any("7** times" in text for text in shown(world.general))


async def test_a_witness_who_left_is_not_pinged(world: World) -> None:
    await held(world)
    await world.declare(world.bob, "Swim")
    world.guild.remove_member(world.users["bob"])
    await world.env.settle()
    await world.next_day(3)

    assert [pinged for _, pinged in news(world)] == [[world.carol.id]]


async def test_a_deed_that_is_done_once_is_told_when_it_is_done_and_when_its_time_is_over(
    world: World,
) -> None:
    await held(world, "Essay", "once by 2026-01-03")
    await held(world, "Talk", "once by 2026-01-04")
    await world.check_in(world.alice, goal="Essay")
    await world.env.advance_time(HOUR)
    done = [text for text in shown(world.general) if "completed" in text or "is completed" in text]
    await world.next_day(8)

    assert len(done) == 1
    missed = [text for text in shown(world.general) if text.startswith("🍂")]
    assert len(missed) == 1
    assert "Talk" in missed[0]


async def test_news_wait_for_the_bot_and_are_told_once(world: World, settings: Settings) -> None:
    await held(world)
    await keep(world, 6)
    await world.check_in(world.alice)
    await world.env.bot.close()
    world.env.backend.advance_clock(HOUR)
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(61)
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(HOUR)

    assert len(news(world)) == 1


@pytest.mark.parametrize("title", ["@everyone", "<@1> **bold**", "# Heading"])
async def test_a_hostile_title_pings_and_formats_nothing(world: World, title: str) -> None:
    await held(world, title)
    await world.next_day(3)

    ((text, pinged),) = news(world)
    assert pinged == [world.bob.id, world.carol.id]
    assert "\n# " not in text


async def test_a_completion_soon_after_a_milestone_is_told_too(world: World) -> None:
    await held(world)
    await keep(world, 6)
    await world.check_in(world.alice)
    await world.env.advance_time(600)
    await world.ask(world.alice, "goal complete", goal="Run")
    await world.next_day(2)

    told = "\n".join(text for text, _ in news(world))
    assert "7**" in told
    assert "completed" in told


async def test_a_goal_that_completes_itself_is_told(world: World) -> None:
    await held(world, schedule="daily until 2026-01-05")
    await keep(world, 5)
    await world.next_day(9)

    told = [text for text, _ in news(world)]
    assert len(told) == 1
    assert "completed" in told[0]


async def test_a_goal_of_which_nothing_was_kept_is_not_celebrated(world: World) -> None:
    await held(world, schedule="daily until 2026-01-05")
    await world.next_day(20)

    assert not any("completed" in text for text, _ in news(world))


async def test_a_milestone_whose_channel_is_gone_is_told_where_the_goal_stands(
    world: World,
) -> None:
    side = world.guild.create_text_channel("side")
    await held(world)
    await keep(world, 6)
    await world.alice.slash(side, "checkin")
    world.env.backend.delete_channel(side.id)
    await world.env.advance_time(HOUR)

    assert len(news(world)) == 1


async def test_a_witness_without_goals_who_left_is_not_pinged_and_with_the_last_one_it_ends(
    world: World,
) -> None:
    await held(world)
    world.guild.remove_member(world.users["bob"])
    await world.env.settle()
    await world.next_day(3)
    with_carol = [pinged for _, pinged in news(world)]
    world.guild.remove_member(world.users["carol"])
    await world.env.settle()
    await world.next_day(20)

    assert with_carol == [[world.carol.id]]
    assert len(news(world)) == 1


async def test_all_of_many_witnesses_are_told(world: World) -> None:
    await world.env.advance_time(120)
    card = (await world.declare(world.alice)).response
    for number in range(30):
        await world.guild.add_member(world.env.create_user(f"w{number}")).click(
            card, label="Hold me to it"
        )
    await world.next_day(4)

    assert [len(pinged) for _, pinged in news(world)] == [30]


async def test_misses_are_told_by_day_where_the_server_is_and_not_at_the_owners_midnight(
    world: World,
) -> None:
    await world.ask(world.alice, "timezone", zone="Asia/Tokyo")
    await held(world)
    await world.env.advance_time(3 * DAY - HOUR)
    early = len(news(world))
    await world.env.advance_time(2 * HOUR)

    assert early == 0
    assert len(news(world)) == 1


async def test_a_witness_of_a_goal_that_was_only_shown_is_told_where_it_was(world: World) -> None:
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.guild.default_role: World.read_only}
    )
    declared = await world.alice.slash(quiet, "goal declare", goal="Run", schedule="daily")
    card = await world.alice.slash(world.general, "goal show", goal="Run")
    await world.bob.click(card.response, label="Hold me to it")
    await world.next_day(4)

    assert declared.response.ephemeral
    assert [pinged for _, pinged in news(world)] == [[world.bob.id]]
