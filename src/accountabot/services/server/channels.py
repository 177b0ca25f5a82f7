"""Choose the channels in which the bot speaks, and those of check-in messages."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import Action, ServerId
from accountabot.domain.server.announcement_channels import AnnouncementChannels
from accountabot.domain.server.server_settings import OFF, ON
from accountabot.domain.server.settings import SettingName
from accountabot.services.server import settings_changes
from accountabot.store import settings


class GreetingChannel(NamedTuple):
    """A server's greeting channel; None lets the bot choose.

    `by_message` means that a direct message is tried first.
    """

    channel: int | None
    is_off: bool
    by_message: bool


class ServerChannels(NamedTuple):
    """The channels in which the bot speaks, and that of check-in messages."""

    greetings: GreetingChannel
    announcements: AnnouncementChannels
    checkin_channel: int | None
    witnesses: int | None
    """Where witnesses are told that a goal has gone quiet; None tells them privately."""
    reminders: int | None
    """Where members are reminded; None for the channel of check-ins or of the goal."""


def greeting_channel(tx: Connection, server: ServerId) -> GreetingChannel:
    """Return a server's greeting channel setting."""
    return _greeting_channel(settings_changes.current_settings(tx, server).values)


def load_channels(tx: Connection, server: ServerId) -> ServerChannels:
    """Return a server's channels."""
    values = settings_changes.current_settings(tx, server).values
    announcements = AnnouncementChannels(
        _channel(values[SettingName.GOALS]), _channel(values[SettingName.CHECKINS])
    )
    return ServerChannels(
        _greeting_channel(values),
        announcements,
        _channel(values[SettingName.CHECKIN_CHANNEL]),
        _channel(values[SettingName.WITNESSES]),
        _channel(values[SettingName.REMINDER_CHANNEL]),
    )


def all_announcement_channels(tx: Connection) -> dict[ServerId, AnnouncementChannels]:
    """Return the announcement channels of every server that has set one."""
    goals = settings.values_by_server(tx, SettingName.GOALS)
    checkins = settings.values_by_server(tx, SettingName.CHECKINS)
    return {
        server: AnnouncementChannels(
            _channel(goals.get(server, "")), _channel(checkins.get(server, ""))
        )
        for server in {*goals, *checkins}
    }


def choose_channels(
    tx: Connection,
    action: Action,
    chosen: Mapping[SettingName, int | None],
    *,
    by_message: bool | None = None,
) -> bool:
    """Change channels; return whether any setting changed.

    None clears a channel. Settings not in `chosen` stay as they are, and so does `by_message` if it
    is None.
    """
    values = {name: str(channel or "") for name, channel in chosen.items()}
    if by_message is not None:
        values[SettingName.BY_MESSAGE] = ON if by_message else ""
    are_new = [
        settings_changes.change_setting(tx, action, name, value) for name, value in values.items()
    ]
    return any(are_new)


def turn_off_greetings(tx: Connection, action: Action) -> bool:
    """Turn greetings off; return whether that changed the setting."""
    return settings_changes.change_setting(tx, action, SettingName.GREETINGS, OFF)


def _greeting_channel(values: Mapping[SettingName, str]) -> GreetingChannel:
    value = values[SettingName.GREETINGS]
    return GreetingChannel(_channel(value), value == OFF, values[SettingName.BY_MESSAGE] == ON)


def _channel(value: str) -> int | None:
    return int(value) if value.isdecimal() else None
