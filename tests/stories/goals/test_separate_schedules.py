"""A sentence together with a schedule of its own, typed into an option or picked later."""

from typing import Any

import pytest

from tests.stories.goals.several_goals import ask, buttons
from tests.stories.typed_dates import said
from tests.world import World


@pytest.mark.parametrize(
    ("schedule", "sentence", "promise"),
    [
        ("3x a week", "Row by next friday at 5pm", "3 days a week until Fri, Jan 2, 2026"),
        ("daily", "Row by next friday", "every day until Fri, Jan 2, 2026"),
        ("daily", "Row by friday", "every day until Fri, Jan 2, 2026"),
    ],
)
async def test_a_deadline_becomes_the_last_day_of_a_recurring_goal(
    world: World, schedule: str, sentence: str, promise: str
) -> None:
    answer = await ask(world, world.alice, sentence, schedule=schedule)
    if "Which" in said(answer):
        answer = await world.alice.click(answer.response, label="Fri, Jan 2, 2026")

    assert f"**{promise}**" in said(answer)


async def test_a_last_day_becomes_the_deadline_of_a_one_time_goal(world: World) -> None:
    which = await ask(world, world.alice, "Row daily until next friday", schedule="once")

    answer = await world.alice.click(which.response, label="Fri, Jan 2, 2026")

    assert "**once, by Fri, Jan 2, 2026**" in said(answer)


@pytest.mark.parametrize("sentence", ["Row until March 1", "Row by March 1"])
async def test_the_dates_are_kept_if_the_schedule_is_not_understood(
    world: World, sentence: str
) -> None:
    how_often = await ask(world, world.alice, sentence, schedule="every quarter")
    asked = said(how_often)

    answer = await world.alice.click(how_often.response, label="Every day")

    assert "every quarter" in asked
    assert "**every day until Sun, Mar 1, 2026**" in said(answer)


async def test_a_time_is_no_deadline_if_the_schedule_is_not_understood(world: World) -> None:
    how_often = await ask(world, world.alice, "Gym at 6pm", schedule="every quarter")

    answer = await world.alice.click(how_often.response, label="Every day")

    assert "### 🎯 Gym at 6pm" in said(answer)
    assert "**every day**" in said(answer)


@pytest.mark.parametrize("options", [{"schedule": "daily"}, {}])
async def test_an_end_without_a_date_is_asked_for_whoever_names_the_frequency(
    world: World, options: dict[str, Any]
) -> None:
    asked = await ask(world, world.alice, "Row until my exam", **options)
    if not options:
        asked = await world.alice.click(asked.response, label="Every day")

    answer = await world.alice.click(asked.response, label="No end date")

    assert "my exam" in said(asked)
    assert "Row until my exam" in said(answer)
    assert "**every day**" in said(answer)


async def test_an_end_without_a_date_is_not_asked_for_if_the_goal_is_due_once(
    world: World,
) -> None:
    how_often = await ask(world, world.alice, "Row until my exam")

    answer = await world.alice.click(how_often.response, label="Just once")

    assert "once, whenever" in said(answer)


@pytest.mark.parametrize(
    ("start", "promise"),
    [
        ("Fri, Jan 2, 2026", "every day from Fri, Jan 2 until Thu, Jan 15, 2026"),
        ("Fri, Jan 9, 2026", "every day from Fri, Jan 9 until Thu, Jan 22, 2026"),
    ],
)
async def test_a_picked_start_decides_the_end_of_a_length(
    world: World, start: str, promise: str
) -> None:
    which = await ask(world, world.alice, "Row every day from next friday for 2 weeks")

    answer = await world.alice.click(which.response, label=start)

    assert f"**{promise}**" in said(answer)


async def test_a_time_of_a_goal_that_starts_later_is_no_deadline_today(world: World) -> None:
    how_often = await ask(world, world.alice, "Gym at 6pm from next friday")

    start = await world.alice.click(how_often.response, label="Every day")
    answer = await world.alice.click(start.response, label="Fri, Jan 9, 2026")

    assert "### 🎯 Gym at 6pm" in said(answer)
    assert "**every day from Fri, Jan 9**" in said(answer)


async def test_an_ambiguous_day_keeps_its_ambiguous_time(world: World) -> None:
    which = await ask(world, world.alice, "Run by next friday at 6")
    offered = buttons(which)

    answer = await world.alice.click(which.response, label="Fri, Jan 9, 2026, 18:00")

    assert len(offered) == 4
    assert "once, by <t:1767981600:F>" in said(answer)


async def test_an_unclear_sentence_can_be_put_another_way(world: World) -> None:
    asked = await ask(world, world.alice, "Row 20 pages a day, 50 on Sundays")

    problem = said(asked)
    form = await world.alice.click(asked.response, label="Try again")
    answer = await world.alice.submit_modal(form, {"goal": "Read 20 pages a day"})

    assert "Put it another way" in problem
    assert "### 🎯 Read" in said(answer)


async def test_an_end_without_a_date_is_asked_for_beside_a_usual_time(world: World) -> None:
    asked = await ask(world, world.alice, "Gym at 6pm until my exam", schedule="daily")

    answer = await world.alice.click(asked.response, label="No end date")

    assert "**every day**" in said(answer)
    assert "Gym at 6pm until my exam" in said(answer)
