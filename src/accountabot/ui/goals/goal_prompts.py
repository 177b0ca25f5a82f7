"""Ask what a sentence does not say, or says in two ways; what was typed waits meanwhile."""

from typing import Any

from discord import ButtonStyle, Interaction, SelectOption
from discord.ui import ActionRow, Select

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.goals.schedules import WEEKDAYS
from accountabot.domain.identifiers import DraftId
from accountabot.phrases.goals import deadlines
from accountabot.phrases.goals.parsed_goal import ParsedGoal
from accountabot.services.goals import drafts
from accountabot.ui import responses
from accountabot.ui.cards import Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals import promise_text
from accountabot.ui.localization import say
from accountabot.ui.modals import form


async def keep(interaction: Interaction[Any], words: GoalInput, title: str) -> DraftId:
    """Keep what was typed while its member is asked."""
    return await responses.database(interaction).write(
        drafts.save_draft, responses.action(interaction), words, title
    )


async def ask_how_often(
    interaction: Interaction[Any], draft: DraftId, title: str, problem: str | None = None
) -> None:
    """Offer the common schedules, and say what was wrong with the one that was named."""
    await responses.show(
        interaction, how_often_card(interaction.guild_id or 0, draft, title, problem)
    )


async def ask_which(
    interaction: Interaction[Any],
    draft: DraftId,
    asked: ParsedGoal,
    calendar: Calendar,
    decided: str,
) -> None:
    """Name the dates that may be meant, and let the member pick; `decided` are the picks made before, a digit each."""
    choice, server = asked.choices[0], interaction.guild_id or 0
    picks = [
        button(
            promise_text.on_button(option, calendar),
            custom_id("which", server, draft, f"{decided}{nth}"),
            ButtonStyle.primary,
        )
        for nth, option in enumerate(choice.options)
    ]
    question = say("which-date", about="start" if choice.field == "start" else "end")
    sentence = say("choose-sentence", sentence=escape(asked.title))
    await responses.show(
        interaction, Card(text(question, sentence), row(*picks), text(say("choose-hint")))
    )


async def ask_until_when(
    interaction: Interaction[Any], draft: DraftId, understood: ParsedGoal
) -> None:
    """Say that an end was named that makes no sense, and let the member name another, or none."""
    server, read = interaction.guild_id or 0, escape(understood.unread_end[:100])
    await responses.show(
        interaction,
        Card(
            text(
                say("end-unreadable", read=read),
                say("choose-sentence", sentence=escape(understood.title)),
            ),
            row(
                *(
                    button(say(f"end-{how}"), custom_id("how", server, draft, how))
                    for how in ("named", "none")
                )
            ),
            text(say("choose-hint")),
        ),
    )


async def open_end_form(interaction: Interaction[Any], draft: DraftId) -> None:
    """Ask until which day."""
    limit, hint = deadlines.LIMIT, say("deadline-hint")
    await interaction.response.send_modal(
        form("end", draft, say("end-form"), say("end-label"), limit=limit, hint=hint)
    )


async def open_deadline_form(interaction: Interaction[Any], draft: DraftId) -> None:
    """Ask by when."""
    await interaction.response.send_modal(
        form(
            "deadline",
            draft,
            say("deadline-form"),
            say("deadline-label"),
            limit=deadlines.LIMIT,
            hint=say("deadline-hint"),
            about=say("deadline-optional"),
            required=False,
        )
    )


def how_often_card(server: int, draft: DraftId, title: str, problem: str | None = None) -> Card:
    """Draw the common schedules as buttons under the sentence that waits for one."""
    return Card(
        text(say("choose-title"), say("choose-sentence", sentence=escape(title[:300])), problem),
        *(
            row(
                *(
                    button(say(f"choose-{how}"), custom_id("how", server, draft, how))
                    for how in hows
                )
            )
            for hows in (("daily", "workdays", "thrice", "weekly"), ("deadline", "once"))
        ),
        _weekdays(server, draft),
        text(say("choose-hint")),
    )


def _weekdays(server: int, draft: DraftId) -> ActionRow[Any]:
    options = [
        SelectOption(label=promise_text.weekday(day), value=WEEKDAYS[day])
        for day in range(len(WEEKDAYS))
    ]
    id_ = custom_id("how-on", server, draft)
    return row(
        Select(
            custom_id=id_,
            placeholder=say("choose-days"),
            min_values=1,
            max_values=7,
            options=options,
        )
    )
