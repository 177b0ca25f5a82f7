"""Load JSON that anyone may have written, or refuse it with a reason that helps to fix it.

This is json and not pydantic: pydantic's parser keeps the last of two equal keys, accepts NaN,
and doesn't report the line of an error as a number.
"""

import json
from typing import Any

from accountabot.domain.refusals import Refusal

MOST_QUOTED = 200
"""Characters of a file in a refusal; the message that shows it truncates further."""


def load(data: bytes, limit: int) -> Any:  # noqa: ANN401 - it may be anything
    """Return the value in a JSON file of at most `limit` bytes.

    Raises Refusal if it is too big, isn't text or JSON, or has a key twice.
    """
    ensure_size(len(data), limit)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("file-not-text") from None
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise Refusal("file-not-json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refusal("file-too-deep") from None
    except ValueError:  # Python limits the digits of a number
        raise Refusal("file-number-long") from None


def ensure_size(size: int, limit: int) -> None:
    """Raise Refusal if a file has more than `limit` bytes."""
    if size > limit:
        raise Refusal("file-too-big", limit=limit // 1024)


def quoted(value: object) -> str:
    """Return the beginning of a value as JSON."""
    try:
        return json.dumps(value, ensure_ascii=False)[:MOST_QUOTED]
    except RecursionError:
        return "…"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Refusal("file-twice", key=key[:MOST_QUOTED])
        found[key] = value
    return found


def _refuse_constant(text: str) -> None:
    """Refuse NaN, Infinity and -Infinity, which Python reads but JSON doesn't know."""
    raise Refusal("file-no-number", found=text)
