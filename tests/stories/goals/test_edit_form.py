"""The form in which a goal is edited."""

import pytest

from accountabot.bot import Accountabot
from tests.stories.goals.edits import change, form_fields, propose, record
from tests.stories.goals.pauses import set_zone
from tests.world import HOUR, World, said


@pytest.mark.parametrize(
    ("schedule", "sentence"),
    [
        ("daily", "Run every day"),
        ("weekly on mon,tue,wed,thu,fri", "Run every weekday"),
        ("weekly on tue,thu", "Run every Tuesday and Thursday"),
        ("every 2 weeks on tue", "Run every 2 weeks on Tuesday"),
        ("monthly on 15", "Run on the 15th of every month"),
        ("monthly on last", "Run on the last day of every month"),
        ("every 3 days", "Run once every 3 days"),
        ("every 2 weeks", "Run once every 2 weeks"),
        ("3 per week", "Run 3 days a week"),
        ("1 per month", "Run once a month"),
    ],
)
async def test_the_form_contains_the_sentence_and_a_new_title_keeps_the_schedule(
    world: World, schedule: str, sentence: str
) -> None:
    await world.declare(world.alice, "Run", schedule)
    form = await world.alice.slash(world.general, "goal edit", goal="Run")

    answer = await world.alice.submit_modal(
        form, form_fields(form) | {"sentence": sentence.replace("Run", "Jog")}
    )

    assert form_fields(form)["sentence"] == sentence
    assert "**Title** \u2068Run\u2069 → \u2068Jog\u2069" in said(answer)
    assert "**How often**" not in said(answer)


async def test_the_form_contains_amount_end_plan_and_visibility(world: World) -> None:
    await world.alice.slash(
        world.general,
        "goal declare",
        goal="Coffee",
        schedule="daily until 2026-03-01",
        amount="at most 2",
        unit="cups",
    )
    await change(world, world.alice, "Coffee", plan="after breakfast")

    form = await world.alice.slash(world.general, "goal edit", goal="Coffee")

    assert form_fields(form) == {
        "sentence": "Coffee every day",
        "amount": "at most 2 cups",
        "until": "2026-03-01",
        "plan": "after breakfast",
        "visibility": ["server"],
    }


async def test_the_form_contains_a_deadline_with_its_time_if_it_has_one(
    world: World, bot: Accountabot
) -> None:
    await set_zone(world, bot, "America/New_York")
    await world.declare(world.alice, "Essay", "once by 2026-01-09")
    await world.declare(world.alice, "Talk", "once by 2026-01-09 17:00")

    forms = [
        await world.alice.slash(world.general, "goal edit", goal=goal) for goal in ("Essay", "Talk")
    ]

    assert [form_fields(form)["until"] for form in forms] == ["2026-01-09", "2026-01-09 17:00"]
    assert [form_fields(form)["sentence"] for form in forms] == ["Essay", "Talk"]


async def test_an_edit_is_read_as_of_the_moment_it_was_typed(world: World) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)
    proposal = await propose(world, world.alice, until="tomorrow")
    await world.env.advance_time(14 * HOUR)  # the next day has begun

    answer = await world.alice.click(proposal.response, label="Change it")

    assert "until Fri, Jan 2, 2026" in said(answer)


async def test_a_pending_edit_expires_after_a_week(world: World) -> None:
    await world.declare(world.alice)
    proposal = await propose(world, world.alice, plan="at noon")
    await world.next_day(8)

    answer = await world.alice.click(proposal.response, label="Change it")

    assert "no longer have what you typed" in said(answer)


async def test_an_ambiguous_date_is_picked(world: World) -> None:
    await world.declare(world.alice)
    question = await propose(world, world.alice, until="next Friday")
    asked = said(question)

    picked = said(await world.alice.click(question.response, label="Fri, Jan 9, 2026"))
    answer = await world.alice.click(question.response, label="Change it")

    assert "Which one did you mean?" in asked
    assert "**Until** no end → Fri, Jan 9, 2026" in picked
    assert "until Fri, Jan 9, 2026" in said(answer)


async def test_changed_fields_win_over_the_sentence(
    world: World,
) -> None:
    await world.declare(world.alice, "Read", "daily")
    whole = await propose(
        world, world.alice, "Read", sentence="Read 20 pages every day until March 1"
    )

    both = await propose(
        world,
        world.alice,
        "Read",
        sentence="Read 20 pages every day until March 1",
        amount="5 chapters",
        until="Feb 1",
    )

    assert "**How much** none → 20 \u2068pages\u2069" in said(whole)
    assert "**Until** no end → Sun, Mar 1, 2026" in said(whole)
    assert "**How much** none → 5 \u2068chapters\u2069" in said(both)
    assert "**Until** no end → Sun, Feb 1, 2026" in said(both)


async def test_an_emptied_field_removes_its_value(world: World) -> None:
    await world.alice.slash(
        world.general,
        "goal declare",
        goal="Read",
        schedule="daily until 2026-03-01",
        amount="20",
        unit="pages",
    )
    await change(world, world.alice, "Read", plan="in bed")

    answer = await propose(world, world.alice, "Read", amount="", until="", plan="")

    assert "20 \u2068pages\u2069 → none" in said(answer)
    assert "Sun, Mar 1, 2026 → no end" in said(answer)
    assert "\u2068in bed\u2069 → no plan" in said(answer)


async def test_a_one_time_goal_may_become_recurring_and_keeps_its_last_day(
    world: World,
) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-09")

    recurring = await change(world, world.alice, "Essay", sentence="Essay every day")
    once = await propose(world, world.alice, "Essay", sentence="Essay just once")

    assert "every day until Fri, Jan 9, 2026" in said(recurring)
    assert "every day → once" in said(once)
    assert "**Until**" not in said(once)


async def test_a_future_first_day_postpones_the_goal(world: World) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)

    answer = await change(world, world.alice, sentence="Run every day from 2026-01-10")

    assert "Next due: **Sat, Jan 10 · Sun, Jan 11**" in said(answer)
    assert "moved the first day from Thu, Jan 1, 2026 to Sat, Jan 10, 2026" in await record(world)


async def test_a_day_that_passed_during_the_preview_is_named(world: World) -> None:
    await world.declare(world.alice)
    proposal = await propose(world, world.alice, until="tomorrow")
    await world.next_day(3)

    answer = await world.alice.click(proposal.response, label="Change it")

    assert "I read that as Fri, Jan 2, 2026, which has already passed" in said(answer)
