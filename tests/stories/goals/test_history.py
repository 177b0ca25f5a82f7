"""/goal history: the explanation behind every number."""

import re

import attrs
import pytest
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.pauses import without_starting_freezes
from tests.world import DAY, GREETINGS, HOUR, World, said


async def why(world: World, card: InteractionResult, who: MemberActor | None = None) -> str:
    """Return the answer to *Why?* on a goal card."""
    return said(await (who or world.bob).click(card.response, label="Why?"))


async def open_record(world: World, card: InteractionResult) -> InteractionResult:
    """Return the first page of a goal's record."""
    answer = await world.bob.click(card.response, label="Why?")
    return await world.bob.click(answer.response, label="The record")


async def keep(world: World, days: int) -> None:
    """Let Alice check in on consecutive days."""
    for _ in range(days):
        await world.check_in(world.alice)
        await world.next_day()


def numbers(text: str) -> list[str]:
    """Return the current and longest streak, the kept ratio and the freezes in a text."""
    labels = ("Current streak", "Longest streak", "Kept", "Freezes")
    found = (re.search(rf"\*\*{label}\*\* (\d+(?: of \d+)?)", text) for label in labels)
    return [match[1] if match else "0" for match in found]


async def test_a_history_explains_each_day_with_its_rule(world: World, bot: Accountabot) -> None:
    await without_starting_freezes(world, bot)
    card = await world.declare(world.alice)
    await world.next_day()
    await keep(world, 7)
    await world.next_day(2)
    await world.check_in(world.alice, date="yesterday")
    await world.alice.slash(world.general, "pause", goal="Run", until="2026-01-13")
    await world.next_day(2)
    await world.alice.slash(world.general, "skip", goal="Run", reason="tired")
    await world.next_day(3)

    headline, numbers_, *days = (await why(world, card)).splitlines()[2:14]

    assert headline == (
        "**Current streak** 0: **Wed, Jan 14** was missed. The next one that’s kept starts a new streak."
    )
    assert numbers_ == "-# **Longest streak** 8 · **Kept** 8 of 10 in the last 90 days"
    assert days == [
        "🔹 **Fri, Jan 16** · open",
        "⏳ **Thu, Jan 15** · pending: can still be made up until the end of Fri, Jan 16",
        "⬜ **Wed, Jan 14** · missed: no check-in by the end of the day after",
        "⬜ **Tue, Jan 13** · missed: skipped",
        "🛟 **Sun, Jan 11 – Mon, Jan 12** · 2 × excused: paused · streak of 8",
        "⏰ **Sat, Jan 10** · late: checked in the day after · streak of 8",
        "🧊 **Fri, Jan 9** · frozen: a freeze was used, 0 left · streak of 7",
        "✅ **Thu, Jan 8** · kept · streak of 7 · earned a freeze",
        "✅ **Fri, Jan 2 – Wed, Jan 7** · 6 × kept · streak of 6",
        "🛟 **Thu, Jan 1** · excused: it began before the goal was declared",
    ]


async def test_a_history_sums_up_the_streak_in_one_sentence(world: World) -> None:
    card = await world.declare(world.alice)
    at_first = await why(world, card)
    await keep(world, 1)
    once = await why(world, card)
    await keep(world, 2)

    assert "**Current streak** 0: nothing has been kept or missed yet" in at_first
    assert "**Current streak** 1: kept once, **Thu, Jan 1**." in once
    assert "**Current streak** 3: kept 3 times in a row since **Thu, Jan 1**." in await why(
        world, card
    )


async def test_the_numbers_on_the_card_are_those_that_are_explained(world: World) -> None:
    card = await world.declare(world.alice)
    for days in (9, 3, 1):
        await keep(world, days)
        await world.next_day(3)
    await keep(world, 2)

    shown = await world.ask(world.alice, "goal show", goal="Run")

    assert numbers(await why(world, card)) == numbers(shown)
    assert numbers(await world.ask(world.alice, "goal history", goal="Run")) == numbers(shown)


async def test_anyone_may_open_a_history_and_sees_it_alone(world: World) -> None:
    card = await world.declare(world.alice)
    answer = await world.bob.click(card.response, label="Why?")

    record = await world.bob.click(answer.response, label="The record")

    assert answer.ephemeral
    assert world.alice.mention in said(answer)
    assert record.response.ephemeral
    assert "Thu, Jan 1 · declared" in said(record)


async def test_a_history_that_everyone_sees_has_pages_for_each_reader_alone(
    world: World,
) -> None:
    await world.declare(world.alice)
    for _ in range(6):  # so that no run of days is equal
        await keep(world, 1)
        await world.next_day()

    answer = await world.alice.slash(world.general, "goal history", goal="run")
    public = await world.alice.click(answer.response, label="Show everyone")
    turned = await world.carol.click(public.response, label="More")
    older = said(turned)
    back = await world.carol.click(turned.response, label="Back")

    assert answer.ephemeral
    assert not public.response.ephemeral
    assert "Page 1 of 2" in said(public)
    assert "Show everyone\n" not in said(public)
    assert turned.ephemeral
    assert "✅ **Thu, Jan 1** · kept · streak of 1" in older
    assert "🔹 **Tue, Jan 13** · open" in said(back)


async def test_the_history_command_finds_only_the_members_own_goals(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Fly")

    answer = await world.alice.slash(world.general, "goal history", goal="Fly")

    assert answer.ephemeral
    assert "can’t find that among your goals" in said(answer)
    offered = await world.alice.autocomplete(world.general, "goal history", "goal", "")
    assert [choice["name"] for choice in offered] == ["Run"]


async def test_the_why_button_explains_one_streak_or_offers_a_choice(world: World) -> None:
    await world.declare(world.alice, "Run")
    one = await world.bob.slash(world.general, "streak", member=world.alice)
    await world.declare(world.alice, "Read")
    several = await world.bob.slash(world.general, "streak", member=world.alice)

    pressed = await world.bob.click(one.response, label="Why?")
    picked = await world.bob.select(several.response, ["2"])

    assert "Run" in said(pressed)
    assert "Read" in said(picked)
    assert pressed.ephemeral
    assert picked.ephemeral


async def test_an_undone_action_stays_on_the_record_with_a_mark(world: World) -> None:
    card = await world.declare(world.alice)
    await world.check_in(world.alice, note="five rounds")
    await world.alice.slash(world.general, "undo")

    record = said(await open_record(world, card))

    assert "- Thu, Jan 1 · undone: “checked in for Thu, Jan 1”" in record
    assert (
        "~~Thu, Jan 1 · checked in for Thu, Jan 1 · “\u2068five rounds\u2069”~~ · *undone*"
        in record
    )
    assert "🔹 **Thu, Jan 1** · open" in await why(world, card)


async def test_the_record_shows_each_action_with_its_day_and_text(world: World) -> None:
    card = await world.declare(world.alice, "Read", "weekly on thu,fri,sat")
    await world.next_day()
    await world.check_in(world.alice, date="yesterday", note="chapter two")
    await world.alice.slash(world.general, "skip", reason="tired")
    await world.next_day(2)
    await world.check_in(world.alice)
    await world.alice.slash(world.general, "pause", until="2026-01-09", reason="flu")
    await world.next_day()
    await world.alice.slash(world.general, "resume")

    assert said(await open_record(world, card)).splitlines()[3:9] == [
        "- Mon, Jan 5 · resumed",
        "- Sun, Jan 4 · paused until Fri, Jan 9 · “\u2068flu\u2069”",
        "- Sun, Jan 4 · checked in for Sun, Jan 4 · a bonus",
        "- Fri, Jan 2 · skipped · “\u2068tired\u2069”",
        "- Fri, Jan 2 · checked in for Thu, Jan 1 (entered the day after) · “\u2068chapter two\u2069”",
        "- Thu, Jan 1 · declared",
    ]


async def test_an_excused_date_is_on_the_record_of_the_affected_goals(
    world: World,
) -> None:
    daily = await world.declare(world.alice, "Run")
    weekly = await world.declare(world.alice, "Swim", "weekly on tue")
    owner = MemberActor(world.env, world.guild, world.guild.owner)
    await owner.slash(world.general, "setup excuse", date="2026-01-02", reason="New year")
    await world.next_day(3)

    line = f"Thu, Jan 1 · Fri, Jan 2 was excused by the server · “\u2068New year\u2069” · by {owner.mention}"
    assert line in said(await open_record(world, daily))
    assert "New year" not in said(await open_record(world, weekly))
    assert "🛟 **Fri, Jan 2** · excused: the server excused this date" in await why(world, daily)


async def test_a_history_names_a_day_on_which_the_bot_was_away(
    world: World, settings: Settings
) -> None:
    beating = attrs.evolve(settings, heartbeat_minutes=5)
    await world.env.restart_bot(create_bot(beating))
    card = await world.declare(world.alice)
    await world.env.bot.close()
    world.env.backend.advance_clock(3 * DAY)
    await world.env.restart_bot(create_bot(beating))

    shown = await why(world, card)

    assert "🛟 **Thu, Jan 1 – Fri, Jan 2** · 2 × excused: the bot was away" in shown
    assert "⏳ **Sat, Jan 3** · pending" in shown


async def test_a_day_shortened_by_travel_names_no_zone(world: World) -> None:
    await world.alice.slash(world.general, "timezone", zone="America/Los_Angeles")
    card = await world.declare(world.alice)
    await world.env.advance_time(DAY + 12 * HOUR)
    await world.alice.slash(world.general, "timezone", zone="Asia/Tokyo")
    await world.next_day(4)

    everything = await why(world, card) + said(await open_record(world, card))

    assert "excused: the day was shortened by travel" in everything
    assert not re.search("Tokyo|Angeles|Asia|America|UTC|<t:", everything)


async def test_a_goal_that_was_declared_late_can_not_miss_its_first_day(world: World) -> None:
    await world.env.advance_time(14 * HOUR)
    card = await world.declare(world.alice)
    await world.next_day(2)

    assert "🛟 **Thu, Jan 1** · excused: it began before the goal was declared" in await why(
        world, card
    )


async def test_a_history_shows_days_per_week_and_amounts(world: World) -> None:
    weeks = await world.declare(world.alice, "Swim", "2 per week")
    options = {"goal": "Read", "schedule": "daily", "amount": "20", "unit": "pages"}
    pages = await world.alice.slash(world.general, "goal declare", **options)
    limit = await world.alice.slash(
        world.general,
        "goal declare",
        goal="Coffee",
        schedule="daily",
        amount="at most 2",
        unit="cups",
    )
    await world.next_day(4)
    for goal, amount in (("Swim", None), ("Read", "12"), ("Coffee", "3")):
        await world.check_in(world.alice, goal=goal, **({"amount": amount} if amount else {}))
    await world.next_day()
    pending = await why(world, pages), await why(world, limit)
    await world.next_day(9)

    assert (
        "⬜ **Mon, Jan 5 – Sun, Jan 11** · missed: not enough by the end of the day after"
        in await why(world, weeks)
    )
    assert "· 1 of 2 days\n" in await why(world, weeks)
    assert (
        "the rest can still be made up until the end of Tue, Jan 6 · 12 of 20 \u2068pages\u2069"
        in pending[0]
    )
    assert (
        "over the limit; settled when the grace period ends · 3 (at most 2 \u2068cups\u2069)"
        in pending[1]
    )
    assert "checked in for Mon, Jan 5 · 12 \u2068pages\u2069" in said(
        await open_record(world, pages)
    )


async def test_a_one_time_goal_has_a_reason_instead_of_a_streak(world: World) -> None:
    form = await world.declare(world.alice, "Essay", "once")
    card = await world.alice.submit_modal(form, {"text": "2026-01-03 17:00"})
    while_open = await why(world, card)
    await world.next_day(4)

    assert "Current streak" not in while_open
    assert "🔹 **Thu, Jan 1 – Sat, Jan 3** · open" in while_open
    assert (
        "⬜ **Thu, Jan 1 – Sat, Jan 3** · missed: still not done 24 hours after the deadline"
        in await why(world, card)
    )


async def test_a_one_time_goal_in_its_grace_is_shown_as_late(world: World) -> None:
    form = await world.declare(world.alice, "Essay", "once")
    card = await world.alice.submit_modal(form, {"text": "2026-01-01 17:00"})
    await world.env.advance_time(9 * HOUR)
    pending = await why(world, card)
    await world.check_in(world.alice)

    history = await world.ask(world.alice, "goal history", goal="Essay")

    assert (
        "⏳ **Thu, Jan 1** · pending: can still be done up to 24 hours after the deadline"
        in pending
    )
    assert "⏰ **Thu, Jan 1** · late: checked in within 24 hours after the deadline" in history


async def test_a_skipped_day_that_a_freeze_saves_says_both(world: World) -> None:
    card = await world.declare(world.alice)
    await keep(world, 7)
    await world.alice.slash(world.general, "skip")

    skipped = "🧊 **Thu, Jan 8** · frozen: skipped, and a freeze was used, 1 left · streak of 7"
    assert skipped in await why(world, card)


async def test_a_week_that_began_before_the_goal_did_says_so(world: World) -> None:
    card = await world.declare(world.alice, "Swim", "3 per week from 2026-01-10")
    before = await why(world, card)
    await world.next_day(12)

    assert "It hasn’t started yet." in before
    assert (
        "🛟 **Mon, Jan 5 – Sun, Jan 11** · excused: the goal covered too few days of this period · 0 of 3 days"
    ) in await why(world, card)


async def test_an_undone_goal_has_no_history(world: World) -> None:
    card = await world.declare(world.alice)
    answer = await world.bob.click(card.response, label="Why?")
    await world.alice.slash(world.general, "undo")

    gone = await world.bob.click(answer.response, label="The record")

    assert gone.ephemeral
    assert "That goal is gone" in said(gone)


async def test_a_departure_and_return_are_on_the_record(world: World) -> None:
    card = await world.declare(world.alice)
    await world.next_day()
    world.guild.remove_member(world.alice)
    await world.env.settle()
    await world.next_day(2)
    world.join("alice")
    await world.env.settle()
    await world.next_day(2)

    record, shown = said(await open_record(world, card)), await why(world, card)

    assert "Fri, Jan 2 · left the server, so it’s paused" in record
    assert "Sun, Jan 4 · back on the server" in record
    assert "🛟 **Fri, Jan 2 – Sun, Jan 4** · 3 × excused: paused" in shown


async def test_buttons_on_an_explanation_work_after_a_restart(
    world: World, settings: Settings
) -> None:
    await world.declare(world.alice)
    history = await world.alice.slash(world.general, "goal history", goal="Run")

    await world.env.restart_bot(create_bot(settings))

    assert "declared" in said(await world.alice.click(history.response, label="The record"))


@pytest.mark.parametrize("sign", ["*", "@everyone ", "\n# ", "🏃‍♀️", "[x](https://example.com)"])
async def test_hostile_notes_ping_no_one_and_fit_into_the_message(world: World, sign: str) -> None:
    title, note = f"a{sign * 100}"[:100], f"a{sign * 300}"[:300]
    card = await world.alice.slash(
        world.general,
        "goal declare",
        goal=title,
        schedule="daily",
        amount="1000000",
        unit=f"u{'*' * 29}",
    )
    for number in range(11):
        await world.check_in(
            world.alice, date="today", note=f"{number}{note}"[:300], amount="999999.125"
        )
        await world.alice.slash(world.general, "undo")

    record = await open_record(world, card)
    shown = said(record)

    assert "Page 1 of 3" in shown
    assert "undone" in shown
    assert all("@everyone" not in line and not line.startswith("# ") for line in shown.splitlines())
    assert not any(world.pings()[GREETINGS:])
