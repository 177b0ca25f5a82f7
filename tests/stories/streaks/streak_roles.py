"""Helpers for the stories of streak roles: members with roles, rules, and changes of roles."""

from typing import Any

from discord import Permissions
from simcord import MemberActor, RoleHandle
from simcord.backend import serializers
from sqlalchemy import select

from accountabot.bot import Accountabot
from accountabot.store.schema import granted_roles
from tests.world import World, said

MANAGER = Permissions(manage_guild=True, manage_roles=True)
HARMLESS = Permissions(send_messages=True)


async def role_owner(world: World, name: str = "rita") -> MemberActor:
    """Add a member who may manage the server and its roles; roles made later are below theirs."""
    role = world.guild.create_role(f"{name}s", permissions=MANAGER)
    member = world.guild.add_member(world.env.create_user(name), roles=[role])
    await world.env.settle()
    return member


async def new_role(world: World, name: str = "Regulars", **fields: Any) -> RoleHandle:
    """Create a role without powers, below all others."""
    role = world.guild.create_role(name, **{"permissions": HARMLESS, **fields})
    await world.env.settle()
    return role


async def set_role(world: World, who: MemberActor, streak: int, role: RoleHandle) -> str:
    """Let members get a role from a streak on; return the answer."""
    answer = await who.slash(world.general, "setup roles", streak=streak, role=role)
    assert answer.ephemeral
    await world.env.settle()
    return said(answer)


async def pass_time(world: World, seconds: float = 30.0) -> None:
    """Let the outbox work."""
    await world.env.advance_time(seconds)
    await world.env.settle()


def has(world: World, who: MemberActor, role: RoleHandle) -> bool:
    """Return whether a member has a role in Discord."""
    return role.id in world.env.backend.guilds[world.guild.id].members[who.id].role_ids


async def rows(bot: Accountabot) -> set[tuple[int, int, str]]:
    """Return the member, role and state of every row."""
    columns = (granted_roles.c.member_id, granted_roles.c.role_id, granted_roles.c.state)
    return await bot.database.read(lambda tx: {tuple(row) for row in tx.execute(select(*columns))})


def requests(world: World, method: str) -> list[str]:
    """Return the paths of the requests that gave (PUT) or took (DELETE) roles."""
    return [
        request.path
        for request in world.env.http_requests
        if request.method == method and "/roles/" in request.path
    ]


async def change_role(world: World, role: RoleHandle, **changes: Any) -> None:
    """Change a role as an owner could."""
    world.env.backend.edit_role(world.guild.id, role.id, changes)
    await world.env.settle()


async def announce_tags(world: World, role: RoleHandle, **tags: Any) -> None:
    """Tell the bot who manages a role: the simulated Discord has no tags."""
    backend = world.env.backend
    shown = dict(serializers.role_payload(backend.guilds[world.guild.id].roles[role.id]))
    payload = {"guild_id": str(world.guild.id), "role": shown | {"tags": tags}}
    backend.emit("GUILD_ROLE_UPDATE", payload)
    await world.env.settle()


async def restrict_bot(world: World, *, manage_roles: bool) -> None:
    """Take *Manage Roles* from the bot, or give it."""
    guild = world.env.backend.guilds[world.guild.id]
    (key,) = guild.members[world.env.backend.bot_user.id].role_ids
    permissions = Permissions(guild.roles[key].permissions)
    permissions.manage_roles = manage_roles
    world.env.backend.edit_role(guild.id, key, {"permissions": permissions.value})
    await world.env.settle()
