"""Find the streak roles of a settings file on this server, and check who imports them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from discord import Guild, Role
from discord import Member as DiscordMember

from accountabot.domain.refusals import Refusal
from accountabot.domain.server.settings import SettingName
from accountabot.domain.streaks.streak_roles import StreakRole, format_roles
from accountabot.phrases.settings_format import SettingsFile
from accountabot.phrases.settings_values import FileRole, FileRoles
from accountabot.ui.client import Interaction
from accountabot.ui.due_text import refusal_text
from accountabot.ui.localization import say
from accountabot.ui.server.role_checks import channel_permissions, refusal_of, setter_refusal
from accountabot.ui.server.setting_text import ROOM, excerpt
from accountabot.ui.truncation import truncate

MOST_NOTES = 3


class RoleLookup(NamedTuple):
    """The setting as the member may import it, if at all, and notes on what is left out."""

    values: Mapping[SettingName, str]
    notes: Sequence[str]


def find_roles(
    interaction: Interaction, file: SettingsFile, current: Sequence[StreakRole]
) -> RoleLookup:
    """Return the streak roles that a member may import.

    A rule that applies already can stay. If no rule of a file can be used, nothing changes.
    """
    member = interaction.user
    wanted = file.values.get(SettingName.STREAK_ROLES)
    if not isinstance(wanted, FileRoles) or not isinstance(member, DiscordMember):
        return RoleLookup({}, [])
    guild = member.guild
    in_channels = channel_permissions(guild)
    usable: list[StreakRole] = []
    notes: list[str] = []
    for each in wanted.roles:
        role = _role(guild, each)
        if role is None:
            shown = excerpt(truncate(each.name, 2 * ROOM) or str(each.id))
            notes.append(say("import-role-unfound", streak=each.streak, role=shown))
            continue
        rule = StreakRole(each.streak, role.id)
        refusal = None if rule in current else _refusal(member, rule, in_channels)
        if refusal:
            notes.append(say("import-role-refused", reason=refusal_text(refusal)))
        else:
            usable.append(rule)
    if len(notes) > MOST_NOTES:
        more = len(notes) - MOST_NOTES
        notes[MOST_NOTES:] = [say("import-roles-more", count=more)]
    if not guild.me.guild_permissions.manage_roles and {*usable} - {*current}:
        usable = [rule for rule in usable if rule in current]
        notes.append(say("roles-may-not", invite=interaction.client.invite_to_give_roles))
    is_usable = bool(usable) or not wanted.roles
    return RoleLookup({SettingName.STREAK_ROLES: format_roles(usable)} if is_usable else {}, notes)


def _refusal(
    member: DiscordMember, rule: StreakRole, in_channels: Mapping[int, int]
) -> Refusal | None:
    return refusal_of(member.guild, rule.role, in_channels) or setter_refusal(member, rule.role)


def _role(guild: Guild, wanted: FileRole) -> Role | None:
    """Return the role with that ID, or the only one with that name."""
    if by_id := guild.get_role(wanted.id):
        return by_id
    by_name = [role for role in guild.roles if wanted.name and role.name == wanted.name]
    return by_name[0] if len(by_name) == 1 else None
