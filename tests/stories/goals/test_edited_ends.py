"""The end in the form for editing a goal."""

import re

import pytest
from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import form_fields, propose
from tests.stories.setup.setup_commands import set_up
from tests.stories.typed_dates import (
    IMPOSSIBLE,
    labels,
    press_copy,
    read_as,
    said,
    set_locale,
    suggestions,
)
from tests.world import DAY, World

READINGS = {
    "tomorrow": "Fri, Jan 2, 2026",
    "Monday": "Mon, Jan 5, 2026",
    "Jan 9": "Fri, Jan 9, 2026",
    "2026-01-09": "Fri, Jan 9, 2026",
    "2026.1.9": "Fri, Jan 9, 2026",
    "in 4 weeks": "Thu, Jan 29, 2026",
    "for 30 days": "Fri, Jan 30, 2026",
    "next week": "Sun, Jan 11, 2026",
    "March": "Tue, Mar 31, 2026",
    "christmas": "Fri, Dec 25, 2026",
    "end of the month": "Sat, Jan 31, 2026",
    "never": "no end",
}
OUT_OF_RANGE = {
    "yesterday": "I read that as Wed, Dec 31, 2025, which has already passed",
    "2025-12-24": "I read that as Wed, Dec 24, 2025, which has already passed",
    "2099-01-01": "I read that as Thu, Jan 1, 2099, which is more than ten years away",
}
NO_END = ["every other week until March", "weekends", "20 pages"]
SOONER, LATER = "Fri, Jan 2, 2026", "Fri, Jan 9, 2026"
both = pytest.mark.parametrize("schedule", ["daily until 2026-06-01", "once by 2026-06-01"])


@both
async def test_the_preview_names_the_last_day_of_what_was_typed(
    world: World, schedule: str
) -> None:
    await world.declare(world.alice, "Run", schedule)

    assert {typed: await previewed(world, typed) for typed in READINGS} == READINGS


async def test_a_time_counts_for_a_deadline_but_not_for_a_last_day(world: World) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-06-01")
    await world.declare(world.alice, "Run", "daily")

    deadline = await propose(world, world.alice, "Essay", until="tomorrow 17:00")
    last_day = await propose(world, world.alice, "Run", until="tomorrow 17:00")

    assert "→ <t:1767373200:F>" in said(deadline)
    assert "→ Fri, Jan 2, 2026" in said(last_day)


@both
@pytest.mark.parametrize(
    ("locale", "last"), [("en-US", "Thu, Mar 12, 2026"), ("en-GB", "Thu, Dec 3, 2026")]
)
async def test_digits_are_in_the_order_of_the_members_language(
    world: World, monkeypatch: pytest.MonkeyPatch, schedule: str, locale: str, last: str
) -> None:
    set_locale(monkeypatch, locale)
    await world.declare(world.alice, "Run", schedule)

    preview = await propose(world, world.alice, until="3/12")

    assert f"→ {last}" in said(preview)


@both
async def test_the_next_week_ends_before_the_servers_first_day(
    world: World, owner: MemberActor, schedule: str
) -> None:
    await set_up(world, owner, "week-start", day=6)
    await world.next_day(5)
    await world.declare(world.alice, "Run", schedule)

    preview = await propose(world, world.alice, until="next week")

    assert "→ Sat, Jan 17, 2026" in said(preview)


@both
async def test_of_two_days_the_member_picks_one_even_after_a_restart(
    world: World, settings: Settings, schedule: str
) -> None:
    await world.declare(world.alice, "Run", schedule)
    question = await propose(world, world.alice, until="next Friday", plan="at noon")
    asked, offered = said(question), labels(question)

    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(4 * DAY)
    await world.alice.click(question.response, label=LATER)
    preview = said(question)
    answer = await world.alice.click(question.response, label="Change it")

    assert question.ephemeral
    assert "Which one did you mean?" in asked
    assert offered == [SOONER, LATER]
    assert f"→ {LATER}" in preview
    assert "no plan → at noon" in preview
    assert LATER in said(answer)


@both
async def test_a_weekday_that_contradicts_its_date_is_asked_about(
    world: World, schedule: str
) -> None:
    await world.declare(world.alice, "Run", schedule)

    question = await propose(world, world.alice, until="fri 12/19")

    assert "Which one did you mean?" in said(question)
    assert "Sat, Dec 19, 2026" in labels(question)


@both
async def test_nobody_else_can_pick(world: World, bot: Accountabot, schedule: str) -> None:
    await world.declare(world.alice, "Run", schedule)
    question = await propose(world, world.alice, until="next Friday")

    answer = await press_copy(world, bot, world.bob, question, LATER)

    assert "no longer have what you typed" in said(answer)


@both
async def test_an_unreadable_impossible_past_or_distant_end_is_refused_with_its_reading(
    world: World, schedule: str
) -> None:
    await world.declare(world.alice, "Run", schedule)
    refusals = {typed: read_as(typed) for typed in (*IMPOSSIBLE, *NO_END)} | OUT_OF_RANGE
    suggested = set[str]()

    for typed, told in refusals.items():
        refused = await propose(world, world.alice, until=typed, plan="at noon")
        form = await world.alice.click(refused.response, label="Edit what I typed")
        assert told in said(refused)
        assert form_fields(form)["until"] == typed
        assert form_fields(form)["plan"] == "at noon"
        suggested |= suggestions(refused)

    assert all([await previewed(world, typed) for typed in sorted(suggested)])


async def previewed(world: World, typed: str) -> str | None:
    """Type an end into the form; return the end that the preview names."""
    preview = await propose(world, world.alice, until=typed)
    found = re.search(r"\*\*Until\*\* .+ → (.+)", said(preview))
    return found and found[1]
