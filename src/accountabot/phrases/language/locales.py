"""Look up the date and number formats of a locale."""

from functools import cache
from importlib import import_module

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SPACE_GROUPING = frozenset({"bg", "cs", "fi", "fr", "hu", "lt", "no", "pl", "ru", "sv-se", "uk"})
"""The locales with a space as the thousands separator."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_POINT_GROUPING = frozenset(
    {"da", "de", "el", "es", "es-es", "hr", "id", "it", "nl", "pt", "pt-br", "ro", "tr", "vi"}
)
"""The locales with a point as the thousands separator."""


_MONTH_FIRST = frozenset({"en-us", "en", "hu", "ja", "ko", "lt", "zh-cn", "zh-tw"})
"""The locales that write the month before the day."""
_YEAR_FIRST = frozenset({"hu", "ja", "ko", "lt", "sv-se", "zh-cn", "zh-tw"})
"""The locales that write the year before the month and the day."""
_DOTTED_DATES = frozenset(
    {"bg", "cs", "da", "de", "fi", "hr", "hu", "no", "pl", "ro", "ru", "tr", "uk"}
)
"""The locales that write 24.12. for 24 December."""
_TWELVE_HOURS = frozenset({"en", "hi"})
"""The languages whose speakers commonly write 5:30 for 17:30."""
_AND_WORDS = {
    "bg": "и", "cs": "a", "da": "og", "de": "und", "el": "και", "en": "and", "es": "y", "fi": "ja",
    "fr": "et", "hi": "और", "hr": "i", "hu": "és", "id": "dan", "it": "e", "ja": "、", "ko": "및",
    "lt": "ir", "nl": "en", "no": "og", "pl": "i", "pt": "e", "ro": "și", "ru": "и", "sv": "och",
    "th": "และ", "tr": "ve", "uk": "і", "vi": "và", "zh": "和",
}  # fmt: skip
"""The word between the last two items of a list, in the languages of Discord (from CLDR)."""


def date_order(locale: str) -> str:
    """Return the order of day, month and year in numeric dates, such as "DMY"."""
    name = _normalized(locale)
    if name in _YEAR_FIRST:
        return "YMD"
    return "MDY" if name in _MONTH_FIRST else "DMY"


def writes_month_first(locale: str) -> bool:
    """Return whether a date without a year, such as 3/12, begins with the month."""
    return _normalized(locale) in _MONTH_FIRST


def has_twelve_hour_clock(locale: str) -> bool:
    """Return whether a time such as 5:30 may be in the afternoon."""
    return _normalized(locale).partition("-")[0] in _TWELVE_HOURS


def dots_dates(locale: str) -> bool:
    """Return whether a locale writes dates as 24.12."""
    return _normalized(locale) in _DOTTED_DATES


def groups_with_spaces(locale: str) -> bool:
    """Return whether the thousands separator of a locale is a space, as in 10 000."""
    return _normalized(locale) in _SPACE_GROUPING


def groups_with_points(locale: str) -> bool:
    """Return whether the thousands separator of a locale is a point, as in 10.000."""
    return _normalized(locale) in _POINT_GROUPING


def is_in(locale: str, language: str) -> bool:
    """Return whether a locale's language is the given one."""
    return _normalized(locale).partition("-")[0] == language


def and_word(locale: str) -> str:
    """Return the word between the last two items of a list, or an empty string if unknown."""
    return _AND_WORDS.get(_normalized(locale).partition("-")[0], "")


def date_languages(language: str, locale: str) -> tuple[str, ...]:
    """Return the languages for parsing dates: the table's, and the locale's if it is supported."""
    own = _normalized(locale).partition("-")[0]
    return (language, own) if own != language and month_names(own) else (language,)


@cache
def month_names(language: str) -> frozenset[str]:
    """Return dateparser's month names; none for English or an unsupported language."""
    return frozenset(name for month in _MONTHS for name in _names(language, month))


def months(language: str) -> dict[str, str]:
    """Return the numbers of dateparser's months by name."""
    numbered = enumerate(_MONTHS, 1)
    return {name: str(number) for number, month in numbered for name in _names(language, month)}


def weekdays(language: str) -> dict[str, str]:
    """Return the weekdays, such as "mon", by dateparser's names."""
    return {name: day[:3] for day in _WEEKDAYS for name in _names(language, day)}


def _names(language: str, english: str) -> tuple[str, ...]:
    """Return dateparser's names of a month or weekday, in lower case."""
    return tuple(name.casefold() for name in _translations(language).get(english, ()))


@cache
def _translations(language: str) -> dict[str, list[str]]:
    if language == "en" or not (language.isascii() and language.isalpha()):
        return {}
    try:
        found: dict[str, list[str]] = import_module(
            f"dateparser.data.date_translation_data.{language}"
        ).info
    except ImportError:
        return {}
    return found


def _normalized(locale: str) -> str:
    return locale.replace("_", "-").casefold()
