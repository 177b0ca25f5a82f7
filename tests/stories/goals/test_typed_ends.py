"""The forms that ask for a goal's deadline or last day."""

import re

import pytest
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.several_goals import buttons, press
from tests.stories.setup.setup_commands import set_up
from tests.stories.typed_dates import (
    IMPOSSIBLE,
    labels,
    press_copy,
    read_as,
    said,
    set_locale,
    suggestions,
)
from tests.world import DAY, World, shown

BY, UNTIL = "Write the essay", "Study every day until the exam"
READINGS = {
    "tomorrow": "Fri, Jan 2, 2026",
    "Monday": "Mon, Jan 5, 2026",
    "Jan 9": "Fri, Jan 9, 2026",
    "2026-01-09": "Fri, Jan 9, 2026",
    "2026/1/9": "Fri, Jan 9, 2026",
    "in 4 weeks": "Thu, Jan 29, 2026",
    "next week": "Sun, Jan 11, 2026",
    "March": "Tue, Mar 31, 2026",
    "christmas": "Fri, Dec 25, 2026",
    "end of the month": "Sat, Jan 31, 2026",
}
OUT_OF_RANGE = {
    "yesterday": "I read that as Wed, Dec 31, 2025, which has already passed",
    "2025-12-24": "I read that as Wed, Dec 24, 2025, which has already passed",
    "2099-01-01": "I read that as Thu, Jan 1, 2099, which is more than ten years away",
}
SOONER, LATER = "Fri, Jan 2, 2026", "Fri, Jan 9, 2026"
both = pytest.mark.parametrize(
    ("sentence", "understood"), [(BY, "once, by {}"), (UNTIL, "every day until {}")]
)


async def form_of(world: World, sentence: str) -> InteractionResult:
    """Open the form that asks for the deadline or the last day of a goal."""
    question = await world.alice.slash(world.general, "goal declare", goal=sentence)
    label = "By a certain date…" if sentence == BY else "Until a certain date…"
    return await world.alice.click(question.response, label=label)


async def typed_into(world: World, sentence: str, typed: str) -> InteractionResult:
    """Send the form that asks for the deadline or the last day of a goal."""
    return await world.alice.submit_modal(await form_of(world, sentence), {"text": typed})


@both
async def test_the_card_names_the_last_day_of_what_was_typed(
    world: World, sentence: str, understood: str
) -> None:
    expected = {typed: understood.format(last) for typed, last in READINGS.items()}

    assert {typed: await promised(world, sentence, typed) for typed in READINGS} == expected


async def test_a_time_counts_for_a_deadline_but_not_for_a_last_day(world: World) -> None:
    deadline = await typed_into(world, BY, "tomorrow 17:00")
    last_day = await typed_into(world, UNTIL, "tomorrow 17:00")

    assert "once, by <t:1767373200:F>" in said(deadline)
    assert "every day until Fri, Jan 2, 2026" in said(last_day)


@pytest.mark.parametrize("typed", ["never", "none", ""])
async def test_a_deadline_may_be_left_out(world: World, typed: str) -> None:
    assert "’s promise: **once, whenever" in said(await typed_into(world, BY, typed))


async def test_a_last_day_may_be_never(world: World) -> None:
    assert "’s promise: **every day**" in said(await typed_into(world, UNTIL, "never"))


@both
@pytest.mark.parametrize(
    ("locale", "last"), [("en-US", "Thu, Mar 12, 2026"), ("en-GB", "Thu, Dec 3, 2026")]
)
async def test_digits_are_in_the_order_of_the_members_language(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    sentence: str,
    understood: str,
    locale: str,
    last: str,
) -> None:
    set_locale(monkeypatch, locale)

    answer = await typed_into(world, sentence, "3/12")

    assert understood.format(last) in said(answer)


@both
async def test_the_next_week_ends_before_the_servers_first_day(
    world: World, owner: MemberActor, sentence: str, understood: str
) -> None:
    await set_up(world, owner, "week-start", day=6)
    await world.next_day(5)

    answer = await typed_into(world, sentence, "next week")

    assert understood.format("Sat, Jan 17, 2026") in said(answer)


@both
async def test_of_two_days_the_member_picks_one(
    world: World, sentence: str, understood: str
) -> None:
    before = shown(world.general)

    question = await typed_into(world, sentence, "next Friday")
    untouched = shown(world.general)[: len(before)]
    asked, offered = said(question), labels(question)
    answer = await world.alice.click(question.response, label=LATER)

    assert question.response.ephemeral
    assert "Which day do you mean?" in asked
    assert offered == [SOONER, LATER, "Another date…"]
    assert untouched == before
    assert understood.format(LATER) in said(answer)


@both
async def test_a_weekday_that_contradicts_its_date_is_asked_about(
    world: World, sentence: str, understood: str
) -> None:
    question = await typed_into(world, sentence, "fri 12/19")
    asked = said(question)

    answer = await world.alice.click(question.response, label="Sat, Dec 19, 2026")

    assert "Which day do you mean?" in asked
    assert understood.format("Sat, Dec 19, 2026") in said(answer)


@both
async def test_a_restart_and_days_in_between_lose_nothing(
    world: World, settings: Settings, sentence: str, understood: str
) -> None:
    question = await typed_into(world, sentence, "next Friday")

    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(4 * DAY)
    answer = await world.alice.click(question.response, label=LATER)

    assert understood.format(LATER) in said(answer)


@both
async def test_nobody_else_can_pick(
    world: World, bot: Accountabot, sentence: str, understood: str
) -> None:
    question = await typed_into(world, sentence, "next Friday")

    answer = await press_copy(world, bot, world.bob, question, LATER)

    assert answer.ephemeral
    assert understood.format(LATER) not in said(answer)
    assert "no goals here yet" in await world.ask(world.alice, "goal list")


@both
async def test_a_second_press_declares_nothing_more(
    world: World, bot: Accountabot, sentence: str, understood: str
) -> None:
    question = await typed_into(world, sentence, "next Friday")
    sooner = buttons(question)[SOONER]
    await world.alice.click(question.response, label=LATER)

    again = await press(world, bot, world.alice, sooner)

    assert labels(question) == []
    assert again.response.ephemeral
    assert understood.format(LATER) in said(again)
    assert (await world.ask(world.alice, "goal list")).count("🎯") == 1


@both
async def test_another_date_can_be_typed_instead(
    world: World, sentence: str, understood: str
) -> None:
    question = await typed_into(world, sentence, "next Friday")

    form = await world.alice.click(question.response, label="Another date…")
    answer = await world.alice.submit_modal(form, {"text": "Jan 12"})

    assert understood.format("Mon, Jan 12, 2026") in said(answer)


@pytest.mark.parametrize(
    ("label", "understood"),
    [
        ("By a certain date…", "once, by Sun, Feb 1, 2026"),
        ("Every day", "every day"),
        ("Weekdays", "every weekday"),
        ("Just once", "once, whenever you’re ready"),
    ],
)
async def test_a_first_day_of_two_is_asked_for_after_what_was_tapped(
    world: World, label: str, understood: str
) -> None:
    question = await world.alice.slash(world.general, "goal declare", goal="Row from next Friday")
    then = await world.alice.click(question.response, label=label)
    if then.modal:
        then = await world.alice.submit_modal(then, {"text": "2026-02-01"})
    asked = said(then)

    answer = await world.alice.click(then.response, label=LATER)

    assert "When should it start?" in asked
    assert f"’s promise: **{understood} from Fri, Jan 9**" in said(answer)


@pytest.mark.parametrize(
    ("label", "understood"),
    [
        ("No end date", "every day from Fri, Jan 9**"),
        ("Until a certain date…", "every day from Fri, Jan 9 until Sun, Feb 1, 2026**"),
    ],
)
async def test_a_first_day_of_two_is_asked_for_after_the_end(
    world: World, label: str, understood: str
) -> None:
    sentence = "Row from next Friday every day until the exam"
    question = await world.alice.slash(world.general, "goal declare", goal=sentence)
    then = await world.alice.click(question.response, label=label)
    if then.modal:
        then = await world.alice.submit_modal(then, {"text": "2026-02-01"})
    asked = said(then)

    answer = await world.alice.click(then.response, label=LATER)

    assert "When should it start?" in asked
    assert f"’s promise: **{understood}" in said(answer)


@both
async def test_an_unreadable_impossible_past_or_distant_end_is_refused_with_its_reading(
    world: World, sentence: str, understood: str
) -> None:
    refusals = {typed: read_as(typed) for typed in IMPOSSIBLE} | OUT_OF_RANGE
    suggested = set[str]()

    for typed, told in refusals.items():
        refused = await typed_into(world, sentence, typed)
        assert refused.ephemeral
        assert told in said(refused)
        suggested |= suggestions(refused)

    accepted = [await promised(world, sentence, typed) for typed in sorted(suggested)]
    beginning, _, _ = understood.partition("{")
    assert all(promise and promise.startswith(beginning) for promise in accepted)


@pytest.mark.parametrize("goal", ["Row from Feb 1", "Row from Feb 1 every day until the exam"])
async def test_an_end_before_the_start_is_named_with_the_start_and_the_suggestion_works(
    world: World, goal: str
) -> None:
    question = await world.alice.slash(world.general, "goal declare", goal=goal)
    label = "Until a certain date…" if "every" in goal else "By a certain date…"
    form = await world.alice.click(question.response, label=label)
    refused = await world.alice.submit_modal(form, {"text": "Jan 20"})
    (example,) = suggestions(refused)

    answer = await world.alice.submit_modal(
        await world.alice.click(question.response, label=label), {"text": example}
    )

    assert "Tue, Jan 20, 2026, but the goal starts on Sun, Feb 1, 2026" in said(refused)
    assert "Tue, Mar 3, 2026" in said(answer)


async def promised(world: World, sentence: str, typed: str) -> str | None:
    """Declare a goal with a typed end; return the promise on its card, and undo it."""
    answer = await typed_into(world, sentence, typed)
    found = re.search(r"promise: \*\*(.+?)\*\*", said(answer))
    await world.alice.slash(world.general, "undo")
    return found and found[1]
