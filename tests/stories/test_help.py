"""/help: the next step, and the topics."""

from typing import Any

import pytest
from discord import Permissions

from tests.stories.goals.pauses import RUN
from tests.world import World, rendered, said, texts


async def test_help_suggests_the_next_step(world: World) -> None:
    nothing_yet = await world.ask(world.alice, "help")
    await world.declare(world.alice, "Run")
    due = await world.ask(world.alice, "help")
    await world.check_in(world.alice)
    done = await world.ask(world.alice, "help")

    assert "/goal declare" in nothing_yet
    assert "Run" in due
    assert "/checkin" in due
    assert "Nothing is due" in done


async def test_help_mentions_only_the_open_goals_of_yesterday(world: World) -> None:
    await world.declare(world.alice, "Run", "weekly on thu")
    await world.next_day()
    asked = await world.ask(world.alice, "help")

    assert "Still open from yesterday" in asked
    assert "Run" in asked
    assert "/checkin `date: yesterday`" in asked


async def test_help_explains_how_to_resume_if_every_goal_is_paused(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.alice.slash(world.general, "pause")
    asked = await world.ask(world.alice, "help")

    assert "/resume" in asked
    assert "My first goal" not in asked


async def test_managers_see_one_more_line_in_help(world: World) -> None:
    role = world.guild.create_role("owner", permissions=Permissions(manage_guild=True))
    boss = world.guild.add_member(world.env.create_user("olga"), roles=[role])

    assert "/setup check" in await world.ask(boss, "help")
    assert "/setup check" not in await world.ask(world.alice, "help")


TOPICS = ["goals", "check-ins", "streaks", "together", "privacy", "owners"]


@pytest.mark.parametrize("topic", TOPICS)
async def test_every_help_topic_is_a_heading_and_three_lines(world: World, topic: str) -> None:
    answer = await world.alice.slash(world.general, "help", topic=topic)

    content: Any = next(texts(answer.response.components))
    assert content.startswith("### ")
    assert len(content.splitlines()) == 4
    assert all(len(line) <= 150 for line in rendered([content]).splitlines())


async def test_the_topics_are_a_menu_that_replaces_the_answer(world: World) -> None:
    asked = await world.alice.slash(world.general, "help")
    menu = f"help-topic:{world.guild.id}:0:"

    for topic in TOPICS:
        shown = await world.alice.select(asked.response, [topic], custom_id=menu)
        assert shown.response.id == asked.response.id
        assert said(shown) == await world.ask(world.alice, "help", topic=topic)


@pytest.mark.parametrize(
    ("topic", "label", "opened"),
    [
        ("check-ins", "Check in", RUN),
        ("streaks", "My streaks", "streaks"),
        ("reminders", "My reminders", "⏰ **Your reminders**"),
        ("together", "Leaderboard", "🔥 Current streaks"),
        ("privacy", "What you keep about me", "What I keep about you"),
    ],
)
async def test_every_topic_has_a_button_for_its_command(
    world: World, topic: str, label: str, opened: str
) -> None:
    await world.declare(world.alice, "Run")
    asked = await world.alice.slash(world.general, "help", topic=topic)

    answer = await world.alice.click(asked.response, label=label)

    assert opened in said(answer)
