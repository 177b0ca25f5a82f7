"""/skip: skipping a day."""

import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import RecordId
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import pauses
from tests.stories.goals.pauses import RUN, action, keep, streak_after, without_freezes
from tests.stories.goals.several_goals import buttons, press
from tests.world import GREETINGS, World, said, shown, streak_in


async def test_a_skip_is_private_and_shows_its_cost(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    await keep(world, 3)
    before = len(shown(world.general))

    answer = await world.alice.slash(world.general, "skip", goal="Run", reason="long day")

    assert answer.ephemeral
    assert "Your streak of 3 ends here – unless you do it after all" in said(answer)
    assert len(shown(world.general)) == before
    assert "-# **Longest streak** 3" in await world.ask(world.alice, "streak")


async def test_a_skip_of_the_first_day_costs_nothing(world: World) -> None:
    await world.declare(world.alice)

    assert "wouldn’t have counted as missed anyway, so this costs nothing" in await world.ask(
        world.alice, "skip"
    )


async def test_a_skip_is_settled_together_with_an_open_yesterday(world: World) -> None:
    await keep(world, 2)
    await world.next_day()

    assert "An earlier day is still open" in await world.ask(world.alice, "skip")
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")
    assert "**Current streak**" not in await streak_after(world, 1)


async def test_a_check_in_the_next_day_still_supersedes_a_skip(world: World) -> None:
    await keep(world, 2)
    await world.alice.slash(world.general, "skip")
    await world.next_day()

    answer = await world.check_in(world.alice, date="yesterday")

    assert streak_in(said(answer)) == 3


async def test_an_undone_skip_leaves_the_day_open(world: World) -> None:
    await keep(world, 2)
    skipped = await world.alice.slash(world.general, "skip")

    answer = await world.alice.click(skipped.response, label="Undo")

    assert f"{RUN} is no longer skipped" in said(answer)
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")
    assert "due today" in await world.ask(world.alice, "goal list")


async def test_a_skip_is_shared_once_and_only_by_its_owner(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    skipped = await world.alice.slash(world.general, "skip", reason="long @everyone day")

    tell = buttons(skipped)["Tell everyone"]
    told = await world.alice.click(skipped.response, label="Tell everyone")
    public = world.general.history()[-2]
    at_once = await press(world, bot, world.alice, tell)
    await world.env.advance_time(60)
    later = await press(world, bot, world.alice, tell)

    assert [*buttons(skipped)] == ["Undo"]
    assert not public.flags.ephemeral
    assert "Thu, Jan 1" in said(told)
    assert "long" in said(told)
    assert not any(world.pings()[GREETINGS + 1 :])
    for again in (at_once, later):
        assert again.ephemeral
        assert "already been told" in said(again)


async def test_undoing_a_shared_skip_is_public_too(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    skipped = await world.alice.slash(world.general, "skip")
    tell = buttons(skipped)["Tell everyone"]
    await world.alice.click(skipped.response, label="Tell everyone")

    await world.alice.slash(world.general, "undo")
    undone = any("Undone" in text for text in shown(world.general))
    answer = await press(world, bot, world.alice, tell)

    assert undone
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


async def test_nobody_can_share_the_skip_of_another(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "skip")

    for entry in (1, 2, 3):
        with pytest.raises(Refusal, match="skip-gone"):
            await bot.database.write(
                pauses.load_announcement, action(world, world.bob), RecordId(entry)
            )


async def test_a_member_who_can_not_write_here_learns_that_it_stays_private(world: World) -> None:
    await world.declare(world.alice)
    hall = world.guild.create_text_channel(
        "hall", overwrites={world.guild.default_role: world.read_only}
    )

    paused = await world.alice.slash(hall, "pause")
    resumed = await world.alice.slash(hall, "resume")
    skipped = await world.alice.slash(hall, "skip")
    told = await world.alice.click(skipped.response, label="Tell everyone")

    for answer in (paused, resumed, told):
        assert answer.response.ephemeral
        assert all(further.ephemeral for further in answer.followups)
        assert "You can’t post in this channel" in said(answer)


async def test_a_day_is_skipped_once(world: World) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "skip", goal="Run")

    assert "already skipped **\u2068Run\u2069** today" in await world.ask(
        world.alice, "skip", goal="Run"
    )
    assert "None of your goals are due today" in await world.ask(world.alice, "skip")


async def test_only_goals_due_today_can_be_skipped(world: World) -> None:
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


async def test_a_skip_without_a_name_applies_to_the_daily_goal(world: World) -> None:
    await world.declare(world.alice, "Row", "3 per week")
    await world.declare(world.alice, "Run")

    assert "Run" in await world.ask(world.alice, "skip")


async def test_nothing_is_said_to_be_saved_if_there_was_nothing_to_skip(world: World) -> None:
    await world.declare(world.alice, "Run", "3 per week")
    world.env.inject_error("POST", "/interactions/*/*/callback", status=500, times=2)

    answer = await world.ask(world.alice, "skip", goal="Run")

    assert len(world.env.errors) == 1
    assert "went wrong" in answer
    assert "saved" not in answer


async def test_a_weekly_goal_can_not_be_skipped_and_shows_the_remaining_days(
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
async def test_a_goal_without_fixed_days_can_not_be_skipped_and_shows_its_end(
    world: World, schedule: str, left: str
) -> None:
    await world.declare(world.alice, "Essay", schedule)

    answer = await world.ask(world.alice, "skip", goal="Essay")

    assert left in answer
    assert "Nothing changed" in answer
