"""Let an owner begin: a channel for everything, or one each, and all of it at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import Action, ServerId
from accountabot.domain.server.server_settings import SETTINGS
from accountabot.domain.server.settings import SettingName
from accountabot.services.greetings import greeting_templates
from accountabot.services.server import channels, settings_changes
from accountabot.services.server.channels import GreetingChannel
from accountabot.services.setup import diagnostics
from accountabot.services.setup.diagnostics import Diagnostics

PLACES = (SettingName.GREETINGS, SettingName.GOALS, SettingName.CHECKINS)
"""What happens in a channel, and may have one of its own."""


class WizardState(NamedTuple):
    """What an owner decides first, as it holds now."""

    rules: dict[SettingName, str]
    """What all goals of the server are judged by."""
    found: Diagnostics
    place: GreetingChannel
    words: tuple[str, ...]
    """Greetings of the server's own for newcomers."""
    returning: tuple[str, ...]
    """The same for who comes back."""

    @property
    def zone(self) -> str:
        """The zone that days follow."""
        return self.rules[SettingName.ZONE]

    @property
    def everything(self) -> int | None:
        """The one channel that was chosen for everything, where one was."""
        chosen = {self.found.channels.get(name) for name in PLACES}
        return chosen.pop() if len(chosen) == 1 else None


def load_state(tx: Connection, server: ServerId, now: datetime) -> WizardState:
    """Return what an owner decides first, as it holds now."""
    own = (greeting_templates.own(tx, server, is_back=is_back) for is_back in (False, True))
    rules = {
        name: value
        for name, value in settings_changes.current_settings(tx, server).values.items()
        if SETTINGS[name].affects_streaks
    }
    return WizardState(
        rules, diagnostics.diagnose(tx, server, now), channels.greeting_channel(tx, server), *own
    )


def use(tx: Connection, action: Action, chosen: Mapping[SettingName, int]) -> None:
    """Let what is named happen in those channels from now on, the rest where it does."""
    for name, channel in chosen.items():
        settings_changes.change_setting(tx, action, name, str(channel))
