"""Quiet hours, which may last past midnight."""

from datetime import UTC, datetime, time

import pytest

from accountabot.domain.reminders.reminder_preferences import (
    NIGHTS,
    USUAL_NIGHT,
    QuietHours,
    ReminderPlace,
    ReminderPreferences,
    preferences_from,
)
from accountabot.domain.server.settings import Setting, SettingName

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "inside", "outside"),
    [
        (QuietHours(22, 7), ["22:00", "23:59", "00:00", "06:59"], ["07:00", "12:00", "21:59"]),
        (QuietHours(0, 9), ["00:00", "08:59"], ["09:00", "23:59"]),
        (QuietHours(9, 17), ["09:00", "16:59"], ["17:00", "00:00", "08:59"]),
        (QuietHours(20, 0), ["20:00", "23:59"], ["00:00", "19:59"]),
    ],
)
def test_quiet_hours_begin_at_the_first_hour_and_end_sharp(
    quiet: QuietHours, inside: list[str], outside: list[str]
) -> None:
    assert all(quiet.contains(time.fromisoformat(each)) for each in inside)
    assert not any(quiet.contains(time.fromisoformat(each)) for each in outside)


@pytest.mark.parametrize("quiet", NIGHTS)
def test_every_choice_of_quiet_hours_has_a_stored_form(quiet: QuietHours) -> None:
    assert QuietHours.parse(quiet.text) == quiet


def test_the_choices_are_distinct_fit_a_menu_and_contain_the_usual_night() -> None:
    assert len({*NIGHTS}) == len(NIGHTS) <= 23
    assert USUAL_NIGHT in NIGHTS


@pytest.mark.parametrize("text", ["", "22", "22 24", "-1 7", "7 7", "22-7", "On"])
def test_no_other_text_is_a_stored_form(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        QuietHours.parse(text)


def test_the_last_change_of_each_preference_applies() -> None:
    def own(name: SettingName, value: str) -> Setting:
        return Setting(is_servers=False, name=name, value=value, at=NOW)

    changes = [
        own(SettingName.REMINDER_PLACE, "here"),
        own(SettingName.REMINDER_PLACE, "off"),
        own(SettingName.QUIET_HOURS, "off"),
        own(SettingName.AT_RISK, "on"),
        own(SettingName.DIRECT_MESSAGES, "closed"),
        own(SettingName.ZONE, "Europe/Berlin"),
    ]

    assert preferences_from([]) == ReminderPreferences(None, USUAL_NIGHT)
    assert preferences_from(changes) == ReminderPreferences(
        ReminderPlace.OFF, None, warns_at_risk=True, are_messages_closed=True
    )
    assert not preferences_from(
        [*changes, own(SettingName.DIRECT_MESSAGES, "")]
    ).are_messages_closed
