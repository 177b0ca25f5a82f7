"""/goal declare, list and show."""

import pytest
from simcord import MemberActor

from tests.world import World, said, shown, streak_in


async def test_a_goal_is_declared_in_public_with_its_reading(world: World) -> None:
    answer = await world.declare(world.alice, "Run 5k", "weekly on tue,thu")

    text = said(answer)
    assert not answer.response.ephemeral
    assert "Run 5k" in text
    assert "every Tuesday and Thursday" in text
    assert "Next due: **Thu, Jan 1 · Tue, Jan 6**" in text
    assert world.alice.mention in text
    assert {"Check in", "Hold me to it", "Cheer", "Undo"} <= set(text.splitlines())


@pytest.mark.parametrize(
    ("label", "understood"),
    [("Every day", "every day"), ("Weekdays", "every weekday"), ("Just once", "once, whenever")],
)
async def test_a_sentence_without_a_schedule_gets_the_choice_of_common_ones(
    world: World, label: str, understood: str
) -> None:
    question = await world.alice.slash(world.general, "goal declare", goal="Stretch a little")

    answer = await world.alice.click(question.response, label=label)

    assert question.ephemeral
    assert said(question).startswith("✓ **\u2068Stretch a little\u2069**: " + understood)
    assert not answer.followups[0].ephemeral
    assert f"’s promise: **{understood}" in said(answer)


async def test_certain_days_are_picked_from_a_menu(world: World) -> None:
    question = await world.alice.slash(world.general, "goal declare", goal="Swim")

    answer = await world.alice.select(question.response, ["fri", "mon"])

    assert "every Monday and Friday" in said(answer)


async def test_a_deadline_is_asked_for_in_a_form_and_a_date_alone_is_the_end_of_that_day(
    world: World,
) -> None:
    question = await world.alice.slash(world.general, "goal declare", goal="Essay")
    form = await world.alice.click(question.response, label="By a certain date…")

    answer = await world.alice.submit_modal(form, {"text": "2026-01-05"})

    assert "once, by Mon, Jan 5, 2026" in said(answer)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("yesterday", "I read that as Wed, Dec 31, 2025, which has already passed"),
        ("2025-01-01", "has already passed"),
        ("in a while", "couldn’t tell which day"),
        ("2026-02-30", "couldn’t tell which day"),
        ("15", "couldn’t tell which day"),
        ("9999-12-31", "couldn’t tell which day"),
        ("2126-12-31", "more than ten years"),
        ("<t:99999999999:F>", "more than ten years"),
    ],
)
async def test_an_impossible_deadline_shows_the_reading_and_keeps_the_sentence(
    world: World, typed: str, told: str
) -> None:
    form = await world.declare(world.alice, "Write the essay", "once")

    refused = await world.alice.submit_modal(form, {"text": typed})
    reason = said(refused)
    form = await world.alice.click(refused.response, label="By a certain date…")
    answer = await world.alice.submit_modal(form, {"text": "tomorrow 17:00"})

    assert refused.ephemeral
    assert told in reason
    assert "Write the essay" in reason
    assert "once, by <t:1767373200:F>" in said(answer)


@pytest.mark.parametrize(
    "schedule",
    ["whenever", "weekly on", "weekly on someday", "every quarter", "@everyone", "x" * 300],
)
async def test_an_invalid_schedule_is_repeated_and_the_sentence_kept(
    world: World, schedule: str
) -> None:
    question = await world.declare(world.alice, "Stretch", schedule)
    asked = said(question)

    answer = await world.alice.click(question.response, label="Every day")

    assert question.ephemeral
    assert "can’t track" in asked
    assert "Stretch" in said(answer)


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("x" * 101, "Your goal’s title has 101 characters; at most 100 fit"),
        ("   ", "all 3 I got"),
        ("\u200b\u2060", "all 2 I got"),
        ("**__~~", "1 to 300"),
    ],
)
@pytest.mark.parametrize("schedule", ["daily", "once", "nonsense", None])
async def test_an_empty_or_long_sentence_is_refused(
    world: World, goal: str, told: str, schedule: str | None
) -> None:
    options = {"schedule": schedule} if schedule else {}

    answer = await world.alice.slash(world.general, "goal declare", goal=goal, **options)

    assert answer.ephemeral
    assert told in said(answer)
    assert "no goals here yet" in await world.ask(world.alice, "goal list")


async def test_one_goal_too_many_is_refused(world: World) -> None:
    for number in range(25):
        await world.declare(world.alice, f"Goal {number}")

    answer = await world.declare(world.alice, "Goal 26")
    question = await world.alice.slash(world.general, "goal declare", goal="Goal 27")

    assert "25 goals" in said(answer)
    assert "25 goals" in said(question)


async def test_the_same_sentence_twice_within_a_minute_is_one_goal(world: World) -> None:
    await world.declare(world.alice, "Run")

    again = await world.declare(world.alice, "Run")

    assert again.response.ephemeral
    assert "a moment ago" in said(again)
    assert (await world.ask(world.alice, "goal list")).count("Run") == 1


async def test_a_double_tap_on_a_schedule_declares_once(world: World) -> None:
    question = await world.alice.slash(world.general, "goal declare", goal="Run")
    await world.alice.click(question.response, label="Every day")

    await world.deliver_again()

    assert "✓" in said(question)
    assert (await world.ask(world.alice, "goal list")).count("Run") == 1


async def test_a_list_shows_status_and_what_is_due_ten_a_page(world: World) -> None:
    for number in range(11):
        await world.declare(world.alice, f"Goal {number}")

    answer = await world.bob.slash(world.general, "goal list", member=world.alice)
    first = said(answer)
    await world.bob.click(answer.response, label="More")
    second = said(answer)

    assert answer.ephemeral
    assert "Goal 9" in first
    assert "Goal 10" not in first
    assert "due today" in first
    assert "Goal 10" in second
    assert "Goal 9" not in second


async def test_a_goal_is_shown_with_its_numbers(world: World) -> None:
    await world.declare(world.alice)
    for _ in range(7):
        await world.check_in(world.alice)
        await world.next_day()

    lines = (await world.ask(world.alice, "goal show", goal="Run")).splitlines()

    assert "**Current streak** 7" in lines
    assert "**Longest streak** 7" in lines
    assert "**Kept** 7 of 7" in lines
    assert "**Freezes** 2" in lines


async def test_a_member_who_can_not_write_here_is_answered_in_private(world: World) -> None:
    announcements = world.guild.create_text_channel(
        "announcements", overwrites={world.guild.default_role: world.read_only}
    )

    answer = await world.alice.slash(announcements, "goal declare", goal="Run", schedule="daily")

    assert answer.ephemeral
    assert shown(announcements) == []
    assert "Run" in await world.ask(world.alice, "goal list")


async def test_a_card_in_a_read_only_channel_is_answered_there_in_public(world: World) -> None:
    board = world.guild.create_text_channel(
        "board", overwrites={world.guild.default_role: world.read_only}
    )
    owner = MemberActor(world.env, world.guild, world.guild.owner)
    card = (await owner.slash(board, "goal declare", goal="Run", schedule="daily")).response

    await owner.click(card, label="Check in")
    await world.bob.click(card, label="Cheer")

    assert [streak_in(text) for text in shown(board)[1:]] == [1]


async def test_a_missing_page_shows_the_last_one(world: World) -> None:
    for number in range(11):
        await world.declare(world.alice, f"Goal {number}")
    answer = await world.alice.slash(world.general, "goal list")
    await world.alice.slash(world.general, "undo")

    await world.alice.click(answer.response, label="More")

    assert "Goal 9" in said(answer)


async def test_nothing_is_called_public_if_the_member_can_not_write_here(world: World) -> None:
    rules = world.guild.create_text_channel(
        "rules", overwrites={world.guild.default_role: world.read_only}
    )

    answer = await world.alice.slash(rules, "goal declare", goal="Run", schedule="daily")

    assert "only you can see it" in said(answer)


async def test_a_first_goal_is_welcomed_and_no_other_one(world: World) -> None:
    first = said(await world.declare(world.alice, "Run"))
    second = said(await world.declare(world.alice, "Swim"))
    others = said(await world.declare(world.bob, "Sing"))

    assert "🌱 A first goal here" in first
    assert "🌱" not in second
    assert "🌱 A first goal here" in others
