"""Count messages in a server's check-in channel, and ask if the goal is unclear."""

from collections.abc import Sequence

from discord import Message, PartialMessage
from discord.ext import commands
from discord.ui import Modal

from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import (
    Action,
    GoalId,
    InteractionId,
    Member,
    MemberId,
    PendingId,
    ServerId,
)
from accountabot.domain.refusals import DuplicateInteraction, Refusal
from accountabot.services.checkins import channel_messages
from accountabot.services.checkins.checked_in import CheckedIn
from accountabot.services.checkins.checkin_requests import CheckInResult, HowMuch, WhichGoal
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import components, errors, responses
from accountabot.ui.cards import Card
from accountabot.ui.checkins import checkin_prompts, goal_choices, replies
from accountabot.ui.checkins.channel_messages import (
    is_from_person,
    reply,
    shrink_question,
    text_of,
)
from accountabot.ui.checkins.check_in_pictures import add_check_in_picture
from accountabot.ui.checkins.checkin_cards import (
    existing_check_in_card,
    message_check_in_card,
    milestone_card,
)
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.modals import Submission, open_modal
from accountabot.ui.pictures.adding import ANSWER_WITHIN
from accountabot.ui.responses import act, action


class CheckInChannel(commands.Cog):
    """Listen to the check-in channels, cached so that other messages cost no query."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._channels: dict[ServerId, int] = {}
        bot.modals.register("amount-for-message", self.amount_said, _amount_form)

    async def cog_load(self) -> None:
        """Load the check-in channels."""
        self._channels = await self.bot.database.read(channel_messages.channels)

    @commands.Cog.listener()
    async def on_checkin_channel_changed(self, server: ServerId, channel: int | None) -> None:
        """Update the cached check-in channel."""
        self._channels[server] = channel or 0

    @commands.Cog.listener()
    async def on_message(self, message: Message) -> None:
        """Count a message or ask about it, unless nothing is due."""
        server = ServerId(message.guild.id if message.guild else 0)
        if self._channels.get(server) != message.channel.id or not is_from_person(message):
            return
        author = Member(server, MemberId(message.author.id))
        if author in self.bot.state.blocks:
            return
        act = Action(author, message.created_at, InteractionId(message.id))
        try:
            result = await self.bot.database.write_in_background(
                channel_messages.receive, act, text_of(message)
            )
        except (DuplicateInteraction, Refusal):
            return
        except Exception as error:  # noqa: BLE001 - a listener's errors are only logged
            await reply(self.bot, message, errors.not_counted_text(error))
        else:
            await self._respond(message, result)

    async def _respond(self, message: Message, result: CheckInResult | None) -> None:
        match result:
            case WhichGoal(pending=int() as pending_id):
                question = goal_choices.goal_question_card(PendingId(pending_id), result.statuses)
                await self._ask(message, PendingId(pending_id), question, result.statuses)
            case HowMuch(pending=int() as pending_id):
                question = checkin_prompts.amount_question_card(
                    PendingId(pending_id), result.status
                )
                await self._ask(message, PendingId(pending_id), question, [result.status])
            case CheckedIn():
                replies.send_events(self.bot, result)
                if result.is_first:
                    self.bot.events.first_check_in(
                        result.status.goal.owner.server, result.status.goal.id
                    )
                await self.bot.reactions.mark(
                    message.jump_url, message.author.id, is_over=result.is_over
                )
                await self._celebrate(message, result)

    async def _celebrate(self, message: Message, result: CheckedIn) -> None:
        """Announce a reached milestone, which a reaction can't show."""
        goal = result.status.goal
        entry = result.entry
        if not (result.milestone and entry) or goal.is_private:
            return
        card = milestone_card(result)
        await add_check_in_picture(self.bot, message.author, card, [result], patience=ANSWER_WITHIN)
        if post := await reply(self.bot, message, card):
            self.bot.sent_messages.add(
                SentMessage(server=goal.owner.server, post=post, entry=entry)
            )

    async def _ask(
        self, message: Message, pending_id: PendingId, question: Card, lines: Sequence[GoalStatus]
    ) -> None:
        """Ask in a reply; if it can't be posted, drop the question to allow another try."""
        owner = lines[0].goal.owner
        if post := await reply(self.bot, message, question):
            shown = frozenset(line.goal.id for line in lines)
            self.bot.sent_messages.add(SentMessage(server=owner.server, post=post, goals=shown))
        else:
            await self.bot.database.write_in_background(
                channel_messages.drop_question, owner, pending_id
            )

    async def amount_said(self, interaction: Interaction, sent: Submission) -> None:
        """Count a message with the submitted amount."""
        await _answer(
            interaction,
            PendingId(sent.subject),
            _goal_in(sent.detail),
            sent.text,
            asked_in=_message_in(sent.detail),
        )


class GoalAsked(PersistentItem, template=template("pick-for-message")):
    """The *Which one did you do?* menu below a message; only its author can use it."""

    async def on_press(self, interaction: Interaction) -> None:
        """Count the message for the picked goal."""
        await _answer(
            interaction, PendingId(self.subject), GoalId(components.parse_number(self.chosen[0]))
        )


class AmountAsked(PersistentItem, template=template("amount-for-message")):
    """The *How much?* button below a message; only its author can press it."""

    async def on_press(self, interaction: Interaction) -> None:
        """Ask for the amount."""
        goal = GoalId(components.parse_number(self.detail))
        read = responses.database(interaction).read
        question = await read(
            channel_messages.how_much, action(interaction), PendingId(self.subject), goal
        )
        asked_in = interaction.message.id if interaction.message else None
        await open_modal(
            interaction,
            checkin_prompts.amount_modal(question, "amount-for-message", message=asked_in),
        )


async def _amount_form(interaction: Interaction, sent: Submission) -> Modal:
    read = responses.database(interaction).read
    question = await read(
        channel_messages.how_much,
        action(interaction),
        PendingId(sent.subject),
        _goal_in(sent.detail),
    )
    return checkin_prompts.amount_modal(
        question, "amount-for-message", value=sent.text, message=_message_in(sent.detail)
    )


def _goal_in(detail: str) -> GoalId:
    return GoalId(components.parse_number(detail.partition("/")[0]))


def _message_in(detail: str) -> int | None:
    """Return the public question in a form's detail, which knows it even after a failed try."""
    message = detail.partition("/")[2]
    return components.parse_number(message) if message else None


async def _answer(
    interaction: Interaction,
    pending_id: PendingId,
    goal: GoalId,
    amount: str | None = None,
    *,
    asked_in: int | None = None,
) -> None:
    """Respond to the author privately, and reduce the public question."""
    locale = str(interaction.locale)
    found = await act(interaction, channel_messages.answer, pending_id, goal, amount, locale)
    match found.result:
        case HowMuch():
            responses.set_unrecorded(interaction)
            message = interaction.message.id if interaction.message else None
            modal = checkin_prompts.amount_modal(
                found.result, "amount-for-message", message=message
            )
            await open_modal(interaction, modal)
            return
        case CheckedIn(entry=None):
            card = existing_check_in_card(found.result)
        case CheckedIn():
            replies.send_events(interaction.client, found.result)
            card = message_check_in_card(found.result)
    try:
        await responses.show(interaction, card)
    finally:  # what everyone sees is true even if the author can't be told
        if found.result.entry:
            await interaction.client.reactions.mark(
                found.proof, interaction.user.id, is_over=found.result.is_over
            )
        await shrink_question(
            _question(interaction, asked_in),
            checkin_prompts.remaining_question_card(pending_id, found),
        )


def _question(interaction: Interaction, asked_in: int | None) -> Message | PartialMessage | None:
    """Return the public question that was answered."""
    if asked_in is None or not interaction.channel_id:
        return interaction.message
    channel = interaction.client.get_partial_messageable(interaction.channel_id)
    return channel.get_partial_message(asked_in)


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(GoalAsked, AmountAsked)
    await bot.add_cog(CheckInChannel(bot))
