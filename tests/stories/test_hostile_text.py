"""Text that is meant to ping, break the layout or evade checks."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accountabot.domain import user_text
from accountabot.domain.refusals import Refusal
from accountabot.ui.escaping import escape
from tests.world import GREETINGS, World, markdown, said

HOSTILE = [
    "@everyone @here <@1> <@&1> <#1>",
    "# Heading\n> quote\n```code``` ||spoiler|| [link](https://example.com)",
    "\u202eright to left\u202c \u200bzero\u200bwidth",
    "עברית و العربية",
    "🏃‍♀️🔥💧🏴‍☠️",
    "{ $title } {0} %s ${x} </goal:1> <t:1:R>",
    "'; DROP TABLE goals; --",
    "a\x00b\x07c",
    "x" * 4000,
    "Z̸̢̛͚̗a̵l̸g̷o̶",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_pings_no_one_and_breaks_nothing(world: World, text: str) -> None:
    await world.use(world.alice, "goal declare", goal=text, schedule="daily")
    await world.declare(world.alice, "Run")
    await world.use(world.alice, "goal declare", goal="Walk", schedule=text)
    await world.use(world.alice, "checkin", goal="Run", note=text)
    await world.use(world.alice, "checkin", goal=text)
    for command in ("goal list", "streak", "leaderboard", "help"):
        await world.ask(world.alice, command)
    await world.use(world.alice, "goal show", goal=text)
    await world.alice.autocomplete(world.general, "checkin", "goal", text[:100])

    assert len(world.pings()) > GREETINGS
    assert not any(world.pings()[GREETINGS:])
    assert all(
        "\n# Heading" not in written
        for message in world.general.history()
        for written in markdown(message)
    )


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_a_stored_text_is_one_visible_line(text: str) -> None:
    try:
        kept = user_text.clean_text(text, 300)
    except Refusal:
        return

    assert kept == user_text.clean_text(kept, 300)
    assert 0 < len(kept) <= 300
    assert len(kept.splitlines()) == 1
    assert not {"\u200b", "\u202e", "\u2066", "\x00"} & set(kept)
    assert "@everyone" not in escape(kept)


async def test_invisible_text_is_refused(world: World) -> None:
    for text in ("ㅤ", "⠀", "\u200d", "‎", "***", "> ", "||||"):
        assert "visible characters" in said(await world.declare(world.alice, text))
