"""The host's clock compared with Discord's `Date` header."""

import logging
import time
from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest
from discord.utils import utcnow

from accountabot.clock import ClockCheck

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def header(at: datetime) -> str:
    return format_datetime(at, usegmt=True)


def compared(*ahead: timedelta) -> tuple[ClockCheck, list[bool]]:
    """Compare with a Discord that the host's clock is ahead of; note when it is right again."""
    corrected: list[bool] = []
    clock = ClockCheck(lambda: corrected.append(True))
    for each in ahead:
        now = utcnow().replace(microsecond=0)
        clock.note(header(now - each), now)
    return clock, corrected


@pytest.mark.parametrize(
    ("seconds", "right"), [(0, True), (120, True), (-120, True), (121, False), (-121, False)]
)
def test_a_clock_is_wrong_from_two_minutes_and_a_second_on(seconds: int, right: bool) -> None:
    clock, _ = compared(seconds * SECOND)

    assert clock.is_right is right
    assert clock.measured == seconds * SECOND


@pytest.mark.parametrize("ahead", [3 * HOUR, -3 * HOUR])
def test_a_wrong_clock_is_corrected_by_the_difference(ahead: timedelta) -> None:
    clock, _ = compared(ahead)

    assert clock.now() == pytest.approx(utcnow() - ahead, abs=SECOND)


def test_a_clock_that_is_slightly_off_or_not_measured_is_not_corrected() -> None:
    for clock in (compared(119 * SECOND)[0], compared()[0]):
        assert clock.is_right
        assert clock.now() == pytest.approx(utcnow(), abs=SECOND)


@pytest.mark.parametrize("text", [None, "", "soon", "Thu, 99 Foo 2026 25:61:00 GMT", "2026-01-01"])
def test_a_missing_or_unreadable_header_says_nothing(text: str | None) -> None:
    clock, corrected = compared(3 * HOUR)
    clock.note(text, utcnow())

    assert clock.measured == 3 * HOUR
    assert not corrected


def test_each_change_is_logged_and_announced_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    _, corrected = compared(
        *(timedelta(), 3 * HOUR, 3 * HOUR, 4 * HOUR),
        *(SECOND, timedelta(), -121 * SECOND, -121 * SECOND, SECOND),
    )

    logged = [record.getMessage().partition(". ")[0] for record in caplog.records]
    assert logged == [
        "This machine's clock is 3:00:00 ahead of Discord's",
        "This machine's clock agrees with Discord's again; everything is caught up.",
        "This machine's clock is 0:02:01 behind Discord's",
        "This machine's clock agrees with Discord's again; everything is caught up.",
    ]
    assert corrected == [True, True]


def test_a_clock_that_is_set_between_two_responses_is_uncertain_and_not_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, _ = compared(timedelta())
    stopwatch = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: stopwatch() - 3 * 3600)  # 3 hours were skipped

    assert clock.is_uncertain
    assert not clock.is_right
    assert clock.is_due
    assert clock.now() == pytest.approx(utcnow(), abs=SECOND)  # the machine may have slept

    clock.note(header(utcnow()), utcnow())

    assert clock.is_right
    assert not clock.is_uncertain


def test_a_wrong_clock_that_is_set_right_is_right_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, _ = compared(3 * HOUR)
    stopwatch = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: stopwatch() + 3 * 3600)  # set back by 3 hours

    assert clock.is_right
    assert clock.now() == pytest.approx(utcnow(), abs=SECOND)


def test_a_right_clock_is_compared_now_and_then_and_a_wrong_one_at_each_response(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    never, right, wrong = compared()[0], compared(timedelta())[0], compared(HOUR)[0]
    at_once = [clock.is_due for clock in (never, right, wrong)]
    stopwatch, now = time.monotonic, utcnow
    monkeypatch.setattr(time, "monotonic", lambda: stopwatch() + 11)
    monkeypatch.setattr("accountabot.clock.utcnow", lambda: now() + 11 * SECOND)

    assert at_once == [True, False, True]
    assert right.is_due
