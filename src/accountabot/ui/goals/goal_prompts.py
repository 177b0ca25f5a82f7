"""Ask for the missing details of a goal, which waits in the database as a draft."""

from typing import Any

from discord import ButtonStyle, SelectOption
from discord.ui import ActionRow, Button, Modal, Select

from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.goals.schedules import WEEKDAYS
from accountabot.domain.identifiers import PendingId
from accountabot.domain.typed_input import TypedInput
from accountabot.domain.user_text import TITLE_LIMIT
from accountabot.phrases.calendar import date_reader
from accountabot.services.goals import drafts
from accountabot.services.goals.goal_views import GoalView
from accountabot.ui import responses
from accountabot.ui.cards import Card, row, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.delivery import panels
from accountabot.ui.escaping import escape
from accountabot.ui.goals import promise_text
from accountabot.ui.localization import say
from accountabot.ui.modals import text_modal
from accountabot.ui.responses import prepare
from accountabot.ui.retries import retries

QUESTIONS = ("schedule", "weekdays", "pick-date")
"""The verbs of the items with which a member answers a question about a draft."""


async def save_draft(interaction: Interaction, words: GoalInput, title: str) -> PendingId:
    """Save the input as a draft, before asking for details."""
    return await prepare(interaction, drafts.save_draft, words, title)


async def ask_for_schedule(
    interaction: Interaction,
    draft: PendingId,
    title: str,
    problem: str | None = None,
    typed: TypedInput | None = None,
) -> None:
    """Offer the common schedules, explain a problem, and offer what was typed in a form again."""
    retry = retries.retry_button(typed) if typed else None
    card = how_often_card(responses.server_id(interaction), draft, title, problem, retry)
    if typed:
        await retries.show(interaction, typed, card)
    else:
        await panels.show(interaction, card, *QUESTIONS)


def first_goal_modal(title: str, value: str = "") -> Modal:
    """Build the modal that asks for a newcomer's first goal."""
    return text_modal(
        "first-goal",
        0,
        title,
        say("first-goal-label"),
        limit=TITLE_LIMIT,
        value=value,
        hint=say("first-goal-hint"),
    )


def end_modal(draft: int, answers: str, value: str = "") -> Modal:
    """Build the modal that asks for the last day; `answers` is the detail of the earlier ones."""
    return text_modal(
        "end",
        draft,
        say("end-form"),
        say("end-label"),
        limit=date_reader.LIMIT,
        detail=answers,
        value=value,
        hint=say("end-hint"),
    )


def deadline_modal(draft: int, value: str = "") -> Modal:
    """Build the modal that asks for the deadline."""
    return text_modal(
        "deadline",
        draft,
        say("deadline-form"),
        say("deadline-label"),
        limit=date_reader.LIMIT,
        value=value,
        hint=say("deadline-hint"),
        about=say("deadline-optional"),
        required=False,
    )


def how_often_card(
    server: int,
    draft: PendingId,
    title: str,
    problem: str | None = None,
    retry: Button[Any] | None = None,
) -> Card:
    """Build the buttons for the common schedules, below the goal's sentence.

    *Every day* is suggested, unless the member named a schedule that has a problem.
    """
    suggested = None if problem else "daily"
    return Card(
        text(say("choose-title"), say("choose-sentence", sentence=escape(title[:300])), problem),
        *([row(retry)] if retry else []),
        *(
            row(
                *(
                    button(
                        say(f"choose-{how}"),
                        custom_id("schedule", server, draft, how),
                        ButtonStyle.primary if how == suggested else ButtonStyle.secondary,
                    )
                    for how in hows
                )
            )
            for hows in (("daily", "workdays", "thrice", "weekly"), ("deadline", "once"))
        ),
        _weekdays(server, draft),
        text(say("choose-hint")),
    )


def answered_card(view: GoalView) -> Card:
    """Build what a question becomes once its goal is declared."""
    promise = promise_text.promise_text(view.goal, view.status.rules.days)
    return Card(text(say("choose-answered", title=escape(view.goal.title), promise=promise)))


def _weekdays(server: int, draft: PendingId) -> ActionRow[Any]:
    options = [
        SelectOption(label=promise_text.weekday_name(day), value=WEEKDAYS[day])
        for day in range(len(WEEKDAYS))
    ]
    id_ = custom_id("weekdays", server, draft)
    return row(
        Select(
            custom_id=id_,
            placeholder=say("choose-days"),
            min_values=1,
            max_values=7,
            options=options,
        )
    )
