"""Look up the date and number formats of a locale."""

from functools import cache
from importlib import import_module

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_POINT_GROUPING = frozenset(
    {"da", "de", "el", "es", "es-es", "hr", "id", "it", "nl", "pt", "pt-br", "ro", "tr", "vi"}
)
"""The locales with a point as the thousands separator."""


def date_order(locale: str) -> str:
    """Return the order of day, month and year in numeric dates."""
    return "MDY" if _normalized(locale) in {"en-us", "en"} else "DMY"


def groups_with_points(locale: str) -> bool:
    """Return whether the thousands separator of a locale is a point, as in 10.000."""
    return _normalized(locale) in _POINT_GROUPING


def date_languages(language: str, locale: str) -> tuple[str, ...]:
    """Return the languages for parsing dates: the table's, and the locale's if it is supported."""
    own = _normalized(locale).partition("-")[0]
    return (language, own) if own != language and month_names(own) else (language,)


@cache
def month_names(language: str) -> frozenset[str]:
    """Return dateparser's month names; none for English or an unsupported language."""
    if language == "en" or not (language.isascii() and language.isalpha()):
        return frozenset()
    try:
        known = import_module(f"dateparser.data.date_translation_data.{language}").info
    except ImportError:
        return frozenset()
    return frozenset(name.casefold() for month in _MONTHS for name in known.get(month, ()))


def _normalized(locale: str) -> str:
    return locale.replace("_", "-").casefold()
