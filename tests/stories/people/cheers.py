"""Helpers for the tests of cheers."""

from simcord import InteractionResult, MemberActor, UserHandle

from tests.world import World


async def cheer(
    world: World, who: MemberActor, whom: MemberActor | UserHandle, message: str | None = None
) -> InteractionResult:
    """Cheer a member by command."""
    word = {} if message is None else {"message": message}
    return await who.slash(world.general, "cheer", member=whom, **word)


async def declare_and_check_in(
    world: World, who: MemberActor, goal: str = "Run"
) -> InteractionResult:
    """Declare a goal and check in on it."""
    await world.declare(who, goal)
    return await world.check_in(who, goal=goal)


async def cheers_line(world: World, who: MemberActor) -> str:
    """Return the cheers line on a member's profile, empty if there are none."""
    profile = await world.ask(who, "profile", member=who)
    return next((line for line in profile.splitlines() if "Cheers" in line), "")
