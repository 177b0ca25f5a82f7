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
    return said(await owner.click(preview.response, label="Save"))


async def greeted(world: World, name: str) -> str:
    """Let someone join; return the greeting that follows."""
    await world.env.advance_time(60)
    world.join(name)
    await world.env.settle()
    return shown(world.general)[-1]


def letters(world: World, name: str) -> list[str]:
    """Return what someone found in their direct messages."""
    return shown(world.users[name].dm_channel)


async def by_message(world: World, owner: MemberActor, choice: str = "on") -> str:
    """Let newcomers be greeted in a direct message, or not any more."""
    return said(await owner.slash(world.general, "setup channels", by_message=choice))
