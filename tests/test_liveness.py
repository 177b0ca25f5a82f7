"""A working bot says so: to a service manager, and to `accountabot health`."""

import asyncio
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from accountabot import service_manager
from accountabot.bot import Accountabot
from accountabot.liveness import Liveness
from accountabot.store.errors import NotSaved

KEPT = {key: value for key, value in os.environ.items() if key in {"PATH", "PYTHONPATH"}}
HEAVY = ("sqlalchemy", "discord", "aiohttp", "rich")


class Manager:
    """A service manager that listens on a socket."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self._socket.settimeout(0.05)

    def heard(self) -> list[str]:
        """Return what was sent since the last time."""
        found = []
        while True:
            try:
                found.append(self._socket.recv(100).decode())
            except TimeoutError:
                return found

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Manager]:
    address = str(tmp_path / "notify")
    manager = Manager(address)
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    yield manager
    manager.close()


class Heartbeat:
    """The file that tells of the bot's health."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def is_there(self) -> bool:
        return self.path.exists()

    def remove(self) -> None:
        self.path.unlink()

    def says(self) -> str:
        return self.path.read_text()

    async def comes(self) -> None:
        """Wait until the file is there."""
        async with asyncio.timeout(5):
            while not self.is_there():  # noqa: ASYNC110 - the file has no event
                await asyncio.sleep(0.01)


@pytest.fixture
def heartbeat(tmp_path: Path) -> Heartbeat:
    return Heartbeat(tmp_path / "accountabot.db.heartbeat")


def health(url: str, program: str = "from accountabot.cli import main; main()") -> tuple[int, str]:
    """Run `accountabot health`; return its exit code and its output."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program, "health"],
        env=KEPT | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
async def opened(bot: Accountabot) -> AsyncIterator[Accountabot]:
    """A bot with its database open, not yet connected."""
    async with bot:
        await bot.database.open()
        yield bot


async def test_a_bot_is_ready_and_healthy_once_it_is_connected(
    opened: Accountabot, manager: Manager, heartbeat: Heartbeat
) -> None:
    async with Liveness(opened):
        early = manager.heard(), heartbeat.is_there()
        opened.dispatch("ready")
        await heartbeat.comes()

        asked = await asyncio.to_thread(health, f"sqlite:///{opened.database.path}")

    assert early == ([], False)
    assert manager.heard() == ["READY=1", "WATCHDOG=1"]
    assert asked == (0, "")


async def test_a_bot_without_discord_is_alive_but_not_healthy(
    opened: Accountabot, manager: Manager, heartbeat: Heartbeat
) -> None:
    async with Liveness(opened) as liveness:
        opened.dispatch("ready")
        await heartbeat.comes()
        opened.dispatch("disconnect")
        await asyncio.sleep(0.01)
        heartbeat.remove()
        manager.heard()

        await liveness.beat()

        assert manager.heard() == ["WATCHDOG=1"]
        assert not heartbeat.is_there()


async def test_a_bot_whose_database_does_not_answer_is_neither_alive_nor_healthy(
    opened: Accountabot, manager: Manager, heartbeat: Heartbeat
) -> None:
    async with Liveness(opened) as liveness:
        opened.dispatch("ready")
        await heartbeat.comes()
        heartbeat.remove()
        manager.heard()

        await opened.database.close()
        await liveness.beat()

        assert manager.heard() == []
        assert not heartbeat.is_there()


async def test_a_bot_reports_twice_in_the_time_that_the_watchdog_allows(
    opened: Accountabot, manager: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "400000")
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()))

    async with Liveness(opened):
        await asyncio.sleep(0.5)

    assert "WATCHDOG=1" in manager.heard()


async def test_a_bot_that_has_stopped_or_starts_again_is_not_healthy(
    opened: Accountabot, heartbeat: Heartbeat
) -> None:
    heartbeat.path.touch()
    url = f"sqlite:///{opened.database.path}"

    async with Liveness(opened):
        starting = await asyncio.to_thread(health, url)
        opened.dispatch("ready")
        await heartbeat.comes()
    stopped = await asyncio.to_thread(health, url)

    assert starting == stopped
    assert stopped == (
        1,
        f"accountabot isn't connected: there is no heartbeat file {heartbeat.path}.\n",
    )


@pytest.mark.parametrize(
    ("seconds", "when"),
    [(12 * 60, "was 12 minutes ago"), (-3600, "is 60 minutes ahead of the clock")],
)
def test_an_old_heartbeat_is_not_healthy(tmp_path: Path, seconds: int, when: str) -> None:
    heartbeat = tmp_path / "a.db.heartbeat"
    heartbeat.touch()
    then = time.time() - seconds
    os.utime(heartbeat, (then, then))

    asked = health(f"sqlite:///{tmp_path}/a.db")

    assert asked == (1, f"accountabot isn't working: its last heartbeat {when}.\n")


def test_a_path_in_any_other_form_is_read_as_the_bot_reads_it(tmp_path: Path) -> None:
    (tmp_path / "a?b.db.heartbeat").touch()

    assert health(f"sqlite:///{tmp_path}/a%3Fb.db") == (0, "")


def test_asking_for_the_health_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "a.db.heartbeat").touch()
    program = (
        "import sys; from accountabot.cli import app; app(standalone_mode=False); "
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )

    assert health(f"sqlite:///{tmp_path}/a.db", program) == (0, "[]\n")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has sockets without a file")
def test_a_socket_without_a_file_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"accountabot-{os.getpid()}"
    manager = Manager(f"\0{name}")
    monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}")

    service_manager.notify(service_manager.STOPPING)

    assert manager.heard() == ["STOPPING=1"]
    manager.close()


def test_a_service_manager_that_is_gone_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))

    service_manager.notify(service_manager.READY)

    assert "can't be notified of READY=1" in caplog.text


async def test_a_bot_whose_database_was_removed_is_neither_alive_nor_healthy(
    opened: Accountabot, manager: Manager, heartbeat: Heartbeat
) -> None:
    async with Liveness(opened) as liveness:
        opened.dispatch("ready")
        await heartbeat.comes()
        manager.heard()

        path = Path(opened.database.path)
        aside = await asyncio.to_thread(path.rename, path.with_name("aside.db"))
        await liveness.beat()
        removed = await asyncio.to_thread(health, f"sqlite:///{path}")
        assert manager.heard() == []

        await asyncio.to_thread(aside.rename, path)
        await liveness.beat()
        back = await asyncio.to_thread(health, f"sqlite:///{path}")

    assert removed[0] == 1
    assert "accountabot can't save anything: the file" in removed[1]
    assert back == (0, "")


async def test_a_bot_whose_writes_fail_for_good_is_alive_but_at_once_not_healthy(
    opened: Accountabot, manager: Manager, heartbeat: Heartbeat
) -> None:
    async with Liveness(opened):
        opened.dispatch("ready")
        await heartbeat.comes()
        manager.heard()

        with pytest.raises(NotSaved):
            await opened.database.write(fail_for_good)
        async with asyncio.timeout(5):
            while not heartbeat.says():  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)

        assert heartbeat.says() == "database disk image is malformed"
        assert manager.heard() == ["WATCHDOG=1"]


def fail_for_good(_: object) -> None:
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    raise error
