"""Helpers for the tests of typed dates."""

import re
from typing import Any

import pytest
import simcord
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button
from tests.world import World
from tests.world import said as with_marks

IMPOSSIBLE = ["2/30", "2026-02-30", "soon", "12", "@everyone", "x" * 60, "9999-12-31"]
"""Texts that are no date that there is."""


def read_as(typed: str) -> str:
    """Return the beginning of a refusal that repeats an unreadable text."""
    return f"I read **{typed}** and couldn’t tell which day".replace("@", "@\u200b")


def said(result: InteractionResult) -> str:
    """Return the text of an answer, without isolation marks."""
    return with_marks(result).replace("\u2068", "").replace("\u2069", "")


def suggestions(answer: InteractionResult) -> set[str]:
    """Return the examples in a refusal."""
    first = said(answer).split("What you typed")[0]
    found = set(re.findall(r"`([^`/]+)`", first))
    assert found, first
    return found


def set_locale(monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    """Let everyone use Discord in this language from now on."""
    original = simcord.interactions.base_payload

    def in_locale(*args: Any, **kwargs: Any) -> Any:
        record, payload = original(*args, **kwargs)
        return record, payload | {"locale": locale}

    monkeypatch.setattr(simcord.interactions, "base_payload", in_locale)


async def press_copy(
    world: World, bot: Accountabot, who: MemberActor, asked: InteractionResult, label: str
) -> InteractionResult:
    """Let someone press a button that copies the custom_id of a button that they don't see."""
    [id_] = [each["custom_id"] for each in _buttons(asked) if each["label"] == label]
    card = Card(row(button(label, id_)))
    message = await bot.get_channel(world.general.id).send(view=card)
    return await who.click(message, label=label)


def labels(asked: InteractionResult) -> list[str]:
    """Return the labels of the buttons of an answer."""
    return [each["label"] for each in _buttons(asked)]


def _buttons(asked: InteractionResult) -> list[dict[str, Any]]:
    assert asked.response
    items = asked.response.components[0]["components"]
    return [each for item in items for each in item.get("components", ()) if "label" in each]
