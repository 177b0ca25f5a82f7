"""Ask which date was meant in a goal's sentence or in one of its forms."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord.ui import TextDisplay

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.schedules import Once
from accountabot.domain.identifiers import PendingId
from accountabot.phrases.goals.parsed_goal import ParsedGoal
from accountabot.ui import responses
from accountabot.ui.cards import Card, row, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.delivery import panels
from accountabot.ui.escaping import escape
from accountabot.ui.goals.date_choices import date_buttons, date_question
from accountabot.ui.goals.draft_answers import DraftAnswers
from accountabot.ui.goals.goal_prompts import QUESTIONS
from accountabot.ui.localization import say


async def ask_which_date(
    interaction: Interaction,
    draft: PendingId,
    asked: ParsedGoal,
    calendar: Calendar,
    answers: DraftAnswers,
) -> None:
    """Ask which of several dates in the sentence was meant."""
    choice = asked.choices[0]
    about = "start" if choice.field == "start" else "end"
    picked = [answers.with_picks(dates) for dates in choice.picks]
    await panels.show(
        interaction,
        Card(
            _question(date_question(choice.options, calendar, about), asked.title),
            *date_buttons(
                choice.options, calendar, _ids(interaction, draft, picked), choice.places
            ),
            text(say("choose-hint")),
        ),
        *QUESTIONS,
    )


async def ask_which_end(
    interaction: Interaction,
    draft: PendingId,
    title: str,
    calendar: Calendar,
    answers: DraftAnswers,
    ends: Sequence[LocalDay | datetime],
) -> None:
    """Ask which of several dates was meant by an end that was typed into a form."""
    server = responses.server_id(interaction)
    picked = [answers.with_end([end]) for end in ends]
    form = "deadline" if isinstance(answers.schedule, Once) else "named"
    another = custom_id("schedule", server, draft, f"{form}/{answers.to_detail()}")
    await panels.show(
        interaction,
        Card(
            _question(date_question(ends, calendar, "end"), title),
            *date_buttons(ends, calendar, _ids(interaction, draft, picked)),
            row(button(say("button-another-date"), another)),
            text(say("choose-hint")),
        ),
        *QUESTIONS,
    )


async def ask_for_end(
    interaction: Interaction, draft: PendingId, understood: ParsedGoal, answers: DraftAnswers
) -> None:
    """Explain that the end is unreadable, and ask for another one or none."""
    server = responses.server_id(interaction)
    read = escape(understood.unread_end[:100])
    buttons = [
        button(
            say(f"end-{how}"),
            custom_id("schedule", server, draft, f"{how}/{answers.to_detail()}"),
        )
        for how in ("named", "none")
    ]
    await panels.show(
        interaction,
        Card(
            _question(say("end-unreadable", read=read), understood.title),
            row(*buttons),
            text(say("choose-hint")),
        ),
        *QUESTIONS,
    )


def _question(question: str, title: str) -> TextDisplay[Any]:
    return text(question, say("choose-sentence", sentence=escape(title)))


def _ids(interaction: Interaction, draft: PendingId, picked: Sequence[DraftAnswers]) -> list[str]:
    """Return a custom_id for each date, with all answers so far and that date."""
    server = responses.server_id(interaction)
    return [custom_id("pick-date", server, draft, answers.to_detail()) for answers in picked]
