"""Check which roles the bot may give for streaks, and which of them a member may choose."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from discord import Guild, Permissions, Role
from discord import Member as DiscordMember

from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks.streak_roles import RoleAccess, RoleObstacle
from accountabot.ui.localization import say

POWERS = (
    "administrator",
    "manage_guild",
    "manage_roles",
    "manage_channels",
    "manage_messages",
    "manage_threads",
    "manage_webhooks",
    "manage_events",
    "manage_expressions",
    "manage_nicknames",
    "kick_members",
    "ban_members",
    "moderate_members",
    "mute_members",
    "deafen_members",
    "move_members",
    "pin_messages",
    "bypass_slowmode",
    "view_audit_log",
    "view_guild_insights",
    "view_creator_monetization_analytics",
)
"""The permissions to moderate or administrate; a role with one is never given for a streak."""
POWERS_UNLESS_SHARED = (
    "mention_everyone",
    "priority_speaker",
    "create_expressions",
    "create_events",
)
"""Permissions that affect others; they are harmless only if everyone on the server has them."""
HARMLESS = (
    "create_instant_invite",
    "add_reactions",
    "stream",
    "read_messages",
    "send_messages",
    "send_tts_messages",
    "embed_links",
    "attach_files",
    "read_message_history",
    "external_emojis",
    "external_stickers",
    "connect",
    "speak",
    "use_voice_activation",
    "change_nickname",
    "use_application_commands",
    "request_to_speak",
    "create_public_threads",
    "create_private_threads",
    "send_messages_in_threads",
    "use_embedded_activities",
    "use_soundboard",
    "use_external_sounds",
    "send_voice_messages",
    "set_voice_channel_status",
    "send_polls",
    "use_external_apps",
)
"""Everything else; a permission that is in none of these lists is not given."""
UNKNOWN = "unknown"
MOST_POWERS = 3
"""The powers of a role that are named."""
_KNOWN = Permissions(**dict.fromkeys((*POWERS, *POWERS_UNLESS_SHARED, *HARMLESS), True)).value


def access_of(
    guild: Guild, roles: Collection[int], refused: Collection[int] = (), *, is_quick: bool = False
) -> RoleAccess:
    """Return what the bot can do on a server, and which of some roles it can give.

    It does nothing with the roles that Discord refused a while ago. A quick look leaves out what
    roles allow in channels.
    """
    existing = frozenset(role.id for role in guild.roles)
    if not guild.me.guild_permissions.manage_roles:
        return RoleAccess(existing, givable=frozenset(), takeable=frozenset())
    in_channels = {} if is_quick else channel_permissions(guild)
    givable = {role for role in roles if obstacle_of(guild, role, in_channels) is None}
    takeable = {
        role.id for role in guild.roles if role < guild.me.top_role and not is_managed(role)
    }
    return RoleAccess(
        existing=existing,
        givable=frozenset(givable.difference(refused)),
        takeable=frozenset(takeable.difference(refused)),
    )


def obstacle_of(guild: Guild, key: int, in_channels: Mapping[int, int]) -> RoleObstacle | None:
    """Return why a role can't be given, None if it can; `in_channels` as `channel_permissions`."""
    role = guild.get_role(key)
    if role is None:
        return RoleObstacle.GONE
    if role.is_default():
        return RoleObstacle.EVERYONE
    if is_managed(role):
        return RoleObstacle.MANAGED
    if powers_of(role, in_channels):
        return RoleObstacle.POWERFUL
    return None if role < guild.me.top_role else RoleObstacle.TOO_HIGH


def powers_of(role: Role, in_channels: Mapping[int, int]) -> list[str]:
    """Return the permissions for which a role can't be given, on the server or in any channel."""
    value = role.permissions.value | in_channels.get(role.id, 0)
    allowed = Permissions(value)
    shared = role.guild.default_role.permissions
    powers = [name for name in POWERS if getattr(allowed, name)]
    powers += [
        name
        for name in POWERS_UNLESS_SHARED
        if getattr(allowed, name) and not getattr(shared, name)
    ]
    return [*powers, *([UNKNOWN] if value & ~_KNOWN else [])]


def channel_permissions(guild: Guild) -> dict[int, int]:
    """Return the permissions that each role is allowed in any channel, as a number."""
    found: dict[int, int] = defaultdict(int)
    for channel in guild.channels:
        for target, overwrite in channel.overwrites.items():
            found[target.id] |= overwrite.pair()[0].value
    return found


def is_managed(role: Role) -> bool:
    """Return whether a role belongs to a bot, an integration, boosters or linked accounts."""
    return role.managed or role.tags is not None


def refusal_of(guild: Guild, key: int, in_channels: Mapping[int, int]) -> Refusal | None:
    """Explain why a role can't be given, and what to do; None if it can."""
    obstacle = obstacle_of(guild, key, in_channels)
    role = guild.get_role(key)
    if obstacle is RoleObstacle.POWERFUL and role:
        found = [say(f"power-{name}") for name in powers_of(role, in_channels)]
        more = "" if len(found) <= MOST_POWERS else say("power-more")
        powers = ", ".join(found[:MOST_POWERS]) + more
        return Refusal("role-powerful", role=key, powers=powers)
    return Refusal(f"role-{obstacle}", role=key) if obstacle else None


def setter_refusal(member: DiscordMember, key: int) -> Refusal | None:
    """Explain why a member may not let the bot give a role; None if they may.

    Discord shows whoever may use a command; whoever may give a role is another question.
    """
    if member.id == member.guild.owner_id:
        return None
    if not member.guild_permissions.manage_roles:
        return Refusal("role-not-manager", role=key)
    role = member.guild.get_role(key)
    return None if role is None or role < member.top_role else Refusal("role-above-you", role=key)


def settable_roles(member: DiscordMember) -> frozenset[int]:
    """Return the roles that a member may choose to be given for streaks now."""
    guild = member.guild
    access = access_of(guild, [role.id for role in guild.roles])
    return frozenset(key for key in access.givable if setter_refusal(member, key) is None)
