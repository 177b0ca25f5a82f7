"""Read a file in which someone may have written anything: what is wrong with it is said so that they can mend it."""

import json
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, TypeVar

from accountabot.domain.refusals import Refusal
from accountabot.domain.truncation import clip

T = TypeVar("T")
S = TypeVar("S")

_SHOWN = 60


def loaded(data: bytes, limit: int) -> Any:  # noqa: ANN401 - it may be anything
    """Return what a file says, of at most `limit` bytes.

    Raises Refusal where it is too big, no text, no JSON, or says a thing twice.
    """
    refuse_big(len(data), limit)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("file-not-text") from None
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Refusal("file-not-json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refusal("file-too-deep") from None
    except ValueError:  # a number with more digits than Python reads
        raise Refusal("file-number-long") from None


def refuse_big(size: int, limit: int) -> None:
    """Raise Refusal for a file of more bytes than that."""
    if size > limit:
        raise Refusal("file-too-big", limit=limit // 1024)


def among(value: dict[str, Any], known: Iterable[str], where: str = "") -> dict[str, Any]:
    """Return what was found, with known keys only; raise Refusal with the nearest for one that is not."""
    names = [*known]
    for key in value:
        if key not in names:
            near = get_close_matches(key[:_SHOWN], names, n=1, cutoff=0)[0]
            told = {"where": where} if where else {}
            raise Refusal(
                f"file-unknown-{'part' if where else 'key'}",
                key=clip(key, _SHOWN),
                near=near,
                **told,
            )
    return value


def checked(rule: Callable[[S], T], typed: S, key: str, number: int) -> T:
    """Return a text of a list as it is kept; raise Refusal that says which one it is, for the reason that is its cause.

    The first is number 1.
    """
    try:
        return rule(typed)
    except Refusal as refusal:
        raise Refusal("file-text", key=key, number=number) from refusal


def unlike(value: object) -> str:
    """Return what was found where something else was wanted, as a file would say it."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Refusal("file-twice", key=clip(key, _SHOWN))
        found[key] = value
    return found


def _no_number(text: str) -> None:
    raise Refusal("file-no-number", found=text)
