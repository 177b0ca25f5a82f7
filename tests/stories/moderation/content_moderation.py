"""Helpers for the tests of content moderation."""

from discord import Permissions
from simcord import InteractionResult, MemberActor

from tests.world import GREETINGS, World, shown

ZEBRA = "Zebra"


def moderator(world: World, name: str) -> MemberActor:
    """Add a member who may moderate members."""
    role = world.guild.create_role(f"{name}s", permissions=Permissions(moderate_members=True))
    return world.guild.add_member(world.env.create_user(name), roles=[role])


async def hide(
    world: World, mod: MemberActor, goal: str = ZEBRA, reason: str = "no ads here"
) -> InteractionResult:
    """Hide one of Alice's goals."""
    return await mod.slash(
        world.general, "moderate goal", member=world.alice, goal=goal, reason=reason
    )


async def ask_removal(
    world: World, mod: MemberActor, nth: int = 0, reason: str = "not yours"
) -> InteractionResult:
    """Ask to remove the nth latest of Alice's check-ins."""
    check_in = (await removable_checkins(world, mod))[nth]["value"]
    options = {"member": world.alice, "goal": ZEBRA, "checkin": check_in, "reason": reason}
    return await mod.slash(world.general, "moderate checkin", **options)


async def removable_checkins(world: World, mod: MemberActor) -> list[dict[str, str]]:
    """Return the check-ins of Alice that a moderator may remove."""
    filled = {"member": world.alice, "goal": ZEBRA}
    return await mod.autocomplete(world.general, "moderate checkin", "checkin", "", **filled)


def in_public(world: World) -> str:
    return "\n".join(shown(world.general)[GREETINGS:])
