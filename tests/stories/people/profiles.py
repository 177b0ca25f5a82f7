"""Helpers for the tests of profiles."""

from typing import Any

from simcord import InteractionResult, MemberActor

from tests.world import GREETINGS, World, shown

TOLD = {"who": "A night owl", "does": "Teach physics", "learns": "Getting up"}


async def introduce(world: World, member: MemberActor, **told: str) -> InteractionResult:
    """Fill in the form and send it; unnamed fields stay unchanged."""
    form = await member.slash(world.general, "introduce")
    before = {name: field.get("value") or "" for name, field in fields(form)}
    return await member.submit_modal(form, before | told)


def fields(form: InteractionResult) -> list[tuple[str, dict[str, Any]]]:
    """Return the fields of a form by their names."""
    components = [label["component"] for label in (form.modal or {})["components"]]
    return [(component["custom_id"], component) for component in components]


async def profile(world: World, who: MemberActor, whom: MemberActor | None = None) -> str:
    """Return the profile that a member is shown."""
    return await world.ask(who, "profile", **({"member": whom} if whom else {}))


async def disclose(world: World, who: MemberActor, text: str | None = None) -> str:
    """Set or clear a disclosure."""
    return await world.ask(who, "disclose", **({} if text is None else {"text": text}))


def in_public(world: World) -> str:
    """Return the text of every message in #general."""
    return "\n".join(shown(world.general)[GREETINGS:])
