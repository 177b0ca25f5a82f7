"""Helpers for the tests of profiles."""

from typing import Any

from simcord import InteractionResult, MemberActor

from tests.world import GREETINGS, World, shown

TOLD = {"who": "A night owl", "does": "Teach physics", "learns": "Getting up"}


async def introduce(world: World, member: MemberActor, **told: str) -> InteractionResult:
    """Fill in the form and send it; what is not named stays as it was."""
    form = await member.slash(world.general, "introduce")
    before = {name: field.get("value") or "" for name, field in fields(form)}
    return await member.submit_modal(form, before | told)


def fields(form: InteractionResult) -> list[tuple[str, dict[str, Any]]]:
    """Return the fields of a form by their names."""
    components = [label["component"] for label in (form.modal or {})["components"]]
    return [(component["custom_id"], component) for component in components]


async def profile(world: World, who: MemberActor, whom: MemberActor | None = None) -> str:
    """Return what someone sees on a profile."""
    return await world.ask(who, "profile", **({"member": whom} if whom else {}))


async def disclose(world: World, who: MemberActor, text: str | None = None) -> str:
    """Disclose something, or nothing any more."""
    return await world.ask(who, "disclose", **({} if text is None else {"text": text}))


def in_public(world: World) -> str:
    """Return all that stands in the channel."""
    return "\n".join(shown(world.general)[GREETINGS:])
