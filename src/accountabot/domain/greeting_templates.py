"""Validate a server's greeting templates, and fill in their placeholders."""

import re
from collections.abc import Iterable, Mapping

from accountabot.domain import user_text
from accountabot.domain.refusals import Refusal

MOST = 5
"""The maximum number of templates in a server's rotation."""
LIMIT = 300
"""The maximum length of a template in characters, as typed."""
FILLED_LIMIT = 700
"""The maximum length with the longest names filled in; all previews must fit in one message."""

_LONGEST = {"mention": 24, "name": 66, "server": 202, "number": 12}
"""The maximum length of each kind of value; escaping can double a name's length."""
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
"""The allowed placeholders and the kind of value that each one is replaced with."""

_NAMED = re.compile(r"\{([^{}]*)\}")
_PING = re.compile(r"@\s?(everyone|here)|<@[!&]?(\d|\{[^{}]*\})+>", re.IGNORECASE)
"""Text that pings someone, before or after its placeholders are filled in."""


def parse_templates(typed: Iterable[str]) -> tuple[str, ...]:
    """Return the cleaned templates, without empty ones and duplicates.

    Raises Refusal if one is too long, could ping anyone except the newcomer, has an unknown
    placeholder, or has a stray brace.
    """
    return tuple(dict.fromkeys(_template(text) for text in typed if text.strip()))


def fill_template(template: str, values: Mapping[str, str]) -> str:
    """Replace the placeholders in a single pass, so that braces in a member's name stay."""
    return _NAMED.sub(lambda found: values[_name(found[1])], template)


def _template(typed: str) -> str:
    kept = user_text.clean_text(typed, LIMIT, user_text.TextField.GREETING)
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
