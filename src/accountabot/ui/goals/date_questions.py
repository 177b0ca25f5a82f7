"""Ask which date was meant, by a goal's sentence or by its forms."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from discord import ButtonStyle
from discord.ui import ActionRow, TextDisplay

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.schedules import Once
from accountabot.domain.identifiers import PendingId
from accountabot.phrases.goals.parsed_goal import ParsedGoal
from accountabot.ui import responses
from accountabot.ui.cards import MOST_BUTTONS, Card, row, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals import promise_text
from accountabot.ui.goals.draft_answers import DraftAnswers
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
    options = [
        (option, replace(answers, picks=f"{answers.picks}{nth}"))
        for nth, option in enumerate(choice.options)
    ]
    await responses.show(
        interaction,
        Card(
            _question(say("which-date", about=about), asked.title),
            _date_buttons(responses.server_id(interaction), draft, calendar, options),
            text(say("choose-hint")),
        ),
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
    options = [(end, answers.with_end([end])) for end in ends]
    form = "deadline" if isinstance(answers.schedule, Once) else "named"
    another = custom_id("schedule", server, draft, f"{form}/{answers.to_detail()}")
    await responses.show(
        interaction,
        Card(
            _question(say("which-date", about="end"), title),
            _date_buttons(server, draft, calendar, options),
            row(button(say("button-another-date"), another)),
            text(say("choose-hint")),
        ),
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
    await responses.show(
        interaction,
        Card(
            _question(say("end-unreadable", read=read), understood.title),
            row(*buttons),
            text(say("choose-hint")),
        ),
    )


def _question(question: str, title: str) -> TextDisplay[Any]:
    return text(question, say("choose-sentence", sentence=escape(title)))


def _date_buttons(
    server: int,
    draft: PendingId,
    calendar: Calendar,
    options: Sequence[tuple[LocalDay | datetime, DraftAnswers]],
) -> ActionRow[Any]:
    """Build one button for each date, with the answers that it adds up to."""
    return row(
        *(
            button(
                promise_text.end_label(date, calendar),
                custom_id("pick-date", server, draft, answers.to_detail()),
                ButtonStyle.primary,
            )
            for date, answers in options[:MOST_BUTTONS]
        )
    )
