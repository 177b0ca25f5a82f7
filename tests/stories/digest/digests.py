"""What the stories of the weekly digest share."""

from typing import Any

from simcord import MemberActor

from tests.world import DAY, World, shown

MONDAY = 4 * DAY
"""From the beginning of a test, 09:00 on Thursday, to the first digest: 09:00 on Monday."""
WEEK = 7 * DAY
HEAD = "### 🗓️ Our week"
FIRST = f"{HEAD}, Mon, Dec 29 – Sun, Jan 4"
"""The title of the first digest."""


async def turn_on(world: World, owner: MemberActor, **options: Any) -> str:
    """Turn the digest on in #general, on Mondays at 09:00 unless chosen otherwise."""
    return await world.ask(owner, "setup digest", channel=world.general, **options)


def digests(world: World) -> list[str]:
    """Return the text of every digest in #general, oldest first."""
    return [text for text in shown(world.general) if text.startswith(HEAD)]


def digest_message(world: World) -> Any:
    """Return the last digest in #general."""
    return next(
        message
        for message in reversed(world.general.history())
        if any(HEAD in str(component.to_dict()) for component in message.components)
    )


async def keep(world: World, who: MemberActor, days: int = 1) -> None:
    """Let a member check in on each of these days, from today on."""
    for _ in range(days):
        await world.check_in(who)
        await world.env.advance_time(DAY)


def title(text: str) -> str:
    """Return a member's words as they are shown."""
    return f"\u2068{text}\u2069"


def mention(who: MemberActor) -> str:
    """Return how a message names a member."""
    return f"<@{who.id}>"
