"""The usual time of a recurring goal, from its declaration through its edits."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.edits import EditInput
from accountabot.domain.goals.goal import Goal, Promise
from accountabot.domain.goals.schedules import DAILY, Once, Schedule, parse_schedule
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.phrases.goals import edit_form
from accountabot.services import undo
from accountabot.services.goals import declaration, edits
from accountabot.services.goals.edits import Edited
from accountabot.store.goals import goals
from accountabot.store.in_memory import in_memory_database
from accountabot.ui.goals import promise_text

ALICE = Member(ServerId(1), MemberId(2))
NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
SIX_PM = time(18)
YOGA = Promise("Yoga at 6pm", parse_schedule("weekly on tue"), usual_time=SIX_PM)
CONTEXT = edit_form.EditContext(
    calendar=Calendar(ZoneInfo("UTC")),
    week_start=0,
    now=NOW,
    locale="en-US",
    how_often="every Tuesday",
)
_sources = count(1)


@pytest.fixture
def tx() -> Iterator[Connection]:
    with in_memory_database() as connection:
        yield connection


def act(hours: float = 0) -> Action:
    """Return an action of Alice, so many hours after she declared her goal."""
    return Action(ALICE, NOW + timedelta(hours=hours), InteractionId(next(_sources)))


def declare(tx: Connection, promise: Promise = YOGA) -> Goal:
    return declaration.declare(tx, act(), promise).view.goal


def stored(tx: Connection, goal: Goal) -> Goal:
    """Return the goal as both ways of reading goals find it."""
    found = goals.get(tx, ALICE.server, goal.id)
    ((listed, _),) = goals.all_of(tx, ALICE)
    assert found == listed
    assert found
    return found


def edit(tx: Connection, goal: Goal, typed: EditInput, hours: float = 1) -> Edited:
    """Edit a goal through the form's text."""
    wanted = edit_form.parse_edit(goal, typed, CONTEXT, {})
    assert isinstance(wanted, Promise)
    action = act(hours)
    pending = edits.save_pending(tx, action, goal.id, typed)
    shown = edits.preview(tx, ALICE, goal.id, wanted, action.at)
    done = edits.confirm(tx, action, pending, shown, wanted)
    assert isinstance(done, Edited)
    return done


@pytest.mark.parametrize("usual_time", [SIX_PM, time(0), time(23, 59), None])
@pytest.mark.parametrize("schedule", [DAILY, parse_schedule("3 per week")])
def test_a_recurring_goal_keeps_its_usual_time(
    tx: Connection, schedule: Schedule, usual_time: time | None
) -> None:
    goal = declare(tx, Promise("Yoga", schedule, usual_time=usual_time))

    assert goal.usual_time == usual_time
    assert stored(tx, goal).usual_time == usual_time


def test_a_one_time_goal_has_no_usual_time(tx: Connection) -> None:
    goal = declare(tx, Promise("Yoga at 6pm", Once(), usual_time=SIX_PM))

    assert stored(tx, goal).usual_time is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (EditInput(plan="on the balcony"), SIX_PM),
        (EditInput(amount="20 minutes"), SIX_PM),
        (EditInput(until="2026-03-01"), SIX_PM),
        (EditInput(is_private=True), SIX_PM),
        (EditInput(sentence="Yoga at 6pm every Monday"), SIX_PM),
        (EditInput(sentence="Yoga every Tuesday"), None),
        (EditInput(sentence="Yoga at 6pm once"), None),
    ],
)
@pytest.mark.parametrize("hours", [0.1, 1], ids=["silent", "recorded"])
def test_an_edit_changes_the_usual_time_with_the_sentence_and_undoing_it_restores_it(
    tx: Connection, typed: EditInput, expected: time | None, hours: float
) -> None:
    goal = declare(tx)

    edited = edit(tx, goal, typed, hours)
    after = stored(tx, goal)
    undo.undo(tx, act(hours), edited.entry)

    assert edited.view.goal.usual_time == after.usual_time == expected
    assert stored(tx, goal).usual_time == SIX_PM


def test_two_edits_are_undone_one_after_the_other(tx: Connection) -> None:
    goal = declare(tx)
    first = edit(tx, goal, EditInput(sentence="Yoga every Tuesday"))
    second = edit(tx, stored(tx, goal), EditInput(plan="on the balcony"))

    undo.undo(tx, act(1), second.entry)
    between = stored(tx, goal).usual_time
    undo.undo(tx, act(1), first.entry)

    assert between is None
    assert stored(tx, goal).usual_time == SIX_PM


@pytest.mark.parametrize(
    "schedule",
    ["daily", "weekly on tue,thu", "every 2 weeks on tue", "monthly on 31", "3 per week"],
)
def test_a_new_title_with_a_time_keeps_the_schedule(tx: Connection, schedule: str) -> None:
    goal = declare(tx, Promise("Yoga", parse_schedule(schedule)))
    how_often = promise_text.schedule_text(goal.schedule)
    context = replace(CONTEXT, how_often=how_often)

    wanted = edit_form.parse_edit(goal, EditInput(sentence=f"Swim at 6pm {how_often}"), context, {})

    assert isinstance(wanted, Promise)
    assert (wanted.title, wanted.schedule, wanted.until) == ("Swim at 6pm", goal.schedule, None)


@pytest.mark.parametrize("sentence", ["No phone before 9am", "Yoga at 9am", "Yoga 9 am"])
@pytest.mark.parametrize("schedule", ["daily", "weekly on tue,thu", "monthly on 31", "3 per week"])
def test_a_sentence_without_a_frequency_keeps_the_schedule_and_its_own_time(
    tx: Connection, schedule: str, sentence: str
) -> None:
    goal = declare(tx, Promise("Yoga", parse_schedule(schedule)))

    wanted = edit_form.parse_edit(goal, EditInput(sentence=sentence), CONTEXT, {})

    assert isinstance(wanted, Promise)
    assert (wanted.title, wanted.schedule, wanted.usual_time) == (sentence, goal.schedule, time(9))


def test_a_sentence_with_a_deadline_makes_a_recurring_goal_one_time(tx: Connection) -> None:
    goal = declare(tx, Promise("Yoga", DAILY))

    wanted = edit_form.parse_edit(goal, EditInput(sentence="Yoga by friday at 5pm"), CONTEXT, {})

    assert isinstance(wanted, Promise)
    assert (wanted.title, wanted.schedule) == ("Yoga", Once())
