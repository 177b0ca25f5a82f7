"""/pause: pausing goals."""

import pytest

from accountabot.bot import Accountabot
from tests.stories.goals.pauses import RUN, keep, set_zone, without_freezes
from tests.stories.test_hostile_text import HOSTILE
from tests.world import DAY, GREETINGS, HOUR, World, said, shown, streak_in


async def test_a_pause_is_public_with_its_reason_and_day_of_return(world: World) -> None:
    await world.declare(world.alice)

    answer = await world.alice.slash(
        world.general, "pause", goal="Run", until="Monday", reason="a *cold*"
    )

    assert not answer.ephemeral
    assert f"{world.alice.mention} paused {RUN} until **Mon, Jan 5**" in said(answer)
    assert "Back on Mon, Jan 5" in said(answer)
    assert "> \u2068a \\*cold\\*\u2069" in said(answer)
    assert answer.followups[0].ephemeral
    assert "Undo" in said(answer)


async def test_a_pause_without_an_end_lasts_until_resumed(world: World) -> None:
    await keep(world, 2)

    answer = await world.ask(world.alice, "pause", goal="Run")
    await world.env.advance_time(20 * DAY)

    assert "paused **\u2068Run\u2069** for now" in answer
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")
    assert "paused" in await world.ask(world.alice, "goal list")


async def test_a_day_in_another_year_is_shown_with_its_year(world: World) -> None:
    await world.declare(world.alice)

    assert "until **Thu, Jan 7, 2027**" in await world.ask(
        world.alice, "pause", goal="Run", until="2027-01-07"
    )


async def test_the_day_of_return_is_in_the_members_zone(world: World, bot: Accountabot) -> None:
    await set_zone(world, bot, "Pacific/Auckland")
    await world.declare(world.alice)
    await world.env.advance_time(11 * HOUR)  # 20:00 on the 1st in UTC, 09:00 on the 2nd in Auckland

    begun = await world.ask(world.alice, "pause", goal="Run", until="2026-01-02")
    until = await world.ask(world.alice, "pause", goal="Run", until="tomorrow")
    await world.env.advance_time(14 * HOUR)  # 23:00 on the 2nd
    still = await world.ask(world.alice, "goal list")
    await world.env.advance_time(HOUR)
    back = await world.ask(world.alice, "goal list")

    assert "Fri, Jan 2, 2026" in begun
    assert "until **Sat, Jan 3**" in until
    assert "paused" in still
    assert "due today" in back


async def test_all_active_goals_are_paused_at_once_and_ten_are_named(world: World) -> None:
    for number in range(12):
        await world.declare(world.alice, f"Goal {number}")
    await world.alice.slash(world.general, "pause", goal="Goal 0")
    await world.declare(world.bob, "Bob's own")

    answer = await world.ask(world.alice, "pause", until="Friday")

    assert "paused **11 goals** until **Fri, Jan 2**" in answer
    assert answer.count("- \u2068Goal") == 10
    assert "and 1 more" in answer
    assert "Bob" not in answer
    assert "paused" not in await world.ask(world.bob, "goal list")


@pytest.mark.parametrize(
    ("reason", "told"),
    [("***", "any text in your reason"), ("\u200b", "visible characters")],
)
@pytest.mark.parametrize("command", ["pause", "skip"])
async def test_an_empty_reason_is_refused(
    world: World, command: str, reason: str, told: str
) -> None:
    await world.declare(world.alice)

    assert told in await world.ask(world.alice, command, goal="Run", reason=reason)
    assert "due today" in await world.ask(world.alice, "goal list")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_pings_no_one_and_breaks_nothing(world: World, text: str) -> None:
    await world.use(world.alice, "goal declare", goal=text, schedule="daily")
    await world.declare(world.alice, "Run")
    for command, options in (
        ("pause", {"reason": text, "until": text}),
        ("pause", {"reason": text}),
        ("resume", {}),
    ):
        await world.use(world.alice, command, **options)
    skipped = await world.use(world.alice, "skip", goal="Run", reason=text)
    if "Tell everyone" in said(skipped):
        await world.alice.click(skipped.response, label="Tell everyone")
    await world.use(world.alice, "pause", goal=text)

    assert not any(world.pings()[GREETINGS:])
    assert all("\n# Heading" not in shown_text for shown_text in shown(world.general))


async def test_a_paused_goal_is_not_paused_again(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.alice.slash(world.general, "pause", goal="Run", until="Monday")
    await world.alice.slash(world.general, "pause", goal="Read")

    run = await world.alice.slash(world.general, "pause", goal="Run", until="Tuesday")
    read = await world.ask(world.alice, "pause", goal="Read")
    everything = await world.ask(world.alice, "pause")

    assert run.ephemeral
    assert "already paused until Mon, Jan 5, 2026" in said(run)
    assert "already paused, with no end date" in read
    assert "All your goals are already paused" in everything


async def test_an_active_goal_is_not_resumed(world: World) -> None:
    await world.declare(world.alice)

    named = await world.alice.slash(world.general, "resume", goal="Run")
    everything = await world.ask(world.alice, "resume")

    assert named.ephemeral
    assert f"{RUN} isn’t paused" in said(named)
    assert "None of your goals are paused" in everything


async def test_a_pause_ends_automatically_on_its_day(world: World) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "pause", goal="Run", until="tomorrow")

    await world.env.advance_time(15 * HOUR)

    assert "due today" in await world.ask(world.alice, "goal list")
    assert "isn’t paused" in await world.ask(world.alice, "resume", goal="Run")


@pytest.mark.parametrize("command", ["pause", "resume", "skip"])
@pytest.mark.parametrize("typed", ["Fly", "2", "0", "-1", "' OR 1=1 --"])
async def test_only_the_members_own_goals_are_found_and_offered(
    world: World, command: str, typed: str
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Fly")

    answer = await world.alice.slash(world.general, command, goal=typed)

    assert answer.ephemeral
    assert "Run" in said(answer)
    assert "Fly" not in said(answer).partition("What you typed")[0]
    assert "due today" in await world.ask(world.bob, "goal list")


@pytest.mark.parametrize("command", ["pause", "resume", "skip"])
async def test_a_member_without_goals_is_shown_how_to_begin(world: World, command: str) -> None:
    none = await world.ask(world.alice, command)
    await world.alice.submit_modal(await world.declare(world.alice, "Essay", "once"), {"text": ""})
    await world.check_in(world.alice)
    done = await world.ask(world.alice, command)
    named = await world.ask(world.alice, command, goal="Essay")

    assert "no goals here yet" in none
    assert "no active goals" in done
    assert "no active goals" in named


async def test_an_undone_pause_has_no_effect(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    await keep(world, 2)
    await world.alice.slash(world.general, "pause", goal="Run")

    answer = await world.ask(world.alice, "undo")
    await world.next_day(2)

    assert "continues as if it had never been paused" in answer
    assert "Undone" in shown(world.general)[-1]
    assert "**Current streak**" not in await world.ask(world.alice, "streak")


@pytest.mark.parametrize("how", ["command", "button"])
async def test_a_pause_of_all_goals_is_undone_as_one(world: World, how: str) -> None:
    for title in ("Run", "Read"):
        await world.declare(world.alice, title)
    paused = await world.alice.slash(world.general, "pause")

    if how == "command":
        answer = await world.alice.slash(world.general, "undo")
    else:
        answer = await world.alice.click(paused.followups[0], label="Undo")
    again = await world.ask(world.alice, "undo")

    assert "2 goals continue" in said(answer)
    assert "paused" not in await world.ask(world.alice, "goal list")
    assert sum("paused **" in text for text in shown(world.general)) == 0
    assert "as if you’d never declared" in again


async def test_a_pause_moves_the_deadline_of_a_one_time_goal_by_its_length(world: World) -> None:
    await world.alice.submit_modal(
        await world.declare(world.alice, "Essay", "once"), {"text": "2026-01-02 12:00"}
    )
    paused = await world.ask(world.alice, "pause", goal="Essay")
    await world.next_day(3)
    await world.alice.slash(world.general, "resume")
    await world.env.advance_time(26 * HOUR)  # 11:00 on the 5th; the deadline is noon

    answer = await world.ask(world.alice, "checkin", goal="Essay")

    assert "The deadline is extended" in paused
    assert "🎉" in answer
    assert "late" not in answer.casefold()


async def test_the_goals_of_a_member_who_left_are_paused_until_they_return(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await keep(world, 2)

    world.guild.remove_member(world.alice)
    await world.env.settle()
    await world.next_day(5)
    world.join("alice")
    await world.env.settle()

    assert "**Current streak** 2" in await world.ask(world.alice, "streak")
    assert streak_in(await world.ask(world.alice, "checkin")) == 3
    await world.next_day(3)
    assert "**Current streak**" not in await world.ask(world.alice, "streak")


@pytest.mark.parametrize("command", ["pause", "skip", "checkin", "resume"])
async def test_a_member_who_returned_unseen_is_back_with_their_next_action(
    world: World, command: str
) -> None:
    await keep(world, 2)
    model = world.guild._guild.members[world.alice.id]
    world.guild.remove_member(world.alice)
    await world.env.settle()
    await world.next_day(5)
    world.guild._guild.members[world.alice.id] = model

    answer = await world.ask(world.alice, command, goal="Run")

    assert "**Current streak** " + ("3" if command == "checkin" else "2") in await world.ask(
        world.alice, "streak"
    )
    assert "Run" in answer
    assert ("paused" in await world.ask(world.alice, "goal list")) == (command == "pause")


async def test_an_interaction_that_is_delivered_twice_acts_once(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    for command, options in (("pause", {}), ("resume", {}), ("skip", {"goal": "Run"})):
        await world.alice.slash(world.general, command, **options)
        await world.deliver_again()

    assert sum("paused **" in text for text in shown(world.general)) == 1
    assert sum("2 goals" in text for text in shown(world.general)) == 2
    assert "is no longer skipped" in await world.ask(world.alice, "undo")
    assert "2 goals are paused again" in await world.ask(world.alice, "undo")
    assert all("DuplicateInteraction" in str(error) for error in world.env.errors)


async def test_autocomplete_offers_only_goals_that_the_command_applies_to(world: World) -> None:
    for title in ("Run", "Read", "Rest"):
        await world.declare(world.alice, title)
    await world.declare(world.alice, "Row", "weekly on tue")
    await world.alice.slash(world.general, "pause", goal="Rest")
    await world.check_in(world.alice, goal="Read")

    async def offered(command: str) -> list[str]:
        return [
            c["name"] for c in await world.alice.autocomplete(world.general, command, "goal", "r")
        ]

    assert await offered("pause") == ["Run", "Read", "Row"]
    assert await offered("resume") == ["Rest"]
    assert await offered("skip") == ["Run"]
    assert await world.bob.autocomplete(world.general, "resume", "goal", "") == []


async def test_the_goals_card_follows_a_pause(world: World) -> None:
    await world.declare(world.alice)

    await world.alice.slash(world.general, "pause", goal="Run", until="Monday")
    await world.env.advance_time(1)

    assert "Paused" in next(text for text in shown(world.general) if "’s promise" in text)
