"""The public card of a check-in: its exact words in every state."""

import random
from typing import Any

import pytest
from simcord import InteractionResult

from tests.world import DAY, HOUR, World, markdown, said, shown

VIOLET, GREEN = 0xB57EDC, 0x3BA55D


@pytest.fixture(autouse=True)
def first_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every message have the first of its wordings."""
    monkeypatch.setattr(random, "choice", lambda wordings: wordings[0])


def card(world: World, answer: InteractionResult) -> list[str]:
    """Return the lines of the latest public message, without names and isolating characters."""
    public = next(m for m in reversed(world.general.history()) if m.id == answer.response.id)
    text = "\n".join(markdown(public))
    for mark in ("\u2068", "\u2069"):
        text = text.replace(mark, "")
    return text.replace(f"<@{world.alice.id}>", "@alice").split("\n")


def edge(answer: InteractionResult) -> int | None:
    """Return the colour of a card's edge, None if it has no box."""
    colour: int | None = answer.response.components[0].get("accent_color")
    return colour


async def declare(world: World, goal: str, schedule: str, amount: str = "") -> None:
    """Declare a goal, after three check-ins that taught its owner to undo one."""
    options = {"goal": goal, "schedule": schedule} | ({"amount": amount} if amount else {})
    await world.alice.slash(world.general, "goal declare", **options)


async def check_in(world: World, goal: str, **options: Any) -> InteractionResult:
    """Check in on a goal."""
    return await world.check_in(world.alice, goal=goal, **options)


async def practised(world: World) -> None:
    """Let Alice make the three check-ins that teach her to undo one."""
    await declare(world, "Stretch", "daily")
    for note in ("one", "two", "three"):
        await check_in(world, "Stretch", note=note)


async def keep(world: World, goal: str, days: int) -> None:
    """Check in on a goal on several days in a row, up to today."""
    for day in range(days):
        if day:
            await world.next_day()
        await check_in(world, goal)


async def test_the_first_check_in_ever(world: World) -> None:
    await declare(world, "Run", "daily")

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🌱 **Day one** – the very first check-in here! · next Fri, Jan 2",
    ]
    assert edge(answer) is None
    assert "Made a mistake? /undo takes it back within 15 minutes." in said(answer)


async def test_the_third_check_in_explains_the_undo_for_the_last_time(world: World) -> None:
    await practised(world)

    third = [text for text in shown(world.general) if "three" in text]
    fourth = await check_in(world, "Stretch", note="four")

    assert len(third) == 1
    assert fourth.followups == []


@pytest.mark.parametrize(
    ("number", "standing"),
    [
        (1, "🌱 Day one"),
        (2, "🔥 2 in a row"),
        (3, "🔥 3 in a row – on a roll"),
        (4, "🔥 4 in a row"),
    ],
)
async def test_a_daily_goal(world: World, number: int, standing: str) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", number - 1)
    if number > 1:
        await world.next_day()

    answer = await check_in(world, "Run")

    following = ("Fri, Jan 2", "Sat, Jan 3", "Sun, Jan 4", "Mon, Jan 5")[number - 1]
    assert card(world, answer) == ["✅ @alice · **Run**", f"-# {standing} · next {following}"]
    assert answer.followups == []


async def test_the_first_kept_week(world: World) -> None:
    await practised(world)
    await declare(world, "Swim", "weekly on thu")

    answer = await check_in(world, "Swim")

    assert card(world, answer) == [
        "✅ @alice · **Swim**",
        "-# 🌱 The first one kept · next Thu, Jan 8",
    ]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (7, "🏅 **7 in a row** – this is turning into a habit!"),
        (30, "🏅 **30 in a row** – by now, that’s just what they do."),
    ],
)
async def test_a_milestone_has_a_line_and_a_colour_of_its_own(
    world: World, number: int, words: str
) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", number - 1)
    await world.next_day()

    answer = await check_in(world, "Run")

    first, milestone, following = card(world, answer)
    assert first == "✅ @alice · **Run**"
    assert milestone == f"{words} And without a freeze."
    assert following.startswith("-# next ")
    assert edge(answer) == VIOLET


async def test_a_new_start(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 4)
    await world.next_day(5)

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🌱 A fresh start, best so far: 4 · Thu, Jan 8 is still open",
    ]


async def test_late_while_today_is_open(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 1)
    await world.next_day(2)

    answer = await check_in(world, "Run", date="yesterday")

    assert card(world, answer) == [
        "⏰ @alice · **Run** · for Fri, Jan 2",
        "-# 🔥 2 in a row · today is still open",
    ]


async def test_today_while_yesterday_is_open(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 1)
    await world.next_day(2)

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🔥 2 in a row · Fri, Jan 2 is still open",
    ]


async def test_part_of_an_amount(world: World) -> None:
    await practised(world)
    await declare(world, "Read", "daily", "20 pages")

    some = await check_in(world, "Read", amount="12")
    rest = await check_in(world, "Read", amount="8")
    more = await check_in(world, "Read", amount="5")

    assert card(world, some) == [
        "➕ @alice · **Read** · 12 of 20 pages",
        "-# 8 pages to go today",
    ]
    assert card(world, rest) == [
        "✅ @alice · **Read** · +8 → 20 of 20 pages",
        "-# 🌱 Day one · next Fri, Jan 2",
    ]
    assert card(world, more)[0] == "✅ @alice · **Read** · +5 → 25 pages (goal: 20)"


async def test_part_of_yesterdays_amount(world: World) -> None:
    await practised(world)
    await declare(world, "Write", "daily", "200 words")
    await world.next_day()
    await check_in(world, "Write", amount="120")

    some = await check_in(world, "Write", amount="50", date="yesterday")
    whole = await check_in(world, "Write", amount="150", date="yesterday")

    assert card(world, some) == [
        "➕ @alice · **Write** · 50 of 200 words · for Thu, Jan 1",
        "-# 150 words to go",
    ]
    assert card(world, whole) == [
        "⏰ @alice · **Write** · +150 → 200 of 200 words · for Thu, Jan 1",
        "-# 🌱 Day one · today is still open",
    ]


async def test_an_amount_of_a_week(world: World) -> None:
    await practised(world)
    await declare(world, "Cycle", "1 per week", "100 km")

    some = await check_in(world, "Cycle", amount="40")
    whole = await check_in(world, "Cycle", amount="60")

    assert card(world, some) == [
        "➕ @alice · **Cycle** · 40 of 100 km",
        "-# 60 km to go by Sun, Jan 4",
    ]
    assert card(world, whole) == [
        "✅ @alice · **Cycle** · +60 → 100 of 100 km",
        "-# 🌱 The first one kept · next by Sun, Jan 11",
    ]


async def test_a_quota_of_a_week(world: World) -> None:
    await practised(world)
    await world.next_day(4)  # Monday
    await declare(world, "Gym", "3 per week")

    cards = []
    for _ in range(4):
        cards.append(card(world, await check_in(world, "Gym")))
        await world.next_day()

    assert cards == [
        ["✅ @alice · **Gym** · 1 of 3 this week", "-# 2 more days by Sun, Jan 11"],
        ["✅ @alice · **Gym** · 2 of 3 this week", "-# 1 more day by Sun, Jan 11"],
        [
            "✅ @alice · **Gym** · 3 of 3 this week",
            "-# 🌱 The first one kept · next by Sun, Jan 18",
        ],
        [
            "⭐ @alice · **Gym** · 4 days this week (goal: 3)",
            "-# Already kept, so this one’s extra · next by Sun, Jan 18",
        ],
    ]


async def test_a_quota_made_up_for_after_its_week(world: World) -> None:
    await practised(world)
    await world.next_day(4)  # Monday
    await declare(world, "Gym", "3 per week")
    for _ in range(2):
        await check_in(world, "Gym")
        await world.next_day()
    await world.next_day(5)  # Monday

    answer = await check_in(world, "Gym", date="yesterday")

    assert card(world, answer) == [
        "⏰ @alice · **Gym** · 3 of 3 in the week to Sun, Jan 11 · for Sun, Jan 11",
        "-# 🌱 The first one kept · next by Sun, Jan 18",
    ]


async def test_minutes_on_several_days_of_a_week(world: World) -> None:
    await practised(world)
    await world.next_day(4)  # Monday
    await declare(world, "Piano", "3 per week", "10 minutes")

    some = await check_in(world, "Piano", amount="4")
    whole = await check_in(world, "Piano", amount="6")

    assert card(world, some) == [
        "➕ @alice · **Piano** · 4 of 10 minutes · 0 of 3 this week",
        "-# 6 minutes to go today",
    ]
    assert card(world, whole) == [
        "✅ @alice · **Piano** · +6 → 10 of 10 minutes · 1 of 3 this week",
        "-# 2 more days by Sun, Jan 11",
    ]


async def test_within_and_over_a_ceiling(world: World) -> None:
    await practised(world)
    await declare(world, "Coffee", "daily", "at most 2 coffees")

    within = await check_in(world, "Coffee", amount="1")
    over = await check_in(world, "Coffee", amount="2")

    assert card(world, within) == [
        "✅ @alice · **Coffee** · 1 of at most 2 coffees",
        "-# counts when the day is over",
    ]
    assert card(world, over) == [
        "➕ @alice · **Coffee** · +2 → 3 of at most 2 coffees",
        "-# Tomorrow’s a fresh start.",
    ]
    assert edge(over) is None


async def test_a_ceiling_after_kept_days(world: World) -> None:
    await practised(world)
    await declare(world, "Coffee", "daily", "at most 2 coffees")
    for _ in range(2):
        await check_in(world, "Coffee", amount="1")
        await world.next_day()

    answer = await check_in(world, "Coffee", amount="0")

    assert card(world, answer) == [
        "✅ @alice · **Coffee** · 0 of at most 2 coffees",
        "-# 🔥 2 in a row so far · counts when the day is over",
    ]


async def test_a_bonus(world: World) -> None:
    await practised(world)
    await declare(world, "Swim", "weekly on tue", "10 laps")

    answer = await check_in(world, "Swim", amount="6")

    assert card(world, answer) == [
        "⭐ @alice · **Swim** · 6 laps",
        "-# Nothing was due, so it’s a bonus · next Tue, Jan 6",
    ]


async def test_a_one_time_goal(world: World) -> None:
    await practised(world)
    await declare(world, "Save", "once by 2026-01-20", "100 euros")

    some = await check_in(world, "Save", amount="60")
    done = await check_in(world, "Save", amount="40")

    assert card(world, some) == [
        "➕ @alice · **Save** · 60 of 100 euros",
        "-# 40 euros to go",
    ]
    assert card(world, done) == [
        "🎉 @alice · **Save** · +40 → 100 of 100 euros",
        "-# Promise kept!",
    ]
    assert (edge(some), edge(done)) == (None, GREEN)


async def test_a_one_time_goal_that_is_late(world: World) -> None:
    await practised(world)
    await declare(world, "Essay", "once by 2026-01-01 17:00")
    await world.env.advance_time(9 * HOUR)

    answer = await check_in(world, "Essay")

    assert card(world, answer) == ["⏰ @alice · **Essay**", "-# A little late, but done."]


async def test_a_check_in_that_ends_a_pause(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 2)
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.next_day(20)

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🔥 3 in a row – on a roll · next Fri, Jan 23",
        "▶️ Welcome back! This check-in ended the pause.",
    ]


async def test_a_freeze_that_saved_the_streak(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 2)
    await world.next_day(3)

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🔥 3 in a row – on a roll · Sun, Jan 4 is still open",
        "🧊 A freeze covered Sat, Jan 3 and saved the streak.",
    ]


async def test_a_return_after_weeks(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 3)
    await world.next_day(20)

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🌱 A fresh start, best so far: 3 · Thu, Jan 22 is still open",
        "💛 Good to see you again! It’s never too late to pick it back up.",
    ]


async def test_nobody_is_welcomed_back_who_is_on_time(world: World) -> None:
    await practised(world)
    await declare(world, "Visit grandma", "every 3 weeks")
    await check_in(world, "Visit grandma")
    await world.env.advance_time(40 * DAY)

    answer = await check_in(world, "Visit grandma")

    assert card(world, answer) == [
        "✅ @alice · **Visit grandma**",
        "-# 🔥 2 in a row · next by Wed, Mar 4",
    ]


async def test_the_last_day_of_a_goal(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily until 2026-01-02")
    await keep(world, "Run", 1)
    await world.next_day()

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🔥 2 in a row · that was the last one",
    ]


async def test_a_note_and_the_message_that_proves_it(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    message = await world.alice.send(world.general, "ran through *mud*")

    answer = await world.alice.context_menu(world.general, "Count as check-in", message)

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        r"> ran through \*mud\*",
        f"-# 🌱 Day one · next Fri, Jan 2 · [message]({message.jump_url})",
    ]
