"""Settings from one server to another: whatever a server can hold, any other one takes."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from accountabot.domain import greetings, texts
from accountabot.domain.days import LocalDay
from accountabot.domain.identities import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.server_settings import MOST_DATES
from accountabot.domain.settings import Name
from accountabot.phrases import settings_files as files
from accountabot.services import changes, excuses, settings_files, welcomes
from accountabot.services.settings_files import Imported, Wanted
from accountabot.store.scratch import scratch

HERE, THERE = ServerId(1), ServerId(2)
ZONES = st.sampled_from(
    ["Pacific/Kiritimati", "Etc/GMT+12", "UTC", "Pacific/Auckland", "Pacific/Honolulu"]
)
NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
SIGNS = st.sampled_from(
    ['"', "\\", "😀", "é", "x", "\u2028", "👩‍👩‍👧", "\U0001f3f4\U000e0067\U000e007f", "a b"]
)


def act(server: ServerId, at: datetime) -> Action:
    """Return that an owner acts."""
    return Action(Member(server, MemberId(7)), at, InteractionId(1))


def longest(sign: str, limit: int) -> str:
    """Return a text as long as it may be, of one sign."""
    return "x" + sign * ((limit - 1) // len(sign))


def fill(
    tx: Connection, action: Action, zone: str, sign: str, first: LocalDay
) -> Mapping[LocalDay, str]:
    """Fill a server to every cap, then move it as far as can be; return its excused dates."""
    reason = texts.note(longest(sign, texts.NOTE_LIMIT)) or ""
    changes.change(tx, action, Name.ZONE, zone)
    changes.excuse(tx, action, {first + timedelta(days=n): reason for n in range(MOST_DATES - 1)})
    excuses.excuse(tx, action, action.at.date() + excuses.FAR_OFF, reason)
    for is_back in (False, True):
        typed = [f"{n}{longest(sign, greetings.LIMIT - 1)}" for n in range(greetings.MOST)]
        welcomes.accept(tx, action, welcomes.propose(tx, action, typed, "", is_back=is_back).key)
    return changes.held(tx, action.member.server).excused


@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    zones=st.tuples(ZONES, ZONES, ZONES),
    now=NOWS,
    later=st.integers(0, 400),
    sign=SIGNS,
    back=st.integers(0, 3),
)
def test_whatever_a_server_exports_any_other_imports(
    zones: tuple[str, str, str], now: datetime, later: int, sign: str, back: int
) -> None:
    with scratch() as tx:
        fill(tx, act(HERE, now), zones[0], sign, now.date() - timedelta(days=back))
        changes.change(tx, act(HERE, now), Name.ZONE, zones[1])
        changes.change(tx, act(THERE, now), Name.ZONE, zones[2])
        held = settings_files.held(tx, act(HERE, now))
        data = files.write(HERE, "😀" * 100, held.values, held.excused, {})

        said = files.read(data, now)
        there = act(THERE, now + timedelta(hours=later))
        first = excuses.first(tx, there)
        values = {name: value for name, value in said.values.items() if isinstance(value, str)}
        preview = settings_files.propose(tx, there, Wanted(values, said.excused))
        done = settings_files.accept(tx, there, preview.key, ())

        assert isinstance(done, Imported)
        after = changes.held(tx, THERE)
        assert after.values == held.values
        assert {day: why for day, why in held.excused.items() if day >= first} == after.excused
