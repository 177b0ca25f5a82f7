"""Ask for a check-in's missing day or amount."""

import asyncio
from decimal import Decimal
from typing import Any

from discord import ButtonStyle, Message
from discord.ui import Button, Modal

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.amounts import TEXT_LIMIT, Amount
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import PendingId
from accountabot.services.checkins.channel_messages import Answered
from accountabot.services.checkins.checkin_requests import HowMuch, WhichDay
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import amounts, mention_tracking
from accountabot.ui.cards import Card, row, text
from accountabot.ui.checkins import goal_choices
from accountabot.ui.client import Interaction
from accountabot.ui.components import DETAIL_LIMIT, ID_LIMIT, button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.modals import LABEL_LIMIT, text_modal
from accountabot.ui.truncation import truncate

_QUESTIONS = {"ask-amount", "count-pending", "note", "note-only", "pick-goal", "pick-one"}
"""The verbs of the items that a private question about a check-in consists of."""
_CHOICES = {"pick-goal", "pick-one"}
"""The verbs of the items that a choice among several goals consists of."""
_MORE = "/more/"
"""The part of a custom_id that says that its item followed such a choice."""


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


def confirm_amount_card(question: HowMuch, amount: Decimal) -> Card:
    """Ask whether the amount in a note is right, because the goal needs one."""
    goal = question.promised
    pending_id = question.pending or 0
    count = button(_count(goal, amount), _count_id(question, amount), ButtonStyle.primary)
    sounds = say("amount-sounds-like", number=amounts.number_text(amount), of=_promised(goal))
    buttons = [count, _other_amount(question, "button-other-amount")]
    if question.is_optional:
        only_note = custom_id("note-only", goal.owner.server, pending_id, str(goal.id))
        buttons.append(button(say("button-note-only"), only_note))
    return Card(text(sounds), row(*buttons))


def _count_id(question: HowMuch, amount: Decimal) -> str:
    """Build the custom_id of a *Count* button.

    It contains the unit, because an edit may change it before the press, unless that is too long.
    """
    goal = question.promised
    number = amounts.number_text(amount)
    told = f"{number} {goal.amount.unit if goal.amount else ''}".strip()
    detail = f"{goal.id}{_MORE if question.is_choice else '//'}"
    ids = [
        custom_id("count-pending", goal.owner.server, question.pending or 0, f"{detail}{each}")
        for each in (told, number)
    ]
    is_short = len(detail) + len(told) <= DETAIL_LIMIT and len(ids[0]) <= ID_LIMIT
    return ids[0] if is_short else ids[1]


def is_question(message: Message) -> bool:
    """Return whether a private message does nothing but ask about a check-in."""
    return all(
        id_.partition(":")[0] in _QUESTIONS or _is_day(id_)
        for id_ in mention_tracking.custom_ids(message)
    )


def is_choice(message: Message) -> bool:
    """Return whether a question about a check-in is, or was, a choice among several goals."""
    return any(
        id_.partition(":")[0] in _CHOICES or _MORE in id_
        for id_ in mention_tracking.custom_ids(message)
    )


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
        _how_many(promised),
        truncate(goal.title, LABEL_LIMIT),
        limit=TEXT_LIMIT,
        detail=pending_detail if is_pending else question.day.isoformat(),
        value=value or (amounts.number_text(question.left) if question.left else ""),
        hint=amounts.example(promised) if promised else "",
        about=_left(question),
    )


def day_choice_card(question: WhichDay) -> Card:
    """Build the choice between yesterday and today."""
    goal, (yesterday, today) = question.goal, question.days
    labels = ((yesterday, say("which-day-yesterday")), (today, say("which-day-today")))
    return Card(text(say("which-day")), row(*(_day(goal, day, label) for day, label in labels)))


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
        else goal_choices.goal_question_card(pending_id, answered.remaining)
    )


def _day(goal: Goal, day: LocalDay, label: str) -> Button[Any]:
    id_ = custom_id("checkin", goal.owner.server, goal.id, day.isoformat())
    return button(label, id_, ButtonStyle.primary)


def _how_many(promised: Amount | None) -> str:
    """Return the title of the form for an amount."""
    unit = promised.unit if promised else ""
    asked = say("amount-form-of", unit=unit) if unit.isalpha() else say("amount-form")
    return asked if len(asked) <= LABEL_LIMIT else say("amount-form")


def _left(question: HowMuch) -> str:
    """Say how much is promised, and how much of it is left."""
    goal = question.promised
    if goal.amount is None:
        return ""
    left = f"{amounts.number_text(question.left)} {goal.amount.unit}" if question.left else ""
    return say(
        "amount-about",
        promised=amounts.editable_amount(goal.amount),
        left=left,
        has_left=int(bool(left)),
    )


def _is_day(id_: str) -> bool:
    """Return whether an item chooses the day of a check-in."""
    return id_.startswith("checkin:") and bool(id_.rpartition(":")[2])


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
