"""Read members' messages, and reply to them on a best-effort basis."""

import logging
import re
import secrets
from typing import Any

from discord import Message, MessageType, PartialMessage

from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.domain.user_text import NOTE_LIMIT
from accountabot.services.checkins.checked_in import CheckInInput
from accountabot.ui.cards import Card
from accountabot.ui.client import Client
from accountabot.ui.delivery import uncertainty
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS, is_outcome_unknown
from accountabot.ui.delivery.sending import send_once
from accountabot.ui.localization import say
from accountabot.ui.permissions import can_attach
from accountabot.ui.truncation import truncate

_log = logging.getLogger(__name__)

_MENTION = re.compile(r"<@[!&]?(\d{1,20})>")
_WRITTEN = {MessageType.default, MessageType.reply}


def is_from_person(message: Message) -> bool:
    """Return whether the author is a person, not a bot, a webhook or Discord itself."""
    return message.type in _WRITTEN and not message.author.bot and message.webhook_id is None


def text_of(message: Message) -> CheckInInput:
    """Return the message's text without any mention of the bot or of members."""
    me = message.guild.me.id if message.guild else 0
    spoken = _MENTION.sub(
        lambda found: "" if int(found[1]) == me else say("somebody"), message.content
    )
    return CheckInInput(truncate(spoken, NOTE_LIMIT) or None, proof=message.jump_url)


async def reply(client: Client, message: Message, answer: Card | str) -> MessageRef | None:
    """Reply to a message in public; return None if the bot can't post."""
    try:
        said = _said(message, answer)
        sent = await send_once(message.channel, secrets.token_hex(8), reference=message, **said)
    except REQUEST_ERRORS as error:
        _log.info("Message %s can't be answered: %s", message.id, error)
        if is_outcome_unknown(error) and message.guild:
            await uncertainty.note(client, message.guild.id, message.channel.id, message.id)
        client.events.delivery_failed(
            ServerId(message.guild.id if message.guild else 0), message.channel.id, PostKind.REPLY
        )
        return None
    return MessageRef(message.channel.id, sent.id)


def _said(message: Message, answer: Card | str) -> dict[str, Any]:
    if isinstance(answer, str):
        return {"content": answer}
    if not can_attach(message.channel):
        answer.drop_picture()
    return {"view": answer}


async def shrink_question(question: Message | PartialMessage | None, card: Card | None) -> None:
    """Reduce a public question to the remaining goals, or delete it if none are left."""
    if question is None or (isinstance(question, Message) and question.flags.ephemeral):
        return
    try:
        await (question.edit(view=card) if card else question.delete())
    except REQUEST_ERRORS as error:
        _log.info("Question %s can't be changed any more: %s", question.id, error)
