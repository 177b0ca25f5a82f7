"""Let owners choose the words with which newcomers, and those who come back, are greeted."""

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.greeting_templates import parse_templates
from accountabot.domain.identifiers import Action, Member, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.settings import SettingName
from accountabot.services.server import settings_changes
from accountabot.services.server.channels import GreetingChannel, greeting_channel
from accountabot.store import pending_settings

_NAMES = (SettingName.GREETING, SettingName.RETURNING)


class SavedTemplates(NamedTuple):
    """Words that greet people from now on, none for the bot's, and whether that is new."""

    words: tuple[str, ...]
    is_new: bool


class PendingTemplates(NamedTuple):
    """The words that an owner would have newcomers, or those who come back, be greeted with; none for the bot's."""

    key: int
    is_back: bool
    words: tuple[str, ...]
    place: GreetingChannel
    held: tuple[str, ...] = ()
    """What held as they were proposed."""
    is_anew: bool = False
    """Somebody changed that since the form was opened, or the words were shown."""


def own(tx: Connection, server: ServerId, *, is_back: bool) -> tuple[str, ...]:
    """Return a server's own words for newcomers, or for those who come back; none where the bot's hold."""
    return _read(settings_changes.current_settings(tx, server).values[_name(is_back=is_back)])


def mark(words: tuple[str, ...]) -> str:
    """Return what stands for words that hold, to tell later whether others do."""
    return hashlib.sha256(_written(words).encode()).hexdigest()[:16]


def propose(
    tx: Connection, action: Action, typed: Iterable[str], seen: str, *, is_back: bool
) -> PendingTemplates:
    """Keep words while they are shown to the owner who typed them; `seen` is the mark of those that held before.

    Raises Refusal where they can't be used.
    """
    words = parse_templates(typed)
    held = own(tx, action.member.server, is_back=is_back)
    kept = json.dumps({"words": words, "held": held}, ensure_ascii=False)
    key = pending_settings.add(tx, action, _name(is_back=is_back), kept)
    return PendingTemplates(
        key, is_back, words, greeting_channel(tx, action.member.server), held, seen != mark(held)
    )


def proposed(tx: Connection, member: Member, key: int) -> PendingTemplates:
    """Return the words that an owner has yet to decide on; raise Refusal where they did, or typed others."""
    found = pending_settings.get(tx, member, key)
    if found is None or found[0] not in _NAMES:
        raise Refusal("templates-gone")
    kept = {name: tuple(words) for name, words in json.loads(found[1]).items()}
    return PendingTemplates(
        key,
        found[0] == SettingName.RETURNING,
        kept["words"],
        greeting_channel(tx, member.server),
        kept["held"],
    )


def in_use(tx: Connection, server: ServerId) -> PendingTemplates:
    """Return the words that greet newcomers now, to be tried; raise Refusal where nobody is greeted."""
    where = greeting_channel(tx, server)
    if where.is_off:
        raise Refusal("greetings-are-off")
    return PendingTemplates(0, False, own(tx, server, is_back=False), where)


def accept(tx: Connection, action: Action, key: int) -> SavedTemplates | PendingTemplates:
    """Use what an owner proposed from now on, or return it anew where others hold by now than as it was proposed.

    Raises Refusal as `proposed` does.
    """
    proposal = proposed(tx, action.member, key)
    is_back, words = proposal.is_back, proposal.words
    if own(tx, action.member.server, is_back=is_back) not in (proposal.held, words):
        return propose(tx, action, words, mark(proposal.held), is_back=is_back)
    pending_settings.drop(tx, action.member, _name(is_back=is_back))
    return SavedTemplates(
        words, settings_changes.change_setting(tx, action, _name(is_back=is_back), _written(words))
    )


def leave(tx: Connection, member: Member, key: int) -> None:
    """Forget what an owner proposed, if they have yet to decide on it."""
    found = pending_settings.get(tx, member, key)
    if found and found[0] in _NAMES:
        pending_settings.drop(tx, member, found[0])


def _name(*, is_back: bool) -> SettingName:
    return SettingName.RETURNING if is_back else SettingName.GREETING


def _read(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value else ()


def _written(words: tuple[str, ...]) -> str:
    return json.dumps(words, ensure_ascii=False) if words else ""
