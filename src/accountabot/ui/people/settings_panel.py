"""Build the panel with a member's own settings."""

from datetime import datetime
from typing import Any

from discord import SelectOption
from discord.ui import ActionRow, Item, Section, Select

from accountabot.domain.identifiers import Member
from accountabot.domain.reminders.reminder_preferences import (
    NIGHTS,
    OFF,
    USUAL_NIGHT,
    QuietHours,
    ReminderPlace,
    ReminderPreferences,
)
from accountabot.domain.server.settings import DAY_STARTS
from accountabot.services.people.preferences import MemberPreferences
from accountabot.ui.calendar import timezone_options
from accountabot.ui.cards import Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.localization import say


def settings_panel(who: Member, own: MemberPreferences, now: datetime) -> Card:
    """Build the panel; each of its items changes one setting."""
    reminders = own.reminders
    return Card(
        text(say("settings-title")),
        text(_zone(own, now)),
        text(say("settings-day-start", hour=_hour(own.day_start))),
        _menu(who, "day-start", _day_starts(own.day_start)),
        _switch(who, "hard-mode", on=own.hard_mode),
        _switch(who, "on-leaderboards", on=own.on_leaderboards),
        text(*_reminders(own)),
        _menu(who, "reminder-place", _places(reminders.place)),
        *_closed(who, reminders),
        text(_quiet(reminders.quiet)),
        _menu(who, "quiet-hours", _nights(reminders.quiet)),
        _switch(who, "at-risk", on=reminders.warns_at_risk),
    )


def _zone(own: MemberPreferences, now: datetime) -> str:
    zone = own.zone or own.servers_zone
    return say(
        "settings-zone" if own.zone else "settings-zone-none",
        zone=zone,
        time=timezone_options.clock_text(zone, now),
    )


def _reminders(own: MemberPreferences) -> list[str]:
    place = own.reminders.place
    said = say("settings-reminders", place=place.key if place else "none")
    return [said] if own.server_reminds else [said, say("settings-reminders-not-here")]


def _quiet(quiet: QuietHours | None) -> str:
    if quiet is None:
        return say("settings-quiet-none")
    return say("settings-quiet", first=_hour(quiet.first), until=_hour(quiet.until))


def _closed(who: Member, reminders: ReminderPreferences) -> list[Item[Any]]:
    """Offer to try direct messages again, if they failed."""
    if not reminders.are_messages_closed:
        return []
    press = button(say("settings-try-messages"), custom_id("try-messages", who.server, who.id))
    return [Section(text(say("settings-messages-closed")), accessory=press)]


def _menu(who: Member, verb: str, options: list[SelectOption]) -> ActionRow[Any]:
    id_ = custom_id(verb, who.server, who.id)
    return row(Select(custom_id=id_, placeholder=say(f"settings-{verb}-pick"), options=options))


def _day_starts(chosen: int) -> list[SelectOption]:
    return [
        SelectOption(label=_hour(hour), value=str(hour), default=hour == chosen)
        for hour in DAY_STARTS
    ]


def _places(chosen: ReminderPlace | None) -> list[SelectOption]:
    return [
        SelectOption(label=say(f"settings-place-{place.key}"), value=place, default=place is chosen)
        for place in ReminderPlace
    ]


def _nights(chosen: QuietHours | None) -> list[SelectOption]:
    """Return the hours to choose from; those of the member are always among them."""
    nights = [*NIGHTS, *([chosen] if chosen and chosen not in NIGHTS else [])]
    none = SelectOption(label=say("settings-quiet-off"), value=OFF, default=chosen is None)
    return [none, *(_night(each, is_chosen=each == chosen) for each in nights)]


def _night(quiet: QuietHours, *, is_chosen: bool) -> SelectOption:
    key = "settings-quiet-usual" if quiet == USUAL_NIGHT else "settings-quiet-from"
    label = say(key, first=_hour(quiet.first), until=_hour(quiet.until))
    return SelectOption(label=label, value=quiet.text, default=is_chosen)


def _switch(who: Member, verb: str, *, on: bool) -> Section[Any]:
    """Build a line with the current state and its toggle button."""
    now, other = ("on", "off") if on else ("off", "on")
    press = button(say(f"settings-{verb}-{other}"), custom_id(verb, who.server, who.id, other))
    return Section(text(say(f"settings-{verb}", state=now)), accessory=press)


def _hour(hour: int) -> str:
    return f"{hour:02}:00"
