"""Check in on one of several due goals with a tap, or on several at once."""

import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.checkins.several_goals import GOALS, ask, declare_amount, menu, values
from tests.stories.goals.several_goals import press
from tests.stories.privacy.test_redactions import erase
from tests.world import World, ids, said, shown, streak_in


async def test_each_of_a_few_goals_is_a_button(world: World) -> None:
    question = await ask(world)

    answer = await world.alice.click(question.response, label="Swim")

    assert "✅" in shown(world.general)[-1]
    assert "Swim" in shown(world.general)[-1]
    panel = said(answer).partition("✅")[0]
    assert "✓ **\u2068Swim\u2069**" in panel
    assert "Anything else?" in panel
    assert "Run" in panel
    assert "Walk" in panel


async def test_the_question_ends_with_the_last_goal(world: World) -> None:
    question = await ask(world)

    for goal in GOALS:
        await world.alice.click(question.response, label=goal)

    assert [*ids(question.response.components)] == []


async def test_several_goals_are_one_message_and_one_action(world: World) -> None:
    question = await ask(world)
    before = len(world.general.history())

    await world.alice.select(question.response, values(question, "Run", "Walk"))
    (posted,) = shown(world.general)[before:]
    undone = await world.alice.slash(world.general, "undo")

    assert posted.count("✅") == 2
    assert "Run" in posted
    assert "Walk" in posted
    assert "Swim" not in posted
    assert "Undone" in shown(world.general)[-1]
    assert said(undone) == "Undone: 2 check-ins no longer count."
    streaks = await world.ask(world.alice, "goal list")
    assert streaks.count("due today") == 3


async def test_an_amount_counts_as_the_rest_and_says_so(world: World) -> None:
    await declare_amount(world, "Read", "20 pages")
    await world.check_in(world.alice, goal="Read", amount="5")
    question = await ask(world)

    described = menu(question)["Read"]["description"]
    await world.alice.select(question.response, values(question, "Read", "Run"))

    assert described == "counts as 15 pages"
    assert "20 of 20 \u2068pages\u2069 (+15)" in shown(world.general)[-1]


async def test_a_ceiling_is_asked_about_afterwards(world: World) -> None:
    await declare_amount(world, "Coffee", "at most 2 coffees")
    question = await ask(world)

    described = menu(question)["Coffee"]["description"]
    answer = await world.alice.select(question.response, values(question, "Coffee", "Run", "Swim"))
    panel = said(answer)

    assert described == "I’ll ask for the number"
    assert "Coffee" not in shown(world.general)[-1]
    assert "Anything else?" in panel
    assert "Coffee" in panel


async def test_a_button_of_a_goal_with_an_amount_opens_its_form(world: World) -> None:
    await declare_amount(world, "Read", "20 pages")
    question = await ask(world)

    form = await world.alice.click(question.response, label="Read")
    answer = await world.alice.submit_modal(form, {"text": "7"})

    assert form.modal
    assert form.modal["title"] == "How many pages?"
    assert form.modal["components"][0]["component"]["value"] == "20"
    assert "7 of 20" in said(answer)


async def test_the_note_belongs_to_every_picked_goal(world: World, settings: Settings) -> None:
    question = await ask(world, note="in the rain")
    await world.env.restart_bot(create_bot(settings))

    await world.alice.select(question.response, values(question, "Run", "Walk"))

    assert shown(world.general)[-1].count("in the rain") == 1
    for goal in ("Run", "Walk"):
        days = await world.alice.slash(world.general, "goal history", goal=goal)
        record = said(await world.alice.click(days.response, label="The record"))
        assert "in the rain" in record


@pytest.mark.parametrize("options", [{"amount": "12"}])
async def test_an_amount_is_for_one_goal(world: World, options: dict[str, str]) -> None:
    await declare_amount(world, "Read", "20 pages")

    question = await ask(world, **options)

    assert [*ids(question.response.components, "pick-goal")] == []


async def test_many_goals_are_a_menu(world: World) -> None:
    question = await ask(world, "Write", "Sing", "Draw")

    buttons = [*ids(question.response.components, "pick-one")]
    await world.alice.select(question.response, values(question, "Sing"))

    assert buttons == []
    assert "Sing" in shown(world.general)[-1]


async def test_private_goals_are_shown_to_their_owner_only(world: World) -> None:
    options = {"goal": "Zebra", "schedule": "daily", "visibility": "only me"}
    await world.alice.slash(world.general, "goal declare", **options)
    question = await ask(world)

    answer = await world.alice.select(question.response, values(question, "Zebra", "Run", "Walk"))

    assert not any("Zebra" in text for text in shown(world.general))
    assert "Run" in shown(world.general)[-1]
    assert "Zebra" in said(answer)


async def test_nobody_else_can_pick(world: World, bot: Accountabot) -> None:
    question = await ask(world)
    run = next(ids(question.response.components, "pick-one"))

    answer = await press(world, bot, world.bob, run)

    assert answer.ephemeral
    assert "gone" in said(answer)
    assert streak_in("\n".join(shown(world.general))) == 0


async def test_one_message_about_several_goals_disappears_with_its_author(
    world: World, bot: Accountabot
) -> None:
    question = await ask(world)
    await world.alice.select(question.response, values(question, "Run", "Walk"))

    await erase(world, bot, world.alice)
    await world.env.advance_time(60)

    assert not any("Walk" in text for text in shown(world.general))
