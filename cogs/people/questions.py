"""Let witnesses ask about a goal, and let its owner answer with one tap."""

import logging

from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, MessageRef, QuestionId
from accountabot.domain.people.questions import Answer, parse_answer
from accountabot.domain.refusals import Refusal
from accountabot.services.people import questions
from accountabot.services.people.questions import AskedQuestion
from accountabot.ui import mention_tracking, responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.localization import say
from accountabot.ui.people.cooldown import ensure_no_recent_deletion
from accountabot.ui.people.question_cards import question_card, stuck_card
from accountabot.ui.responses import act, database

_log = logging.getLogger(__name__)


class AskButton(PersistentItem, template=template("ask")):
    """The *How’s it going?* button for witnesses."""

    async def on_press(self, interaction: Interaction) -> None:
        """Ask the goal's owner in public."""
        ensure_no_recent_deletion(interaction)
        if not responses.may_answer_publicly(interaction):
            raise Refusal("ask-elsewhere")
        await _post(interaction, await act(interaction, questions.ask, GoalId(self.subject)))


class AnswerButton(PersistentItem, template=template("answer")):
    """The *Going well*, *Slowly* and *I’m stuck* buttons for the goal's owner."""

    async def on_press(self, interaction: Interaction) -> None:
        """Save the answer and show it."""
        said = parse_answer(self.detail)
        asked = await act(interaction, questions.answer, QuestionId(self.subject), said)
        await _show(interaction, asked)
        if not asked.is_new:
            await responses.show_privately(
                interaction, say(f"answered-already-{asked.question.answer}")
            )
        if asked.question.answer is Answer.STUCK and asked.is_ongoing:
            await responses.show_if_possible(interaction, stuck_card(asked))


async def _post(interaction: Interaction, asked: AskedQuestion) -> None:
    """Post a question that pings only the goal's owner; delete it if posting fails."""
    owner = asked.goal.owner.id
    try:
        posted = await responses.show(
            interaction, question_card(asked), public=True, pinged=owner, owner=owner
        )
    except REQUEST_ERRORS as error:
        _log.warning(
            "A question could not be posted in channel %s: %r", interaction.channel_id, error
        )
        server = asked.goal.owner.server
        key = asked.question.id
        interaction.client.events.delivery_failed(server, interaction.channel_id, PostKind.QUESTION)
        await database(interaction).write_in_background(questions.forget, server, key)
        raise Refusal("ask-unposted") from error
    _tell_shown(interaction, asked.goal, posted)


async def _show(interaction: Interaction, asked: AskedQuestion) -> None:
    """Show the answer in the question's message; if that fails, confirm it privately."""
    card = question_card(asked)
    message = interaction.message.id if interaction.message else None
    await update_message(interaction, card, otherwise="answer-unposted")
    mention_tracking.track(interaction, card, message)
    _tell_shown(interaction, asked.goal, message)


def _tell_shown(interaction: Interaction, goal: Goal, message: int | None) -> None:
    """Record which goal the message shows, so that hiding the goal removes it."""
    if message and interaction.channel_id:
        post = MessageRef(interaction.channel_id, message)
        interaction.client.sent_messages.add(
            SentMessage(server=goal.owner.server, post=post, goals=frozenset({goal.id}))
        )


async def setup(bot: Client) -> None:
    """Load the buttons."""
    bot.add_dynamic_items(AskButton, AnswerButton)
