"""/goal complete and drop: ending a goal early."""

from datetime import UTC, datetime

import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import change, days, record, without_freezes
from tests.stories.goals.pauses import RUN, keep
from tests.stories.test_hostile_text import HOSTILE
from tests.world import GREETINGS, HOUR, World, said, shown


async def test_completing_a_goal_posts_a_celebration_with_its_numbers(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await keep(world, 2)
    await world.next_day()
    await world.check_in(world.alice)  # Sat is missed, or will be
    await world.next_day()
    await world.check_in(world.alice)

    answer = await world.alice.slash(
        world.general, "goal complete", goal="Run", note="what a *ride*"
    )

    assert not answer.ephemeral
    assert world.alice.mention in said(answer)
    assert RUN in said(answer)
    assert "> \u2068what a \\*ride\\*\u2069" in said(answer)
    assert "**Current streak** 2" in said(answer)
    assert "**Longest streak** 2" in said(answer)
    assert "**Kept** 4 of 5" in said(answer)
    assert "Cheer" in said(answer)
    assert answer.followups[0].ephemeral
    assert "Undo" in said(answer)


async def test_the_celebration_can_be_cheered(world: World) -> None:
    await world.declare(world.alice)
    feast = await world.alice.slash(world.general, "goal complete", goal="Run")

    answer = await world.bob.click(feast.response, label="Cheer")

    assert answer.ephemeral
    assert "👏" in said(answer)


async def test_a_one_time_goal_is_completed_by_its_check_in(world: World) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-05")

    answer = await world.alice.slash(world.general, "goal complete", goal="Essay", note="at last")

    assert "🎉" in said(answer)
    assert "at last" in said(answer)
    assert "checked in for Thu, Jan 1" in await record(world, "Essay")
    assert "no longer counts" in await world.ask(world.alice, "undo")
    assert "once, by" in await world.ask(world.alice, "goal list")


async def test_a_kept_goal_that_became_a_one_time_goal_can_still_be_completed(
    world: World,
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.env.advance_time(HOUR)
    await change(world, world.alice, sentence="Run just once")
    await world.env.advance_time(60)

    answer = await world.alice.slash(world.general, "goal complete", goal="Run")

    assert not answer.ephemeral
    assert "✅" in await world.ask(world.alice, "goal list")


async def test_dropping_a_goal_is_public_with_its_reason_and_kind(world: World) -> None:
    await keep(world, 2)

    answer = await world.alice.slash(world.general, "goal drop", goal="Run", reason="my *knee*")

    assert not answer.ephemeral
    assert RUN in said(answer)
    assert "> \u2068my \\*knee\\*\u2069" in said(answer)
    assert "Dropping a goal doesn’t count as a miss" in said(answer)
    assert "dropped, which doesn’t count as a miss · “\u2068my \\*knee\\*\u2069”" in await record(
        world
    )


@pytest.mark.parametrize("command", ["complete", "drop"])
async def test_the_open_period_at_the_end_is_not_judged(world: World, command: str) -> None:
    await keep(world, 2)  # Thu and Fri; Sat is open
    await world.alice.slash(world.general, f"goal {command}", goal="Run")
    await world.next_day(3)

    told = await days(world)

    assert "⏹️ **Sat, Jan 3** · not judged" in told
    assert "missed" not in told
    assert "**Kept** 2 of 2" in told


@pytest.mark.parametrize("command", ["complete", "drop"])
async def test_the_pending_period_at_the_end_can_still_be_kept(
    world: World, bot: Accountabot, command: str
) -> None:
    await without_freezes(world, bot)
    await keep(world, 2)
    await world.next_day()  # nothing on Sat; it is Sunday
    await world.alice.slash(world.general, f"goal {command}", goal="Run")

    answer = await world.check_in(world.alice, goal="Run", date="yesterday")

    assert "⏰" in said(answer)
    assert "⏰ **Sat, Jan 3** · late" in await days(world)


async def test_the_pending_period_at_the_end_is_missed_if_not_kept(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await keep(world, 2)
    await world.next_day()
    await world.alice.slash(world.general, "goal drop", goal="Run")
    await world.next_day()

    assert "⬜ **Sat, Jan 3** · missed" in await days(world)


@pytest.mark.parametrize(("command", "mark"), [("complete", "🎉"), ("drop", "🍂")])
async def test_the_card_of_an_ended_goal_keeps_only_the_why_button(
    world: World, command: str, mark: str
) -> None:
    await world.declare(world.alice)
    await world.bob.click(world.general.history()[GREETINGS], label="Hold me to it")
    await world.env.advance_time(2 * HOUR)

    await world.alice.slash(world.general, f"goal {command}", goal="Run")

    card = shown(world.general)[GREETINGS]
    assert f"### {mark} \u2068Run\u2069" in card
    assert "Why?" in card
    assert "Check in" not in card
    assert "Hold me to it" not in card


async def test_lists_leaderboards_and_help_reflect_an_ended_goal(world: World) -> None:
    await keep(world, 2)
    await world.declare(world.alice, "Walk")
    await world.alice.slash(world.general, "goal complete", goal="Run")
    await world.alice.slash(world.general, "goal drop", goal="Walk")

    listed = await world.ask(world.bob, "goal list", member=world.alice)

    assert "completed" in listed
    assert "dropped" in listed
    assert "due today" not in listed
    assert "No streaks yet" in await world.ask(world.bob, "streak", member=world.alice)
    assert "Nobody has a streak" in await world.ask(world.bob, "leaderboard")
    assert "Name one thing" in await world.ask(world.alice, "help")
    assert not await world.alice.autocomplete(world.general, "checkin", "goal", "")


@pytest.mark.parametrize(
    ("command", "word"), [("complete", "already completed"), ("drop", "already dropped")]
)
async def test_a_goal_ends_once(world: World, command: str, word: str) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, f"goal {command}", goal="Run")
    await world.deliver_again()

    again = await world.alice.slash(world.general, "goal drop", goal="Run")
    other = await world.ask(world.alice, "goal complete", goal="Run")

    assert again.ephemeral
    assert word in said(again)
    assert word in other
    assert (await record(world)).count("Jan 1") == 2
    assert all(
        "DuplicateInteraction" in str(error) or "edit-" in str(error) for error in world.env.errors
    )


@pytest.mark.parametrize("command", ["complete", "drop"])
async def test_an_undone_end_has_no_effect(world: World, settings: Settings, command: str) -> None:
    await keep(world, 2)
    ended = await world.alice.slash(world.general, f"goal {command}", goal="Run")
    await world.env.restart_bot(create_bot(settings))

    answer = await world.alice.click(ended.followups[0], label="Undo")
    await world.check_in(world.alice)

    assert f"{RUN} is back on" in said(answer)
    assert "**Current streak** 3" in await world.ask(world.alice, "streak")
    assert "Undone" in shown(world.general)[-2]
    await world.env.advance_time(120)
    assert "Check in" in shown(world.general)[GREETINGS]


async def test_only_the_owner_can_end_a_running_goal(world: World) -> None:
    await world.declare(world.alice)
    await world.declare(world.bob, "Essay", "once by 2026-01-01 17:00")

    bobs = await world.ask(world.bob, "goal drop", goal="Run")
    await world.env.advance_time(33 * HOUR)
    over = await world.ask(world.bob, "goal complete", goal="Essay")

    assert "Essay" in bobs
    assert "has ended" in over
    assert "due today" in await world.ask(world.alice, "goal list")


async def test_an_end_is_recorded_even_if_the_member_can_not_write_here(world: World) -> None:
    await world.declare(world.alice)
    silent = world.guild.create_text_channel(
        "silent", overwrites={world.guild.default_role: world.read_only}
    )

    dropped = await world.alice.slash(silent, "goal drop", goal="Run")

    assert dropped.ephemeral
    assert "You can’t post in this channel" in said(dropped)
    assert "dropped" in await world.ask(world.alice, "goal list")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_reasons_ping_no_one(world: World, text: str) -> None:
    for goal, command, words in (("Run", "drop", "reason"), ("Walk", "complete", "note")):
        await world.declare(world.alice, goal)
        await world.use(world.alice, f"goal {command}", goal=goal, **{words: text})

    assert not any(world.pings()[GREETINGS:])


async def test_an_invisible_reason_does_not_end_the_goal(world: World) -> None:
    await world.declare(world.alice)

    answer = await world.ask(world.alice, "goal drop", goal="Run", reason="\u200b")

    assert "any text in your reason" in answer
    assert "due today" in await world.ask(world.alice, "goal list")


async def test_the_celebration_mentions_a_moved_deadline(
    world: World,
) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-05")
    await world.env.advance_time(HOUR)
    await change(world, world.alice, "Essay", until="2026-01-07 12:00")
    noon = int(datetime(2026, 1, 7, 12, tzinfo=UTC).timestamp())

    await world.alice.slash(world.general, "goal complete", goal="Essay")

    assert f"to <t:{noon}:F>, 4 days before it was due" in await record(world, "Essay")
