"""The usual time of a recurring goal, which the data export shows."""

from typing import Any

import pytest
from simcord import InteractionResult

from tests.stories.goals.edits import change
from tests.stories.privacy.personal_data import exported
from tests.world import HOUR, World, said, shown


async def goal_of_alice(world: World) -> dict[str, Any]:
    """Return Alice's only goal, from her data export."""
    (goal,) = (await exported(await world.alice.slash(world.general, "data export")))["goals"]
    return goal


async def usual_time(world: World) -> str | None:
    found: str | None = (await goal_of_alice(world))["usual_time"]
    return found


async def declare(world: World, goal: str, **options: str) -> InteractionResult:
    return await world.alice.slash(world.general, "goal declare", goal=goal, **options)


@pytest.mark.parametrize(
    ("sentence", "title", "at"),
    [
        ("yoga tuesdays at 6pm", "yoga at 6pm", "18:00:00"),
        ("gym every mon at 18:30", "gym at 18:30", "18:30:00"),
        ("gym every mon", "gym", None),
        ("hand in the essay by Friday 6pm", "hand in the essay", None),
    ],
)
async def test_a_time_in_a_recurring_goal_stays_in_its_title_and_is_stored(
    world: World, sentence: str, title: str, at: str | None
) -> None:
    await declare(world, sentence)

    goal = await goal_of_alice(world)
    assert (goal["title"], goal["usual_time"]) == (title, at)


@pytest.mark.parametrize(
    ("sentence", "schedule", "title", "at"),
    [
        ("gym at 6pm", "daily", "gym at 6pm", "18:00:00"),
        ("gym 18:30", "mon and wed until 2026-03-01", "gym 18:30", "18:30:00"),
        ("gym every day at 6pm", "weekdays", "gym at 6pm", "18:00:00"),
        ("yoga", "tuesdays at 6pm", "yoga at 6pm", "18:00:00"),
        ("gym at 6pm", "tuesdays at 7pm", "gym at 6pm at 7pm", "18:00:00"),
        ("yoga", "every day at 07:00 until 2026-03-01", "yoga at 07:00", "07:00:00"),
        ("gym every day at 6pm", "once by 2026-03-01", "gym at 6pm", None),
    ],
)
async def test_a_time_beside_or_in_a_separate_schedule_is_a_usual_time(
    world: World, sentence: str, schedule: str, title: str, at: str | None
) -> None:
    await declare(world, sentence, schedule=schedule)

    goal = await goal_of_alice(world)
    ends = ["2026-03-01"] if "until" in schedule else [None]
    assert (goal["title"], goal["usual_time"]) == (title, at)
    assert [goal["through"]] == ends


@pytest.mark.parametrize(
    ("options", "title", "at"),
    [
        ({"goal": "no phone before 9am"}, "no phone before 9am", "09:00:00"),
        ({"goal": "no screens past 10pm"}, "no screens past 10pm", "22:00:00"),
        ({"goal": "gym at 6pm", "schedule": "every quarter"}, "gym at 6pm", "18:00:00"),
    ],
)
async def test_a_goal_whose_schedule_is_picked_has_the_time_in_its_sentence(
    world: World, options: dict[str, str], title: str, at: str
) -> None:
    question = await declare(world, options.pop("goal"), **options)

    await world.alice.click(question.response, label="Weekdays")

    goal = await goal_of_alice(world)
    assert (goal["title"], goal["usual_time"]) == (title, at)
    assert (goal["through"], goal["until"]) == (None, None)


async def test_a_goal_picked_as_one_time_has_no_usual_time(world: World) -> None:
    question = await declare(world, "no phone before 9am")

    await world.alice.click(question.response, label="Just once")

    goal = await goal_of_alice(world)
    assert (goal["schedule"], goal["usual_time"]) == ("once", None)


async def test_a_goal_with_a_date_given_later_has_no_usual_time(world: World) -> None:
    question = await declare(world, "no phone before 9am")
    form = await world.alice.click(question.response, label="By a certain date…")

    await world.alice.submit_modal(form, {"text": "March 1"})

    goal = await goal_of_alice(world)
    assert (goal["schedule"], goal["usual_time"]) == ("once", None)


async def test_an_edited_sentence_brings_its_own_time_and_undo_the_earlier_one(
    world: World,
) -> None:
    await declare(world, "yoga tuesdays at 6pm")
    await world.env.advance_time(HOUR)
    found = [await usual_time(world)]

    await change(world, world.alice, "yoga at 6pm", plan="on the balcony")
    found.append(await usual_time(world))
    await change(world, world.alice, "yoga at 6pm", sentence="yoga every Tuesday at 19:15")
    found.append(await usual_time(world))
    await world.alice.slash(world.general, "undo")
    found.append(await usual_time(world))

    assert found == ["18:00:00", "18:00:00", "19:15:00", "18:00:00"]


async def test_a_goal_that_is_one_time_for_a_while_has_its_time_again_afterwards(
    world: World,
) -> None:
    await declare(world, "yoga tuesdays at 6pm")

    await change(world, world.alice, "yoga at 6pm", sentence="yoga at 6pm once")
    meanwhile = await usual_time(world)
    await change(world, world.alice, "yoga at 6pm", sentence="yoga at 6pm every Monday")

    assert meanwhile is None
    assert await usual_time(world) == "18:00:00"


async def test_a_goal_is_shown_without_its_usual_time(world: World) -> None:
    card = await declare(world, "yoga tuesdays at 6pm")
    await world.env.advance_time(HOUR)
    await change(world, world.alice, "yoga at 6pm", sentence="yoga every Tuesday at 7pm")

    answers = [said(card), *shown(world.general), await world.ask(world.bob, "goal list")]

    assert not [text for text in answers if "18:00" in text or "19:00" in text]
