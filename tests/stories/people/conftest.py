"""A connection that can be cut."""

from collections.abc import Iterator

import pytest

from tests.network import Network, network


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """The connection between the bot and the simulated Discord."""
    yield from network(monkeypatch)
