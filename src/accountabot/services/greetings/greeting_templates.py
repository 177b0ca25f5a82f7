"""Let owners write custom greetings for newcomers and returning members."""

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.greeting_templates import parse_templates
from accountabot.domain.identifiers import Action, Member, PendingId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.settings import SettingName
from accountabot.services.server import settings_changes
from accountabot.services.server.channels import GreetingChannel, greeting_channel
from accountabot.store import pending
from accountabot.store.pending import Payload, PendingInput, PendingKind


class SavedTemplates(NamedTuple):
    """The current custom greetings, empty for the defaults, and whether they changed."""

    templates: tuple[str, ...]
    is_new: bool


class TemplatesPreview(NamedTuple):
    """The greetings in a preview; empty for the defaults."""

    pending: PendingId | None
    """None for the greetings in use."""
    is_back: bool
    """Whether they greet returning members, not newcomers."""
    templates: tuple[str, ...]
    destination: GreetingChannel
    """The greeting channel, or direct messages."""
    current: tuple[str, ...] = ()
    """The greetings that were in use when these were entered."""
    is_outdated: bool = False
    """Whether the current greetings changed after the form or the preview was shown."""


class _PendingTemplates(NamedTuple):
    """Greetings entered by an owner, and the ones in use at that time."""

    templates: tuple[str, ...]
    current: tuple[str, ...]


def current_templates(tx: Connection, server: ServerId, *, is_back: bool) -> tuple[str, ...]:
    """Return a server's custom greetings; empty if it uses the defaults."""
    current = settings_changes.current_settings(tx, server)
    return _from_setting(current.values[_setting(is_back=is_back)])


def fingerprint(templates: tuple[str, ...]) -> str:
    """Return a short hash that identifies these greetings."""
    return hashlib.sha256(_to_setting(templates).encode()).hexdigest()[:16]


def propose(
    tx: Connection, action: Action, typed: Iterable[str], seen: str, *, is_back: bool
) -> TemplatesPreview:
    """Save greetings and return a preview; raise Refusal if they are invalid.

    `seen` is the fingerprint of the greetings that the form showed.
    """
    templates = parse_templates(typed)
    current = current_templates(tx, action.member.server, is_back=is_back)
    kind = _kind(is_back=is_back)
    pending.drop_kind(tx, action.member, kind)
    payload = _to_payload(_PendingTemplates(templates, current))
    return TemplatesPreview(
        pending=pending.add(tx, action, kind, payload),
        is_back=is_back,
        templates=templates,
        destination=greeting_channel(tx, action.member.server),
        current=current,
        is_outdated=seen != fingerprint(current),
    )


def load_proposed(tx: Connection, member: Member, pending_id: PendingId) -> TemplatesPreview:
    """Return an owner's pending greetings; raise Refusal if they were saved or replaced."""
    found = _find(tx, member, pending_id)
    if found is None:
        raise Refusal("templates-gone")
    templates, current = _from_payload(found.payload)
    return TemplatesPreview(
        pending=pending_id,
        is_back=found.kind is PendingKind.RETURNING,
        templates=templates,
        destination=greeting_channel(tx, member.server),
        current=current,
    )


def in_use(tx: Connection, server: ServerId) -> TemplatesPreview:
    """Return the current newcomer greetings for a test; raise Refusal if greetings are off."""
    channel = greeting_channel(tx, server)
    if channel.is_off:
        raise Refusal("greetings-are-off")
    templates = current_templates(tx, server, is_back=False)
    return TemplatesPreview(pending=None, is_back=False, templates=templates, destination=channel)


def accept(
    tx: Connection, action: Action, pending_id: PendingId
) -> SavedTemplates | TemplatesPreview:
    """Save the pending greetings as the current ones.

    Returns a new preview if the current greetings changed in the meantime. Raises Refusal as
    `load_proposed` does.
    """
    proposed = load_proposed(tx, action.member, pending_id)
    is_back = proposed.is_back
    templates = proposed.templates
    current = current_templates(tx, action.member.server, is_back=is_back)
    if current not in (proposed.current, templates):
        seen = fingerprint(proposed.current)
        return propose(tx, action, templates, seen, is_back=is_back)
    pending.drop_kind(tx, action.member, _kind(is_back=is_back))
    setting = _setting(is_back=is_back)
    is_new = settings_changes.change_setting(tx, action, setting, _to_setting(templates))
    return SavedTemplates(templates, is_new)


def discard(tx: Connection, member: Member, pending_id: PendingId) -> None:
    """Delete an owner's pending greetings, if they still exist."""
    if _find(tx, member, pending_id):
        pending.drop(tx, member, pending_id)


def _find(tx: Connection, member: Member, pending_id: PendingId) -> PendingInput | None:
    kinds = (PendingKind.GREETING, PendingKind.RETURNING)
    return pending.get_own(tx, member, pending_id, *kinds)


def _kind(*, is_back: bool) -> PendingKind:
    return PendingKind.RETURNING if is_back else PendingKind.GREETING


def _setting(*, is_back: bool) -> SettingName:
    return SettingName.RETURNING if is_back else SettingName.GREETING


def _from_setting(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value else ()


def _to_setting(templates: tuple[str, ...]) -> str:
    return json.dumps(templates, ensure_ascii=False) if templates else ""


def _to_payload(saved: _PendingTemplates) -> Payload:
    return saved._asdict()


def _from_payload(payload: Payload) -> _PendingTemplates:
    return _PendingTemplates(tuple(payload["templates"]), tuple(payload["current"]))
