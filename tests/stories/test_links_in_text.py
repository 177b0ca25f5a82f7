"""Links in members' text stay text: the bot never posts a live link for anyone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from accountabot.ui.escaping import escape
from tests.stories.moderation.content_moderation import ZEBRA, hide, moderator
from tests.world import World, markdown, said

LIVE = re.compile(
    r"\w:/|\]\(|(?<!\\)<(?:(?:mailto|tel|sms):|\+\d|[^\s<>@]+@)|discord(?:\.gg|(?:app)?\.com)/",
    re.IGNORECASE,
)
"""What Discord's clients turn into a link or an invitation."""
LINKS = [
    "https://spam.example/a_b*c",
    "HTTP://spam.example",
    "<https://spam.example>",
    "[free money](https://spam.example)",
    "[two]([three](https://spam.example))",
    "discord.gg/abc",
    "Discord.com/invite/abc",
    "discord://-/settings",
    "<mailto:me@spam.example>",
    "<me@spam.example>",
    "<+15550100>",
]


def live(written: list[str]) -> list[str]:
    """Return what looks like a live link in texts, without the bot's own links to messages."""
    own = re.compile(r"\]\(https://discord\.com/channels/[\d/]+\)")
    return [found[0] for text in written for found in LIVE.finditer(own.sub("", text))]


def contents(components: Any) -> Iterator[str]:
    """Yield every text in an answer in which Discord renders markdown."""
    for component in components or ():
        if component.get("content"):
            yield component["content"]
        yield from contents(component.get("components"))


@pytest.mark.parametrize("link", LINKS)
async def test_no_card_has_a_live_link_of_a_member(world: World, link: str) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal=f"Buy {link}", schedule="daily", plan=f"at {link}"
    )
    await world.check_in(world.alice, note=f"see {link}")
    await world.alice.slash(world.general, "disclose", text=f"I own {link}")
    await world.bob.slash(world.general, "cheer", member=world.alice, message=f"and {link}")
    answers = [
        await world.bob.slash(world.general, command, **options)
        for command, options in (
            ("goal list", {"member": world.alice}),
            ("streak", {"member": world.alice}),
            ("profile", {"member": world.alice}),
            ("leaderboard", {}),
        )
    ]

    written = [text for message in world.general.history() for text in markdown(message)]
    written += [content for answer in answers for content in contents(answer.response.components)]
    assert sum("spam" in text or "discord" in text.lower() or "+1" in text for text in written) > 5
    assert live(written) == []


async def test_a_reason_of_a_moderator_has_no_live_link(world: World) -> None:
    mod = moderator(world, "mona")
    await world.env.settle()
    await world.declare(world.alice, ZEBRA)

    answer = await hide(world, mod, reason="see https://rules.example")

    assert "see https:\\//rules.example" in said(answer)


async def test_a_name_of_a_member_is_no_live_link(world: World) -> None:
    await world.alice.slash(world.general, "goal declare", goal="Run", schedule="daily")
    world.join("discord.gg/abc")
    await world.env.settle()

    written = [text for message in world.general.history() for text in markdown(message)]

    assert live(written) == []


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        ("24/7, 5/10 and km/h", "24/7, 5/10 and km/h"),
        ("at 6:30 [sic] (really)", "at 6:30 [sic] (really)"),
        ("3 < 4, <:party> and a@b.example", "3 < 4, <:party> and a@b.example"),
        ("[**bold**](x)", "[\\*\\*bold\\*\\*]\\(x)"),
        ("https://a.example/b_c", "https:\\//a.example\\/b\\_c"),
    ],
)
def test_only_links_and_markdown_are_escaped(typed: str, raw: str) -> None:
    assert escape(typed) == f"\u2068{raw}\u2069"
