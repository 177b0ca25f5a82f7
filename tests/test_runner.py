"""The program: startup errors are one sentence, and a stop is clean."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

UNREACHABLE = "import discord.http as h; h.Route.BASE = 'http://127.0.0.1:9/api'; from accountabot.cli import main; main()"
LOGGED_IN = """
import discord
from accountabot.cli import main

async def login(self, token): await self.setup_hook()

discord.Client.login = login
main()
"""
SHORT_PAUSES = "import accountabot.first_connection as f; f.LONGEST_PAUSE = 0.1;"
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
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *(command or ("-m", "accountabot"))],
        cwd=tmp_path,
        env=kept("PATH", "HOME", "LANG", "PYTHONPATH") | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def kept(*names: str) -> dict[str, str]:
    """Return those of some environment variables that are set."""
    return {name: os.environ[name] for name in names if name in os.environ}


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


def test_a_damaged_page_that_is_read_at_the_start_is_reported_in_one_sentence(
    tmp_path: Path, migrated: Path
) -> None:
    path = shutil.copy(migrated, tmp_path / "a.db")
    damage(Path(path), "granted_roles")

    done = start(tmp_path, "-c", LOGGED_IN, DISCORD_TOKEN="a.b.c", DATABASE_URL=f"sqlite:///{path}")

    assert "malformed): restore a backup of it" in the_sentence(done)


def damage(path: Path, table: str) -> None:
    """Overwrite the first pages of a table and of its indexes."""
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        pages = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE tbl_name = ?", (table,)
        )
        numbers = [number for (number,) in pages]
    with path.open("r+b") as file:
        for number in numbers:
            file.seek((number - 1) * size)
            file.write(b"\xff" * size)


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


@pytest.mark.parametrize("program", [UNREACHABLE, WITHOUT_EVENTS.format(events=NONE_EVER)])
def test_an_unreachable_discord_is_tried_again_until_the_bot_is_stopped(
    tmp_path: Path, program: str
) -> None:
    path = tmp_path / "a.db"
    with popen(tmp_path, program) as started:
        log = [started.stderr.readline()]
        while log[-1].count("can't be reached") < 1:
            log.append(started.stderr.readline())

        started.send_signal(signal.SIGINT)
        rest = started.stderr.read()

    assert "trying again in" in log[-1]
    assert [line.endswith(f"stored in {path}\n") for line in log] == [True, False]
    assert started.returncode == 0
    assert [line.split(" ")[-1] for line in rest.splitlines()] == ["done.", "Stopped."]


class Answers(BaseHTTPRequestHandler):
    """Discord, which has an outage, then limits the requests, and then refuses the token."""

    left: ClassVar[list[tuple[int, dict[str, str]]]] = []
    times: ClassVar[list[float]] = []

    def do_GET(self) -> None:
        """Give the next answer."""
        self.times.append(time.monotonic())
        status, headers = self.left.pop(0)
        self.send_response(status)
        for name, value in {**headers, "Content-Length": "0"}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing."""


def test_a_failed_login_is_repeated_and_a_refused_token_ends_the_process(tmp_path: Path) -> None:
    Answers.left[:] = [(503, {}), (429, {"Retry-After": "1"}), (401, {})]
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = start(
            tmp_path,
            "-c",
            SHORT_PAUSES
            + UNREACHABLE.replace("127.0.0.1:9/api", f"127.0.0.1:{server.server_port}"),
            DISCORD_TOKEN="a.b.c",
            DATABASE_URL=f"sqlite:///{tmp_path / 'a.db'}",
        )
        server.shutdown()

    told = [line for line in done.stderr.splitlines() if "WARNING" in line]
    assert "DISCORD_TOKEN" in the_sentence(done)
    assert ["503" in told[0], "429" in told[1], len(told)] == [True, True, 2]
    assert "trying again in 1 seconds" in told[1]
    assert Answers.times[2] - Answers.times[1] >= 1
    assert "Unclosed" not in done.stderr


def test_a_token_that_is_reset_at_the_first_connection_ends_the_process(tmp_path: Path) -> None:
    done = start(
        tmp_path,
        "-c",
        WITHOUT_EVENTS.format(events=UNTIL_THE_TOKEN_IS_RESET),
        DISCORD_TOKEN="a.b.c",
        DATABASE_URL=f"sqlite:///{tmp_path / 'a.db'}",
    )

    assert "TOKEN" in the_sentence(done)


def popen(tmp_path: Path, program: str, **settings: str) -> subprocess.Popen[str]:
    """Start a program with a token and a database."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=kept("PATH", "PYTHONPATH")
        | {"DISCORD_TOKEN": "a.b.c", "DATABASE_URL": f"sqlite:///{tmp_path / 'a.db'}"}
        | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_bot_that_is_stopped_while_it_opens_the_database_says_only_that(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE other (id)")
        other.execute("BEGIN EXCLUSIVE")  # the bot waits a second for it
        with popen(tmp_path, UNREACHABLE) as started:
            while not path.with_name("a.db-lock").exists():
                time.sleep(0.01)
            time.sleep(0.2)
            started.send_signal(signal.SIGTERM)
            log = started.stderr.read()

    assert started.returncode == 0
    assert [line.split(" ")[-1] for line in log.splitlines()] == ["done.", "Stopped."]


def test_a_signal_after_the_work_does_not_change_the_exit_code(tmp_path: Path) -> None:
    program = "import atexit, os, signal, sys; from accountabot.cli import main;"
    program += "atexit.register(os.kill, os.getpid(), signal.SIGINT); sys.argv = ['', '--version'];"
    with popen(tmp_path, f"{program} main()") as started:
        log = started.stderr.read()

    assert (started.returncode, log) == (0, "")


def test_a_program_that_is_stopped_while_it_starts_says_so(tmp_path: Path) -> None:
    program = "import os, signal; from accountabot import stop_signals; stop_signals.handle();"
    with popen(tmp_path, f"{program} os.kill(os.getpid(), signal.SIGINT)") as started:
        log = started.stderr.read()

    assert (started.returncode, log) == (130, "Stopped.\n")


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
    work = "import asyncio" + WORKING.format(seconds=seconds) + program
    started = popen(tmp_path, work, NOTIFY_SOCKET=str(tmp_path / "notify"))
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
