"""Provide the setup wizard's state, and save its choice of channels."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import Action, ServerId
from accountabot.domain.server.server_settings import SETTINGS
from accountabot.domain.server.settings import SettingName
from accountabot.services.digest import digest_settings
from accountabot.services.digest.digest_settings import DigestSetting
from accountabot.services.greetings import greeting_templates
from accountabot.services.server import channels, settings_changes
from accountabot.services.server.channels import GreetingChannel
from accountabot.services.setup import diagnostics
from accountabot.services.setup.diagnostics import Diagnostics

CHANNEL_SETTINGS = (SettingName.GREETINGS, SettingName.GOALS, SettingName.CHECKINS)
"""The settings that can share one channel or have one each."""


class WizardState(NamedTuple):
    """The current values of all settings in the wizard."""

    rules: dict[SettingName, str]
    """The server's judging rules."""
    diagnostics: Diagnostics
    greeting_channel: GreetingChannel
    digest: DigestSetting
    greetings: tuple[str, ...]
    """The server's own greetings for newcomers."""
    returning_greetings: tuple[str, ...]
    """The server's own greetings for returning members."""

    @property
    def zone(self) -> str:
        """The server's time zone."""
        return self.rules[SettingName.ZONE]

    @property
    def shared_channel(self) -> int | None:
        """The channel used for every purpose, if there is one."""
        chosen = {self.diagnostics.channels.get(name) for name in CHANNEL_SETTINGS}
        return chosen.pop() if len(chosen) == 1 else None

    def digest_channel(self, here: int) -> int:
        """Return the digest's channel: that of check-ins, goals or greetings, or else `here`."""
        wanted = (SettingName.CHECKINS, SettingName.GOALS, SettingName.GREETINGS)
        found = (self.diagnostics.channels.get(name) for name in wanted)
        return next(filter(None, found), here)


def load_state(tx: Connection, server: ServerId, now: datetime) -> WizardState:
    """Return the wizard's state."""
    own = (
        greeting_templates.current_templates(tx, server, is_back=is_back)
        for is_back in (False, True)
    )
    rules = {
        name: value
        for name, value in settings_changes.current_settings(tx, server).values.items()
        if SETTINGS[name].affects_streaks
    }
    return WizardState(
        rules,
        diagnostics.diagnose(tx, server, now),
        channels.greeting_channel(tx, server),
        digest_settings.load_setting(tx, server, now),
        *own,
    )


def set_channels(tx: Connection, action: Action, chosen: Mapping[SettingName, int]) -> None:
    """Set the chosen channels and leave the others unchanged."""
    for name, channel in chosen.items():
        settings_changes.change_setting(tx, action, name, str(channel))
