"""What other programs can ask the bot, over HTTP."""

import json
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import attrs
import pytest
from discord import Interaction
from discord.http import Route
from prometheus_client.parser import text_string_to_metric_families

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.identifiers import ServerId
from accountabot.monitoring.endpoint import monitored
from accountabot.monitoring.errors import UnusableAddress
from accountabot.store.delivery import outbox
from tests.conftest import connected
from tests.doctor.fake_discord import TOKEN, FakeDiscord, served
from tests.test_architecture import ROOT, in_a_checkout
from tests.world import World

DASHBOARD = ROOT / "deploy" / "grafana.json"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings with a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return attrs.evolve(settings, monitoring_port=free.getsockname()[1])


async def ask(settings: Settings, path: str) -> tuple[int, str]:
    """Return the status and the text of an answer."""
    address = f"http://127.0.0.1:{settings.monitoring_port}{path}"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.text()


async def values(settings: Settings) -> dict[str, float]:
    """Return the samples of /metrics, by name and labels."""
    status, said = await ask(settings, "/metrics")
    assert status == 200
    return {
        " ".join((sample.name, *sample.labels.values())): sample.value
        for family in text_string_to_metric_families(said)
        for sample in family.samples
    }


@asynccontextmanager
async def watched(bot: Accountabot) -> AsyncIterator[World]:
    async with monitored(bot), connected(bot) as env:
        world = World(env)
        await env.settle()
        yield world


async def test_the_bot_is_alive_before_it_is_ready_and_ready_while_it_is_connected(
    bot: Accountabot, settings: Settings
) -> None:
    async with monitored(bot):
        alive = await ask(settings, "/healthz")
        starting = await ask(settings, "/readyz")
        async with connected(bot):
            ready = await ask(settings, "/readyz")
    with pytest.raises(aiohttp.ClientConnectionError):
        await ask(settings, "/healthz")

    assert alive == (200, "ok\n")
    assert starting == (503, "Discord is not connected.\nThe database doesn't answer.\n")
    assert ready == (200, "ok\n")


async def test_metrics_count_what_happens(bot: Accountabot, settings: Settings) -> None:
    async with watched(bot) as world:
        before = await values(settings)
        await world.declare(world.alice)
        now = bot.clock.now()
        for subject, late in enumerate((30, 90), start=1):
            due = now - timedelta(seconds=late)
            await bot.database.write(
                outbox.add, ServerId(1), Topic.GOAL_CARD, subject=subject, now=now, due=due
            )
        await bot.database.write(lambda tx: tx.exec_driver_sql("ALTER TABLE goals RENAME TO g"))
        await world.check_in(world.alice)
        world.env._errors.clear()
        bot.dispatch("disconnect")
        await world.env.settle()
        after = await values(settings)

    def grew(name: str) -> float:
        return after[name] - before[name]

    assert before["accountabot_gateway_connected"] == 1
    assert after["accountabot_gateway_connected"] == 0
    assert grew("accountabot_gateway_disconnects_total") == 1
    assert after["accountabot_servers"] == 1
    assert grew("accountabot_database_seconds_count member write") >= 3
    assert after["accountabot_queue_length database writes"] == 0
    assert (after["accountabot_outbox_due"], after["accountabot_outbox_late"]) == (2, 1)
    assert grew("accountabot_logged_total error") == 1
    assert after["accountabot_database_size_bytes"] > 100_000
    assert after["process_resident_memory_bytes"] > 10_000_000


async def test_a_command_is_measured_until_discord_has_its_response(
    bot: Accountabot, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = {"id": "1", "application_id": "43", "type": 2, "token": "abc", "version": 1}
    data |= {"user": {"id": "9", "username": "al", "discriminator": "0", "avatar": None}}
    data |= {"data": {"id": "7", "name": "checkin", "type": 1}, "attachment_size_limit": 1}
    async with served(FakeDiscord()) as address, monitored(bot), bot:
        monkeypatch.setattr(Route, "BASE", address)
        monkeypatch.setattr(bot, "setup_hook", bot._async_setup_hook)
        bot.tree.command(name="checkin", description="-")(check_in)
        await bot.login(TOKEN)

        interaction = Interaction[Any](data=data, state=bot._connection)
        bot.dispatch("interaction", interaction)
        await interaction.response.send_message("Done.")
        found = await values(settings)

    assert found["accountabot_command_seconds_count checkin"] == 1
    assert 0 < found["accountabot_command_seconds_sum checkin"] < 5


async def check_in(interaction: Interaction[Any]) -> None:
    """Stand for a command."""


async def test_metrics_have_no_ids_of_servers_and_members(
    bot: Accountabot, settings: Settings
) -> None:
    async with watched(bot) as world:
        await world.declare(world.alice)
        _, said = await ask(settings, "/metrics")

    known = {world.guild.id, world.general.id, world.alice.id}
    assert not [key for key in known if str(key) in said]
    assert not re.search(r'="[^"]*\d{6}', said)


async def test_without_the_database_only_its_figures_are_missing(
    bot: Accountabot, settings: Settings
) -> None:
    async with monitored(bot):
        found = await values(settings)

    assert "accountabot_outbox_due" not in found
    assert found["accountabot_gateway_connected"] == 0


def test_a_bot_without_a_port_imports_nothing_for_monitoring() -> None:
    program = "import sys, accountabot.runner; print({'prometheus_client', 'aiohttp.web'} & {*sys.modules})"

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "set()\n"


async def test_a_port_that_is_taken_is_reported_in_one_sentence(settings: Settings) -> None:
    async with monitored(create_bot(settings)):
        with pytest.raises(UnusableAddress, match=r"127\.0\.0\.1:\d+ .*set MONITORING_PORT"):
            async with monitored(create_bot(settings)):
                pass


def queries() -> Iterator[str]:
    """Yield every query of the dashboard."""
    board = json.loads(Path(DASHBOARD).read_text(encoding="utf-8"))
    for panel in board["panels"]:
        yield from (target["expr"] for target in panel["targets"])
    yield from (each["definition"] for each in board["templating"]["list"] if "definition" in each)


@in_a_checkout
async def test_the_dashboard_asks_only_for_metrics_and_labels_that_exist(
    bot: Accountabot, settings: Settings
) -> None:
    async with watched(bot):
        _, said = await ask(settings, "/metrics")
    names = set(re.findall(r"^# TYPE (\S+)", said, re.MULTILINE))
    names |= {f"{name}_{part}" for name in names for part in ("bucket", "count")}
    labels = set(re.findall(r'[{,](\w+)="', said)) | {"instance", "le", "command", "outcome"}

    asked = {
        word for query in queries() for word in re.findall(r"(?:accountabot|process)_\w+", query)
    }
    by = {
        label.strip()
        for query in queries()
        for found in re.findall(r"by \(([^)]+)\)|\{([^}]+)\}", query)
        for label in re.split(r'=~?"[^"]*"|,', "".join(found))
        if label.strip()
    }
    assert len(asked) > 12
    assert asked <= names
    assert by <= labels
    assert {"accountabot_outbox_late", "accountabot_command_seconds_bucket"} <= asked
