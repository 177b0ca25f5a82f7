"""Know how a member's locale writes dates and numbers, whatever language the sentence is in."""

from functools import cache
from importlib import import_module

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_POINTED = frozenset(
    {"da", "de", "el", "es-es", "hr", "id", "it", "nl", "pt", "pt-br", "ro", "tr", "vi"}
)
"""Where points part thousands."""


def order_of(locale: str) -> str:
    """Return in which order a locale writes day, month and year in figures."""
    return "MDY" if _plain(locale) in {"en-us", "en"} else "DMY"


def parts_by_points(locale: str) -> bool:
    """Tell whether a locale writes ten thousand as 10.000."""
    return _plain(locale) in _POINTED | {"es"}


def languages(language: str, locale: str) -> tuple[str, ...]:
    """Return the languages in which a member may write a date: the one they are read in, and their own."""
    own = _plain(locale).partition("-")[0]
    return (language, own) if own != language and months(own) else (language,)


@cache
def months(language: str) -> frozenset[str]:
    """Return what a language calls the months, as dateparser knows it; nothing for a language that it doesn't know."""
    if language == "en" or not (language.isascii() and language.isalpha()):
        return frozenset()
    try:
        known = import_module(f"dateparser.data.date_translation_data.{language}").info
    except ImportError:
        return frozenset()
    return frozenset(name.casefold() for month in _MONTHS for name in known.get(month, ()))


def _plain(locale: str) -> str:
    return locale.replace("_", "-").casefold()
