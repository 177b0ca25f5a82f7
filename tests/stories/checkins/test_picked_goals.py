"""What is picked below *Which one did you do?* counts once, and the rest is not forgotten."""

import pytest
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot
from tests.stories.checkins.several_goals import (
    ask,
    check_in_on,
    declare_amount,
    menu,
    values,
)
from tests.stories.goals.several_goals import press
from tests.stories.moderation.content_moderation import hide, moderator
from tests.world import DAY, HOUR, World, ids, rendered, said, shown, texts

LAST_REMINDER = "I’ll just stop reminding you"


def plain(text: str) -> str:
    """Return a text without the marks that isolate names."""
    return text.replace("\u2068", "").replace("\u2069", "")


def panel(answer: InteractionResult) -> str:
    """Return the private panel, without what was posted."""
    return plain(rendered(texts(answer.response.components)))


def in_general(world: World) -> str:
    """Return all messages in #general."""
    return plain("\n".join(shown(world.general)))


async def two_ceilings(world: World, **options: str) -> InteractionResult:
    """Let Alice declare two ceilings and a goal, and check in without naming one."""
    await declare_amount(world, "Coffee", "at most 2 coffees")
    await declare_amount(world, "Wine", "at most 1 glass")
    await world.declare(world.alice, "Run")
    return await world.check_in(world.alice, **options)


async def test_an_older_panel_does_not_count_an_amount_again(world: World) -> None:
    await declare_amount(world, "Read", "20 pages")
    question = await ask(world)
    older = await world.check_in(world.alice)
    picked = values(question, "Read", "Run")
    await world.alice.select(question.response, picked)

    again = await world.alice.select(older.response, picked)

    assert "✓ **Read** was already done" in panel(again)
    assert "✓ **Run** was already done" in panel(again)
    assert in_general(world).count("✅") == 2
    assert "+20" not in in_general(world)


async def test_the_menu_says_if_nothing_is_left_of_an_amount(world: World) -> None:
    await declare_amount(world, "Read", "20 pages")
    await declare_amount(world, "Write", "2 pages")
    for goal, amount in (("Read", "20"), ("Write", "2")):
        await world.check_in(world.alice, goal=goal, amount=amount)

    question = await world.check_in(world.alice)

    assert menu(question)["Read"]["description"] == "already done"


async def test_a_second_tap_counts_nothing(world: World, bot: Accountabot) -> None:
    await declare_amount(world, "Read", "20 pages")
    await declare_amount(world, "Write", "20 pages")
    question = await world.check_in(world.alice, amount="5", note="hm")
    read = next(ids(question.response.components, "pick-one"))
    await world.alice.click(question.response, label="Read")

    again = await press(world, bot, world.alice, read)

    assert said(again).startswith("That was already counted")
    assert "Try again" not in said(again)
    assert in_general(world).count("> hm") == 1


async def test_a_quick_tap_on_another_goal_counts_too(world: World, bot: Accountabot) -> None:
    question = await ask(world, note="in the rain")
    walk = [*ids(question.response.components, "pick-one")][2]
    await world.alice.click(question.response, label="Run")

    await press(world, bot, world.alice, walk)

    assert in_general(world).count("✅") == 2
    assert in_general(world).count("in the rain") == 1


async def test_ceilings_alone_are_asked_about_at_once(world: World) -> None:
    question = await two_ceilings(world, note="fine day")
    picked = values(question, "Coffee", "Wine")

    form = await world.alice.select(question.response, picked)
    after = panel(await world.alice.submit_modal(form, {"text": "1"}))
    wine = await world.alice.click(question.response, label="Wine")
    await world.alice.submit_modal(wine, {"text": "0"})

    assert form.modal
    assert form.modal["title"] == "How many coffees?"
    assert after.startswith("✓ **Coffee**\n-# Anything else?")
    assert in_general(world).count("> fine day") == 2


async def test_the_note_waits_for_the_ceilings_that_were_picked(world: World) -> None:
    question = await two_ceilings(world, note="fine day")
    await world.alice.select(question.response, values(question, "Coffee", "Run"))

    for goal in ("Coffee", "Wine"):
        form = await world.alice.click(question.response, label=goal)
        await world.alice.submit_modal(form, {"text": "1"})

    *_, run, coffee, wine = map(plain, shown(world.general))
    assert ["> fine day" in each for each in (run, coffee, wine)] == [True, True, False]


@pytest.mark.parametrize("note", [None, "read 12 pages"])
async def test_the_other_goals_stay_after_an_amount(world: World, note: str | None) -> None:
    await declare_amount(world, "Read", "20 pages")
    question = await ask(world, **({"note": note} if note else {}))

    answer = await world.alice.click(question.response, label="Read")
    if note:
        answer = await world.alice.click(question.response, label="Count 12 of 20 pages")
    else:
        answer = await world.alice.submit_modal(answer, {"text": "12"})

    assert "✓ **Read**\n-# Anything else?" in panel(answer)
    for goal in ("Run", "Swim", "Walk"):
        assert goal in panel(answer)


async def test_a_named_goal_is_not_followed_by_others(world: World) -> None:
    await declare_amount(world, "Read", "20 pages")
    await world.declare(world.alice, "Run")
    question = await world.check_in(world.alice, goal="Read", note="read 12 pages")

    answer = await world.alice.click(question.response, label="Count 12 of 20 pages")

    assert panel(answer) == "✓ **Read**"


@pytest.mark.parametrize("note", [None, "hm"])
async def test_an_ended_goal_does_not_spoil_the_rest(world: World, note: str | None) -> None:
    question = await ask(world, **({"note": note} if note else {}))
    picked = values(question, "Run", "Walk")
    await world.alice.slash(world.general, "goal drop", goal="Run")

    answer = await world.alice.select(question.response, picked)

    assert "✓ **Walk**\n✗ **Run** – That one was dropped." in panel(answer)
    assert "Swim" in panel(answer)
    assert "✅" in shown(world.general)[-1]
    assert "Walk" in shown(world.general)[-1]


async def test_an_ended_goal_leaves_the_panel(world: World) -> None:
    question = await ask(world, note="hm")
    await world.alice.slash(world.general, "goal drop", goal="Run")

    refused = panel(await world.alice.click(question.response, label="Run"))
    await world.alice.click(question.response, label="Walk")

    assert "✗ **Run** – That one was dropped." in refused
    assert "> hm" in plain(shown(world.general)[-1])


async def test_a_goal_that_is_open_for_yesterday_alone_is_not_offered_today(world: World) -> None:
    for goal in ("Run", "Swim", "Walk"):
        await world.declare(world.alice, goal)
    await world.next_day()
    await world.alice.slash(world.general, "goal drop", goal="Run")
    for goal in ("Swim", "Walk"):
        await world.check_in(world.alice, goal=goal)

    today = await world.check_in(world.alice)
    yesterday = await world.check_in(world.alice, date="yesterday")

    assert [*menu(today)] == ["Swim", "Walk"]
    assert "Run" in menu(yesterday)


async def test_nothing_but_yesterday_is_open(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.next_day()
    await world.alice.slash(world.general, "goal drop", goal="Run")

    answer = await world.ask(world.alice, "checkin")

    assert "still open from yesterday" in answer
    assert "Run" in answer
    assert not any("✅" in text for text in shown(world.general))


async def test_a_check_in_for_a_day_that_is_over_is_not_offered_for_another(world: World) -> None:
    question = await ask(world, note="late note")
    await world.env.advance_time(DAY + 16 * HOUR)

    answer = await world.alice.click(question.response, label="Run")

    assert "it’s too late to add to that day" in said(answer)
    assert "late note" in said(answer)
    assert "yesterday" not in said(answer)
    assert "Try again" not in said(answer)


async def test_a_newcomers_first_check_ins_are_news_for_those_who_said_hello(
    world: World,
) -> None:
    dave = world.join("dave")
    await world.env.settle()
    await world.bob.click(world.general.history()[-1], label="Say hello")
    for goal in ("Run", "Walk"):
        await world.declare(dave, goal)
    question = await world.check_in(dave)

    await dave.select(question.response, values(question, "Run", "Walk"))
    await world.env.advance_time(HOUR)

    assert "first check-in here: **Run**" in in_general(world)


async def test_the_first_check_ins_can_be_undone_however_many(world: World) -> None:
    question = await ask(world, "Sing")

    answer = await world.alice.select(question.response, values(question))

    assert LAST_REMINDER in said(answer)
    assert "Undo" in said(answer)


async def test_two_first_check_ins_are_not_the_last_reminder(world: World) -> None:
    answer = await check_in_on(world, "Run", "Walk")

    assert "takes it back within 15 minutes" in said(answer)
    assert LAST_REMINDER not in said(answer)


async def test_many_check_ins_are_all_posted_in_the_channel_for_them(
    world: World, owner: MemberActor
) -> None:
    board = world.guild.create_text_channel("board")
    await world.env.settle()
    await owner.slash(world.general, "setup channels", checkins=board)
    question = await ask(world, *(f"Goal {nth}" for nth in range(9)))

    answer = await world.alice.select(question.response, values(question))

    assert [text.count("✅") for text in shown(board)] == [9, 3]
    assert said(answer).count("discord.com/channels") == 1


async def test_the_owner_reads_why_a_hidden_goal_is_not_posted(world: World) -> None:
    question = await ask(world)
    mod = moderator(world, "mona")
    await world.env.settle()
    await hide(world, mod, "Run")

    answer = await world.alice.select(question.response, values(question))

    assert "Moderators hid this goal" in said(answer)


async def test_undone_goals_are_offered_again(world: World) -> None:
    await check_in_on(world, "Run", "Walk")

    await world.alice.slash(world.general, "undo")
    question = await world.check_in(world.alice)

    assert [*menu(question)] == ["Run", "Swim", "Walk"]


async def test_the_menu_says_paused_and_never_a_streak_of_0(world: World) -> None:
    await ask(world)
    await world.alice.slash(world.general, "pause", goal="Run", until="Jan 10")
    await world.declare(world.alice, "Gym", "weekly on tue")
    for goal in ("Swim", "Walk"):
        await world.check_in(world.alice, goal=goal)

    question = await world.check_in(world.alice)

    assert {title: each["description"] for title, each in menu(question).items()} == {
        "Run": "paused",
        "Gym": "not due yet",
        "Swim": "streak of 1",
        "Walk": "streak of 1",
    }


async def test_the_outcome_of_many_goals_fits_into_a_message(world: World) -> None:
    question = await ask(world, *(f"{'*' * 90} {nth:02}" for nth in range(22)))

    answer = await world.alice.select(question.response, values(question))

    assert panel(answer).count("✓") == 25
    assert len(panel(answer)) < 4000


async def test_many_private_check_ins_are_all_shown(world: World) -> None:
    for nth in range(25):
        options = {"goal": f"{'*' * 90} {nth:02}", "visibility": "only me"}
        await world.alice.slash(world.general, "goal declare", schedule="daily", **options)
    question = await world.check_in(world.alice)

    answer = await world.alice.select(question.response, values(question))

    assert said(answer).count("✅") == 25
