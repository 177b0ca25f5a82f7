"""Rest from goals: pauses, and days that are skipped."""

import pytest
from discord.utils import utcnow

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import (
    Action,
    InteractionId,
    Member,
    MemberId,
    RecordId,
    ServerId,
)
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import pauses
from accountabot.services.people import preferences
from accountabot.services.server import judging_rules
from tests.stories.test_hostile_text import HOSTILE
from tests.world import DAY, GREETINGS, HOUR, World, said, shown

RUN = "**\u2068Run\u2069**"


def action(world: World, who: object, source: int = 1) -> Action:
    """Return an action of someone's, now."""
    return Action(
        Member(ServerId(world.guild.id), MemberId(who.id)), utcnow(), InteractionId(source)
    )


async def live_in(world: World, bot: Accountabot, zone: str) -> None:
    """Let alice live somewhere."""
    await bot.database.write(preferences.set_zone, action(world, world.alice), zone)


async def without_freezes(world: World, bot: Accountabot) -> None:
    await bot.database.write(
        judging_rules.set_freezes, action(world, world.alice), FreezeRule(0, 0)
    )


async def keep(world: World, days: int) -> None:
    """Let alice declare a daily goal and keep it for some days; it ends on the next, with nothing done."""
    await world.declare(world.alice)
    for _ in range(days):
        await world.check_in(world.alice)
        await world.next_day()


async def test_a_pause_is_public_names_the_day_one_is_back_and_says_why(world: World) -> None:
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


async def test_a_pause_without_a_day_lasts_until_further_notice(world: World) -> None:
    await keep(world, 2)

    answer = await world.ask(world.alice, "pause", goal="Run")
    await world.env.advance_time(20 * DAY)

    assert "until further notice" in answer
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")
    assert "paused" in await world.ask(world.alice, "goal list")


async def test_a_day_of_another_year_is_named_with_it(world: World) -> None:
    await world.declare(world.alice)

    assert "until **Thu, Jan 7, 2027**" in await world.ask(
        world.alice, "pause", goal="Run", until="2027-01-07"
    )


async def test_the_day_one_is_back_is_one_where_one_lives(world: World, bot: Accountabot) -> None:
    await live_in(world, bot, "Pacific/Auckland")
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


async def test_everything_that_goes_is_paused_at_one_stroke_and_ten_are_named(world: World) -> None:
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
    ("until", "understood"),
    [
        ("yesterday", "Wed, Dec 31, 2025"),
        ("today", "Thu, Jan 1, 2026"),
        ("2025-12-24", "Wed, Dec 24, 2025"),
        ("in 2 hours", "Thu, Jan 1, 2026"),
        ("<t:0>", "Thu, Jan 1, 1970"),
    ],
)
async def test_nobody_pauses_backwards(world: World, until: str, understood: str) -> None:
    await world.declare(world.alice)

    answer = await world.alice.slash(world.general, "pause", goal="Run", until=until)

    assert answer.ephemeral
    assert understood in said(answer)
    assert "like `Friday` or `2026-12-24`" in said(answer)
    assert "due today" in await world.ask(world.alice, "goal list")


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("soon", "I read **\u2068soon\u2069**"),
        ("12", "I read"),
        ("x" * 4000, "I read"),
        ("@everyone", "I read"),
        ("2099-01-01", "more than ten years away"),
        ("9999-12-31", "I read"),
    ],
)
async def test_a_day_that_can_not_be_meant_is_refused_with_a_way_on(
    world: World, until: str, told: str
) -> None:
    await world.declare(world.alice)

    answer = await world.alice.slash(world.general, "pause", goal="Run", until=until)

    assert answer.ephemeral
    assert told in said(answer)
    assert "2026-12-24" in said(answer)
    assert len(said(answer)) < 300


@pytest.mark.parametrize(
    ("reason", "told"), [("***", "visible characters"), ("x" * 301, "301 characters")]
)
@pytest.mark.parametrize("command", ["pause", "skip"])
async def test_a_reason_that_says_nothing_or_too_much_is_refused(
    world: World, command: str, reason: str, told: str
) -> None:
    await world.declare(world.alice)

    assert told in await world.ask(world.alice, command, goal="Run", reason=reason)
    assert "due today" in await world.ask(world.alice, "goal list")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_pings_no_one_and_breaks_nothing(world: World, text: str) -> None:
    await world.declare(world.alice, text)
    await world.declare(world.alice, "Run")
    for command, options in (
        ("pause", {"reason": text, "until": text}),
        ("pause", {"reason": text}),
        ("resume", {}),
    ):
        await world.alice.slash(world.general, command, **options)
    skipped = await world.alice.slash(world.general, "skip", goal="Run", reason=text)
    if "Tell everyone" in said(skipped):
        await world.alice.click(skipped.response, label="Tell everyone")
    await world.alice.slash(world.general, "pause", goal=text)

    assert not any(world.pinged()[GREETINGS:])
    assert all("\n# Heading" not in shown_text for shown_text in shown(world.general))


async def test_what_is_paused_is_not_paused_again(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.alice.slash(world.general, "pause", goal="Run", until="Monday")
    await world.alice.slash(world.general, "pause", goal="Read")

    run = await world.alice.slash(world.general, "pause", goal="Run", until="Tuesday")
    read = await world.ask(world.alice, "pause", goal="Read")
    everything = await world.ask(world.alice, "pause")

    assert run.ephemeral
    assert "already paused until Mon, Jan 5, 2026" in said(run)
    assert "already paused until further notice" in read
    assert "All your goals are already paused" in everything


async def test_what_is_not_paused_is_not_resumed(world: World) -> None:
    await world.declare(world.alice)

    named = await world.alice.slash(world.general, "resume", goal="Run")
    everything = await world.ask(world.alice, "resume")

    assert named.ephemeral
    assert f"{RUN} isn’t paused" in said(named)
    assert "None of your goals are paused" in everything


async def test_a_pause_whose_day_has_come_is_over_by_itself(world: World) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "pause", goal="Run", until="tomorrow")

    await world.env.advance_time(15 * HOUR)

    assert "due today" in await world.ask(world.alice, "goal list")
    assert "isn’t paused" in await world.ask(world.alice, "resume", goal="Run")


async def test_resuming_is_public_and_says_what_is_next(world: World) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.next_day(3)

    answer = await world.alice.slash(world.general, "resume", goal="Run")

    assert not answer.ephemeral
    assert world.alice.mention in said(answer)
    assert RUN in said(answer)
    assert "Sun, Jan 4" in said(answer)
    assert "due today" in await world.ask(world.alice, "goal list")


async def test_everything_that_rests_is_resumed_at_one_stroke(world: World) -> None:
    for title in ("Run", "Read", "Swim"):
        await world.declare(world.alice, title)
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.alice.slash(world.general, "pause", goal="Read", until="Monday")

    answer = await world.ask(world.alice, "resume")

    assert "is back at it with **2 goals**" in answer
    assert "Swim" not in answer
    assert "paused" not in await world.ask(world.alice, "goal list")


@pytest.mark.parametrize("command", ["pause", "resume", "skip"])
@pytest.mark.parametrize("typed", ["Fly", "2", "0", "-1", "' OR 1=1 --"])
async def test_a_goal_that_is_not_ones_own_is_not_found_and_ones_own_are_offered(
    world: World, command: str, typed: str
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Fly")

    answer = await world.alice.slash(world.general, command, goal=typed)

    assert answer.ephemeral
    assert "Run" in said(answer)
    assert "Fly" not in said(answer)
    assert "due today" in await world.ask(world.bob, "goal list")


@pytest.mark.parametrize("command", ["pause", "resume", "skip"])
async def test_who_has_nothing_going_is_told_how_to_begin(world: World, command: str) -> None:
    none = await world.ask(world.alice, command)
    await world.alice.submit_modal(await world.declare(world.alice, "Essay", "once"), {"text": ""})
    await world.check_in(world.alice)
    done = await world.ask(world.alice, command)
    named = await world.ask(world.alice, command, goal="Essay")

    assert "no goals here yet" in none
    assert "no active goals" in done
    assert "no active goals" in named


async def test_a_check_in_on_a_paused_goal_resumes_it_and_says_so(world: World) -> None:
    await keep(world, 2)
    await world.alice.slash(world.general, "pause", goal="Run", until="Friday")
    await world.next_day(2)

    answer = await world.ask(world.alice, "checkin", goal="Run")
    await world.next_day()

    assert "This goal was paused" in answer
    assert "**Current streak** 3" in answer
    assert "isn’t paused" in await world.ask(world.alice, "resume", goal="Run")
    assert "due today" in await world.ask(world.alice, "goal list")


async def test_a_check_in_that_resumed_is_taken_back_and_the_goal_rests_again(world: World) -> None:
    await keep(world, 2)
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.next_day(2)
    await world.check_in(world.alice, goal="Run")

    answer = await world.ask(world.alice, "undo")
    await world.next_day(3)

    assert "no longer counts" in answer
    assert "It’s paused again" in answer
    assert "paused" in await world.ask(world.alice, "goal list")
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")


async def test_a_pause_taken_back_is_as_if_it_had_not_been(world: World) -> None:
    await keep(world, 2)
    await world.alice.slash(world.general, "pause", goal="Run")

    answer = await world.ask(world.alice, "undo")
    await world.next_day(2)

    assert "continues as if it had never been paused" in answer
    assert "Undone" in shown(world.general)[-1]
    assert "**Current streak** 0" in await world.ask(world.alice, "streak")


@pytest.mark.parametrize("how", ["command", "button"])
async def test_a_pause_of_everything_is_taken_back_as_one(world: World, how: str) -> None:
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
    assert "no longer declared" in again


async def test_resuming_is_taken_back_and_the_pause_goes_on(world: World) -> None:
    await keep(world, 2)
    await world.alice.slash(world.general, "pause", goal="Run", until="2026-01-10")
    await world.next_day()
    resumed = await world.alice.slash(world.general, "resume")

    answer = await world.alice.click(resumed.followups[0], label="Undo")
    await world.next_day(3)

    assert f"{RUN} is paused again" in said(answer)
    assert "already paused until Sat, Jan 10, 2026" in await world.ask(
        world.alice, "pause", goal="Run"
    )
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")


async def test_a_check_in_taken_back_leaves_what_was_resumed_after_it(world: World) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "pause", goal="Run")
    checked_in = await world.check_in(world.alice, goal="Run")
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.env.advance_time(60)
    await world.alice.slash(world.general, "resume", goal="Run")

    answer = await world.alice.click(checked_in.followups[0], label="Undo")

    assert "paused again" not in said(answer)
    assert "due today" in await world.ask(world.alice, "goal list")


async def test_a_pause_moves_the_deadline_of_what_is_done_once_by_its_length(world: World) -> None:
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


async def test_the_goals_of_who_left_rest_until_they_are_back(world: World) -> None:
    await keep(world, 2)

    world.guild.remove_member(world.alice)
    await world.env.settle()
    await world.next_day(5)
    world.join("alice")
    await world.env.settle()

    assert "**Current streak** 2" in await world.ask(world.alice, "streak")
    assert "**Current streak** 3" in await world.ask(world.alice, "checkin")
    await world.next_day(3)
    assert "**Current streak** 0" in await world.ask(world.alice, "streak")


@pytest.mark.parametrize("command", ["pause", "skip", "checkin", "resume"])
async def test_who_came_back_unseen_is_here_as_soon_as_they_act(world: World, command: str) -> None:
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


async def test_what_is_delivered_twice_is_done_once(world: World) -> None:
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


async def test_autocomplete_offers_what_can_be_paused_resumed_and_skipped(world: World) -> None:
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


async def test_a_skip_is_between_the_two_of_us_and_says_what_it_costs(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await keep(world, 3)
    before = len(shown(world.general))

    answer = await world.alice.slash(world.general, "skip", goal="Run", reason="long day")

    assert answer.ephemeral
    assert "Your streak of 3 ends here – unless you do it after all" in said(answer)
    assert len(shown(world.general)) == before
    assert "**Current streak** 0 · **Longest streak** 3" in await world.ask(world.alice, "streak")


async def test_a_skip_of_the_first_day_costs_nothing(world: World) -> None:
    await world.declare(world.alice)

    assert "couldn’t be missed anyway, so this costs nothing" in await world.ask(
        world.alice, "skip"
    )


async def test_a_skip_while_yesterday_is_open_is_settled_with_it(world: World) -> None:
    await keep(world, 2)
    await world.next_day()

    assert "An earlier day is still open" in await world.ask(world.alice, "skip")
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")
    assert "**Current streak** 0" in await _after(world, 1)


async def _after(world: World, days: int) -> str:
    await world.next_day(days)
    return await world.ask(world.alice, "streak")


async def test_a_check_in_the_next_day_still_supersedes_a_skip(world: World) -> None:
    await keep(world, 2)
    await world.alice.slash(world.general, "skip")
    await world.next_day()

    answer = await world.check_in(world.alice, date="yesterday")

    assert "**Current streak** 3" in said(answer)


async def test_a_skip_taken_back_leaves_the_day_open(world: World) -> None:
    await keep(world, 2)
    skipped = await world.alice.slash(world.general, "skip")

    answer = await world.alice.click(skipped.response, label="Undo")

    assert f"{RUN} is no longer skipped" in said(answer)
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")
    assert "due today" in await world.ask(world.alice, "goal list")


async def test_everyone_is_told_of_a_skip_only_where_its_owner_wants_it_and_once(
    world: World,
) -> None:
    await world.declare(world.alice)
    skipped = await world.alice.slash(world.general, "skip", reason="long @everyone day")

    told = await world.alice.click(skipped.response, label="Tell everyone")
    at_once = await world.alice.click(skipped.response, label="Tell everyone")
    await world.env.advance_time(60)
    later = await world.alice.click(skipped.response, label="Tell everyone")

    assert not told.ephemeral
    assert "Thu, Jan 1" in said(told)
    assert "long" in said(told)
    assert not world.pinged()[-1]
    for again in (at_once, later):
        assert again.ephemeral
        assert "already been told" in said(again)


async def test_a_skip_that_everyone_knows_of_is_taken_back_in_public_too(world: World) -> None:
    await world.declare(world.alice)
    skipped = await world.alice.slash(world.general, "skip")
    await world.alice.click(skipped.response, label="Tell everyone")

    await world.alice.slash(world.general, "undo")
    answer = await world.alice.click(skipped.response, label="Tell everyone")

    assert "Undone" in shown(world.general)[-1]
    assert "was undone" in said(answer)


async def test_the_buttons_under_a_skip_work_after_a_restart(
    world: World, settings: Settings
) -> None:
    await world.declare(world.alice)
    skipped = await world.alice.slash(world.general, "skip")

    await world.env.restart_bot(create_bot(settings))
    told = said(await world.alice.click(skipped.response, label="Tell everyone"))
    undone = said(await world.alice.click(skipped.response, label="Undo"))

    assert RUN in told
    assert "is no longer skipped" in undone


async def test_nobody_tells_what_another_skipped(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "skip")

    for entry in (1, 2, 3):
        with pytest.raises(Refusal, match="skip-gone"):
            await bot.database.write(
                pauses.load_announcement, action(world, world.bob), RecordId(entry)
            )


async def test_who_may_not_write_here_is_told_that_nobody_else_sees_it(world: World) -> None:
    await world.declare(world.alice)
    hall = world.guild.create_text_channel(
        "hall", overwrites={world.guild.default_role: world.read_only}
    )

    paused = await world.alice.slash(hall, "pause")
    resumed = await world.alice.slash(hall, "resume")
    skipped = await world.alice.slash(hall, "skip")
    told = await world.alice.click(skipped.response, label="Tell everyone")

    for answer in (paused, resumed, told):
        assert answer.ephemeral
        assert "You can’t post in this channel" in said(answer)


async def test_a_day_is_skipped_once(world: World) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "skip", goal="Run")

    assert "already skipped **\u2068Run\u2069** today" in await world.ask(
        world.alice, "skip", goal="Run"
    )
    assert "None of your goals are due today" in await world.ask(world.alice, "skip")


async def test_only_what_is_due_today_is_skipped(world: World) -> None:
    await world.declare(world.alice, "Swim", "weekly on tue")
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Rest")
    await world.check_in(world.alice, goal="Run")
    await world.alice.slash(world.general, "pause", goal="Rest")

    assert "isn’t due today" in await world.ask(world.alice, "skip", goal="Swim")
    assert "You’ve already checked in on" in await world.ask(world.alice, "skip", goal="Run")
    assert "is paused" in await world.ask(world.alice, "skip", goal="Rest")
    assert "None of your goals are due today" in await world.ask(world.alice, "skip")


async def test_when_several_goals_are_due_a_skip_has_to_name_one(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")

    answer = await world.alice.slash(world.general, "skip")

    assert answer.ephemeral
    assert "- \u2068Run\u2069\n- \u2068Read\u2069" in said(answer)


async def test_a_skip_without_a_name_means_the_goal_of_single_days(world: World) -> None:
    await world.declare(world.alice, "Row", "3 per week")
    await world.declare(world.alice, "Run")

    assert "Run" in await world.ask(world.alice, "skip")


async def test_what_asks_for_days_of_a_week_can_not_be_skipped_and_says_what_is_left(
    world: World,
) -> None:
    await world.declare(world.alice, "Row", "3 per week")
    await world.check_in(world.alice)
    await world.next_day()
    await world.check_in(world.alice)
    await world.next_day()

    answer = await world.alice.slash(world.general, "skip", goal="Row")

    assert answer.ephemeral
    assert "**2 of 3** days so far" in said(answer)
    assert "Sun, Jan 4" in said(answer)
    assert "Undo" not in said(answer)
    assert "more than 15 minutes ago" in await world.ask(world.alice, "undo")


@pytest.mark.parametrize(
    ("schedule", "left"),
    [("every 3 days", "Due by **Sat, Jan 3**"), ("once by 2026-01-10", "Sat, Jan 10, 2026")],
)
async def test_what_is_not_tied_to_days_can_not_be_skipped_and_says_until_when(
    world: World, schedule: str, left: str
) -> None:
    await world.declare(world.alice, "Essay", schedule)

    answer = await world.ask(world.alice, "skip", goal="Essay")

    assert left in answer
    assert "Nothing changed" in answer


async def test_example_12_a_skip_spends_a_freeze_and_a_check_in_brings_it_back(
    world: World, bot: Accountabot
) -> None:
    await live_in(world, bot, "America/New_York")
    await keep(world, 10)
    await world.env.advance_time(8 * HOUR)  # noon in New York

    skipped = await world.ask(world.alice, "skip", goal="Run")
    frozen = await world.ask(world.alice, "streak")
    await world.env.advance_time(6 * HOUR)
    await world.check_in(world.alice, goal="Run")
    kept = await world.ask(world.alice, "streak")

    assert "A freeze covers the day, so your streak of 10 is safe. Freezes left: 0" in skipped
    assert "**Current streak** 10 · **Longest streak** 10 · **Freezes** 0" in frozen
    assert "**Current streak** 11 · **Longest streak** 11 · **Freezes** 1" in kept


async def test_example_13_the_days_of_a_pause_can_not_be_missed(
    world: World, bot: Accountabot
) -> None:
    await live_in(world, bot, "America/New_York")
    await without_freezes(world, bot)
    await world.env.advance_time(4 * DAY)
    await keep(world, 1)  # Monday
    await world.env.advance_time(8 * HOUR)  # Tuesday, noon

    paused = await world.ask(world.alice, "pause", goal="Run", until="Fri")
    await world.next_day(3)
    due = await world.ask(world.alice, "goal list")
    friday = await world.ask(world.alice, "streak")
    checked_in = await world.ask(world.alice, "checkin")

    assert "until **Fri, Jan 9**" in paused
    assert "due today" in due
    assert "**Current streak** 1" in friday
    assert "**Current streak** 2" in checked_in


async def test_example_13_without_a_check_in_the_day_one_is_back_is_missed(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await world.env.advance_time(4 * DAY)
    await keep(world, 1)
    await world.alice.slash(world.general, "pause", goal="Run", until="Fri")

    await world.next_day(4)

    assert "**Current streak** 1" in await world.ask(world.alice, "streak")
    assert "**Current streak** 0" in await _after(world, 1)


async def test_example_14_a_minutes_pause_does_not_excuse_a_month(
    world: World, bot: Accountabot
) -> None:
    await live_in(world, bot, "America/New_York")
    await without_freezes(world, bot)
    await world.declare(world.alice, "Run", "4 per month")
    await world.env.advance_time(33 * DAY)  # 3 February
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.env.advance_time(60)
    await world.alice.slash(world.general, "resume", goal="Run")
    await world.check_in(world.alice)

    await world.env.advance_time(28 * DAY)

    assert "**Kept** 0 of 1" in await world.ask(world.alice, "goal show", goal="Run")


async def test_example_14_a_pause_that_leaves_two_whole_days_excuses_a_week(
    world: World, bot: Accountabot
) -> None:
    await live_in(world, bot, "America/New_York")
    await without_freezes(world, bot)
    await world.declare(world.alice, "Run", "3 per week")
    await world.next_day(5)  # Tuesday, 6 January
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.env.advance_time(4 * DAY + 8 * HOUR)  # Saturday, noon
    await world.alice.slash(world.general, "resume", goal="Run")

    await world.next_day(4)

    assert "**Kept** 0 of 0" in await world.ask(world.alice, "goal show", goal="Run")
