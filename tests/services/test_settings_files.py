"""Every server can import the settings that another one exports."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.greeting_templates import LIMIT, MOST
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.server.server_settings import MOST_DATES
from accountabot.domain.server.settings import SettingName
from accountabot.phrases import settings_format
from accountabot.services.greetings import greeting_templates
from accountabot.services.server import excused_dates, settings_changes, settings_files
from accountabot.services.server.settings_files import ImportedSettings, ImportResult
from accountabot.store.in_memory import in_memory_database

HERE, THERE = ServerId(1), ServerId(2)
ZONES = st.sampled_from(
    ["Pacific/Kiritimati", "Etc/GMT+12", "UTC", "Pacific/Auckland", "Pacific/Honolulu"]
)
NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
SIGNS = st.sampled_from(
    ['"', "\\", "😀", "é", "x", "\u2028", "👩‍👩‍👧", "\U0001f3f4\U000e0067\U000e007f", "a b"]
)


def act(server: ServerId, at: datetime) -> Action:
    """Return an action of an owner."""
    return Action(Member(server, MemberId(7)), at, InteractionId(1))


def longest(sign: str, limit: int) -> str:
    """Return a text of the maximum length, made of one character."""
    return "x" + sign * ((limit - 1) // len(sign))


def fill(
    tx: Connection, action: Action, zone: str, sign: str, first: LocalDay
) -> Mapping[LocalDay, str]:
    """Fill a server to every limit; return its excused dates."""
    reason = user_text.clean_note(longest(sign, user_text.NOTE_LIMIT)) or ""
    settings_changes.change_setting(tx, action, SettingName.ZONE, zone)
    settings_changes.excuse_dates(
        tx, action, {first + timedelta(days=n): reason for n in range(MOST_DATES - 1)}
    )
    excused_dates.excuse(tx, action, [action.at.date() + excused_dates.DATE_HORIZON], reason)
    for is_back in (False, True):
        typed = [f"{n}{longest(sign, LIMIT - 1)}" for n in range(MOST)]
        greeting_templates.accept(
            tx, action, greeting_templates.propose(tx, action, typed, "", is_back=is_back).pending
        )
    return settings_changes.current_settings(tx, action.member.server).excused


@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    zones=st.tuples(ZONES, ZONES, ZONES),
    now=NOWS,
    later=st.integers(0, 400),
    sign=SIGNS,
    back=st.integers(0, 3),
)
def test_any_exported_file_can_be_imported_by_any_server(
    zones: tuple[str, str, str], now: datetime, later: int, sign: str, back: int
) -> None:
    with in_memory_database() as tx:
        fill(tx, act(HERE, now), zones[0], sign, now.date() - timedelta(days=back))
        settings_changes.change_setting(tx, act(HERE, now), SettingName.ZONE, zones[1])
        settings_changes.change_setting(tx, act(THERE, now), SettingName.ZONE, zones[2])
        held = settings_files.exportable(tx, act(HERE, now))
        data = settings_format.write(
            HERE, "😀" * 100, values=held.values, excused=held.excused, channels={}
        )

        said = settings_format.read(data, now)
        there = act(THERE, now + timedelta(hours=later))
        first = excused_dates.first_excusable_date(tx, there)
        values = {name: value for name, value in said.values.items() if isinstance(value, str)}
        preview = settings_files.propose(tx, there, ImportedSettings(values, said.excused))
        done = settings_files.accept(tx, there, preview.pending, ())

        assert isinstance(done, ImportResult)
        after = settings_changes.current_settings(tx, THERE)
        assert after.values == held.values
        assert {day: why for day, why in held.excused.items() if day >= first} == after.excused
