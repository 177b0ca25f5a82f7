"""The message files: variables, unused keys and number formats."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from discord.app_commands import Command
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.ui import localization
from accountabot.ui.localization import say
from tests.conftest import connected
from tests.world import World

ROOT = Path(__file__).parent.parent


class _Variables(Visitor):
    """Collect the variables of a pattern."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.found.add(node.id.name)


class _Commands(Visitor):
    """Collect the commands that a pattern mentions."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802 - the library's name
        if node.id.name == "COMMAND":
            (name,) = node.arguments.positional
            assert isinstance(name, ast.StringLiteral)
            self.found.add(name.value)


class _Texts(Visitor):
    """Collect the texts of a pattern."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - the library's name
        self.found.append(node.value)


def messages() -> dict[str, list[ast.Pattern]]:
    """Return the wordings of every sentence."""
    found: dict[str, list[ast.Pattern]] = {}
    for file in files("accountabot.locales").joinpath("en").iterdir():
        if not file.name.endswith(".ftl"):
            continue
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), entry.content
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found
                assert entry.value
                found[entry.id.name] = [
                    entry.value,
                    *(attribute.value for attribute in entry.attributes),
                ]
    return found


def variables(pattern: ast.Pattern) -> set[str]:
    visitor = _Variables()
    visitor.visit(pattern)
    return visitor.found


def test_every_variant_of_a_sentence_uses_the_same_variables() -> None:
    found = {
        key: [variables(wording) - variables(first) for wording in (first, *others)]
        for key, (first, *others) in messages().items()
    }

    assert {key: more for key, more in found.items() if any(more)} == {}
    assert len(found) > 500


@pytest.mark.skipif(not (ROOT / "cogs").is_dir(), reason="the code is read in the checkout")
def test_every_sentence_is_used_and_every_key_has_a_sentence() -> None:
    code = "\n".join(
        f.read_text(encoding="utf-8")
        for room in ("src", "cogs")
        for f in (ROOT / room).rglob("*.py")
    )
    known = set(messages())
    literal = set(re.findall(r'(?:say|Refusal|_with_reference)\(\s*"([a-z-]+)"', code))
    stems = {stem for stem in re.findall(r'f"([a-z-]+-)\{', code) if not stem.startswith("note-")}

    assert literal <= known
    mentioned = {
        key for key in known if f'"{key}"' in code or any(key.startswith(stem) for stem in stems)
    }
    endings = ("-already", "-undo", "-privately")
    assert {key for key in known - mentioned if not key.endswith(endings)} == set()


@pytest.mark.parametrize(
    ("number", "days", "times"),
    [(1, "**0 of 1** day so far", "0 of 1 time"), (3, "**0 of 3** days so far", "0 of 3 times")],
)
def test_a_noun_has_the_form_of_its_number(number: int, days: str, times: str) -> None:
    assert say("due-days", done=0, of=number, met=0) == days
    assert say("profile-word", kept=0, of=number) == f"**Kept their word** {times}"
    assert say("why-days-done", done=0, of=number) in days.replace("*", "")


def test_numbers_are_not_grouped_and_ids_stay_whole() -> None:
    text = say(
        "board-line",
        medal="1.",
        score=say("board-score", board="regular", score=12345, kept=0, of=0),
        member=1456210339430400010,
        title="Run",
        has_title=1,
        without_freeze=0,
    )

    assert "**12345** weeks" in text
    assert "<@1456210339430400010>" in text


def commands(pattern: ast.Pattern) -> set[str]:
    visitor = _Commands()
    visitor.visit(pattern)
    return visitor.found


def mentioned() -> dict[str, set[str]]:
    """Return the commands that each message mentions."""
    found = {key: set().union(*map(commands, wordings)) for key, wordings in messages().items()}
    return {key: names for key, names in found.items() if names}


def texts(pattern: ast.Pattern) -> str:
    visitor = _Texts()
    visitor.visit(pattern)
    return "".join(visitor.found)


async def test_every_command_that_a_message_names_is_a_mention(world: World) -> None:
    names = set().union(*mentioned().values())
    roots = {name: world.env.backend.find_command(name.split()[0], None) for name in names}

    assert {name: localization._command(name) for name in names} == {
        name: f"</{name}:{root['id']}>" for name, root in roots.items() if root
    }
    assert names <= {
        command.qualified_name
        for command in world.env.bot.tree.walk_commands()
        if isinstance(command, Command)
    }
    assert len(names) > 30


async def test_no_message_spells_a_command_out(world: World) -> None:
    names = "|".join(command.name for command in world.env.bot.tree.get_commands())
    spelled = {
        key: found
        for key, wordings in messages().items()
        if (found := re.findall(rf"/(?:{names})\b", "".join(map(texts, wordings))))
    }

    assert spelled == {}


async def test_a_restarted_bot_mentions_the_commands_that_discord_has(
    world: World, settings: Settings
) -> None:
    before = say("nothing-going")

    await world.env.restart_bot(create_bot(settings))

    assert "</goal declare:" in before
    assert say("nothing-going") == before


async def test_a_command_with_options_is_a_mention_and_what_to_type(world: World) -> None:
    command = world.env.backend.find_command("checkin", None)

    assert command
    assert f"</checkin:{command['id']}> `date: yesterday`" in say("help-yesterday", goals="Run")


async def test_commands_are_plain_text_unless_a_bot_is_running(bot: Accountabot) -> None:
    before = say("nothing-going")
    async with connected(bot):
        during = say("nothing-going")
    after = say("nothing-going")

    assert "`/goal declare`" in before
    assert "`" not in during
    assert after == before
    assert "`/checkin date: yesterday`" in say("help-yesterday", goals="Run")
