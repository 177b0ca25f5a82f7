"""A goal's owner is told of a miss once, in private, at their next interaction."""

from datetime import date

import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.server import excused_dates
from tests.network import FOLLOWUPS, Network
from tests.stories.checkins.test_several_goals_at_once import values
from tests.stories.goals.edits import without_freezes
from tests.stories.goals.pauses import action
from tests.stories.people.notices import RUN, keep, of_misses, private, told
from tests.world import DAY, HOUR, World, rendered, said, shown

MISSED_JAN_2 = f"""🌱 {RUN} slipped on Fri, Jan 2. It happens to everyone; today can be day one.
Check in
Edit
Pause
Why?"""


async def test_a_streak_that_ended_is_told_once_with_a_way_forward(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice)
    await keep(world, 5)
    await world.next_day(2)

    first = of_misses(await told(world, world.alice))
    second = of_misses(await told(world, world.alice))

    (text,) = first
    assert text == (
        f"🌱 Your streak on {RUN} ended at 5. Your best still stands; today can be day one.\n"
        "Check in\nEdit\nPause\nWhy?"
    )
    assert second == []


async def test_a_streak_that_ended_is_told_after_the_check_in_that_begins_a_new_one(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice)
    await keep(world, 5)
    await world.next_day(2)

    answer = await world.check_in(world.alice)

    assert not answer.ephemeral
    assert private(answer)[-1].startswith(
        f"🌱 Your streak on {RUN} ended at 5. Your best still stands; today is day one.\nEdit"
    )


async def test_a_miss_without_a_streak_is_told_by_its_day(world: World) -> None:
    await world.declare(world.alice)
    await world.next_day(2)
    (pending,) = await told(world, world.alice)
    await world.next_day()

    assert "Fri, Jan 2 can still count. Did you do it?" in pending
    assert await told(world, world.alice) == [MISSED_JAN_2]
    assert await told(world, world.alice) == []


async def test_further_misses_are_told_after_a_week_at_the_earliest(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice, "Read 10 pages a day")
    await world.next_day(3)
    first = await told(world, world.alice)
    for _ in range(6):
        await world.check_in(world.alice, amount="1")
        await world.next_day()
        (after,) = await told(world, world.alice)
        assert "can still count. Did you do it?" in after
        assert "slipped" not in after
    await world.check_in(world.alice, amount="1")
    await world.next_day(2)

    assert len(first) == 1
    (again,) = await told(world, world.alice)
    assert "has slipped 8 times since Sat, Jan 3" in again


async def test_a_freeze_is_told_if_the_next_interaction_is_not_the_check_in(world: World) -> None:
    await world.declare(world.alice)
    await keep(world, 3)
    await world.next_day(2)

    assert of_misses(await told(world, world.alice)) == [
        f"🧊 A freeze covered Sun, Jan 4 and saved your streak of 3 on {RUN}.\nCheck in\nWhy?"
    ]
    assert of_misses(await told(world, world.alice)) == []


async def test_a_freeze_that_the_check_in_tells_is_not_told_again(world: World) -> None:
    await world.declare(world.alice)
    await keep(world, 3)
    await world.next_day(2)

    card = await world.check_in(world.alice)
    after = await told(world, world.alice)

    assert "A freeze covered" in said(card)
    assert not any("🧊" in text for text in private(card))
    assert after == []


@pytest.mark.parametrize("date", ["today", "yesterday"])
async def test_a_question_before_the_check_in_tells_of_no_freeze(world: World, date: str) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Swim")
    for _ in range(3):
        await world.check_in(world.alice, goal="Run")
        await world.check_in(world.alice, goal="Swim")
        await world.next_day()
    await world.next_day(2)

    question = await world.check_in(world.alice, date=date)
    answer = await world.alice.select(question.response, values(question, "Run", "Swim"))
    after = await told(world, world.alice)

    assert question.ephemeral
    assert private(question) == []
    assert shown(world.general)[-1].count("A freeze covered") == 2
    assert not any("🧊" in text for text in private(answer))
    assert after == []


async def test_a_question_that_stays_open_defers_what_is_to_be_told(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Swim")
    await world.next_day(3)

    question = await world.check_in(world.alice)
    (text,) = await told(world, world.alice)

    assert private(question) == []
    assert "slipped on Fri, Jan 2" in text


async def test_several_goals_are_summed_up_in_one_message(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    for goal in ("Run", "Read"):
        await world.declare(world.alice, goal)
    await keep(world, 3, "Run")
    await world.next_day(3)

    (text,) = of_misses(await told(world, world.alice))
    assert text == (
        "🌱 **\u2068Read\u2069** has slipped 4 times since Fri, Jan 2.\nCheck in\n"
        f"🌱 Your streak on {RUN} ended at 3.\nCheck in\n"
        "It happens to everyone, and any day can be day one."
    )
    assert of_misses(await told(world, world.alice)) == []


async def test_more_goals_than_fit_are_counted(world: World) -> None:
    for number in range(7):
        await world.declare(world.alice, f"Goal {number}")
    await world.next_day(3)

    (text,) = await told(world, world.alice)

    assert text.count("slipped") == 5
    assert "The same goes for 2 more goals." in text
    assert await told(world, world.alice) == []


async def test_a_date_excused_in_time_is_not_told(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(2 * DAY - HOUR)
    await bot.database.write(
        excused_dates.excuse, action(world, world.bob), [date(2026, 1, 2)], None
    )
    await world.env.advance_time(DAY + 2 * HOUR)

    assert of_misses(await told(world, world.alice)) == []


async def test_a_miss_that_a_first_time_zone_judges_again_is_not_told(world: World) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(2 * DAY + 16 * HOUR)  # one in the night: Jan 2 is missed in UTC

    moved = await world.alice.slash(world.general, "timezone", zone="America/Los_Angeles")

    (pending,) = private(moved)
    assert "Fri, Jan 2 can still count." in pending
    assert await told(world, world.alice) == []


async def test_a_check_in_undone_after_the_grace_is_told_as_a_miss(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice)
    await keep(world, 2)
    await world.env.advance_time(38 * HOUR + 50 * 60)  # ten to midnight on the next day
    await world.check_in(world.alice, date="yesterday")
    await world.env.advance_time(14 * 60)
    await world.ask(world.alice, "undo")
    await world.next_day()

    (text,) = await told(world, world.alice)

    assert text.startswith(f"🌱 Your streak on {RUN} ended at 2.")


@pytest.mark.parametrize("command", ["goal drop", "goal complete"])
async def test_a_goal_that_ended_meanwhile_is_not_told_of(world: World, command: str) -> None:
    await world.declare(world.alice)
    await world.next_day(3)

    ending = await world.alice.slash(world.general, command, goal="Run")

    assert not any("slipped" in text for text in private(ending))
    assert await told(world, world.alice) == []


async def test_a_skip_was_answered_and_is_not_told_again(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice)
    await keep(world, 3)
    skipped = await world.alice.slash(world.general, "skip", goal="Run")
    await world.next_day(1)

    assert "Your streak of 3 ends here" in said(skipped)
    assert await told(world, world.alice) == []


async def test_a_deadline_that_passed_is_told(world: World) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-03")
    await world.next_day(4)

    (text,) = await told(world, world.alice)

    assert rendered([text]) == (
        "🌱 The deadline for **\u2068Essay\u2069** has passed. If it still matters to you, "
        "declare it again with /goal declare.\nWhy?"
    )


async def test_an_amount_above_the_limit_is_told_as_such(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice, "At most 2 coffees a day")
    await world.next_day()
    await world.check_in(world.alice, amount="3")
    await world.next_day(2)

    (text,) = await told(world, world.alice)

    assert "went over the limit on Fri, Jan 2." in text
    assert "slipped" not in text


async def test_a_paused_goal_waits(world: World) -> None:
    await world.declare(world.alice)
    await world.next_day(3)
    paused = await world.alice.slash(world.general, "pause", goal="Run")

    (text,) = [text for text in private(paused) if "slipped" in text]
    assert "It happens to everyone; it’s paused, and it will wait for you." in text
    assert "Check in" not in text
    assert "Pause" not in text


async def test_an_only_me_goal_is_told_to_its_owner_alone(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Run", schedule="daily", visibility="only me"
    )
    await world.next_day(3)

    assert of_misses(await told(world, world.alice)) == [MISSED_JAN_2]
    assert of_misses(await told(world, world.bob)) == []
    assert not any("slipped" in text for text in shown(world.general))


async def test_a_press_is_an_interaction_and_an_open_form_is_not_interrupted(world: World) -> None:
    card = (await world.declare(world.alice)).response
    await world.next_day(3)

    form = await world.alice.slash(world.general, "introduce")
    pressed = await world.alice.click(card, label="Why?")

    assert of_misses(private(form)) == []
    assert MISSED_JAN_2 in of_misses(private(pressed))


async def test_a_sent_form_and_a_refusal_are_interactions(world: World) -> None:
    await world.declare(world.alice)
    await world.declare(world.bob, "Swim")
    await world.next_day(3)
    form = await world.alice.slash(world.general, "introduce")

    sent = await world.alice.submit_modal(form, {"who": "", "does": "", "learns": ""})
    refused = await world.bob.slash(world.general, "undo")

    assert MISSED_JAN_2 in of_misses(private(sent))
    assert refused.ephemeral
    assert len(of_misses(private(refused))) == 1


async def test_a_notice_survives_a_restart_and_is_told_once(
    world: World, settings: Settings
) -> None:
    await world.declare(world.alice)
    await world.next_day(3)
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()
    first = of_misses(await told(world, world.alice))
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert first == [MISSED_JAN_2]
    assert of_misses(await told(world, world.alice)) == []


async def test_a_miss_while_the_bot_was_off_is_told(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice)
    await keep(world, 2)
    await world.env.bot.close()
    world.env.backend.advance_clock(3 * DAY)
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    (text,) = await told(world, world.alice)

    assert text.startswith(f"🌱 Your streak on {RUN} ended at 2.")


async def test_a_failed_delivery_is_tried_again(world: World, net: Network) -> None:
    await world.declare(world.alice)
    await world.next_day(3)
    net.cut("POST", FOLLOWUPS, times=10)

    failed = of_misses(await told(world, world.alice))
    net.mend()

    assert failed == []
    assert of_misses(await told(world, world.alice)) == [MISSED_JAN_2]


@pytest.mark.parametrize("title", ["@everyone", "<@1> **bold**", "# Heading", "[a](http://b.c)"])
async def test_a_hostile_title_pings_and_formats_nothing(world: World, title: str) -> None:
    await world.declare(world.alice, title)
    await world.next_day(3)

    answer = await world.alice.slash(world.general, "help")

    (text,) = private(answer)
    assert "\n# " not in text
    assert "**bold**" not in text
    assert "\u2068[a](http" not in text


async def test_deleted_data_is_told_no_more(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    await world.declare(world.bob, "Swim")
    await world.next_day(3)
    asked = await world.alice.slash(world.general, "data delete")
    await world.alice.click(asked.response, label="Delete everything")

    assert await told(world, world.alice) == []
    who = Member(ServerId(world.guild.id), MemberId(world.alice.id))
    count = "SELECT count(*) FROM notices WHERE member_id = ?"
    rows = await bot.database.read(lambda tx: tx.exec_driver_sql(count, (who.id,)).scalar())
    assert rows == 0
