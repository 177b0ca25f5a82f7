"""Settings files: any file is read, or refused with an explanation."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.refusals import Refusal
from accountabot.domain.server.server_settings import SETTINGS, SettingKind
from accountabot.domain.server.settings import SettingName
from accountabot.phrases.settings_format import (
    KEYS,
    SettingsFile,
    read,
    write,
)
from accountabot.phrases.settings_values import FileChannel, FileRoles
from accountabot.ui.server.settings_file_reader import explain

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXTS = st.one_of(
    st.text(max_size=30), st.sampled_from(["off", "Monday", "UTC", "2026-02-01", "7", "\ud800"])
)
KNOWN = st.sampled_from(
    [*KEYS.values(), "earned every", "at most", "id", "name", "date", "reason", "x"]
)
KNOWN_KEYS = {
    "accountabot settings",
    "server",
    "name",
    "settings",
    "date",
    "reason",
    *KEYS.values(),
}
ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(KNOWN, TEXTS), inner, max_size=4)
    ),
    max_leaves=8,
)
WHOLE = {"accountabot settings": 1, "server": "1", "name": "The Club"}


def outcome(data: bytes) -> SettingsFile | str:
    """Return the settings in a file, or the explanation of why it can't be used."""
    try:
        return read(data, NOW)
    except Refusal as refusal:
        return explain(refusal)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_refused_with_an_explanation(data: bytes) -> None:
    assert isinstance(outcome(data), str)


@given(settings=st.dictionaries(st.sampled_from([*KEYS.values()]), ANY, max_size=4))
def test_any_value_is_refused_or_survives_writing_and_reading(
    settings: dict[str, Any],
) -> None:
    found = outcome(json.dumps(WHOLE | {"settings": settings}).encode())

    if isinstance(found, str):
        found.encode()
        assert len(found) < 2000
        return
    again = outcome(
        write(1, "The Club", values=stored_values(found), excused=found.excused, channels={})
    )
    assert isinstance(again, SettingsFile)
    assert again.excused == found.excused
    assert {
        name: value
        for name, value in again.values.items()
        if name in found.values and not isinstance(value, FileRoles)
    } == {
        name: value._replace(name="") if isinstance(value, FileChannel) else value
        for name, value in found.values.items()
        if not isinstance(value, FileRoles)
    }


def stored_values(file: SettingsFile) -> dict[SettingName, str]:
    """Return every stored value, as if all channels that have an ID exist."""
    defaults: dict[SettingName, str] = {
        name: each.default for name, each in SETTINGS.items() if each.kind is not SettingKind.DATES
    }
    return defaults | {
        name: str(value.id) if isinstance(value, FileChannel) else value
        for name, value in file.values.items()
        if not isinstance(value, FileRoles)
    }


@given(key=TEXTS.filter(lambda key: key not in KNOWN_KEYS))
def test_any_other_key_is_refused_with_the_nearest_known_one(key: str) -> None:
    for file in (
        WHOLE | {"settings": {}, key: 1},
        WHOLE | {"settings": {key: 1}},
        WHOLE | {"settings": {"freezes": {key: 1}}},
        WHOLE | {"settings": {"excused dates": [{"date": "2026-02-01", key: 1}]}},
    ):
        found = outcome(json.dumps(file).encode())

        assert isinstance(found, str)
        assert "The closest I know is" in found
        found.encode()


@pytest.mark.parametrize("value", [{"id": ""}, {}, {"id": "1" * 20}, {"id": "¹"}, {"id": "-1"}])
def test_a_channel_without_a_valid_id_or_a_name_is_refused(value: dict[str, str]) -> None:
    found = outcome(json.dumps(WHOLE | {"settings": {"goals channel": value}}).encode())

    assert "isn’t a channel" in str(found)
