"""Read the values in a settings file, each as the text that is stored."""

import json
import re
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.digest import HOURS
from accountabot.domain.greeting_templates import MOST, parse_templates
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.server.server_settings import MOST_DATES, OFF, ON, format_freeze_rule
from accountabot.domain.server.settings import SettingName
from accountabot.domain.streaks.streak_roles import MOST_ROLES, STREAKS
from accountabot.phrases import timezones
from accountabot.phrases.json_files import MOST_QUOTED

T = TypeVar("T")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SNOWFLAKE = re.compile(r"[0-9]{0,19}")
_UNKNOWN_KEY = "file-unknown-key"


class FileChannel(NamedTuple):
    """A channel in a file. Its ID is only valid on the server that exported the file."""

    id: int
    name: str


class FileRole(NamedTuple):
    """A streak role in a file; its ID is only valid on the server that exported the file."""

    streak: int
    id: int
    name: str


class FileRoles(NamedTuple):
    """All streak roles in a file."""

    roles: tuple[FileRole, ...]


class WrongValue(ValueError):  # noqa: N818 - it becomes an answer
    """A value in a file is none that the setting can have."""

    def __init__(self, number: int = 0, cause: Refusal | None = None) -> None:
        super().__init__()
        self.number = number
        """Which item of a list it is, or 0."""
        self.cause = cause
        """The rule that refuses a text, if that is why."""


def read_object(value: object, keys: Collection[str]) -> dict[str, Any]:
    """Return an object in a file; refuse an unknown key, and suggest the nearest one."""
    if not isinstance(value, dict):
        raise WrongValue
    for key in value:
        if key not in keys:
            from difflib import get_close_matches  # noqa: PLC0415 - rarely needed

            shown = key[:MOST_QUOTED]
            (near,) = get_close_matches(shown, keys, n=1, cutoff=0)
            raise Refusal(_UNKNOWN_KEY, key=shown, near=near)
    return value


def read_text(value: object) -> str:
    """Return a text in a file."""
    if not isinstance(value, str):
        raise WrongValue
    return value


def read_number(value: object) -> int:
    """Return a whole number in a file."""
    if type(value) is not int:
        raise WrongValue
    return value


def read_value(name: SettingName, value: object, now: datetime) -> Any:  # noqa: ANN401 - one type for each kind
    """Return a setting's value, as it is stored or as it has to be looked up on the server.

    Raises WrongValue, with the item of a list and the Refusal of a rule for text.
    """
    try:
        return _zone(value, now) if name is SettingName.ZONE else _READERS[name](value)
    except WrongValue:
        raise
    except Refusal as refusal:
        raise WrongValue(cause=refusal) from refusal
    except ValueError as error:
        raise WrongValue from error


def _zone(value: object, now: datetime) -> str:
    typed = read_text(value)
    return _unless_none(timezones.find_zone(typed, now) if typed.strip() else None)


def _weekday(value: object) -> str:
    folded = [day.casefold() for day in WEEKDAYS]
    return str(folded.index(read_text(value).strip().casefold()))


def _hour(value: object) -> str:
    return str(HOURS.index(read_number(value)))


def _switch(value: object) -> str:
    if not isinstance(value, bool):
        raise WrongValue
    return ON if value else ""


def _offer(value: object) -> str:
    words = " ".join(read_text(value).casefold().split())
    return _unless_none(next((each.value for each in Offered if each.words == words), None))


def _freezes(value: object) -> str:
    start, every, most = "to start with", "earned every", "at most"
    found = {start: FreezeRule().to_start_with} | read_object(value, (start, every, most))
    numbers = [read_number(found.get(key)) for key in (start, every, most)]
    return _unless_none(format_freeze_rule(FreezeRule(*numbers)))


def _channel(value: object) -> str | FileChannel:
    return "" if value is None else _named(value)


def _channel_or_off(value: object) -> str | FileChannel:
    return OFF if value == OFF else _channel(value)


def _named(value: object) -> FileChannel:
    """Return an item that has an ID or a name, or both."""
    found = {"id": "", "name": ""} | read_object(value, ("id", "name"))
    id_, name = read_text(found["id"]), read_text(found["name"])
    if not _SNOWFLAKE.fullmatch(id_) or not (id_ or name):
        raise WrongValue
    return FileChannel(int(id_ or 0), name[:MOST_QUOTED])


def _roles(value: object) -> FileRoles:
    return FileRoles(tuple(_each(value, MOST_ROLES, _role)))


def _role(value: object) -> FileRole:
    found = read_object(value, ("streak", "role"))
    streak = read_number(found.get("streak"))
    if streak not in STREAKS:
        raise WrongValue
    return FileRole(streak, *_named(found.get("role")))


def _templates(value: object) -> str:
    parsed = _each(value, MOST, lambda text: parse_templates([read_text(text)]))
    templates = [*dict.fromkeys(text for texts in parsed for text in texts)]
    return json.dumps(templates, ensure_ascii=False) if templates else ""


def _dates(value: object) -> list[tuple[LocalDay, str]]:
    return _each(value, MOST_DATES, _date)


def _date(value: object) -> tuple[LocalDay, str]:
    """Read a date, and only in the form YYYY-MM-DD; Python would accept others."""
    found = {"reason": ""} | read_object(value, ("date", "reason"))
    typed = read_text(found.get("date"))
    day = LocalDay.fromisoformat(typed)
    if day.isoformat() != typed:
        raise WrongValue
    return day, user_text.clean_note(read_text(found["reason"])) or ""


def _each(value: object, most: int, read: Callable[[object], T]) -> list[T]:
    """Read every item of a list; an error has the number of its item."""
    if not isinstance(value, list):
        raise WrongValue
    found = []
    for number, item in enumerate(value, 1):
        if number > most:
            raise WrongValue
        try:
            found.append(read(item))
        except Refusal as refusal:
            raise WrongValue(number, refusal) from refusal
        except ValueError as error:
            raise WrongValue(number) from error
    return found


def _unless_none(value: T | None) -> T:
    if value is None:
        raise WrongValue
    return value


_READERS: dict[SettingName, Callable[[object], object]] = {
    SettingName.WEEK_START: _weekday,
    SettingName.FREEZES: _freezes,
    SettingName.EXCUSE: _dates,
    SettingName.GOALS: _channel,
    SettingName.CHECKINS: _channel,
    SettingName.CHECKIN_CHANNEL: _channel,
    SettingName.WITNESSES: _channel,
    SettingName.REMINDERS: _offer,
    SettingName.REMINDER_CHANNEL: _channel,
    SettingName.DIGEST: _channel,
    SettingName.DIGEST_DAY: _weekday,
    SettingName.DIGEST_HOUR: _hour,
    SettingName.GREETINGS: _channel_or_off,
    SettingName.BY_MESSAGE: _switch,
    SettingName.GREETING: _templates,
    SettingName.RETURNING: _templates,
    SettingName.STREAK_ROLES: _roles,
}
