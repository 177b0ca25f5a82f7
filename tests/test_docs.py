"""The documentation covers every command, option and setting, and its links lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import click
import pytest
from discord import AppCommandType
from discord.app_commands import Command

from accountabot.bot import Accountabot
from accountabot.cli import app
from accountabot.config import Settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
in_a_checkout = pytest.mark.skipif(
    not (ROOT / "src").is_dir(), reason="the documentation is read in a checkout"
)

COMMAND_PAGES = ("members.md", "owners.md")
COMMAND = re.compile(r"`/([a-z]+(?:[ -][a-z]+)*)`")
LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
PICTURE = re.compile(
    r'<picture><source media="\(prefers-color-scheme: dark\)" srcset="([^"]+)-dark\.png">'
    r'<img src="([^"]+)-light\.png" width="640" alt="([^"]{20,})"></picture>'
)
THEMES = ("dark", "light")
BIGGEST_PICTURE = 120_000
README_LINES = 80


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def pages() -> list[Path]:
    """Return every page that readers are led to: those at the root, and all in docs."""
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield the command, the options and the effect of every row in the tables of commands."""
    for page in COMMAND_PAGES:
        for line in read(DOCS / page).splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("|") and len(cells) == 3:
                yield cells[0], cells[1], cells[2]


def documented() -> dict[str, tuple[set[str], str]]:
    """Return for each command that has a row its options and the whole row."""
    return {
        name: (set(re.findall(r"`([a-z_]+)`", options)), f"{first} | {options} | {effect}")
        for first, options, effect in rows()
        for name in COMMAND.findall(first)
    }


def built(bot: Accountabot) -> list[Command[Any, ..., Any]]:
    return [command for command in bot.tree.walk_commands() if isinstance(command, Command)]


def subcommands() -> click.Group:
    return app


@in_a_checkout
@pytest.mark.usefixtures("world")
async def test_every_command_has_one_row_with_all_of_its_options(bot: Accountabot) -> None:
    found = {
        command.qualified_name: {option.display_name for option in command.parameters}
        for command in built(bot)
    }

    assert {name: options for name, (options, _) in documented().items()} == found
    named = [name for first, _, _ in rows() for name in COMMAND.findall(first)]
    assert sorted(named) == sorted(found)


@in_a_checkout
@pytest.mark.usefixtures("world")
async def test_required_options_are_marked(bot: Accountabot) -> None:
    for command in built(bot):
        _, row = documented()[command.qualified_name]
        for option in command.parameters:
            marked = f"`{option.display_name}` (required)" in row
            assert marked == option.required, (command.qualified_name, option.display_name)


@in_a_checkout
@pytest.mark.usefixtures("world")
async def test_every_context_menu_is_documented(bot: Accountabot) -> None:
    text = "".join(read(DOCS / page) for page in COMMAND_PAGES)
    menus = [
        menu
        for kind in (AppCommandType.message, AppCommandType.user)
        for menu in bot.tree.get_commands(type=kind)
    ]

    assert menus
    assert not [menu.name for menu in menus if f"**Apps → {menu.name}**" not in text]


@in_a_checkout
@pytest.mark.usefixtures("world")
async def test_no_page_names_a_command_that_does_not_exist(bot: Accountabot) -> None:
    known = {command.qualified_name for command in bot.tree.walk_commands()}

    for page in [ROOT / "README.md", ROOT / "SECURITY.md", *DOCS.glob("*.md")]:
        assert set(COMMAND.findall(read(page))) <= known, page.name


@in_a_checkout
def test_every_setting_is_documented() -> None:
    settings = re.findall(r"^\| `([A-Z_]+)` \|", read(DOCS / "self-hosting.md"), flags=re.MULTILINE)

    assert settings == [name.upper() for name in attrs.fields_dict(Settings)]


@in_a_checkout
def test_every_subcommand_and_its_options_are_documented() -> None:
    text = read(DOCS / "self-hosting.md")

    assert subcommands().commands
    for name, command in subcommands().commands.items():
        assert re.search(rf"`accountabot {name}\b", text), name
        for option in command.params:
            if option.param_type_name == "option":
                spellings = [*option.opts, *option.secondary_opts]
                assert any(f"`{spelling}`" in text for spelling in spellings), (name, option.name)


@in_a_checkout
def test_the_readme_is_short_and_has_one_test_command() -> None:
    lines = read(ROOT / "README.md").splitlines()

    assert len(lines) <= README_LINES
    assert sum("-m pytest" in line for line in lines) == 1


@in_a_checkout
def test_the_index_lists_every_page() -> None:
    listed = set(LINK.findall(read(DOCS / "README.md")))

    assert {page.name for page in DOCS.glob("*.md")} - {"README.md"} <= listed


@in_a_checkout
@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(without_code(read(page))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, heading = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not heading or heading in headings(target), link


@in_a_checkout
def test_every_picture_is_there_in_both_themes_and_has_an_alt_text() -> None:
    shown: set[Path] = set()
    for page in pages():
        text = read(page)
        assert "![](" not in text, page.name
        pictures = PICTURE.findall(text)
        assert text.count("<img") == text.count("<picture") == len(pictures), page.name
        assert [dark for dark, _, _ in pictures] == [light for _, light, _ in pictures]
        shown |= {page.parent / f"{name}-{theme}.png" for name, *_ in pictures for theme in THEMES}

    taken = {*DOCS.glob("pictures/*-*.png")}
    assert len(taken) >= 2 * len(THEMES)
    assert {path.resolve() for path in shown} == taken
    assert [path.name for path in taken if path.stat().st_size > BIGGEST_PICTURE] == []


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def headings(page: Path) -> set[str]:
    """Return what a link can name on a page: its headings, spelt as GitHub spells their anchors."""
    found = re.findall(
        r"^#+ (.+)$", re.sub(r"```.*?```", "", read(page), flags=re.DOTALL), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}
