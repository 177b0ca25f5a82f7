"""Define the format of settings files, write readable ones, and validate them."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import Annotated, Any, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    FailFast,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.digest import HOURS
from accountabot.domain.greeting_templates import MOST, parse_templates
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.server.server_settings import (
    AT_MOST,
    EARNED_EVERY,
    MOST_DATES,
    OFF,
    ON,
    SETTINGS,
    TO_START_WITH,
    SettingKind,
    format_freeze_rule,
)
from accountabot.domain.server.settings import SettingName, parse_freeze_rule
from accountabot.domain.streaks.streak_roles import MOST_ROLES, STREAKS, parse_roles
from accountabot.phrases import timezones
from accountabot.phrases.json_files import MOST_QUOTED, load, quoted

VERSION = 2
OLDEST = 1
"""The oldest version that can be read: its freeze rules have no number to start with."""
MARK = "accountabot settings"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LIMIT = MOST_DATES * (4 * user_text.NOTE_LIMIT + 100) + 64 * 1024
"""The maximum size in bytes; it fits the maximum number of dates with the longest reasons."""


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


class SettingsFile(NamedTuple):
    """The content of a valid file: its server, stored values, and excused dates with reasons."""

    server: int
    server_name: str
    values: dict[SettingName, str | FileChannel | FileRoles]
    excused: dict[LocalDay, str]


class _Part(BaseModel):
    """An object in a file, with no unknown keys."""

    # Models are built when the first file is read, not at every start.
    model_config = ConfigDict(strict=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _ensure_known(cls, value: object) -> object:
        """Reject an unknown key and suggest the nearest one.

        Pydantic's extra="forbid" would report all unknown keys, and only after the values.
        """
        known = [field.alias or name for name, field in cls.model_fields.items()]
        for key in value if isinstance(value, dict) else ():
            if key not in known:
                shown = key[:MOST_QUOTED]
                (near,) = get_close_matches(shown, known, n=1, cutoff=0)
                raise ValueError from Refusal("file-unknown-key", key=shown, near=near)
        return value


def _text_rule(rule: Callable[[str], Any]) -> AfterValidator:
    """Return a validator for text; a Refusal becomes the cause of the validation error."""

    def validate(text: str) -> Any:  # noqa: ANN401 - the rule decides
        try:
            return rule(text)
        except Refusal as refusal:
            raise ValueError from refusal

    return AfterValidator(validate)


def _zone(typed: str, info: ValidationInfo[datetime]) -> str:
    zone = timezones.find_zone(typed, info.context) if typed.strip() else None
    if zone is None:
        raise ValueError
    return zone


def _weekday(typed: str) -> str:
    folded = [day.casefold() for day in WEEKDAYS]
    return str(folded.index(typed.strip().casefold()))


class _Freezes(_Part):
    start: int = Field(default=FreezeRule().to_start_with, alias="to start with")
    every: int = Field(alias="earned every")
    most: int = Field(alias="at most")


def _freezes(found: _Freezes) -> str:
    kept = format_freeze_rule(FreezeRule(found.start, found.every, found.most))
    if kept is None:
        raise ValueError
    return kept


class _Channel(_Part):
    id: Annotated[str, Field(pattern="^[0-9]{0,19}$")] = ""  # a snowflake has 64 bits
    name: str = ""


def _channel(found: _Channel | None) -> str | FileChannel:
    if found is None:
        return ""
    if not (found.id or found.name):
        raise ValueError
    return FileChannel(int(found.id or 0), found.name[:MOST_QUOTED])


class _StreakRole(_Part):
    streak: Annotated[int, Field(ge=STREAKS[0], le=STREAKS[-1])]
    role: _Channel


def _roles(found: list[_StreakRole]) -> FileRoles:
    if not all(each.role.id or each.role.name for each in found):
        raise ValueError
    return FileRoles(
        tuple(
            FileRole(each.streak, int(each.role.id or 0), each.role.name[:MOST_QUOTED])
            for each in found
        )
    )


def _unless_off(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    """Accept "off" or a channel; a union would report an error for each alternative."""
    return OFF if value == OFF else handler(value)


def _offer(typed: str) -> str:
    how = [each for each in Offered if each.words == " ".join(typed.casefold().split())]
    if not how:
        raise ValueError
    return how[0].value


def _templates(parsed: list[tuple[str, ...]]) -> str:
    templates = [*dict.fromkeys(text for texts in parsed for text in texts)]
    return json.dumps(templates, ensure_ascii=False) if templates else ""


def _day(value: object) -> LocalDay:
    """Parse a date, and only in the form YYYY-MM-DD; Python and pydantic would accept others."""
    day = LocalDay.fromisoformat(value if isinstance(value, str) else "")
    if day.isoformat() != value:
        raise ValueError
    return day


class _ExcusedDate(_Part):
    date: Annotated[LocalDay, BeforeValidator(_day)]
    reason: Annotated[str, _text_rule(lambda text: user_text.clean_note(text) or "")] = ""


# Each type validates a value in a file and converts it to the text that is stored.
_Zone = Annotated[str, AfterValidator(_zone)]
_Weekday = Annotated[str, AfterValidator(_weekday)]
_FreezeRule = Annotated[_Freezes, AfterValidator(_freezes)]
_ChannelOrNone = Annotated[_Channel | None, AfterValidator(_channel)]
_ChannelOrOff = Annotated[_ChannelOrNone, WrapValidator(_unless_off)]
_Hour = Annotated[int, Field(ge=HOURS[0], le=HOURS[-1]), AfterValidator(str)]
_Switch = Annotated[bool, AfterValidator(lambda is_on: ON if is_on else "")]
_Offer = Annotated[str, AfterValidator(_offer)]
_Template = Annotated[str, _text_rule(lambda text: parse_templates([text]))]
_Templates = Annotated[
    list[_Template], FailFast(), Field(max_length=MOST), AfterValidator(_templates)
]
_Roles = Annotated[
    list[_StreakRole], FailFast(), Field(max_length=MOST_ROLES), AfterValidator(_roles)
]
_Dates = Annotated[list[_ExcusedDate], FailFast(), Field(max_length=MOST_DATES)]


def _key(key: str) -> Any:  # noqa: ANN401 - as pydantic.Field
    """Return the field of an optional setting."""
    return Field(default=None, alias=key)


class _Settings(_Part):
    """The settings in a file; each field has the name of a member of SettingName."""

    zone: _Zone = _key("time zone")
    week_start: _Weekday = _key("weeks begin on")
    freezes: _FreezeRule = _key("freezes")
    excuse: _Dates = _key("excused dates")
    goals: _ChannelOrNone = _key("goals channel")
    checkins: _ChannelOrNone = _key("check-ins channel")
    checkin_channel: _ChannelOrNone = _key("plain messages count in")
    witnesses: _ChannelOrNone = _key("witnesses channel")
    reminders: _Offer = _key("reminders")
    reminder_channel: _ChannelOrNone = _key("reminders channel")
    digest: _ChannelOrNone = _key("digest channel")
    digest_day: _Weekday = _key("digest day")
    digest_hour: _Hour = _key("digest hour")
    greetings: _ChannelOrOff = _key("greetings channel")
    by_message: _Switch = _key("greetings by direct message")
    greeting: _Templates = _key("greetings for newcomers")
    returning: _Templates = _key("greetings for those who come back")
    streak_roles: _Roles = _key("streak roles")


class _Version(BaseModel):
    """The version of a file, which is read first in every version of the format."""

    model_config = ConfigDict(strict=True, defer_build=True)
    version: int = Field(alias=MARK)


class _File(_Part):
    """The whole file."""

    version: int = Field(alias=MARK)
    server: Annotated[str, Field(pattern="^[0-9]{1,19}$")]
    name: str = ""
    settings: _Settings


KEYS = {
    SettingName[field.upper()]: str(info.alias) for field, info in _Settings.model_fields.items()
}
"""The key of each setting in a file, in order."""
_NAMES = {key: name for name, key in KEYS.items()}


def write(
    server: int,
    server_name: str,
    *,
    values: Mapping[SettingName, str],
    excused: Mapping[LocalDay, str],
    channels: Mapping[int, str],
    roles: Mapping[int, str] | None = None,
) -> bytes:
    """Serialize a server's settings to a file.

    `channels` and `roles` have the names of existing ones; deleted ones are omitted.
    """
    dates = [{"date": day.isoformat(), "reason": reason} for day, reason in sorted(excused.items())]
    settings = {
        key: dates
        if name is SettingName.EXCUSE
        else _value(name, values[name], channels, roles or {})
        for name, key in KEYS.items()
    }
    file = {MARK: VERSION, "server": str(server), "name": server_name, "settings": settings}
    return f"{json.dumps(file, ensure_ascii=False, indent=2)}\n".encode()


def read(data: bytes, now: datetime) -> SettingsFile:
    """Parse and validate a settings file; raise Refusal if it is invalid.

    If a rule for text rejects a value, the Refusal of the rule is the `__cause__`.
    """
    content = load(data, LIMIT)
    try:
        _ensure_version(_Version.model_validate(content).version)
        file = _File.model_validate(content, context=now)
    except ValidationError as invalid:
        first = invalid.errors(include_url=False)[0]
        cause = getattr(first.get("ctx", {}).get("error"), "__cause__", None)
        refusal = _refusal(content, first["loc"], cause)
        raise refusal from (cause if refusal.key == "file-text" else None)
    found = {
        SettingName[field.upper()]: value
        for field, value in file.settings
        if field in file.settings.model_fields_set
    }
    excused: dict[LocalDay, str] = {}
    for each in found.pop(SettingName.EXCUSE, []):
        excused.setdefault(each.date, each.reason)
    return SettingsFile(int(file.server), file.name[:MOST_QUOTED], found, excused)


def _ensure_version(version: int) -> None:
    if not OLDEST <= version <= VERSION:
        key = "file-newer" if version > VERSION else "file-older"
        raise Refusal(key, version=str(version)[:MOST_QUOTED], newest=str(VERSION))


def _refusal(
    content: Any,  # noqa: ANN401 - it may be anything
    location: tuple[int | str, ...],
    cause: Exception | None,
) -> Refusal:
    """Convert a validation error to a Refusal, based on its location: settings, key, list index."""
    key = str(location[1]) if len(location) > 1 else ""
    if isinstance(cause, Refusal) and cause.key == "file-unknown-key":
        return Refusal("file-unknown-part", where=key, **cause.details) if key else cause
    if not key:
        return Refusal("file-not-settings", mark=MARK)
    number = next((index + 1 for index in location if isinstance(index, int)), 0)
    if cause:
        return Refusal("file-text", key=key, number=number)
    return _wrong_value(key, content["settings"][key], number)


def _wrong_value(key: str, value: Any, number: int) -> Refusal:  # noqa: ANN401 - as above
    kind = SETTINGS[_NAMES[key]].kind
    if kind is SettingKind.DATES and number:
        found = quoted(value[number - 1])
        return Refusal("file-wants-date", key=key, number=number, found=found)
    if kind is SettingKind.DATES:
        count = len(value) if isinstance(value, list) else 0
        return Refusal("file-wants-dates", key=key, most=MOST_DATES, count=count)
    return Refusal(
        f"file-wants-{kind}",
        key=key,
        found=quoted(value),
        start=TO_START_WITH[-1],
        least=EARNED_EVERY[0],
        longest=EARNED_EVERY[-1],
        most={SettingKind.WORDS: MOST, SettingKind.ROLES: MOST_ROLES}.get(kind, AT_MOST[-1]),
        limit=STREAKS[-1],
    )


def _value(  # noqa: PLR0911 - one for each kind
    name: SettingName, stored: str, channels: Mapping[int, str], roles: Mapping[int, str]
) -> object:
    """Return a stored value in the format of a file."""
    match SETTINGS[name].kind:
        case SettingKind.WEEKDAY:
            return WEEKDAYS[int(stored)]
        case SettingKind.HOUR:
            return int(stored)
        case SettingKind.FREEZES:
            rule = parse_freeze_rule(stored)
            return {
                "to start with": rule.to_start_with,
                "earned every": rule.earned_every,
                "at most": rule.at_most,
            }
        case SettingKind.CHANNEL if stored.isdecimal():
            channel = channels.get(int(stored))
            return None if channel is None else {"id": stored, "name": channel}
        case SettingKind.CHANNEL:
            return stored or None
        case SettingKind.SWITCH:
            return stored == ON
        case SettingKind.OFFER:
            return Offered(stored).words
        case SettingKind.WORDS:
            return json.loads(stored) if stored else []
        case SettingKind.ROLES:
            return [
                {"streak": streak, "role": {"id": str(role), "name": roles[role]}}
                for streak, role in parse_roles(stored)
                if role in roles
            ]
    return stored
