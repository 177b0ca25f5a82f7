"""Text that is meant to ping, break the layout or evade checks."""

import re

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


MENTIONS = [
    "<@1>",
    "<@!1>",
    "<@&1>",
    "<#1>",
    "</undo:1>",
    "</goal list:1>",
    "<t:1>",
    "<t:1:R>",
    "<id:customize>",
]
LIVE = re.compile(r"(?<!\\)<(?:[@#/]|t:|id:)")
"""What Discord's clients show as a mention or a time."""


@pytest.mark.parametrize("mention", MENTIONS)
async def test_a_mention_that_a_member_typed_is_not_live(world: World, mention: str) -> None:
    text = f"zebra {mention}"
    card = (await world.declare(world.alice, text)).response
    await world.check_in(world.alice, note=text)
    await world.bob.click(card, label="Hold me to it")
    await world.use(world.alice, "disclose", text=text)
    cheered = await world.bob.slash(world.general, "cheer", member=world.alice, message=text)
    listed = said(await world.bob.slash(world.general, "goal list", member=world.alice))
    written = [text for message in world.general.history() for text in markdown(message)]

    parts = [
        line.partition("zebra")[2]
        for line in "\n".join([*written, listed, said(cheered)]).splitlines()
    ]
    typed = [part.partition("\u2069")[0] for part in parts if part]
    assert len(typed) > 3
    assert not any(map(LIVE.search, typed))


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        ("</undo:1> <#1>", "\\</undo:1> \\<#1>"),
        ("\\<@1>", "\\\\\\<@1>"),
        ("<@&1> <@!1> <t:1:R>", "\\<@&1> \\<@!1> \\<t:1:R>"),
        ("Feed <a:run_cat_1:1> _", "Feed <a:run_cat_1:1> \\_"),
        ("I <3 it, 1 <2 and <three>", "I <3 it, 1 <2 and <three>"),
    ],
)
def test_mentions_stay_readable_and_emoji_alive(typed: str, raw: str) -> None:
    assert escape(typed) == f"\u2068{raw}\u2069"


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
