"""Helpers for the tests of greeting templates."""

from simcord import InteractionResult, MemberActor

from tests.world import World, said, shown


async def propose(
    world: World, owner: MemberActor, *words: str, command: str = "greeting"
) -> InteractionResult:
    """Type words into the form."""
    form = await owner.slash(world.general, f"setup {command}")
    fields = {str(number): "" for number in range(1, 6)}
    return await owner.submit_modal(
        form, fields | {str(n): text for n, text in enumerate(words, 1)}
    )


async def save(world: World, owner: MemberActor, *words: str, command: str = "greeting") -> str:
    """Type words into the form and save them."""
    preview = await propose(world, owner, *words, command=command)
    await owner.click(preview.response, label="Save")
    return said(preview)


async def greeting_for(world: World, name: str) -> str:
    """Let someone join; return the greeting that follows."""
    await world.env.advance_time(60)
    world.join(name)
    await world.env.settle()
    return shown(world.general)[-1]


def direct_messages(world: World, name: str) -> list[str]:
    """Return the direct messages of a member."""
    return shown(world.users[name].dm_channel)


async def set_direct_messages(world: World, owner: MemberActor, choice: str = "on") -> str:
    """Switch greetings by direct message on or off."""
    return said(await owner.slash(world.general, "setup channels", by_message=choice))
