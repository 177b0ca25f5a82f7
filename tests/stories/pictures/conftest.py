"""Turn pictures on."""

from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from accountabot.config import Settings
from tests.conftest import copy_settings
from tests.network import Network, network


@pytest.fixture
def settings(migrated: Path, tmp_path: Path) -> Settings:
    """Settings with pictures, and a database that only this test uses."""
    return attrs.evolve(copy_settings(migrated, tmp_path), pictures=True)


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """A connection that can be cut."""
    yield from network(monkeypatch)
