"""Goals that are declared in one sentence."""

import pytest
from simcord import InteractionResult

from tests.stories.goals.edits import form_fields
from tests.world import DAY, GREETINGS, World, shown
from tests.world import said as with_marks


def said(result: InteractionResult) -> str:
    """Return the text of an answer, without isolation marks."""
    return with_marks(result).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("sentence", "title", "understood", "due"),
    [
        (
            "Run 5k every Tue and Thu until March 1",
            "Run 5k",
            "every Tuesday and Thursday until Sun, Mar 1, 2026",
            "Next due: **Thu, Jan 1 · Tue, Jan 6**",
        ),
        (
            "I will read 20 pages a day",
            "read 20 pages",
            "20 pages every day",
            "Next due: **Thu, Jan 1 · Fri, Jan 2**",
        ),
        (
            "No sugar for 30 days",
            "No sugar",
            "every day until Fri, Jan 30, 2026",
            "Next due: **Thu, Jan 1",
        ),
        (
            "At most 2 coffees a day",
            "At most 2 coffees",
            "at most 2 coffees every day",
            "at most 2 coffees",
        ),
        ("Finish my essay by Friday 5pm", "Finish my essay", "once, by <t:1767373200:F>", ""),
        ("Finish my essay by Friday", "Finish my essay", "once, by Fri, Jan 2, 2026", ""),
        ("Swim 3x a week starting Monday", "Swim", "3 days a week from Mon, Jan 5", ""),
        (
            "Send invoices on the 1st of every month",
            "Send invoices",
            "on the 1st of every month",
            "Thu, Jan 1",
        ),
        ("Finish report by <t:1796158800:F>", "Finish report", "once, by <t:1796158800:F>", ""),
    ],
)
async def test_one_sentence_is_enough_and_the_card_says_how_it_was_understood(
    world: World, sentence: str, title: str, understood: str, due: str
) -> None:
    answer = await world.alice.slash(world.general, "goal declare", goal=sentence)

    text = said(answer)
    assert not answer.response.ephemeral
    assert f"### 🎯 {title}\n" in text
    assert f"’s promise: **{understood}**" in text
    assert due in text


async def test_the_schedule_beside_a_sentence_wins_over_it(world: World) -> None:
    answer = await world.alice.slash(
        world.general,
        "goal declare",
        goal="Run every day",
        schedule="3x a week until March 1",
        amount="5",
        unit="km",
    )

    assert "### 🎯 Run\n" in said(answer)
    assert "5 km 3 days a week until Sun, Mar 1, 2026" in said(answer)


@pytest.mark.parametrize(
    ("sentence", "schedule", "understood"),
    [
        ("No sugar until March 1", "daily", "every day until Sun, Mar 1, 2026"),
        (
            "Swim from Monday for 30 days",
            "3 per week",
            "3 days a week from Mon, Jan 5 until Tue, Feb 3, 2026",
        ),
        ("Finish essay by Friday 5pm", "once", "once, by <t:1767373200:F>"),
        ("Finish essay by Friday", "daily", "every day until Fri, Jan 2, 2026"),
        ("Read every day until Friday", "once", "once, by Fri, Jan 2, 2026"),
        ("Read until Friday", "daily until March 1", "every day until Sun, Mar 1, 2026"),
    ],
)
async def test_the_dates_of_a_sentence_stay_if_its_schedule_names_none(
    world: World, sentence: str, schedule: str, understood: str
) -> None:
    answer = await world.alice.slash(
        world.general, "goal declare", goal=sentence, schedule=schedule
    )

    assert f"’s promise: **{understood}**" in said(answer)


async def test_an_amount_in_the_sentence_counts_with_a_tapped_schedule(
    world: World,
) -> None:
    question = await world.alice.slash(world.general, "goal declare", goal="Read 20 pages")

    answer = await world.alice.click(question.response, label="Every day")

    assert "’s promise: **20 pages every day**" in said(answer)


async def test_next_friday_names_both_dates_and_lets_the_member_pick(world: World) -> None:
    question = await world.alice.slash(
        world.general, "goal declare", goal="Call mum by next Friday"
    )
    asked = said(question)

    answer = await world.alice.click(question.response, label="Fri, Jan 9, 2026")

    assert question.ephemeral
    assert {"Fri, Jan 2, 2026", "Fri, Jan 9, 2026"} <= set(asked.splitlines())
    assert "### 🎯 Call mum\n" in said(answer)
    assert "once, by Fri, Jan 9, 2026" in said(answer)


async def test_two_ambiguous_dates_are_picked_one_after_the_other(world: World) -> None:
    sentence = "Stretch every day from next Friday until next Sunday"
    question = await world.alice.slash(world.general, "goal declare", goal=sentence)
    first = said(question)

    then = await world.alice.click(question.response, label="Fri, Jan 2, 2026")
    second = said(then)
    answer = await world.alice.click(then.response, label="Sun, Jan 11, 2026")

    assert "When should it start?" in first
    assert "Which day do you mean?" in second
    assert "every day from Fri, Jan 2 until Sun, Jan 11, 2026" in said(answer)


async def test_a_date_is_picked_as_it_was_meant_even_days_later(world: World) -> None:
    question = await world.alice.slash(
        world.general, "goal declare", goal="Call mum by next Friday"
    )
    await world.env.advance_time(3 * DAY)

    answer = await world.alice.click(question.response, label="Fri, Jan 9, 2026")

    assert "once, by Fri, Jan 9, 2026" in said(answer)


@pytest.mark.parametrize(
    "sentence", ["Clean the oven every quarter", "See the dentist yearly", "Run a few times a week"]
)
async def test_an_impossible_schedule_is_explained_and_a_choice_is_offered(
    world: World, sentence: str
) -> None:
    question = await world.alice.slash(world.general, "goal declare", goal=sentence)
    asked = said(question)
    answer = await world.alice.click(question.response, label="Once a week")

    assert question.ephemeral
    assert "can’t track" in asked
    assert sentence in asked
    assert "once a week" in said(answer)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Finish the report by Nov 1 2020", "has already passed"),
        ("Run every day until yesterday", "Wed, Dec 31, 2025"),
        ("Run every day until 2090-01-01", "more than ten years"),
        ("Run every Monday until Saturday", "Sat, Jan 3"),
        ("Run 9999999 km every day", "1,000,000"),
        ("", "can’t see any text"),
        ("Learn everything about " + "long words " * 9 + "every day", "at most 100 fit"),
    ],
)
async def test_an_impossible_sentence_is_answered_with_its_reading(
    world: World, sentence: str, told: str
) -> None:
    before = len(shown(world.general))

    answer = await world.alice.slash(world.general, "goal declare", goal=sentence or " ")

    assert answer.ephemeral
    assert told in said(answer)
    assert len(shown(world.general)) == before


async def test_an_invalid_end_is_asked_for_again(world: World) -> None:
    question = await world.alice.slash(
        world.general, "goal declare", goal="Study every day until the exam"
    )
    form = await world.alice.click(question.response, label="Until a certain date…")

    answer = await world.alice.submit_modal(form, {"text": "March 1"})

    assert question.ephemeral
    assert "until the exam" in said(question)
    assert "every day until Sun, Mar 1, 2026" in said(answer)


async def test_an_invalid_end_can_be_left_out(world: World) -> None:
    question = await world.alice.slash(
        world.general, "goal declare", goal="Study every day until the exam"
    )

    answer = await world.alice.click(question.response, label="No end date")

    assert "’s promise: **every day**" in said(answer)


async def test_a_sentence_is_read_in_its_owners_zone(world: World) -> None:
    await world.ask(world.alice, "timezone", zone="Asia/Tokyo")

    answer = await world.alice.slash(world.general, "goal declare", goal="Finish the essay by 9pm")

    assert "once, by <t:1767268800:F>" in said(answer)


async def test_a_first_goal_is_one_sentence_too(world: World) -> None:
    dave = world.join("dave")
    await world.env.settle()
    form = await dave.click(world.general.history()[-1], label="I’m new: my first goal")

    answer = await dave.submit_modal(form, {"text": "I'm going to walk every morning for 3 weeks"})

    assert "### 🎯 walk\n" in said(answer)
    assert "every day until Wed, Jan 21, 2026" in said(answer)


async def test_a_part_of_a_title_typed_by_hand_names_the_only_goal_that_has_it(
    world: World,
) -> None:
    await world.declare(world.alice, "Practice the guitar")
    await world.declare(world.alice, "Run")

    answer = await world.check_in(world.alice, goal="guitar")

    assert "Practice the guitar" in said(answer)


async def test_autocomplete_offers_due_goals_then_the_most_similar(world: World) -> None:
    for title in ("Meditate", "Medicine", "Run"):
        await world.declare(world.alice, title)
    await world.check_in(world.alice, goal="Medicine")

    for typed, offered in (
        ("med", ["Meditate", "Medicine"]),
        ("mediatte", ["Meditate"]),
        ("xyz", []),
    ):
        choices = await world.alice.autocomplete(world.general, "checkin", "goal", typed)
        assert [choice["name"] for choice in choices] == offered


@pytest.mark.parametrize(
    ("sentence", "options"),
    [
        ("Read every day until 2025-12-01", {}),
        ("Read every day", {"amount": "many"}),
        ("Read War and Peace", {"schedule": "by 2025-12-01"}),
    ],
)
async def test_a_refused_sentence_is_returned(
    world: World, sentence: str, options: dict[str, str]
) -> None:
    answer = said(await world.alice.slash(world.general, "goal declare", goal=sentence, **options))

    assert "What you typed: " in answer
    assert all(text in answer for text in (sentence, *options.values()))
    assert not shown(world.general)[GREETINGS:]


async def test_long_refused_text_is_returned_as_far_as_it_fits(world: World) -> None:
    sentence = "*run* " * 25 + "every day until 2025-12-01"
    typed = {"goal": sentence, "schedule": "~x~ " * 75, "plan": "_p_ " * 25, "amount": "many"}

    answer = await world.alice.slash(world.general, "goal declare", **typed)
    form = await world.alice.click(answer.response, label="Try again")

    assert len(said(answer)) < 4000
    assert form_fields(form) == {"unit": ""} | typed
