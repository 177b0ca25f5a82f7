"""Suggestions that Discord never takes leave one line in the log."""

import logging
from collections.abc import Iterator

import pytest

from accountabot import runner
from tests.network import CALLBACK, Network, network
from tests.world import World

TREE = "discord.app_commands.tree"

net = pytest.fixture(network)


@pytest.fixture
def shortened_log() -> Iterator[None]:
    """Set up the log of the command tree as the program does."""
    tree = logging.getLogger(TREE)
    runner.shorten_log(tree)
    yield
    for added in list(tree.filters):
        tree.removeFilter(added)


@pytest.mark.usefixtures("shortened_log")
async def test_suggestions_that_are_cut_off_are_logged_in_one_line(
    world: World, net: Network, caplog: pytest.LogCaptureFixture
) -> None:
    await world.declare(world.alice)
    net.cut("POST", CALLBACK)

    suggested = await world.alice.autocomplete(world.general, "checkin", "goal", "R")

    assert not suggested
    [logged] = [record for record in caplog.records if record.name == TREE]
    assert logged.exc_info is None
    assert "autocomplete for 'checkin'" in logged.getMessage()
    assert "Server disconnected" in logged.getMessage()


@pytest.mark.usefixtures("shortened_log")
async def test_a_bug_in_suggestions_keeps_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    message = "Ignoring exception in autocomplete for %r"

    logging.getLogger(TREE).error(message, "checkin", exc_info=KeyError("bug"))

    [logged] = caplog.records
    assert logged.exc_info
