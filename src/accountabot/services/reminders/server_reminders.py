"""Read and change how a server offers reminders."""

from sqlalchemy import Connection

from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.server.settings import SettingName
from accountabot.services.server import settings_changes
from accountabot.store import settings

_NOBODY = MemberId(0)


def offered(tx: Connection, server: ServerId) -> Offered:
    """Return how a server currently offers reminders."""
    changes = settings.all_of(tx, Member(server, _NOBODY))
    values = [each.value for each in changes if each.name == SettingName.REMINDERS]
    return Offered(values[-1]) if values else Offered.WITH_ONE_TAP


def set_offered(tx: Connection, action: Action, how: Offered) -> bool:
    """Change how a server offers reminders; return False if it already does so."""
    return settings_changes.change_setting(tx, action, SettingName.REMINDERS, how)
