"""The program: startup errors are one sentence, and a stop is clean."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

UNREACHABLE = "import discord.http as h; h.Route.BASE = 'http://127.0.0.1:9/api'; from accountabot.cli import main; main()"
WITHOUT_EVENTS = """
import types, discord
from accountabot.cli import main

async def login(self, token): pass
async def from_client(client, **_): {events}
async def closed(): raise discord.ConnectionClosed(types.SimpleNamespace(close_code=4004), shard_id=None)

discord.Client.login = login
discord.client.DiscordWebSocket.from_client = from_client
main()
"""
NONE_EVER = "raise OSError('no way there')"
UNTIL_THE_TOKEN_IS_RESET = "return types.SimpleNamespace(open=False, poll_event=closed)"


def start(tmp_path: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program with only these environment variables."""
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG"}}
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *(command or ("-m", "accountabot"))],
        cwd=tmp_path,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def the_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Return the last line of output, and check that it holds no traceback or token."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "a.b.c" not in done.stdout + done.stderr
    return done.stderr.splitlines()[-1]


def test_a_missing_token_names_the_setting_and_the_demo(tmp_path: Path) -> None:
    done = start(tmp_path)

    assert done.returncode == 1
    assert "DISCORD_TOKEN" in done.stderr
    assert "demo" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("sqlite:////proc/nowhere/a.db", "The database /proc/nowhere/a.db can't be used"),
        ("sqlite:////proc/nowhere/a.db", "set DATABASE_URL"),
        ("mysql://ann:hunter2@localhost/a", "DATABASE_URL begins with mysql"),
        ("sqlite://ann:hunter2@localhost:x/a", "DATABASE_URL"),
        ("nonsense", "DATABASE_URL"),
    ],
)
def test_an_unusable_database_is_reported_before_the_login(
    tmp_path: Path, url: str, named: str
) -> None:
    told = the_sentence(start(tmp_path, "-c", UNREACHABLE, DISCORD_TOKEN="a.b.c", DATABASE_URL=url))

    assert named in told
    assert "Discord" not in told
    assert "hunter2" not in told


@pytest.mark.parametrize(
    "content", ["DISCORD_TOKEN=a.b.c".encode("utf-16"), b"DISCORD_TOKEN=a.b.c\xe9"]
)
def test_a_settings_file_in_another_encoding_is_reported(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".env").write_bytes(content)

    told = the_sentence(start(tmp_path))

    assert ".env" in told
    assert "UTF-8" in told


@pytest.mark.parametrize("token", ["a.b\nc", "a.b.c\u00e9", " "])
def test_an_invalid_token_is_not_accepted(tmp_path: Path, token: str) -> None:
    told = the_sentence(start(tmp_path, "-c", UNREACHABLE, DISCORD_TOKEN=token))

    assert "DISCORD_TOKEN" in told


def test_an_unreachable_discord_is_reported_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.db"

    done = start(
        tmp_path, "-c", UNREACHABLE, DISCORD_TOKEN="a.b.c", DATABASE_URL=f"sqlite:///{path}"
    )

    assert "can't be reached" in the_sentence(done)
    assert f"kept in {path}\n" in done.stderr


@pytest.mark.parametrize(
    ("events", "said"),
    [(NONE_EVER, "Discord can't be reached (no way there)"), (UNTIL_THE_TOKEN_IS_RESET, "TOKEN")],
)
def test_missing_gateway_events_are_reported_in_one_sentence(
    tmp_path: Path, events: str, said: str
) -> None:
    program = WITHOUT_EVENTS.format(events=events)

    done = start(
        tmp_path,
        "-c",
        program,
        DISCORD_TOKEN="a.b.c",
        DATABASE_URL=f"sqlite:///{tmp_path / 'a.db'}",
    )

    assert said in the_sentence(done)


WORKING = """
async def work():
    await asyncio.sleep({seconds})
    print('done', flush=True)

async def serve(client):
    client.in_flight.add(asyncio.create_task(work()))
    client.dispatch('ready')
    print('ready', flush=True)
    await asyncio.sleep(60)
"""


@pytest.mark.parametrize(
    ("number", "seconds", "signals", "printed"),
    [(signal.SIGTERM, 1, 1, "done\n"), (signal.SIGINT, 50, 2, "")],
)
def test_a_signal_stops_the_bot_after_its_work_and_a_second_one_at_once(
    tmp_path: Path, number: signal.Signals, seconds: int, signals: int, printed: str
) -> None:
    program = WITHOUT_EVENTS.format(events="await serve(client)")
    service_manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    service_manager.settimeout(1)
    service_manager.bind(str(tmp_path / "notify"))
    started = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", "import asyncio" + WORKING.format(seconds=seconds) + program],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "DISCORD_TOKEN": "a.b.c",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'a.db'}",
            "NOTIFY_SOCKET": str(tmp_path / "notify"),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stdout.readline() == "ready\n"

    for _ in range(signals):
        started.send_signal(number)
        time.sleep(0.2)
    output, log = started.communicate(timeout=20)

    assert started.returncode == 0, log
    assert "Traceback" not in log
    assert log.count("Stopped.") == 1
    assert output == printed
    heard = [service_manager.recv(100)]
    while heard[-1] != b"STOPPING=1":
        heard.append(service_manager.recv(100))
    service_manager.close()
    assert heard[0] == b"READY=1"
    assert not (tmp_path / "a.db.heartbeat").exists()
