"""Goals with every schedule, with amounts, limits, first and last days."""

import pytest
from simcord import MemberActor

from accountabot.bot import Accountabot
from tests.stories.goals.pauses import without_freezes
from tests.stories.setup.setup_commands import set_up
from tests.world import DAY, HOUR, World, said, shown, streak_in


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("3 per week", "3 days a week"),
        ("1 per month", "once a month"),
        ("every 3 days", "once every 3 days"),
        ("every 2 weeks on tue", "every 2 weeks on Tuesday"),
        ("monthly on 31st", "on the 31st of every month, or the last day of shorter ones"),
        ("Monthly on the 15th", "on the 15th of every month"),
        ("daily until 2026-02-01", "every day until Sun, Feb 1, 2026"),
        ("weekly on mon from 2026-01-12", "every Monday from Mon, Jan 12"),
    ],
)
async def test_a_schedule_is_confirmed_in_plain_words(
    world: World, typed: str, understood: str
) -> None:
    assert understood in said(await world.declare(world.alice, "Run", typed))


@pytest.mark.parametrize(
    "typed",
    ["every 0 days", "0 per week", "8 per week", "monthly on 32", "every 999 weeks", "often"],
)
async def test_an_invalid_schedule_is_named_and_the_sentence_is_kept(
    world: World, typed: str
) -> None:
    answer = said(await world.declare(world.alice, "Run", typed))

    assert typed in answer
    assert "How often?" in answer


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        ("daily until 2025-12-24", "Dec 24, 2025"),
        ("daily from 2025-12-24", "Dec 24, 2025"),
        ("daily from 2026-02-01 until 2026-01-20", "the goal starts on Sun, Feb 1, 2026"),
        ("daily until someday soonish", "someday soonish"),
        ("daily until 2126-01-01", "ten years"),
    ],
)
async def test_dates_that_leave_no_day_are_named(world: World, schedule: str, told: str) -> None:
    assert told in said(await world.declare(world.alice, "Run", schedule))


async def test_an_amount_is_added_up_over_the_day(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Read", schedule="daily", amount="20 pages"
    )
    noon = said(await world.check_in(world.alice, amount="12"))
    night = said(await world.check_in(world.alice, amount="9"))

    assert "12 of 20 \u2068pages\u2069" in noon
    assert "in a row" not in noon
    assert "➕" in noon
    assert "✅" not in noon
    assert "21 of 20 \u2068pages\u2069 (+9)" in night
    assert streak_in(night) == 1


async def test_a_limit_is_judged_at_the_end_of_the_day(world: World) -> None:
    await world.alice.slash(
        world.general,
        "goal declare",
        goal="Coffee",
        schedule="daily",
        amount="at most 2",
        unit="cups",
    )
    await world.next_day()
    await world.check_in(world.alice, amount="2")
    meanwhile = await world.ask(world.alice, "streak")
    await world.next_day()
    over = await world.ask(world.alice, "streak")
    board = await world.ask(world.bob, "leaderboard")

    assert "**Current streak**" not in meanwhile
    assert "**Current streak** 1" in over
    assert "**1** 🔥" in board


@pytest.mark.parametrize("amount", ["-3", "nothing much", "1e99", "0", "9999999", "NaN", "2..5"])
async def test_an_invalid_amount_is_refused_with_the_range(world: World, amount: str) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Read", schedule="daily", amount="20 pages"
    )

    checked_in = said(await world.check_in(world.alice, amount=amount))
    declared = said(
        await world.alice.slash(
            world.general, "goal declare", goal="Walk", schedule="daily", amount=amount
        )
    )

    assert "1,000,000" in checked_in
    assert "1,000,000" in declared


async def test_zero_is_an_amount_only_for_a_limit(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Coffee", schedule="daily", amount="at most 0"
    )

    assert "0 of at most 0" in said(await world.check_in(world.alice, amount="0"))


async def test_an_amount_for_a_goal_that_counts_days_is_refused(world: World) -> None:
    await world.declare(world.alice)

    assert "counts days" in said(await world.check_in(world.alice, amount="5"))


async def test_the_button_asks_how_much_if_the_goal_has_an_amount(world: World) -> None:
    card = await world.alice.slash(
        world.general, "goal declare", goal="Read", schedule="daily", amount="20 pages"
    )
    asked = await world.alice.click(card.response, label="Check in")
    answer = await world.alice.submit_modal(asked, {"text": "20"})

    assert streak_in(said(answer)) == 1


async def test_a_weekly_goal_counts_distinct_days_and_shows_the_remaining_ones(
    world: World,
) -> None:
    await world.declare(world.alice, schedule="3 per week")
    thursday = said(await world.check_in(world.alice))
    again = said(await world.check_in(world.alice, note="twice"))
    await world.next_day()
    friday = said(await world.check_in(world.alice))
    await world.next_day()
    saturday = said(await world.check_in(world.alice))

    assert "1 of 3" in thursday
    assert "1 of 3" in again
    assert "2 of 3" in friday
    assert "3 of 3" in saturday
    assert streak_in(saturday) == 1


async def test_a_goal_past_its_last_day_is_ended_everywhere(world: World) -> None:
    await world.declare(world.alice, schedule="daily until 2026-01-02")
    await world.check_in(world.alice)
    await world.next_day()
    await world.check_in(world.alice)
    await world.next_day()

    assert "· ended" in await world.ask(world.alice, "goal list")
    assert "up for grabs" in await world.ask(world.bob, "leaderboard")
    card = next(text for text in shown(world.general) if "Run" in text)
    assert "🏁" in card
    assert "Check in" not in card
    assert "**Kept** 2 of 2" in await world.ask(world.alice, "goal show", goal="Run")
    assert "Its last day was Fri, Jan 2, 2026" in said(
        await world.check_in(world.alice, goal="Run")
    )


async def test_a_goal_that_was_never_kept_is_not_called_kept_when_it_is_over(world: World) -> None:
    await world.declare(world.alice, schedule="daily until 2026-01-03")
    await world.next_day(5)

    answer = said(await world.check_in(world.alice, goal="Run"))
    shown_ = await world.ask(world.alice, "goal show", goal="Run")

    assert "that goal is over" in answer
    assert "**Kept** 0 of 2" in shown_
    assert "kept this promise" not in shown_


async def test_the_grace_of_the_last_day_applies_whatever_else_happens(world: World) -> None:
    await world.declare(world.alice, schedule="daily until 2026-01-02")
    await world.check_in(world.alice)
    await world.next_day(2)
    await world.check_in(world.alice, date="yesterday")
    await world.ask(world.alice, "undo")

    answer = said(await world.check_in(world.alice, date="yesterday"))

    assert streak_in(answer) == 2


@pytest.mark.parametrize(
    "schedule", ["weekly on mon until 2026-01-03", "monthly on 15 until 2026-01-10"]
)
async def test_a_goal_with_no_due_day_is_refused(world: World, schedule: str) -> None:
    assert "nothing would be due" in said(await world.declare(world.alice, schedule=schedule))


async def test_an_addition_to_a_kept_yesterday_is_not_called_late(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.next_day()

    assert "⏰" not in said(
        await world.check_in(world.alice, date="yesterday", note="and a mile more")
    )


async def test_a_card_follows_a_journey_that_ends_a_grace(world: World) -> None:
    await world.ask(world.alice, "timezone", zone="America/Los_Angeles")
    await world.declare(world.alice)
    for _ in range(3):
        await world.check_in(world.alice)
        await world.next_day()
    await world.env.advance_time(DAY + 18 * HOUR)

    await world.ask(world.alice, "timezone", zone="Asia/Tokyo")
    await world.env.advance_time(120)

    streak = (await world.ask(world.alice, "streak")).partition("**Current streak** ")[2][0]
    assert f"**Current streak** {streak}" in next(
        text for text in shown(world.general) if "🎯" in text
    )


async def test_a_check_in_that_adds_nothing_still_ends_a_pause(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.ask(world.alice, "pause", goal="Run")

    assert "Welcome back" in said(await world.check_in(world.alice))
    assert "aused" not in await world.ask(world.alice, "goal list")


async def test_the_last_day_can_still_be_made_up_for(world: World) -> None:
    await world.declare(world.alice, schedule="daily until 2026-01-02")
    await world.check_in(world.alice)
    await world.next_day(2)

    answer = said(await world.check_in(world.alice, date="yesterday"))

    assert streak_in(answer) == 2


async def test_a_goal_that_begins_later_asks_for_nothing_before(world: World) -> None:
    await world.declare(world.alice, schedule="daily from 2026-01-05")

    assert "starts" in said(await world.check_in(world.alice))
    await world.next_day(4)
    assert streak_in(said(await world.check_in(world.alice))) == 1


async def test_the_last_four_weeks_are_a_grid_with_a_text(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice)
    for day in range(10):
        if day != 4:
            await world.check_in(world.alice)
        await world.next_day()

    shown_ = await world.ask(world.alice, "goal show", goal="Run")

    assert "🇲 🇹 🇼 🇹 🇫 🇸 🇸\n▫️ ▫️ ▫️ ✅ ✅ ✅ ✅\n⬜ ✅ ✅ ✅ ✅ ✅ 🔹\n" in shown_
    assert "✅ 9 kept, ⬜ 1 missed, 🔹 open" in shown_


async def test_the_grid_follows_the_servers_first_weekday_when_its_weeks_do(
    world: World, owner: MemberActor
) -> None:
    await world.declare(world.alice)
    await set_up(world, owner, "week-start", day=6)
    this_week = await world.ask(world.alice, "goal show", goal="Run")
    await world.next_day(10)

    from_sunday = await world.ask(world.alice, "goal show", goal="Run")

    assert "🇲 🇹 🇼 🇹 🇫 🇸 🇸\n▫️ ▫️ ▫️ 🔹" in this_week
    assert "🇸 🇲 🇹 🇼 🇹 🇫 🇸\n▫️ ▫️ ▫️ ▫️" in from_sunday


async def test_the_zone_is_asked_for_once(world: World) -> None:
    first = said(await world.declare(world.alice))
    second = said(await world.declare(world.alice, "Read"))

    assert "/timezone" in first
    assert "/timezone" not in second


async def test_a_deadline_date_is_in_the_owners_zone(world: World) -> None:
    await world.ask(world.alice, "timezone", zone="Pacific/Auckland")

    card = said(await world.declare(world.alice, "Essay", "once until 2026-01-09"))

    assert "by Fri, Jan 9, 2026" in card
    assert "<t:" not in card


async def test_a_missing_amount_is_asked_for(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Coffee", schedule="daily", amount="at most 2"
    )

    asked = await world.check_in(world.alice)
    answer = await world.alice.submit_modal(asked, {"text": "0"})

    assert "0 of at most 2" in said(answer)


async def test_the_button_makes_up_for_a_last_day_in_its_grace(
    world: World,
) -> None:
    await world.declare(world.alice, schedule="daily until 2026-01-02")
    await world.check_in(world.alice)
    await world.next_day(2)
    card = await world.alice.slash(world.general, "goal show", goal="Run")

    answer = said(await world.alice.click(card.response, label="Check in"))

    assert "⏰" in answer
    assert streak_in(answer) == 2


async def test_a_done_one_time_goal_is_shown_with_its_numbers(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Essay", schedule="once until 2026-01-09"
    )
    await world.check_in(world.alice)

    shown_ = await world.ask(world.alice, "goal show", goal="Essay")

    assert all(
        f"**{name}** " in shown_ for name in ("Current streak", "Longest streak", "Kept", "Freezes")
    )
    assert "**Kept** 1 of 1" in shown_
