"""Helpers for the tests of settings files."""

import json
from typing import Any

from simcord import InteractionResult, MemberActor

from tests.stories.setup.setup_commands import set_up
from tests.world import World, said


async def exported(world: World, owner: MemberActor) -> dict[str, Any]:
    """Return the content of a settings file."""
    answer = await set_up(world, owner, "export")
    assert answer.ephemeral
    (file,) = answer.response.attachments
    assert file.filename == "accountabot-settings.json"
    found: dict[str, Any] = json.loads(await file.read())
    return found


async def imported(world: World, owner: MemberActor, file: object) -> InteractionResult:
    """Send a file of settings."""
    data = file if isinstance(file, bytes) else json.dumps(file).encode()
    answer = await set_up(world, owner, "import", file=("settings.json", data))
    assert answer.ephemeral
    return answer


def whole(world: World, **settings: object) -> dict[str, Any]:
    """Return a file with some settings."""
    said = {key.replace("_", " "): value for key, value in settings.items()}
    return {
        "accountabot settings": 1,
        "server": str(world.guild.id),
        "name": "The Club",
        "settings": said,
    }


async def use(
    owner: MemberActor, preview: InteractionResult, label: str = "Use these settings"
) -> str:
    """Press a button below a preview; return the new preview and the answer."""
    answer = await owner.click(preview.response, label=label)
    return f"{said(preview)}\n{said(answer)}"


async def forged(world: World, custom_id: str) -> str:
    """Press a control that the member was not shown; return the bot's reaction."""
    sent = [
        payload for _, name, payload in world.env.backend.transcript if name == "INTERACTION_CREATE"
    ][-1]
    before = len(world.env.http_requests)
    payload = json.loads(json.dumps(sent).replace(sent["data"]["custom_id"], custom_id))
    payload["id"] = str(int(payload["id"]) + 2**20)  # otherwise it would be a repeated delivery
    world.env.backend.emit("INTERACTION_CREATE", payload)
    await world.env.settle()
    return "\n".join(map(str, world.env.http_requests[before:]))
