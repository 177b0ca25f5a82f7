"""`accountabot doctor` asks Discord about the token, the application and the servers."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import attrs
import pytest
from discord.http import Route

from accountabot.config import Settings
from accountabot.doctor import command, discord_login, report
from accountabot.doctor.command import Options
from accountabot.doctor.findings import CheckState, Finding
from accountabot.store.database import Database
from tests.doctor.fake_discord import SPEAKING, TOKEN, FakeDiscord, channel, served

USUAL = Options(is_json=False, is_strict=False, servers=20)
ABOUT_DISCORD = {"token", "application", "intents", "invite link", "clock", "servers"}
ATTACH_FILES, SEND_MESSAGES = 0x8000, 0x800


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    found = FakeDiscord()
    async with served(found) as address:
        monkeypatch.setattr(Route, "BASE", address)
        yield found


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return attrs.evolve(settings, discord_token=TOKEN)


async def examine(settings: Settings, options: Options = USUAL) -> list[Finding]:
    """Return what is found about Discord."""
    found = await command.examine(settings, options)
    return [each for each in found if each.check in ABOUT_DISCORD]


def only(found: list[Finding], check: str) -> Finding:
    (each,) = [each for each in found if each.check == check]
    return each


async def choose_channel(settings: Settings, setting: str, key: int) -> None:
    """Let the owner of server 1 choose a channel."""
    database = Database(settings.database_url)
    await database.open()
    await database.write(
        lambda tx: tx.exec_driver_sql(
            "INSERT INTO settings (server_id, member_id, name, value, at, actor_id, note)"
            " VALUES (1, 0, ?, ?, 0, 9, '')",
            (setting, str(key)),
        )
    )
    await database.close()


async def test_all_is_well(fake: FakeDiscord, settings: Settings) -> None:
    found = await examine(settings)

    assert [(each.check, each.state) for each in found if each.check != "servers"] == [
        ("token", CheckState.OK),
        ("application", CheckState.OK),
        ("intents", CheckState.OK),
        ("invite link", CheckState.OK),
        ("clock", CheckState.OK),
    ]
    assert "client_id=43" in only(found, "invite link").text
    assert len(fake.asked) == 6


async def test_a_wrong_token_ends_the_questions(fake: FakeDiscord, settings: Settings) -> None:
    wrong = attrs.evolve(settings, discord_token="a.b.c")

    (found,) = await examine(wrong)

    assert found.state is CheckState.BROKEN
    assert found.text == "Discord does not accept DISCORD_TOKEN."
    assert "under Bot" in found.fix
    assert fake.asked == ["/users/@me"]


@pytest.mark.parametrize(
    ("application", "check", "state", "fix"),
    [
        (
            {"interactions_endpoint_url": "https://a"},
            "application",
            CheckState.BROKEN,
            "43/information",
        ),
        ({"bot_require_code_grant": True}, "application", CheckState.BROKEN, "43/bot"),
        ({"flags": 0}, "intents", CheckState.WARNING, "applications/43/bot"),
    ],
)
async def test_the_application_is_checked(
    fake: FakeDiscord,
    settings: Settings,
    application: dict[str, object],
    check: str,
    state: CheckState,
    fix: str,
) -> None:
    fake.application = application

    found = only(await examine(settings), check)

    assert found.state is state
    assert fix in found.fix


@pytest.mark.parametrize(
    ("ahead", "state"),
    [
        (timedelta(hours=1), CheckState.BROKEN),
        (timedelta(seconds=-40), CheckState.WARNING),
        (timedelta(), CheckState.OK),
    ],
)
async def test_the_clock_is_compared_with_discords(
    fake: FakeDiscord, settings: Settings, ahead: timedelta, state: CheckState
) -> None:
    fake.ahead = ahead

    assert only(await examine(settings), "clock").state is state


@pytest.mark.parametrize(
    ("status", "said"),
    [(502, "TimeoutError"), (503, "DiscordServerError: 503 (error code: 0)"), (200, "TypeError")],
)
async def test_an_outage_of_discord_is_reported_in_time(
    fake: FakeDiscord,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    said: str,
) -> None:
    monkeypatch.setattr(discord_login, "PATIENCE", 0.5)
    fake.status, fake.is_hijacked = status, True

    (found,) = await examine(settings)

    assert found.state is CheckState.BROKEN
    assert found.text == f"Discord can't be reached ({said})."


async def test_permissions_are_checked_on_every_server_with_few_requests(
    fake: FakeDiscord, settings: Settings
) -> None:
    fake.servers = dict.fromkeys(range(1, 251), SPEAKING) | dict.fromkeys(
        range(101, 141), SPEAKING & ~ATTACH_FILES
    )
    fake.servers[250] = 8  # an administrator

    found = await examine(settings, USUAL._replace(servers=0))
    bad = [each for each in found if each.check == "servers" and each.fix]

    assert fake.asked[2:] == ["/users/@me/guilds"] * 2
    assert len(bad) == 40
    assert bad[0].text == "Club 101 (101): the bot's roles don't allow it to attach files."
    lines = [*report.as_text(found)]
    assert sum("attach files" in line for line in lines) == report.MOST_LINES - 1
    assert "servers: 21 more; use --json to see all." in lines[-2]
    assert len(json.loads(report.as_json(found))["checks"]) == len(found)


async def test_channels_are_checked_as_setup_check_does(
    fake: FakeDiscord, settings: Settings
) -> None:
    await choose_channel(settings, "goals", 7)
    await choose_channel(settings, "witnesses", 8)
    fake.channels[1] = [channel(7, "goals\x1b[2J", denied=SEND_MESSAGES)]

    found = [each for each in await examine(settings) if each.check == "servers"]

    assert (
        "Club 1 (1): #goals\N{REPLACEMENT CHARACTER}[2J: I don’t have permission to send messages. "
        "Without it, goals are posted wherever they’re declared instead."
    ) in [each.text for each in found]
    assert "Channel settings → Permissions → add me, then allow it." in [each.fix for each in found]
    assert any("The channel for witnesses is gone" in each.text for each in found)
    assert not any("<#" in each.text or "`" in each.text for each in found)


async def test_only_a_few_servers_are_asked_about_at_the_same_time(
    fake: FakeDiscord, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord_login, "REQUESTS_PER_SECOND", 10_000)
    fake.servers = dict.fromkeys(range(1, 31), SPEAKING)

    found = await examine(settings, USUAL._replace(servers=12))

    assert len(fake.asked) == 3 + 3 * 12
    assert fake.most_at_once <= 4
    assert "The channels of 12 of 30 servers were checked. Use --servers 30 to check all." in [
        each.text for each in found
    ]


async def test_the_program_prints_json_and_no_token_beside_a_running_bot(
    fake: FakeDiscord, settings: Settings
) -> None:
    fake.application = {"bot_require_code_grant": True}
    running = Database(settings.database_url)
    await running.open()
    patch = f"import discord.http as h; h.Route.BASE={Route.BASE!r}; from accountabot.cli import main; main()"

    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", patch, "doctor", "--json"),
        env={**os.environ, "DISCORD_TOKEN": TOKEN, "DATABASE_URL": str(settings.database_url)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, errors = await started.communicate()
    await running.close()

    said = json.loads(output)
    assert (started.returncode, said["state"]) == (1, "broken"), errors
    assert {"check": "integrity", "state": "ok"}.items() <= said["checks"][4].items()
    assert [each["check"] for each in said["checks"] if each["state"] == "broken"] == [
        "application"
    ]
    assert TOKEN.split(".")[2] not in output.decode() + errors.decode()
    assert errors == b""
