"""Load untrusted JSON, or reject it with a helpful reason.

Python's parser accepts NaN and keeps the last of several duplicate keys, so both are refused here.
"""

import json
from typing import Any

from accountabot.domain.refusals import Refusal

MOST_QUOTED = 200
"""The maximum length of a quotation in a refusal; the message that shows it truncates further."""


def load(data: bytes, limit: int) -> Any:  # noqa: ANN401 - it may be anything
    """Parse a JSON file of at most `limit` bytes.

    Raises Refusal if it is too big, isn't text or JSON, or has duplicate keys.
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
    """Raise Refusal if a file is bigger than `limit` bytes."""
    if size > limit:
        raise Refusal("file-too-big", limit=limit // 1024)


def quoted(value: object) -> str:
    """Return a value as JSON, truncated."""
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
    """Reject NaN, Infinity and -Infinity, which Python accepts but JSON doesn't."""
    raise Refusal("file-no-number", found=text)
