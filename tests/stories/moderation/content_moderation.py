"""Helpers for the tests of content moderation."""

from discord import Permissions
from simcord import InteractionResult, MemberActor

from tests.world import GREETINGS, World, shown

ZEBRA = "Zebra"


def moderator(world: World, name: str) -> MemberActor:
    """Let someone in who may moderate members."""
    role = world.guild.create_role(f"{name}s", permissions=Permissions(moderate_members=True))
    return world.guild.add_member(world.env.create_user(name), roles=[role])


async def hide(
    world: World, mod: MemberActor, goal: str = ZEBRA, reason: str = "no ads here"
) -> InteractionResult:
    """Hide a goal of Alice's."""
    return await mod.slash(
        world.general, "moderate goal", member=world.alice, goal=goal, reason=reason
    )


async def question(
    world: World, mod: MemberActor, nth: int = 0, reason: str = "not yours"
) -> InteractionResult:
    """Ask to take back the nth latest of Alice's check-ins."""
    check_in = (await offered(world, mod))[nth]["value"]
    options = {"member": world.alice, "goal": ZEBRA, "checkin": check_in, "reason": reason}
    return await mod.slash(world.general, "moderate checkin", **options)


async def offered(world: World, mod: MemberActor) -> list[dict[str, str]]:
    """Return which of Alice's check-ins a moderator may take back."""
    filled = {"member": world.alice, "goal": ZEBRA}
    return await mod.autocomplete(world.general, "moderate checkin", "checkin", "", **filled)


def in_public(world: World) -> str:
    return "\n".join(shown(world.general)[GREETINGS:])
