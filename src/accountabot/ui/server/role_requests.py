"""Ask Discord to give or take roles, and classify its answers."""

from collections.abc import Awaitable
from enum import Enum, auto
from http import HTTPStatus

from discord import Guild, HTTPException, NotFound, Object
from discord import Member as DiscordMember

from accountabot.ui.localization import say

_UNKNOWN_ROLE = 10011


class RoleAnswer(Enum):
    """What became of a request."""

    DONE = auto()
    MEMBER_GONE = auto()
    ROLE_GONE = auto()
    REFUSED = auto()
    """Only people can change that."""


async def find_member(guild: Guild, key: int) -> DiscordMember | None:
    """Return a member as they are now, None if they left; raise one of REQUEST_ERRORS."""
    try:
        return await guild.fetch_member(key)
    except NotFound:
        return None


async def give(member: DiscordMember, role: int) -> RoleAnswer:
    """Give a role; raise one of REQUEST_ERRORS if that is worth a retry."""
    return await _classify(member.add_roles(Object(role), reason=say("role-reason-given")))


async def take(member: DiscordMember, role: int) -> RoleAnswer:
    """Take a role away, if the member has it; raise one of REQUEST_ERRORS as `give` does."""
    if member.get_role(role) is None:
        return RoleAnswer.DONE
    return await _classify(member.remove_roles(Object(role), reason=say("role-reason-taken")))


async def _classify(request: Awaitable[None]) -> RoleAnswer:
    try:
        await request
    except NotFound as error:
        return RoleAnswer.ROLE_GONE if error.code == _UNKNOWN_ROLE else RoleAnswer.MEMBER_GONE
    except HTTPException as error:
        if error.status not in {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN}:
            raise
        return RoleAnswer.REFUSED
    return RoleAnswer.DONE
