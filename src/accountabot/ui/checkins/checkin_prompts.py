"""Ask for a check-in's missing goal, day or amount."""

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from discord import ButtonStyle, SelectOption
from discord.ui import Button, Modal, Select

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.amounts import TEXT_LIMIT
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import PendingId
from accountabot.services.checkins.channel_messages import Answered
from accountabot.services.checkins.checkin_requests import HowMuch, WhichDay, WhichGoal
from accountabot.services.checkins.recording import CheckedIn
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import amounts
from accountabot.ui.cards import Card, row, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.modals import text_modal


async def amount_in_note(interaction: Interaction, goal: Goal, note: str) -> Decimal | None:
    """Parse the amount in a note, in a thread because it can be slow."""
    if not note or goal.amount is None:
        return None
    locale = str(interaction.locale)
    from accountabot.phrases import checkin_notes  # noqa: PLC0415 - not needed before a note may tell an amount

    amount = await asyncio.to_thread(
        checkin_notes.amount_in_note, note, goal.amount.unit, locale=locale
    )
    return amount if amount or goal.is_ceiling else None


def count_button(result: CheckedIn, amount: Decimal) -> Button[Any]:
    """Return the button that adds the amount in a check-in's note."""
    goal = result.status.revision_of(result.check_in.day).goal
    id_ = custom_id("count", goal.owner.server, result.entry or 0, amounts.number_text(amount))
    return button(_count(goal, amount), id_, ButtonStyle.primary)


def confirm_amount_card(question: HowMuch, amount: Decimal) -> Card:
    """Ask whether the amount in a note is right, because the goal needs one."""
    goal = question.promised
    pending_id = question.pending or 0
    id_ = custom_id(
        "count-pending", goal.owner.server, pending_id, f"{goal.id}/{amounts.number_text(amount)}"
    )
    count = button(_count(goal, amount), id_, ButtonStyle.primary)
    sounds = say("amount-sounds-like", number=amounts.number_text(amount), of=_promised(goal))
    return Card(text(sounds), row(count, _other_amount(question, "button-other-amount")))


def amount_modal(
    question: HowMuch, verb: str = "amount-pending", *, value: str = "", message: int | None = None
) -> Modal:
    """Build the modal for the amount of a check-in, pending or not.

    `message` is the public question that it answers.
    """
    promised = question.promised.amount
    goal = question.status.goal
    pending_detail = f"{goal.id}" if message is None else f"{goal.id}/{message}"
    is_pending = question.pending is not None
    return text_modal(
        verb if is_pending else "amount",
        question.pending or goal.id,
        say("amount-form"),
        say("amount-label-of", unit=promised.unit)
        if promised and promised.unit
        else say("amount-label"),
        limit=TEXT_LIMIT,
        detail=pending_detail if is_pending else question.day.isoformat(),
        value=value,
        hint=amounts.example(promised) if promised else "",
        about=say("amount-about", title=goal.title[:60]),
    )


def goal_choice_card(question: WhichGoal) -> Card:
    """Build a private menu to choose one of several goals."""
    server = question.statuses[0].goal.owner.server
    id_ = custom_id("pick-goal", server, question.pending or 0, question.day.isoformat())
    return Card(text(say("which-goal")), row(_menu(id_, question.statuses)))


def day_choice_card(question: WhichDay) -> Card:
    """Build the choice between yesterday and today."""
    goal, (yesterday, today) = question.goal, question.days
    labels = ((yesterday, say("which-day-yesterday")), (today, say("which-day-today")))
    return Card(text(say("which-day")), row(*(_day(goal, day, label) for day, label in labels)))


def goal_question_card(pending_id: PendingId, lines: Sequence[GoalStatus]) -> Card:
    """Build a public menu to choose a goal; only its member can use it."""
    owner = lines[0].goal.owner
    asked = say("channel-which-goal", member=str(owner.id))
    return Card(
        text(asked), row(_menu(custom_id("pick-for-message", owner.server, pending_id), lines))
    )


def amount_question_card(pending_id: PendingId, line: GoalStatus) -> Card:
    """Build a public question for the amount; only its member can answer."""
    goal = line.goal
    how_much = button(
        say("button-how-much"),
        custom_id("amount-for-message", goal.owner.server, pending_id, str(goal.id)),
    )
    asked = say("channel-how-much", member=str(goal.owner.id), title=escape(goal.title))
    return Card(text(asked), row(how_much))


def remaining_question_card(pending_id: PendingId, answered: Answered) -> Card | None:
    """Build the rest of a public question, or return None if it is fully answered."""
    if not answered.remaining:
        return None
    return (
        amount_question_card(pending_id, answered.remaining[0])
        if answered.is_how_much
        else goal_question_card(pending_id, answered.remaining)
    )


def _menu(id_: str, lines: Sequence[GoalStatus]) -> Select[Any]:
    options = [
        SelectOption(label=line.goal.title, value=str(line.goal.id), description=_state(line))
        for line in lines
    ]
    return Select(custom_id=id_, placeholder=say("which-goal-placeholder"), options=options)


def _state(line: GoalStatus) -> str:
    return (
        say("which-goal-due")
        if line.due.today
        else say("which-goal-streak", streak=line.tally.streak)
    )


def _day(goal: Goal, day: LocalDay, label: str) -> Button[Any]:
    id_ = custom_id("checkin", goal.owner.server, goal.id, day.isoformat())
    return button(label, id_, ButtonStyle.primary)


def _promised(goal: Goal) -> str:
    return amounts.promised_text(goal.amount) if goal.amount else ""


def _count(goal: Goal, amount: Decimal) -> str:
    return say(
        "button-count",
        number=amounts.number_text(amount),
        of=amounts.editable_amount(goal.amount) if goal.amount else "",
    )


def _other_amount(question: HowMuch, label: str) -> Button[Any]:
    goal = question.status.goal
    return button(
        say(label), custom_id("ask-amount", goal.owner.server, question.pending or 0, str(goal.id))
    )
