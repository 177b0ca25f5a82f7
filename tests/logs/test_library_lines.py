"""Lines of discord.py name no shards and no URLs."""

import logging

import discord
import pytest
from discord import gateway, http

from accountabot.library_lines import reword, without_shard

CONNECTED = "Shard ID %s has connected to Gateway (Session ID: %s)."
LIMITED = "We are being rate limited. %s %s responded with 429. Retrying in %.2f seconds."
BLOCKED = "Shard ID %s heartbeat blocked for more than %s seconds."


@pytest.mark.parametrize(
    ("template", "arguments", "said"),
    [
        (CONNECTED, (None, "abc"), "Connected to Discord (session abc)."),
        (
            LIMITED,
            ("GET", "https://discord.com/api/v10/webhooks/1/secret", 1.5),
            "Discord limits requests of this kind (GET): trying again in 1.50 seconds.",
        ),
        (BLOCKED, (None, 10), "The connection heartbeat blocked for more than 10 seconds."),
        ("Got %s.", (1,), "Got 1."),
    ],
)
def test_lines_are_reworded(template: str, arguments: tuple[object, ...], said: str) -> None:
    record = logging.LogRecord("discord.http", logging.INFO, "", 1, template, arguments, None)

    assert reword(record)
    assert record.getMessage() == said


def test_the_library_still_says_it_so() -> None:
    said = {
        "gateway": gateway.__loader__.get_source(gateway.__name__),
        "http": http.__loader__.get_source(http.__name__),
    }

    assert CONNECTED in said["gateway"]
    assert BLOCKED in said["gateway"]
    assert LIMITED in said["http"]


def test_a_closed_connection_names_no_shard() -> None:
    closed = type("Socket", (), {"close_code": 4000})()

    text = without_shard(str(discord.ConnectionClosed(closed, shard_id=None)))

    assert text == "The connection was closed with 4000"
