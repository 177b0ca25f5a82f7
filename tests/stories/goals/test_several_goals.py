"""A sentence with several goals is offered as several, and declared goal by goal."""

import pytest
from simcord import InteractionResult

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import change, propose
from tests.stories.goals.several_goals import (
    GUITAR,
    ONE,
    PIANO,
    TWO,
    ask,
    buttons,
    goals_of,
    in_public,
    press,
)
from tests.stories.retries import try_again
from tests.stories.typed_dates import said
from tests.world import DAY, World


async def test_two_goals_in_a_sentence_are_offered_as_two(world: World) -> None:
    question = await ask(world, world.alice)

    assert question.ephemeral
    assert "That sounds like two goals" in said(question)
    assert TWO in said(question)
    assert list(buttons(question)) == [PIANO, GUITAR, ONE]
    assert "no goals here yet" in await goals_of(world, world.alice)


@pytest.mark.parametrize(
    ("sentence", "first", "second", "promises"),
    [
        (TWO, PIANO, GUITAR, ("every Tuesday", "every Thursday")),
        (
            "read 10 pages a day and run 3x a week",
            "read 10 pages a day",
            "run 3x a week",
            ("10 pages every day", "3 days a week"),
        ),
    ],
)
async def test_a_tap_for_each_declares_both_in_public(
    world: World, sentence: str, first: str, second: str, promises: tuple[str, str]
) -> None:
    question = await ask(world, world.alice, sentence)

    one = await world.alice.click(question.response, label=first)
    after_one = said(question)
    two = await world.alice.click(question.response, label=second)

    assert [f"’s promise: **{promise}**" in in_public(world) for promise in promises] == [True] * 2
    assert [public(answer) for answer in (one, two)] == [1, 1]
    assert all({"Edit", "Undo"} <= set(said(answer).splitlines()) for answer in (one, two))
    assert f"✅ {first}" in after_one
    assert f"✅ {second}" not in after_one
    assert f"✅ {second}" in said(question)
    assert list(buttons(question)) == []


async def test_a_declared_goal_is_no_longer_offered(world: World) -> None:
    question = await ask(world, world.alice)

    await world.alice.click(question.response, label=PIANO)

    assert list(buttons(question)) == [GUITAR]


async def test_each_goal_has_its_own_undo(world: World) -> None:
    question = await ask(world, world.alice)
    await world.alice.click(question.response, label=PIANO)
    await world.alice.click(question.response, label=GUITAR)

    await world.alice.slash(world.general, "undo")

    assert "piano" in await goals_of(world, world.alice)
    assert "guitar" not in await goals_of(world, world.alice)


async def test_an_undone_goal_is_offered_again(world: World) -> None:
    question = await ask(world, world.alice)
    one = await world.alice.click(question.response, label=PIANO)
    await world.alice.click(one.followups[-1], label="Undo")

    await world.alice.click(question.response, label=GUITAR)
    offered = list(buttons(question))
    await world.alice.click(question.response, label=PIANO)

    assert offered == [PIANO]
    assert (await goals_of(world, world.alice)).count("every ") == 2


async def test_the_other_goal_can_be_declared_after_a_restart(
    world: World, settings: Settings, bot: Accountabot
) -> None:
    question = await ask(world, world.alice)
    await world.alice.click(question.response, label=PIANO)

    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.alice.click(question.response, label=GUITAR)

    assert (await goals_of(world, world.alice)).count("every ") == 2
    assert list(buttons(question)) == []


async def test_dates_are_those_of_the_day_on_which_the_sentence_was_typed(world: World) -> None:
    question = await ask(world, world.alice, "run daily from tomorrow, write daily until tomorrow")
    await world.env.advance_time(DAY // 2)

    answer = await world.alice.click(question.response, label="write daily until tomorrow")

    assert "every day until Fri, Jan 2, 2026" in said(answer)


async def test_a_double_tap_declares_once(world: World, bot: Accountabot) -> None:
    question = await ask(world, world.alice)
    pressed = buttons(question)[PIANO]
    await world.alice.click(question.response, label=PIANO)

    again = await press(world, bot, world.alice, pressed)

    assert f"✅ {PIANO}" in said(again)
    assert (await goals_of(world, world.alice)).count("piano") == 1


async def test_a_repeated_delivery_declares_once(
    world: World, settings: Settings, bot: Accountabot
) -> None:
    question = await ask(world, world.alice)
    await world.alice.click(question.response, label=PIANO)
    await world.deliver_again()

    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.deliver_again()

    assert (await goals_of(world, world.alice)).count("piano") == 1


async def test_nobody_else_can_declare_the_goals(world: World, bot: Accountabot) -> None:
    question = await ask(world, world.alice)

    answers = [
        await press(world, bot, world.bob, pressed) for pressed in buttons(question).values()
    ]

    assert all(answer.ephemeral and "Enter it again" in said(answer) for answer in answers)
    assert "no goals here yet" in await goals_of(world, world.alice)
    assert "no goals here yet" in await goals_of(world, world.bob)


async def test_the_offer_stays_when_there_is_no_room_for_another_goal(world: World) -> None:
    for number in range(24):
        await world.declare(world.alice, f"Goal {number}")
    question = await ask(world, world.alice)
    await world.alice.click(question.response, label=PIANO)

    refused = await world.alice.click(question.response, label=GUITAR)
    offered = list(buttons(question))
    await world.alice.slash(world.general, "goal drop", goal="Goal 7")
    answer = await world.alice.click(question.response, label=GUITAR)

    assert refused.ephemeral
    assert "25 goals" in said(refused)
    assert "Try again" not in said(refused)
    assert offered == [GUITAR]
    assert "every Thursday" in said(answer)


async def test_nothing_is_offered_to_a_member_with_25_goals(world: World) -> None:
    for number in range(25):
        await world.declare(world.alice, f"Goal {number}")

    answer = await ask(world, world.alice)

    assert answer.ephemeral
    assert "25 goals" in said(answer)
    assert TWO in said(answer)


async def test_only_the_owner_sees_goals_that_are_for_them_alone(world: World) -> None:
    question = await ask(world, world.alice, visibility="only me", plan="in the attic")

    answers = [await world.alice.click(question.response, label=label) for label in (PIANO, GUITAR)]

    assert not in_public(world)
    assert all(each.ephemeral for answer in answers for each in answer.followups)
    assert all("in the attic" in said(answer) for answer in answers)
    assert "no goals" in said(
        await world.bob.slash(world.general, "goal list", member=world.alice)
    ).replace("hasn’t declared a goal", "no goals")


async def test_the_plan_is_for_every_goal(world: World) -> None:
    question = await ask(world, world.alice, plan="in the attic")

    for label in (PIANO, GUITAR):
        await world.alice.click(question.response, label=label)

    assert in_public(world).count("in the attic") == 2


@pytest.mark.parametrize(
    ("options", "promise"),
    [
        ({"schedule": "daily"}, "10 pages every day"),
        ({"amount": "20", "unit": "minutes"}, "20 minutes 3 days a week"),
    ],
)
async def test_a_separate_schedule_or_amount_says_that_it_is_one_goal(
    world: World, options: dict[str, str], promise: str
) -> None:
    answer = await ask(world, world.alice, "read 10 pages a day and run 3x a week", **options)

    assert f"’s promise: **{promise}**" in said(answer)


async def test_a_sentence_can_be_kept_as_one_goal(world: World) -> None:
    question = await ask(world, world.alice)

    how_often = await world.alice.click(question.response, label=ONE)
    asked = said(how_often)
    answer = await world.alice.click(how_often.response, label="Every day")

    assert "How often?" in asked
    assert f"### 🎯 {TWO}" in said(answer)
    assert "’s promise: **every day**" in said(answer)


async def test_one_goal_can_have_a_deadline(world: World) -> None:
    question = await ask(world, world.alice)
    how_often = await world.alice.click(question.response, label=ONE)
    form = await world.alice.click(how_often.response, label="By a certain date…")

    refused = await world.alice.submit_modal(form, {"text": "2025-01-01"})
    form = await world.alice.click(refused.response, label="By a certain date…")
    answer = await world.alice.submit_modal(form, {"text": "2026-02-01"})

    assert f"✅ {TWO}" in said(answer)
    assert "once, by Sun, Feb 1, 2026" in in_public(world)
    assert public(answer) == 1


async def test_one_goal_rules_out_its_parts_and_the_parts_rule_it_out(
    world: World, bot: Accountabot
) -> None:
    question = await ask(world, world.alice)
    pressed = buttons(question)
    how_often = await world.alice.click(question.response, label=ONE)
    await world.alice.click(question.response, label=PIANO)

    late = await world.alice.click(how_often.response, label="Every day")
    again = await press(world, bot, world.alice, pressed[ONE])

    assert "just split up differently" in said(late)
    assert f"✅ {PIANO}" in said(again)
    assert (await goals_of(world, world.alice)).count("every ") == 1


async def test_the_parts_are_not_declared_beside_the_whole(world: World, bot: Accountabot) -> None:
    question = await ask(world, world.alice)
    pressed = buttons(question)
    how_often = await world.alice.click(question.response, label=ONE)
    await world.alice.click(how_often.response, label="Every day")

    again = await press(world, bot, world.alice, pressed[PIANO])

    assert f"✅ {TWO}" in said(again)
    assert (await goals_of(world, world.alice)).count("every ") == 1


async def test_a_part_that_leaves_something_open_is_asked_about(world: World) -> None:
    question = await ask(world, world.alice, "run 3x a week and call mum by next friday")

    which = await world.alice.click(question.response, label="call mum by next friday")
    asked = said(which)
    still_offered = list(buttons(question))
    answer = await world.alice.click(which.response, label="Fri, Jan 9, 2026")

    assert which.ephemeral
    assert "Which day do you mean?" in asked
    assert still_offered == ["run 3x a week", "call mum by next friday", ONE]
    assert "once, by Fri, Jan 9, 2026" in in_public(world)
    assert "✅ call mum by next friday" in said(answer)
    assert list(buttons(which)) == ["run 3x a week"]


async def test_a_refused_part_is_given_back_to_be_corrected(world: World) -> None:
    sentence = "run every day, read every day until 2025-12-01"
    question = await ask(world, world.alice, sentence, plan="at dawn")

    refused = await world.alice.click(question.response, label="read every day until 2025-12-01")
    told = said(refused)
    answer = await try_again(world.alice, refused, goal="read every day until 2026-12-01")

    assert "Try a later one" in told
    assert "**plan** at dawn" in told
    assert "every day until Tue, Dec 1, 2026" in said(answer)
    assert "at dawn" in said(answer)
    assert "run every day" in buttons(question)


async def test_a_refused_part_stays_for_its_owner_alone(world: World) -> None:
    sentence = "run every day, read every day until 2025-12-01"
    question = await ask(world, world.alice, sentence, visibility="only me")

    refused = await world.alice.click(question.response, label="read every day until 2025-12-01")
    await try_again(world.alice, refused, goal="read every day until 2026-12-01")

    assert "read" in await goals_of(world, world.alice)
    assert not in_public(world)


async def test_a_first_goal_may_be_two(world: World) -> None:
    dave = world.join("dave")
    await world.env.settle()
    form = await dave.click(world.general.history()[-1], label="I’m new: my first goal")

    question = await dave.submit_modal(form, {"text": TWO})
    await dave.click(question.response, label=PIANO)
    await dave.click(question.response, label=GUITAR)

    assert question.ephemeral
    assert (await goals_of(world, dave)).count("every ") == 2


async def test_a_sentence_that_is_tried_again_may_be_two(world: World) -> None:
    refused = await ask(world, world.alice, "Read every day until 2025-12-01")

    question = await try_again(world.alice, refused, goal=TWO)
    await world.alice.click(question.response, label=PIANO)

    assert list(buttons(question)) == [GUITAR]


async def test_an_edit_is_about_one_goal(world: World) -> None:
    await world.declare(world.alice, "piano")

    await change(world, world.alice, "piano", sentence="Piano and guitar every day")

    assert "Piano and guitar" in await goals_of(world, world.alice)


async def test_an_edited_sentence_with_two_goals_is_read_as_one(world: World) -> None:
    await world.declare(world.alice, "practice")

    answer = await propose(
        world, world.alice, "practice", sentence="read 10 pages a day and run 3x a week"
    )

    assert "read 10 pages and run" in said(answer)
    assert "10 pages" in said(answer)
    assert "Change it" in said(answer)


def public(answer: InteractionResult) -> int:
    """Return how many public messages an interaction sent."""
    sent = [answer.response, *answer.followups]
    return sum(not each.ephemeral for each in sent if each)


async def test_goals_that_begin_alike_are_numbered(world: World) -> None:
    alike = f"practise {'p' * 90}"

    question = await ask(world, world.alice, f"{alike} on tuesdays, {alike} on thursdays")

    first, second, _ = buttons(question)
    assert (first[:11], second[:11]) == ("1. practise", "2. practise")
