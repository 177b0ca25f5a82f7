"""Every log call in the code names only what may be logged."""

import ast
import re
from collections.abc import Iterator

from tests.test_architecture import SOURCES, files, in_a_checkout

MEMBERS_WORDS = re.compile(
    r"\.(title|name|display_name|global_name|nick|content|note|text|mention|values?|url|token)\b"
)
HARMLESS = {"type(error).__name__"}


def log_calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of a logger, with its place."""
    for file in [*SOURCES.rglob("*.py"), *files("cogs")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("_log."):
                yield f"{file.name}:{node.lineno}", node


@in_a_checkout
def test_log_calls_have_constant_patterns_and_no_members_words_as_arguments() -> None:
    found = [*log_calls()]
    texts = {(place, ast.unparse(arg)) for place, call in found for arg in call.args[1:]}

    assert len(found) > 40
    assert [
        place
        for place, call in found
        if not (isinstance(call.args[0], ast.Constant) or place.startswith("setup.py"))
    ] == []
    assert [
        each for each in texts if MEMBERS_WORDS.search(each[1]) and each[1] not in HARMLESS
    ] == []
