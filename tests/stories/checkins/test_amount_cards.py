"""The public card of a check-in with an amount, a quota or a ceiling: its exact words."""

from decimal import Decimal

import pytest

from accountabot.ui.checkins.standing_text import progress_bar
from tests.stories.checkins.check_in_cards import (
    GREEN,
    card,
    check_in,
    declare,
    edge,
    first_wording,
    practised,
)
from tests.stories.goals.edits import change
from tests.world import HOUR, World

plain = pytest.fixture(autouse=True)(first_wording)


async def test_part_of_an_amount(world: World) -> None:
    await practised(world)
    await declare(world, "Read", "daily", "20 pages")

    some = await check_in(world, "Read", amount="12")
    rest = await check_in(world, "Read", amount="8")
    more = await check_in(world, "Read", amount="5")

    assert card(world, some) == [
        "➕ @alice · **Read** · 12 of 20 pages",
        "-# ▰▰▰▱▱ 8 pages to go today",
    ]
    assert card(world, rest) == [
        "✅ @alice · **Read** · 20 of 20 pages (+8)",
        "-# 🌱 Day one · next Fri, Jan 2",
    ]
    assert card(world, more)[0] == "✅ @alice · **Read** · 25 of 20 pages (+5)"


async def test_part_of_yesterdays_amount(world: World) -> None:
    await practised(world)
    await declare(world, "Write", "daily", "200 words")
    await world.next_day()
    await check_in(world, "Write", amount="120")

    some = await check_in(world, "Write", amount="50", date="yesterday")
    whole = await check_in(world, "Write", amount="150", date="yesterday")

    assert card(world, some) == [
        "➕ @alice · **Write** · 50 of 200 words · for Thu, Jan 1",
        "-# ▰▱▱▱▱ 150 words to go",
    ]
    assert card(world, whole) == [
        "⏰ @alice · **Write** · 200 of 200 words (+150) · for Thu, Jan 1",
        "-# 🌱 Day one · today’s still to come",
    ]


async def test_an_amount_of_a_week(world: World) -> None:
    await practised(world)
    await declare(world, "Cycle", "1 per week", "100 km")

    some = await check_in(world, "Cycle", amount="40")
    whole = await check_in(world, "Cycle", amount="60")

    assert card(world, some) == [
        "➕ @alice · **Cycle** · 40 of 100 km",
        "-# ▰▰▱▱▱ 60 km to go by Sun, Jan 4",
    ]
    assert card(world, whole) == [
        "✅ @alice · **Cycle** · 100 of 100 km (+60)",
        "-# 🌱 First week done · next by Sun, Jan 11",
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
            "-# 🌱 First week done · next 3 by Sun, Jan 18",
        ],
        [
            "⭐ @alice · **Gym** · 4 days this week (goal: 3)",
            "-# Already kept, so this one’s extra · next 3 by Sun, Jan 18",
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
        "⏰ @alice · **Gym** · 3 of 3 in the week ending Sun, Jan 11 · for Sun, Jan 11",
        "-# 🌱 First week done · next 3 by Sun, Jan 18",
    ]


async def test_minutes_on_several_days_of_a_week(world: World) -> None:
    await practised(world)
    await world.next_day(4)  # Monday
    await declare(world, "Piano", "3 per week", "10 minutes")

    some = await check_in(world, "Piano", amount="4")
    whole = await check_in(world, "Piano", amount="6")

    assert card(world, some) == [
        "➕ @alice · **Piano** · 4 of 10 minutes · 0 of 3 this week",
        "-# ▰▰▱▱▱ 6 minutes to go today",
    ]
    assert card(world, whole) == [
        "✅ @alice · **Piano** · 10 of 10 minutes (+6) · 1 of 3 this week",
        "-# 2 more days by Sun, Jan 11",
    ]


async def test_within_and_over_a_ceiling(world: World) -> None:
    await practised(world)
    await declare(world, "Coffee", "daily", "at most 2 coffees")

    within = await check_in(world, "Coffee", amount="1")
    over = await check_in(world, "Coffee", amount="2")

    assert card(world, within) == [
        "✅ @alice · **Coffee** · 1 of at most 2 coffees",
        "-# Within the limit",
    ]
    assert card(world, over) == [
        "➕ @alice · **Coffee** · 3 coffees, limit 2 (+2)",
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
        "-# 🔥 2 days in a row so far · within the limit",
    ]


async def test_a_bonus(world: World) -> None:
    await practised(world)
    await declare(world, "Swim", "weekly on tue", "10 laps")

    answer = await check_in(world, "Swim", amount="6")

    assert card(world, answer) == [
        "⭐ @alice · **Swim** · 6 laps",
        "-# Nothing was due, so this one’s a bonus · next Tue, Jan 6",
    ]


async def test_a_one_time_goal(world: World) -> None:
    await practised(world)
    await declare(world, "Save", "once by 2026-01-20", "100 euros")

    some = await check_in(world, "Save", amount="60")
    done = await check_in(world, "Save", amount="40")

    assert card(world, some) == [
        "➕ @alice · **Save** · 60 of 100 euros",
        "-# ▰▰▰▱▱ 40 euros to go",
    ]
    assert card(world, done) == [
        "🎉 @alice · **Save** · 100 of 100 euros (+40)",
        "-# Promise kept!",
    ]
    assert (edge(some), edge(done)) == (None, GREEN)


async def test_a_one_time_goal_that_is_late(world: World) -> None:
    await practised(world)
    await declare(world, "Essay", "once by 2026-01-01 17:00")
    await world.env.advance_time(9 * HOUR)

    answer = await check_in(world, "Essay")

    assert card(world, answer) == ["⏰ @alice · **Essay**", "-# A little late, but done."]


async def test_a_quota_that_its_week_has_too_few_days_for(world: World) -> None:
    await practised(world)
    await world.next_day(2)  # Saturday
    await declare(world, "Gym", "3 per week")

    saturday = await check_in(world, "Gym")
    await world.next_day()
    sunday = await check_in(world, "Gym")

    assert [card(world, answer) for answer in (saturday, sunday)] == [
        ["✅ @alice · **Gym** · 1 of 3 this week", "-# A full week starts Mon, Jan 5"],
        ["✅ @alice · **Gym** · 2 of 3 this week", "-# A full week starts Mon, Jan 5"],
    ]


async def test_more_on_a_day_that_was_kept_before_an_edit_is_extra(world: World) -> None:
    await practised(world)
    await declare(world, "Read", "daily", "20 pages")
    await world.env.advance_time(HOUR)
    await check_in(world, "Read", amount="20")
    await change(world, world.alice, "Read", amount="30 pages")

    today = await check_in(world, "Read", amount="5")
    await world.next_day()
    later = await check_in(world, "Read", amount="5", date="yesterday")

    assert card(world, today) == [
        "⭐ @alice · **Read** · 5 pages",
        "-# Already kept, so this one’s extra · next Fri, Jan 2",
    ]
    assert card(world, later) == [
        "⭐ @alice · **Read** · 5 pages · for Thu, Jan 1",
        "-# Already kept, so this one’s extra · today’s still to come",
    ]


async def test_a_ceiling_that_was_judged_already_is_not_said_to_be_passed(world: World) -> None:
    await practised(world)
    await declare(world, "Coffee", "daily", "at most 2 coffees")
    await world.next_day()
    await check_in(world, "Coffee", amount="1")
    await world.next_day()

    answer = await check_in(world, "Coffee", amount="5", date="yesterday")

    assert card(world, answer) == [
        "📝 @alice · **Coffee** · 5 coffees · for Fri, Jan 2",
        "-# Noted! This one was already settled, so nothing changes.",
    ]
    assert "**Current streak** 1" in await world.ask(world.alice, "streak")


async def test_a_quota_that_can_no_longer_be_reached_is_not_called_open(world: World) -> None:
    await practised(world)
    await world.next_day(4)  # Monday
    await declare(world, "Gym", "3 per week")
    await check_in(world, "Gym")
    await world.next_day(6)  # Sunday
    await check_in(world, "Gym")
    await world.next_day()

    answer = await check_in(world, "Gym", date="yesterday", note="sauna")

    assert card(world, answer) == [
        "✅ @alice · **Gym** · 2 of 3 in the week ending Sun, Jan 11 · for Sun, Jan 11",
        "-# Next 3 by Sun, Jan 18",
        "> sauna",
    ]
    assert "still open" not in await world.ask(world.alice, "goal show", goal="Gym")


async def test_an_amount_of_a_week_can_be_added_to_until_its_grace_ends(world: World) -> None:
    await practised(world)
    await declare(world, "Cycle", "1 per week", "100 km")
    await world.next_day(4)  # Monday

    answer = await check_in(world, "Cycle", amount="90", date="yesterday")

    assert card(world, answer) == [
        "➕ @alice · **Cycle** · 90 of 100 km · for Sun, Jan 4",
        "-# ▰▰▰▰▱ 10 km to go by the end of Mon, Jan 5",
    ]


async def test_what_is_added_to_a_late_day_is_late_too(world: World) -> None:
    await practised(world)
    await declare(world, "Read", "daily", "20 pages")
    await world.next_day()
    await check_in(world, "Read", amount="20", date="yesterday")
    await world.env.advance_time(300)

    answer = await check_in(world, "Read", amount="1", date="yesterday")

    assert card(world, answer)[0] == "⏰ @alice · **Read** · 21 of 20 pages (+1) · for Thu, Jan 1"


async def test_a_freeze_that_covered_a_week_names_the_week(world: World) -> None:
    await practised(world)
    await world.next_day(4)  # Monday
    await declare(world, "Walk", "1 per week")
    await check_in(world, "Walk")
    await world.next_day(15)

    answer = await check_in(world, "Walk")

    assert card(world, answer)[-1] == (
        "-# 🧊 A freeze covered the week starting Mon, Jan 12 and saved the streak."
    )


@pytest.mark.parametrize(
    ("done", "bar"),
    [("0", "▱▱▱▱▱"), ("0.5", "▰▱▱▱▱"), ("10", "▰▰▱▱▱"), ("19.9", "▰▰▰▰▱")],
)
def test_a_progress_bar_is_neither_empty_nor_full_while_a_part_is_done(done: str, bar: str) -> None:
    assert progress_bar(Decimal(done), Decimal(20)) == bar


async def test_a_ceiling_that_is_kept_late_counts_at_once(world: World) -> None:
    await practised(world)
    await declare(world, "Coffee", "daily", "at most 2 coffees")
    await world.next_day()

    answer = await check_in(world, "Coffee", amount="0", date="yesterday")

    assert card(world, answer) == [
        "⏰ @alice · **Coffee** · 0 of at most 2 coffees · for Thu, Jan 1",
        "-# 🌱 Day one · today’s still to come",
    ]
