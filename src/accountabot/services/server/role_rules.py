"""Set from which streak on members get which role."""

from collections.abc import Iterable

from sqlalchemy import Connection

from accountabot.domain.identifiers import Action, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.settings import SettingName
from accountabot.domain.streaks.streak_roles import (
    MOST_ROLES,
    STREAKS,
    StreakRole,
    format_roles,
    parse_roles,
)
from accountabot.services.server import settings_changes
from accountabot.store import settings


def load(tx: Connection, server: ServerId) -> tuple[StreakRole, ...]:
    """Return a server's streak roles, the lowest streak first."""
    return parse_roles(settings.server_value(tx, server, SettingName.STREAK_ROLES))


def set_role(tx: Connection, action: Action, rule: StreakRole) -> bool:
    """Let members get a role from a streak on; return whether that changed anything.

    Another streak for the same role is replaced. Raises Refusal if the streak is out of range, or
    if there are too many roles.
    """
    if rule.streak not in STREAKS:
        raise Refusal("roles-range", least=STREAKS[0], most=STREAKS[-1])
    others = _without(load(tx, action.member.server), rule.role)
    if len(others) >= MOST_ROLES:
        raise Refusal("roles-full", most=MOST_ROLES)
    return _save(tx, action, [*others, rule])


def remove_role(tx: Connection, action: Action, role: int) -> bool:
    """Stop giving a role; return whether it was given. Members who got it from the bot lose it."""
    return _save(tx, action, _without(load(tx, action.member.server), role))


def _without(rules: Iterable[StreakRole], role: int) -> list[StreakRole]:
    return [rule for rule in rules if rule.role != role]


def _save(tx: Connection, action: Action, rules: Iterable[StreakRole]) -> bool:
    value = format_roles(rules)
    return settings_changes.change_setting(tx, action, SettingName.STREAK_ROLES, value)
