"""Ask how often, for a sentence that does not say."""

from typing import Any

from discord import Interaction, SelectOption
from discord.ui import ActionRow, Select

from accountabot.domain.amounts import Amount
from accountabot.domain.identities import DraftId
from accountabot.domain.refusals import Refusal
from accountabot.domain.schedules import WEEKDAYS
from accountabot.phrases import deadlines
from accountabot.services import goals
from accountabot.ui import answers, promises, words
from accountabot.ui.cards import Card, row, text
from accountabot.ui.controls import button, custom_id
from accountabot.ui.forms import form
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say


async def ask_how_often(
    interaction: Interaction[Any], sentence: str, unreadable: str | None = None, amount: Amount | None = None
) -> None:
    """Keep a sentence and offer the common schedules; `unreadable` is what was read as one and made no sense."""
    draft = await answers.database(interaction).write(goals.draft, answers.action(interaction), sentence, amount)
    problem = say("choose-unreadable", read=quote(unreadable[:100])) if unreadable else None
    await answers.show(interaction, choice(interaction.guild_id or 0, draft, sentence, problem))


async def ask_again(interaction: Interaction[Any], draft: DraftId, refusal: Refusal) -> None:
    """Say what was wrong with a deadline, and offer the schedules again for the sentence that waits."""
    read = answers.database(interaction).read
    sentence = await read(goals.sentence_of, answers.member(interaction), draft)
    if sentence is None:
        raise refusal
    await answers.show(interaction, choice(interaction.guild_id or 0, draft, sentence, words.refusal(refusal)))


async def ask_deadline(interaction: Interaction[Any], sentence: str, amount: Amount | None = None) -> None:
    """Keep a sentence and ask by when."""
    draft = await answers.database(interaction).write(goals.draft, answers.action(interaction), sentence, amount)
    await open_deadline_form(interaction, draft)


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


def choice(server: int, draft: DraftId, sentence: str, problem: str | None = None) -> Card:
    """Draw the common schedules as buttons under the sentence that waits for one."""
    return Card(
        text(say("choose-title"), say("choose-sentence", sentence=quote(sentence[:300])), problem),
        *(
            row(*(button(say(f"choose-{how}"), custom_id("how", server, draft, how)) for how in hows))
            for hows in (("daily", "workdays", "thrice", "weekly"), ("deadline", "once"))
        ),
        _weekdays(server, draft),
        text(say("choose-hint")),
    )


def _weekdays(server: int, draft: DraftId) -> ActionRow[Any]:
    options = [SelectOption(label=promises.weekday(day), value=WEEKDAYS[day]) for day in range(len(WEEKDAYS))]
    id_ = custom_id("how-on", server, draft)
    return row(Select(custom_id=id_, placeholder=say("choose-days"), min_values=1, max_values=7, options=options))
