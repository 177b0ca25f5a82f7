"""The demo, which runs without a token."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from accountabot.config import Settings
from accountabot.demo import server
from tests.world import said


def start(tmp_path: Path, port: int = 0, keys: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
    """Start the demo with its data in one folder."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "accountabot", "demo", "--no-browser", "--port", str(port)],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stdin=keys,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_demo_opens_a_page_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with start(tmp_path) as demo:
        address = demo.stdout.readline().split()[-1]

        with urlopen(address) as page:  # noqa: S310 - our own page
            assert page.status == 200
            assert page.headers.get_content_type() == "text/html"

        demo.send_signal(signal.SIGINT)
        _, complaints = demo.communicate(timeout=30)

    assert demo.returncode == 0
    assert complaints == ""
    assert list(tmp_path.iterdir()) == []


def test_keys_move_the_clock_and_the_terminal_is_restored(tmp_path: Path) -> None:
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    fingers, terminal = pty.openpty()
    before = termios.tcgetattr(terminal)
    with start(tmp_path, keys=terminal) as demo:
        heard = [demo.stdout.readline() for _ in range(2)]

        for key in (b"n", b"j"):
            os.write(fingers, key)
            heard.append(demo.stdout.readline())
        demo.send_signal(signal.SIGTERM)
        _, complaints = demo.communicate(timeout=30)

    assert "q quit" in heard[1]
    assert heard[2].startswith("It is ")
    assert heard[3].endswith(" has joined.\n")
    assert (demo.returncode, complaints) == (0, "")
    assert termios.tcgetattr(terminal) == before


@pytest.mark.parametrize("port", ["taken", 70000])
def test_an_unusable_port_is_reported_in_one_sentence(tmp_path: Path, port: str | int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = other.getsockname()[1] if port == "taken" else port
        with start(tmp_path, number) as demo:
            said, complaints = demo.communicate(timeout=30)

    assert demo.returncode == 1
    assert said == ""
    assert len(complaints.splitlines()) == 1
    assert "--port" in complaints


async def test_a_refusal_in_the_demo_is_an_answer_and_not_a_failure(settings: Settings) -> None:
    async with server._club(settings.database_url) as club:
        ada = club.members["Ada"]
        answer = await ada.slash(club.channel, "cheer", member=ada)

        assert "leave the cheering to everyone else" in said(answer)
        assert club.env.error_cursor == 0
