"""Ask which goals a check-in is for: one with a tap, or several at once."""

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, SelectOption
from discord.ui import ActionRow, Button, Select

from accountabot.domain.identifiers import PendingId
from accountabot.domain.user_text import TITLE_LIMIT
from accountabot.services.checkins import progress
from accountabot.services.checkins.checked_in import CheckedIn
from accountabot.services.checkins.checkin_requests import WhichGoal
from accountabot.services.checkins.picks import Refused
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import amounts, due_text
from accountabot.ui.cards import MOST_BUTTONS, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.truncation import truncate

_BUTTON_LIMIT = 80
"""The longest label that Discord allows on a button."""
_MANY = 10
"""The most outcomes whose full titles are sure to fit into a message."""
_SHORT_TITLE = 40
"""The length of titles if there are more."""


def goal_choice_card(question: WhichGoal) -> Card:
    """Build a private choice of goals: a button for each if they are few, a menu for several."""
    return Card(text(say("which-goal")), *_choices(question))


def answered_card(
    results: Sequence[CheckedIn],
    remaining: WhichGoal | None = None,
    refused: Sequence[Refused] = (),
) -> Card:
    """Replace a question by its outcome, and ask about the goals that are still due."""
    room = TITLE_LIMIT if len(results) + len(refused) <= _MANY else _SHORT_TITLE
    done = [
        say(
            "question-answered" if result.entry else "question-already",
            title=escape(truncate(result.status.goal.title, room)),
        )
        for result in results
    ]
    lines = [*done, *_not_done(refused, room)]
    if remaining is None:
        return Card(text(*lines))
    return Card(text(*lines, say("which-goal-next")), *_choices(remaining))


def _not_done(refused: Sequence[Refused], room: int) -> list[str]:
    """Name the goals that could not be done, by the reason that they share."""
    reasons: dict[str, list[str]] = {}
    for title, why in refused:
        titles = reasons.setdefault(due_text.refusal_text(why), [])
        if title:
            titles.append(escape(truncate(title, room)))
    return [
        say("question-refused", titles=", ".join(f"**{title}**" for title in titles), why=why)
        if titles
        else why
        for why, titles in reasons.items()
    ]


def goal_question_card(pending_id: PendingId, lines: Sequence[GoalStatus]) -> Card:
    """Build a public menu to choose a goal; only its member can use it."""
    owner = lines[0].goal.owner
    asked = say("channel-which-goal", member=str(owner.id))
    options = [_option(line, _state(line)) for line in lines]
    id_ = custom_id("pick-for-message", owner.server, pending_id)
    menu: Select[Any] = Select(
        custom_id=id_, placeholder=say("which-goal-placeholder"), options=options
    )
    return Card(text(asked), row(menu))


def _choices(question: WhichGoal) -> list[ActionRow[Any]]:
    statuses = question.statuses
    has_buttons = len(statuses) <= MOST_BUTTONS
    has_menu = not has_buttons or (len(statuses) > 1 and not question.is_single)
    return [
        *([row(*(_pick(question, status) for status in statuses))] if has_buttons else []),
        *([row(_menu(question))] if has_menu else []),
    ]


def _pick(question: WhichGoal, status: GoalStatus) -> Button[Any]:
    goal = status.goal
    detail = f"{question.day.isoformat()}/{question.pending or 0}"
    label = truncate(goal.title, _BUTTON_LIMIT)
    id_ = custom_id("pick-one", goal.owner.server, goal.id, detail)
    return button(label, id_, ButtonStyle.success)


def _menu(question: WhichGoal) -> Select[Any]:
    """Build the menu of several goals at once; it says how much of an amount that means."""
    server = question.statuses[0].goal.owner.server
    options = [_option(each, _effect(each, question)) for each in question.statuses]
    return Select(
        custom_id=custom_id("pick-goal", server, question.pending or 0, question.day.isoformat()),
        placeholder=say(
            "which-goal-placeholder" if question.is_single else "which-goals-placeholder"
        ),
        options=options,
        max_values=1 if question.is_single else len(options),
    )


def _option(status: GoalStatus, description: str) -> SelectOption:
    return SelectOption(label=status.goal.title, value=str(status.goal.id), description=description)


def _effect(status: GoalStatus, question: WhichGoal) -> str:
    """Describe how much a goal counts for if it is picked together with others."""
    goal = status.revision_of(question.day).goal
    if goal.amount is None:
        return _state(status)
    if goal.is_ceiling:
        return say("which-goal-asks")
    left = progress.amount_left(status, question.day)
    if left is None:
        return say("which-goal-done")
    return say("which-goal-all", amount=f"{amounts.number_text(left)} {goal.amount.unit}".strip())


def _state(status: GoalStatus) -> str:
    if status.due.is_paused:
        return say("which-goal-paused")
    if status.due.today:
        return say("which-goal-due")
    if status.goal.is_once:
        return say("which-goal-once")
    streak = status.tally.streak
    return say("which-goal-streak", streak=streak) if streak else say("which-goal-not-due")
