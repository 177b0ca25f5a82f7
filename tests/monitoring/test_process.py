"""The program with its log and its monitoring, as self-hosters start it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.test_runner import WITHOUT_EVENTS

SERVE = "import asyncio; print('ready', flush=True); await asyncio.sleep(60)"


def program(tmp_path: Path, events: str, **settings: str) -> subprocess.Popen[str]:
    """Start the bot in a world where the gateway is simulated."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", WITHOUT_EVENTS.format(events=events)],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "DISCORD_TOKEN": "a.b.c",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'a.db'}",
            "LOG_FORMAT": "JSON",
            **settings,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found: int = free.getsockname()[1]
        return found


def test_the_program_answers_on_its_port_and_logs_json(tmp_path: Path, port: int) -> None:
    address = f"http://127.0.0.1:{port}"
    started = program(tmp_path, SERVE, MONITORING_PORT=str(port))
    assert started.stdout.readline() == "ready\n"

    with urlopen(f"{address}/metrics") as metrics:  # noqa: S310 - our own address
        said = metrics.read().decode()
    with pytest.raises(HTTPError) as unready:
        urlopen(f"{address}/readyz")  # noqa: S310 - our own address
    second = program(tmp_path, SERVE, MONITORING_PORT=str(port))
    _, refused = second.communicate(timeout=30)
    time.sleep(0.2)
    started.send_signal(signal.SIGTERM)
    _, log = started.communicate(timeout=30)

    unready.value.close()
    assert "accountabot_gateway_connected 0.0" in said
    assert re.search(r"^process_resident_memory_bytes [1-9]", said, re.MULTILINE)
    assert unready.value.code == 503
    assert second.returncode == 1
    assert f"Nothing can listen on 127.0.0.1:{port} for monitoring" in refused
    assert "Traceback" not in refused
    assert started.returncode == 0
    messages = [json.loads(line)["message"] for line in log.splitlines()]
    assert messages[0] == f"All data is stored in {tmp_path / 'a.db'}"
    assert messages[-1] == "Stopped."


def test_a_crash_is_one_line_without_the_message_of_the_error(tmp_path: Path) -> None:
    started = program(tmp_path, "raise KeyError('zebrafish')")
    _, log = started.communicate(timeout=30)

    last = json.loads(log.splitlines()[-1])
    assert started.returncode == 1
    assert (last["level"], last["error"]) == ("critical", "KeyError")
    assert len(last["reference"]) == 6
    assert "zebrafish" not in log.replace("raise KeyError('zebrafish')", "")
