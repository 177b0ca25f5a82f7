"""What the stories of the weekly digest share."""

from typing import Any

from simcord import MemberActor

from tests.world import DAY, HOUR, World, shown

MONDAY = 4 * DAY
"""From the beginning of a test, 09:00 on Thursday, to the first digest: 09:00 on Monday."""


async def turn_on(world: World, owner: MemberActor, **options: Any) -> str:
    """Turn the digest on in #general, on Mondays at 09:00 unless chosen otherwise."""
    return await world.ask(owner, "setup digest", channel=world.general, **options)


def digests(world: World) -> list[str]:
    """Return the text of every digest in #general, oldest first."""
    return [text for text in shown(world.general) if text.startswith("### 🗓️ Our week")]


def digest_message(world: World) -> Any:
    """Return the last digest in #general."""
    return next(
        message
        for message in reversed(world.general.history())
        if any("Our week" in str(c.to_dict()) for c in message.components)
    )


async def keep_daily(world: World, who: MemberActor, days: int) -> None:
    """Let a member check in on each of these days, from today on."""
    for _ in range(days):
        await world.check_in(who)
        await world.env.advance_time(DAY)


__all__ = ["DAY", "HOUR", "MONDAY", "digest_message", "digests", "keep_daily", "turn_on"]
