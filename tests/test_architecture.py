"""The architecture rules: layers and imports, names, and what each command has."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from discord import AppCommandOptionType, app_commands

from accountabot.bot import Accountabot
from accountabot.config import Settings
from accountabot.extensions import EXTENSIONS
from accountabot.ui.retries import retries

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "accountabot"
in_a_checkout = pytest.mark.skipif(not SOURCES.is_dir(), reason="the source tree is needed")

FORBIDDEN_IMPORTS = {
    "domain": (
        "discord",
        "sqlalchemy",
        "accountabot.store",
        "accountabot.services",
        "accountabot.ui",
        "aiosqlite",
    ),
    "phrases": (
        "discord",
        "sqlalchemy",
        "accountabot.store",
        "accountabot.services",
        "accountabot.ui",
    ),
    "store": ("discord", "accountabot.services", "accountabot.ui", "accountabot.bot"),
    "services": ("discord", "accountabot.ui", "accountabot.bot"),
    "operations": ("discord", "accountabot.ui", "accountabot.bot", "accountabot.commands"),
    "pictures": (
        "discord",
        "sqlalchemy",
        "accountabot.store",
        "accountabot.services",
        "accountabot.ui",
        "accountabot.bot",
    ),
    "ui": ("accountabot.bot", "sqlalchemy"),
    "cogs": ("sqlalchemy", "aiosqlite", "accountabot.store", "accountabot.cogs", "cogs"),
}


def imports(file: Path) -> Iterator[str]:
    """Yield the name of every module that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def files(layer: str) -> list[Path]:
    """Return the source files of a layer."""
    return sorted((ROOT / "cogs" if layer == "cogs" else SOURCES / layer).rglob("*.py"))


@in_a_checkout
@pytest.mark.parametrize("layer", FORBIDDEN_IMPORTS)
def test_a_layer_imports_no_layer_above_it(layer: str) -> None:
    found = {(file.name, name) for file in files(layer) for name in imports(file)}

    assert found
    assert not [
        (f, n)
        for f, n in found
        if any(n == bad or n.startswith(f"{bad}.") for bad in FORBIDDEN_IMPORTS[layer])
    ]


@in_a_checkout
def test_the_domain_imports_only_the_standard_library() -> None:
    names = {name.partition(".")[0] for file in files("domain") for name in imports(file)}

    assert names <= {
        "accountabot",
        "bisect",
        "calendar",
        "collections",
        "dataclasses",
        "datetime",
        "decimal",
        "math",
        "enum",
        "functools",
        "itertools",
        "re",
        "typing",
        "unicodedata",
        "zoneinfo",
    }


def public_classes() -> Iterator[tuple[str, str]]:
    """Yield the name and module of every public class in the code."""
    for file in [*SOURCES.rglob("*.py"), *files("cogs")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, str(file.relative_to(ROOT))


@in_a_checkout
def test_no_two_modules_define_a_class_of_the_same_name() -> None:
    modules = defaultdict(set)
    for name, module in public_classes():
        modules[name].add(module)

    assert len(modules) > 100
    assert {name for name, found in modules.items() if len(found) > 1} == set()


@in_a_checkout
def test_no_internal_import_has_an_alias() -> None:
    aliased = [
        f"{file.relative_to(ROOT)}:{node.lineno} {alias.name} as {alias.asname}"
        for file in [*SOURCES.rglob("*.py"), *files("cogs")]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if alias.asname and f"{getattr(node, 'module', alias.name)}".startswith("accountabot")
    ]

    assert not aliased


def identifiers() -> set[str]:
    """Return every identifier in the code, in snake case."""
    names = set()
    for file in [*SOURCES.rglob("*.py"), *files("cogs")]:
        names |= set(re.findall(r"[A-Za-z_]\w*", file.read_text(encoding="utf-8")))
    return {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower() for name in names}


@in_a_checkout
def test_the_glossary_explains_at_most_twenty_words_that_the_code_uses() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("\n## Glossary\n")[2].partition("\n## ")[0]
    words = re.findall(r"^\| *(?:\*\*|`)([^*`|]+)(?:\*\*|`) *\|", section, re.MULTILINE)
    parts = {f"_{name.strip('_')}_" for name in identifiers()}
    spelt = {word: f"_{word.lower().replace(' ', '_')}_" for word in words}

    assert 1 <= len(words) <= 20
    assert not [word for word, part in spelt.items() if not any(part in name for name in parts)]


@in_a_checkout
def test_no_test_file_is_longer_than_400_lines() -> None:
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines())
        for file in (ROOT / "tests").rglob("*.py")
    }

    assert lengths
    assert not {name: length for name, length in lengths.items() if length > 400}


@in_a_checkout
@pytest.mark.parametrize("layer", ["domain", "store", "services", "phrases"])
def test_the_inner_layers_take_the_current_time_as_a_parameter(layer: str) -> None:
    for file in files(layer):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\b(now|utcnow|today)\(\)", text), file
        assert layer != "domain" or "await " not in text, file


@in_a_checkout
def test_pyproject_lists_every_package() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "setuptools"
    ]["packages"]
    found = {"accountabot"} | {
        ".".join(("accountabot", *file.parent.relative_to(base).parts))
        for base in (SOURCES, ROOT)
        for file in base.rglob("__init__.py")
        if file.parent.relative_to(base).parts
        and (base == SOURCES or file.parent.relative_to(base).parts[0] in {"cogs", "migrations"})
    }

    assert set(listed) == found


@in_a_checkout
def test_only_modules_that_record_mentions_send_messages() -> None:
    """Each of these modules records the mentions in its messages, or answers one member alone."""
    sending = re.compile(
        r"\b(place|channel|owner|message|followup|response)\.(send|send_message|reply)\b"
        r"|\bsend_once\(|\brespond\("
    )
    sends = {
        f"{f.parent.name}/{f.name}"
        for layer in ("ui", "cogs")
        for f in files(layer)
        if sending.search(f.read_text())
    }

    ephemeral = {"privacy/personal_data.py", "reminders/trial_messages.py"}
    transport = {"delivery/first_responses.py", "delivery/sending.py"}
    public = {
        "ui/responses.py",
        "delivery/deliveries.py",
        "checkins/channel_messages.py",
        "delivery/announcement_channels.py",
        "greetings/trial_greeting.py",
    }
    assert sends == public | ephemeral | transport


@in_a_checkout
def test_every_cog_is_loaded_by_name() -> None:
    found = {
        ".".join(("accountabot", *file.relative_to(ROOT).with_suffix("").parts))
        for file in files("cogs")
        if file.stem != "__init__"
    }

    assert set(EXTENSIONS) == found


@in_a_checkout
def test_the_example_file_contains_every_setting() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    for name in attrs.fields_dict(Settings):
        assert re.search(rf"^{name.upper()}=", example, re.MULTILINE), name


def commands(bot: Accountabot) -> list[app_commands.Command[Any, ..., Any]]:
    """Return every slash command, without the groups."""
    return [
        command for command in bot.tree.walk_commands() if isinstance(command, app_commands.Command)
    ]


@pytest.mark.usefixtures("world")
async def test_choices_are_words_and_not_the_names_of_constants(bot: Accountabot) -> None:
    named = [
        choice.name
        for command in commands(bot)
        for option in command.parameters
        for choice in option.choices
    ]

    assert "check-ins" in named
    assert not [name for name in named if name.isupper()]


@pytest.mark.usefixtures("world")
async def test_every_command_and_option_has_a_description(bot: Accountabot) -> None:
    found = commands(bot)

    assert {command.qualified_name for command in found} == {
        *(
            "goal declare",
            "goal list",
            "goal show",
            "goal history",
            "goal edit",
            "goal complete",
            "goal drop",
        ),
        *("checkin", "undo", "skip", "pause", "resume"),
        *("streak", "leaderboard", "help", "timezone", "settings", "remind"),
        *("profile", "introduce", "disclose", "cheer", "review"),
        *(
            "setup timezone",
            "setup week-start",
            "setup freezes",
            "setup excuse",
            "setup checkin-channel",
            "setup reminders",
            "setup roles",
        ),
        *("greet", "setup show", "setup channels", "setup greeting", "setup returning"),
        *("moderate goal", "moderate checkin", "moderate member"),
        *(
            "setup start",
            "setup check",
            "setup digest",
            "setup board",
            "setup log",
            "setup export",
            "setup import",
        ),
        *("privacy", "data export", "data delete"),
    }
    for command in found:
        assert command.description not in {"", "…"}
        for option in command.parameters:
            assert str(option.description) not in {"", "…"}, (command.qualified_name, option.name)


@pytest.mark.usefixtures("world")
async def test_every_command_with_its_subcommands_fits_into_discords_limit(
    bot: Accountabot,
) -> None:
    sizes = {each.name: _size(each.to_dict(bot.tree)) for each in bot.tree.get_commands()}

    assert sizes["setup"] > 2000
    assert {name: size for name, size in sizes.items() if size > 8000} == {}


def _size(command: dict[str, Any]) -> int:
    """Return the characters that Discord counts, up to 8,000: names, descriptions and values."""
    own = sum(len(str(command.get(key, ""))) for key in ("name", "description", "value"))
    parts = [*command.get("options", ()), *command.get("choices", ())]
    return own + sum(map(_size, parts))


@pytest.mark.usefixtures("world")
async def test_only_the_personal_data_commands_work_in_direct_messages(
    bot: Accountabot,
) -> None:
    contexts = {
        command.name: command.to_dict(bot.tree)["contexts"] for command in bot.tree.get_commands()
    }

    assert {name for name, found in contexts.items() if found == [0, 1]} == {"privacy", "data"}
    assert all(found in ([0], [0, 1]) for found in contexts.values())


@pytest.mark.usefixtures("world")
async def test_every_text_option_has_a_limit_and_fits_into_the_form_of_a_retry(
    bot: Accountabot,
) -> None:
    kinds = AppCommandOptionType
    retried = {kinds.string, kinds.integer, kinds.number, kinds.boolean, kinds.user}
    found = [command for command in commands(bot) if retries.text_options(command)]

    assert len(found) > 15
    for command in found:
        texts = retries.text_options(command)
        files = [one for one in command.parameters if one.type is kinds.attachment]
        assert all(one.max_value and one.max_value <= 4000 for one in texts), command.name
        assert len(texts) + len(files) <= 5, command.name
        assert {one.type for one in command.parameters} <= {*retried, kinds.attachment}


@in_a_checkout
@pytest.mark.usefixtures("world")
async def test_every_text_field_of_a_form_has_a_limit_and_every_form_can_be_built_again(
    bot: Accountabot,
) -> None:
    inputs = [
        node
        for file in [*SOURCES.rglob("*.py"), *files("cogs")]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).partition("[")[0].endswith("TextInput")
    ]

    assert inputs
    assert all("max_length" in {word.arg for word in call.keywords} for call in inputs)
    assert bot.modals._handlers.keys() == bot.modals._builders.keys()
