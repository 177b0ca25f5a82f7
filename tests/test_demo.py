"""The demo, which runs without a token."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
import pytest_asyncio
from sqlalchemy import text

from accountabot.config import Settings
from accountabot.demo import server, story
from accountabot.demo.club import DAY, Club
from accountabot.demo.days import Days
from accountabot.demo.habits import SCALES
from tests.world import said

WITNESSES = (
    "SELECT w.member_id FROM witnesses w JOIN goals g ON g.id = goal_id WHERE title = 'Draw'"
)
CHEERS = (
    "SELECT check_in_id IS NULL FROM cheers JOIN goals g ON g.id = goal_id WHERE title = 'Draw'"
)
QUESTIONS = (
    "SELECT q.member_id FROM questions q JOIN goals g ON g.id = goal_id WHERE title = 'Draw'"
)


@pytest_asyncio.fixture
async def club(settings: Settings) -> AsyncIterator[Club]:
    """The demo's members on the day on which they declare their goals."""
    async with server._club(settings.database_url) as club:
        await story._found(club)
        await club.declare("Chloe", SCALES, "daily")
        await club.join("Finn")
        yield club


class Page:
    """What a browser asks of the demo's page."""

    def __init__(self, address: str) -> None:
        self.url, self.capability = address.split("#")
        self.tab = self.ask("api/pages", {})["context"]["id"]

    def ask(self, path: str, body: dict[str, Any] | None = None, **headers: str) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers |= {"X-Simcord-Capability": self.capability, "Content-Type": "application/json"}
        with urlopen(Request(self.url + path, data, headers), timeout=30) as answer:  # noqa: S310 - our own page
            return json.load(answer)

    def press(self, **what: str) -> dict[str, Any]:
        """Press something on our bar, wait until it is done, and return what the bar shows."""
        shown: dict[str, Any] = self.ask("api/action", {"kind": "demo", **what})
        while shown["moving"]:
            time.sleep(0.1)
            shown = self.ask("api/action", {"kind": "demo"})
        return shown

    def state(self) -> Any:
        return self.ask("api/state", **{"X-Simcord-Context": self.tab})


async def live(club: Club, days: Days, until: datetime) -> None:
    """Let the members live until a moment."""
    for at, happen in days.due(until):
        await club.env.advance_time((at - club.env.now()).total_seconds())
        await happen()
    await club.env.advance_time((until - club.env.now()).total_seconds())


async def rows(club: Club, query: str) -> list[tuple[Any, ...]]:
    """Return what the database says."""
    return await club.bot.database.write(lambda tx: [tuple(row) for row in tx.execute(text(query))])


async def check_ins(club: Club) -> list[tuple[str, str]]:
    """Return the day and the title of every check-in, in order."""
    query = (
        "SELECT day, title FROM check_ins JOIN goals ON goals.id = goal_id ORDER BY check_ins.id"
    )
    return [(str(day), title) for day, title in await rows(club, query)]


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


async def test_the_page_has_the_bots_name_and_things_to_try(club: Club) -> None:
    parts = {}
    async with server._page(club, 0) as demo:
        for name in ("", "demo.css", "demo.js", "demo.svg", "app.js"):
            url = demo.url.split("#")[0] + name
            with await asyncio.to_thread(urlopen, url) as answer:
                parts[name] = answer.headers.get_content_type(), answer.read().decode()

    page = parts.pop("")[1]
    assert "<title>accountabot: the demo</title>" in page
    assert re.findall("SimCord[^<]*", page) == ["SimCord’s preview."]
    assert "Viewing as" not in page
    assert page.count('href="/demo.css"') == page.count('src="/demo.js"') == 1
    assert page.index("A goal in your own words") < page.index('id="preview-workspace"')
    assert page.index('id="demo-now"') < page.index('id="action-status"')
    assert "Let time pass" in page
    assert "Everything is forgotten then." in page
    assert [kind for kind, _ in parts.values()] == [
        "text/css",
        "application/javascript",
        "image/svg+xml",
        "application/javascript",
    ]
    assert "a promise kept on each of seven days" in parts["demo.svg"][1]
    assert page.count('href="/demo.svg"') == page.count("demo-icon") == 1
    assert parts["demo.css"][1].count('url("/demo.svg")') == 1
    ids = set(re.findall(r'byId\("([a-z-]+)"\)', parts["demo.js"][1]))
    assert {name for name in ids if f'id="{name}"' not in page} == set()


def test_an_open_page_outlives_a_week_and_shows_each_channel(tmp_path: Path) -> None:
    with start(tmp_path) as demo:
        page = Page(demo.stdout.readline().split()[-1])
        before = page.state()
        bar = page.press()
        welcome = bar["channels"][1]

        later = page.press(key="w")
        week = page.state()
        turned = page.press(channel=welcome["id"])
        hello = page.state()
        demo.send_signal(signal.SIGTERM)
        _, complaints = demo.communicate(timeout=30)

    assert complaints == ""
    assert [viewer["name"] for viewer in before["viewers"]][:2] == ["Finn", "Ada"]
    assert before["channel"]["name"] == "promises"
    assert (welcome["name"], welcome["current"], welcome["news"]) == ("welcome", False, True)
    assert later["now"] != bar["now"]
    assert week["timeline"][-1] not in before["timeline"]
    assert [(tab["name"], tab["current"], tab["news"]) for tab in turned["channels"]] == [
        ("promises", False, False),
        ("welcome", True, False),
    ]
    assert hello["channel"]["name"] == "welcome"


def test_the_next_evening_shows_the_reminders_that_have_just_come(tmp_path: Path) -> None:
    with start(tmp_path) as demo:
        page = Page(demo.stdout.readline().split()[-1])

        evening = page.press(key="e")
        shown = json.dumps(page.state())
        demo.send_signal(signal.SIGTERM)
        _, complaints = demo.communicate(timeout=30)

    assert complaints == ""
    assert evening["now"].endswith("18:15")
    assert "Still to do today" in shown
    assert all(goal in shown.rpartition("Still to do today")[2] for goal in ("Read", "Phone away"))


async def test_every_day_of_a_week_the_others_check_in_and_some_miss(club: Club) -> None:
    start = club.env.now()
    ordinary = [str((start + n * DAY).date()) for n in range(1, 8)]
    before = len(club.channel.history())

    await live(club, Days(club, start), start.replace(hour=0) + 8 * DAY)

    done = await check_ins(club)
    by_day = [[title for day, title in done if day == each] for each in ordinary]
    assert all(2 <= len(titles) <= 6 for titles in by_day)
    assert 3 * 7 <= sum(map(len, by_day)) <= 5 * 7
    assert [day for day, _ in done] == sorted(day for day, _ in done)
    assert ["Read" in titles for titles in by_day] == [True] * 5 + [False, True]
    assert len(club.channel.history()) - before >= len(done)
    assert len(await rows(club, "SELECT 1 FROM cheers")) > 3
    assert club.env.errors == []


async def test_after_a_month_asleep_only_the_last_week_is_lived(club: Club) -> None:
    now = club.env.now() + 30 * DAY

    due = Days(club, club.env.now()).due(now)

    assert now - 7 * DAY < due[0][0]
    assert due[-1][0] <= now
    assert len(due) < 70


async def test_friends_hold_the_visitor_to_a_goal_cheer_it_and_ask_about_it(club: Club) -> None:
    days = Days(club, club.env.now())
    await club.members["Finn"].slash(club.channel, "leaderboard")
    days.visitors.notice("Finn", plays=True)
    await club.declare("Finn", "Draw", "daily")
    days.visitors.notice("Finn", plays=True)
    await club.check_in("Finn", "Draw")
    days.visitors.notice("Finn", plays=True)
    await live(club, days, club.env.now() + timedelta(seconds=30))
    held = await rows(club, WITNESSES)
    await live(club, days, club.env.now() + timedelta(hours=1))
    cheered = await rows(club, CHEERS)
    await live(club, days, club.env.now() + 5 * DAY)

    assert held == [(club.members["Ben"].id,)]
    assert sorted(cheered) == [(0,), (1,)]
    assert await rows(club, QUESTIONS) == held
    assert club.env.errors == []


async def test_a_member_whom_the_visitor_plays_does_nothing_alone(club: Club) -> None:
    days = Days(club, club.env.now())
    days.visitors.notice("Dev", plays=True)
    days.visitors.notice("Ben", plays=True)
    days.visitors.notice("Ada", plays=False)
    await club.declare("Finn", "Draw", "daily")
    days.visitors.notice("Finn", plays=True)

    await live(club, days, club.env.now() + 3 * DAY)

    titles = {title for _, title in await check_ins(club)}
    assert not titles & {"Phone away by ten", "Run 5k"}
    assert "Read" in titles
    assert await rows(club, WITNESSES) == [(club.members["Ada"].id,)]
