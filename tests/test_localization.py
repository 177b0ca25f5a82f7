"""The message files: variables, unused keys and number formats."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from accountabot.ui.localization import say

ROOT = Path(__file__).parent.parent


class _Variables(Visitor):
    """Return the first group of every match."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.found.add(node.id.name)


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


def test_numbers_are_not_grouped_and_ids_stay_whole() -> None:
    text = say(
        "board-line",
        medal="1.",
        streak=12345,
        member=1456210339430400010,
        title="Run",
        without_freeze=0,
    )

    assert "**12345**" in text
    assert "<@1456210339430400010>" in text
