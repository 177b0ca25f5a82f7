"""Decide what a server's own greetings may say, and what its placeholders stand for."""

import re
from collections.abc import Iterable, Mapping

from accountabot.domain import user_text
from accountabot.domain.refusals import Refusal

MOST = 5
"""Templates in rotation."""
LIMIT = 300
"""Characters of a template as it is typed."""
FILLED_LIMIT = 700
"""Characters of one with the longest names filled in, so that a preview of all fits into one message."""

_LONGEST = {"mention": 24, "name": 66, "server": 202, "number": 12}
"""Characters; names may double when they are made harmless."""
PLACEHOLDERS = {
    "user": "mention",
    "user.mention": "mention",
    "mention": "mention",
    "user.name": "name",
    "user_name": "name",
    "server": "server",
    "guild_name": "server",
    "member_count": "number",
    "ordinal": "number",
}
"""What may stand in braces, and what kind of thing it stands for."""

_NAMED = re.compile(r"\{([^{}]*)\}")
_PING = re.compile(r"@\s?(everyone|here)|<@[!&]?(\d|\{[^{}]*\})+>", re.IGNORECASE)
"""What pings, or would once its placeholders are filled in."""


def parse_templates(typed: Iterable[str]) -> tuple[str, ...]:
    """Return the templates that were typed, each on one line, those that are empty left out.

    Raises Refusal for one that is too long, that could ping anyone but a newcomer, that names what does not exist, or
    has a brace that newcomers would read.
    """
    return tuple(dict.fromkeys(_template(text) for text in typed if text.strip()))


def fill_template(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its placeholders replaced, once: what stands in a name stays as it is."""
    return _NAMED.sub(lambda found: values[_name(found[1])], template)


def _template(typed: str) -> str:
    kept = user_text.clean_text(typed, LIMIT)
    if ping := _PING.search(kept):
        raise Refusal("template-pings", ping=ping[0])
    if unknown := [name for name in _NAMED.findall(kept) if _name(name) not in PLACEHOLDERS]:
        raise Refusal("template-unknown", unknown=_listed(unknown), known=_listed(PLACEHOLDERS))
    if {*"{}"} & {*_NAMED.sub("", kept)}:
        raise Refusal("template-brace", known=_listed(PLACEHOLDERS))
    longest = len(
        fill_template(kept, {name: "x" * _LONGEST[kind] for name, kind in PLACEHOLDERS.items()})
    )
    if longest > FILLED_LIMIT:
        raise Refusal("template-too-long", length=longest, limit=FILLED_LIMIT)
    return kept


def _name(typed: str) -> str:
    return typed.strip().lower()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in dict.fromkeys(names))
