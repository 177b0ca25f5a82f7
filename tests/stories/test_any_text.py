"""Any text in any option, form and button of every command."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import simcord
from discord import AppCommandOptionType, Permissions
from discord.app_commands import Command, Parameter
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from simcord import InteractionResult, MemberActor
from simcord.backend.errors import SetupError

from accountabot.bot import create_bot
from accountabot.ui.escaping import escape
from accountabot.ui.truncation import truncate
from tests.conftest import connected, copy_settings
from tests.stories.test_hostile_text import HOSTILE
from tests.world import GREETINGS, World, markdown, said

ORDINARY = [
    "daily",
    "1",
    "0",
    "at most 2",
    "yesterday",
    "next Friday",
    "Run every day",
    "20 pages",
    "Europe/Berlin",
]
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.sampled_from(ORDINARY),
    st.text(min_size=1, max_size=40),
    st.text(max_size=4000),
)


class Act(NamedTuple):
    """One step: a command, its text, an amount, and the button to press next."""

    command: int
    typed: list[str]
    is_whole: bool
    press: int


ACTS = st.builds(
    Act,
    st.integers(0, 999),
    st.lists(TEXTS, min_size=2, max_size=5),
    st.booleans(),
    st.integers(0, 99),
)


@pytest.mark.parametrize("_", range(4))
@settings(max_examples=6, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(acts=st.lists(ACTS, min_size=5, max_size=7))
def test_no_text_anywhere_pings_breaks_or_fails(
    migrated: Path, tmp_path_factory: pytest.TempPathFactory, _: int, acts: list[Act]
) -> None:
    asyncio.run(_live(migrated, tmp_path_factory.mktemp("any"), acts))


async def _live(migrated: Path, folder: Path, acts: list[Act]) -> None:
    async with connected(create_bot(copy_settings(migrated, folder))) as env:
        world = World(env)
        role = world.guild.create_role(
            "owner", permissions=Permissions(manage_guild=True, moderate_members=True)
        )
        olga = world.guild.add_member(env.create_user("olga"), roles=[role])
        await env.settle()
        await world.declare(olga, "Read 20 pages")
        commands = sorted(_commands(env), key=lambda command: command.qualified_name)
        for act in acts:
            await _do(world, olga, commands[act.command % len(commands)], act)

        allowed: list[list[int]] = [
            [],
            [world.bob.id],
            [olga.id],
        ]  # she is mentioned, and tests a greeting herself
        assert all(pinged in allowed for pinged in world.pings()[GREETINGS + 1 :])
        assert all(
            "\n# Heading" not in text for m in world.general.history() for text in markdown(m)
        )


def _commands(env: simcord.Env) -> Iterator[Command[Any, Any, Any]]:
    return (command for command in env.bot.tree.walk_commands() if isinstance(command, Command))


async def _do(world: World, who: MemberActor, command: Command[Any, Any, Any], act: Act) -> None:
    options = {
        one.name: value
        for nth, one in enumerate(command.parameters)
        if (one.required or act.is_whole)
        and (value := _value(world, one, act.typed[nth % len(act.typed)])) is not None
    }
    errors = len(world.env._errors)
    try:
        result = await who.slash(world.general, command.qualified_name, **options)
        is_refused = len(world.env._errors) > errors
        picked = {one.name for one in command.parameters if one.choices}
        typed = {name: value for name, value in options.items() if name not in picked}
        await _expect_texts_back(who, result, _texts(typed), is_refused=is_refused)
        if result.modal:
            filled = dict(_filled(result.modal, act.typed))
            result = await who.submit_modal(result, filled)
            await _expect_texts_back(who, result, _texts(filled))
        if buttons := list(_buttons(result.response and result.response.components)):
            result = await who.click(result.response, custom_id=buttons[act.press % len(buttons)])
    except SetupError:  # Discord itself would not have sent that
        return
    assert result.acknowledged


def _texts(values: dict[str, Any]) -> set[str]:
    """Return the texts that a member typed and can see."""
    return {text for text in values.values() if isinstance(text, str) and truncate(text, len(text))}


async def _expect_texts_back(
    who: MemberActor, result: InteractionResult, typed: set[str], *, is_refused: bool = False
) -> None:
    """Expect that a refusal has all texts on its form, or else in its answer."""
    retries = [
        each["custom_id"]
        for each in _dicts(result.response and result.response.components)
        if each.get("label") == "Try again"
    ]
    if not retries:
        assert not (typed and is_refused)
        return
    form = await who.click(result.response, custom_id=retries[0])
    if form.modal is None:  # what the form is about has ended meanwhile
        assert form.ephemeral
        assert not typed or "What you typed" in said(result)
        return
    shown = {str(each["value"]) for each in _dicts(form.modal) if "value" in each}
    picked = {text for text in typed if f"{escape(text)}" in said(result)}
    assert typed <= shown | picked


def _value(world: World, option: Parameter, text: str) -> object:
    if option.choices:
        return option.choices[len(text) % len(option.choices)].value
    match option.type:
        case AppCommandOptionType.string:
            return text[: int(option.max_value or 4000)] or None
        case AppCommandOptionType.integer:
            return min(option.max_value or 5, max(option.min_value or 0, len(text)))
        case AppCommandOptionType.user:
            return world.bob
        case AppCommandOptionType.channel:
            return world.general
    return None


def _filled(modal: Any, typed: list[str]) -> Iterator[tuple[str, Any]]:
    """Fill in the fields of a form."""
    fields = [label["component"] for label in _dicts(modal) if label.get("component")]
    for nth, field in enumerate(fields):
        if field.get("options"):
            yield field["custom_id"], [field["options"][-1]["value"]]
        else:
            yield field["custom_id"], typed[nth % len(typed)][: field.get("max_length", 4000)]


def _buttons(components: Any) -> Iterator[str]:
    return (
        each["custom_id"]
        for each in _dicts(components)
        if each.get("type") == 2 and each.get("custom_id")
    )


def _dicts(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield found
        found = list(found.values())
    if isinstance(found, list):
        for each in found:
            yield from _dicts(each)
