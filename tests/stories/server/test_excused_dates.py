"""Excused dates: owners add them, and remove them before they begin for anyone."""

from datetime import date, timedelta

import pytest
from discord.utils import utcnow
from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.server import excused_dates, settings_changes
from tests.stories.goals.pauses import without_freezes
from tests.stories.goals.test_history import open_record, why
from tests.stories.server.settings_files import exported, forged, imported, whole
from tests.stories.server.test_settings_log import lines
from tests.stories.setup.setup_commands import set_up, wait_until
from tests.world import HOUR, World, said

BACK = "Take it back"


async def fill(world: World, owner: MemberActor, bot: Accountabot, count: int) -> None:
    """Excuse a number of dates, from tomorrow on."""
    act = Action(Member(ServerId(world.guild.id), MemberId(owner.id)), utcnow(), InteractionId(1))
    days = {utcnow().date() + timedelta(days=n + 1): "" for n in range(count)}
    await bot.database.write(settings_changes.excuse_dates, act, days)


async def test_an_excused_date_shows_its_reason_and_can_be_removed(
    world: World, owner: MemberActor, settings: Settings
) -> None:
    await set_up(world, owner, "excuse", date="2026-01-05", reason="Spring _clean_")
    again = await set_up(world, owner, "excuse", date="2026-01-05", reason="Another")
    before = said(again)
    await world.env.restart_bot(create_bot(settings))

    answer = await owner.click(again.response, label=BACK)

    assert "like that already" in before
    assert "Reason: \u2068Spring \\_clean\\_\u2069" in before
    assert answer.acknowledged
    assert "**Mon, Jan 5, 2026** is no longer excused" in said(again)
    assert "no upcoming dates" in await world.ask(owner, "setup show")
    assert (await exported(world, owner))["settings"]["excused dates"] == []


async def test_a_removed_date_is_logged_counts_again_and_can_be_excused_again(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    card = await world.declare(world.alice)
    excused = await set_up(world, owner, "excuse", date="2026-01-03")
    await owner.click(excused.response, label=BACK)
    log = lines(await world.ask(owner, "setup log"))
    before = said(await open_record(world, card))
    anew = await set_up(world, owner, "excuse", date="2026-01-04", reason="Anew")
    await owner.click(anew.response, label=BACK)
    await set_up(world, owner, "excuse", date="2026-01-04", reason="Anew")
    for _ in range(2):  # the 1st and the 2nd
        await world.check_in(world.alice)
        await world.next_day()
    await without_freezes(world, bot)
    await wait_until(world, 6)

    record, days = said(await open_record(world, card)), await why(world, card)

    assert f"{owner.mention} · **No longer excused** Sat, Jan 3, 2026" in log[0]
    assert f"{owner.mention} · **Excused for everyone** Sat, Jan 3, 2026" in log[1]
    assert "Jan 3" not in before
    assert record.count("Anew") == 1
    assert "🛟 **Sun, Jan 4** · excused: the server excused this date" in days
    assert "**Sat, Jan 3** · missed" in days


@pytest.mark.parametrize(
    ("date", "stays"), [("2026-01-01", True), ("2026-01-02", True), ("2026-01-03", False)]
)
async def test_a_date_that_may_have_begun_for_someone_can_not_be_removed(
    world: World, owner: MemberActor, date: str, stays: bool
) -> None:
    answers = [said(await set_up(world, owner, "excuse", date=date)) for _ in range(2)]

    assert all(("stays excused" in answer) is stays for answer in answers)
    assert all((BACK in answer) is not stays for answer in answers)


async def test_a_button_that_is_pressed_too_late_or_twice_changes_nothing(
    world: World, owner: MemberActor
) -> None:
    first, second = [await set_up(world, owner, "excuse", date="2026-01-03") for _ in range(2)]
    late = await set_up(world, owner, "excuse", date="2026-01-05")
    await owner.click(first.response, label=BACK)
    await owner.click(second.response, label=BACK)
    await wait_until(world, 4, "10:00")

    answer = said(await owner.click(late.response, label=BACK))

    assert "like that already" in said(second)
    assert (
        "Mon, Jan 5, 2026\u2069 has already started" in answer
        or "Jan 5, 2026 has already started" in answer
    )
    assert len(lines(await world.ask(owner, "setup log"))) == 3
    assert "Jan 5" in await world.ask(owner, "setup show")


async def test_nobody_else_can_remove_a_date(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    await set_up(world, owner, "excuse", date="2026-01-05")
    own = await set_up(world, other, "excuse", date="2026-01-06")
    await other.click(own.response, label=BACK)

    answer = await forged(world, f"unexcuse:{world.guild.id}:{owner.id}:2026-01-05")

    assert answer
    assert "Jan 5" in await world.ask(owner, "setup show")


async def test_a_server_excuses_no_more_than_a_year_at_once_by_command_or_file(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await fill(world, owner, bot, 366)
    too_many = said(await set_up(world, owner, "excuse", date="2028-01-01"))
    file = said(await imported(world, owner, whole(world, excused_dates=[{"date": "2028-01-01"}])))
    known = await set_up(world, owner, "excuse", date="2026-06-01")
    await owner.click(known.response, label=BACK)

    answer = said(await set_up(world, owner, "excuse", date="2028-01-01"))

    assert "Up to 366 upcoming dates" in too_many
    assert "Up to 366 upcoming dates" in file
    assert "is excused for everyone here" in answer


async def test_past_dates_make_room_for_new_ones(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await fill(world, owner, bot, 366)
    await world.env.advance_time(5 * 24 * HOUR)

    assert "is excused for everyone here" in said(
        await set_up(world, owner, "excuse", date="2028-01-01")
    )


async def test_concurrent_changes_are_read_in_one_order_by_everyone(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    card = await world.declare(world.alice)
    await set_up(world, owner, "excuse", date="2026-01-04")
    asked = Action(Member(ServerId(world.guild.id), MemberId(owner.id)), utcnow(), InteractionId(5))
    await world.env.advance_time(2)
    back = await set_up(world, owner, "excuse", date="2026-01-04")
    await owner.click(back.response, label=BACK)
    await bot.database.write(excused_dates.excuse, asked, [date(2026, 1, 4)], "party")
    shown = await world.ask(owner, "setup show")
    await world.next_day(6)

    assert "Jan 4" in shown
    assert "excused" in await why(world, card)
    assert "Sun, Jan 4** · missed" not in await why(world, card)


async def test_a_range_is_one_entry_of_the_log_and_is_taken_back_as_a_whole(
    world: World, owner: MemberActor
) -> None:
    answer = await set_up(world, owner, "excuse", date="Jan 5 to Jan 7", reason="Camp")
    excused = await world.ask(owner, "setup show")
    file = (await exported(world, owner))["settings"]["excused dates"]

    await owner.click(answer.response, label=BACK)

    log = lines(await world.ask(owner, "setup log"))
    dates = "Mon, Jan 5, 2026 – Wed, Jan 7, 2026"
    assert all(f"Jan {day}" in excused for day in (5, 6, 7))
    assert len(file) == 3
    assert f"**{dates}** are no longer excused" in said(answer)
    assert "no upcoming dates" in await world.ask(owner, "setup show")
    assert len(log) == 2
    assert f"**No longer excused** {dates}" in log[0]
    assert f"**Excused for everyone** {dates} · \u2068Camp\u2069" in log[1]


async def test_a_missed_run_of_days_is_judged_again_for_everyone(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    card = await world.declare(world.alice)
    await world.check_in(world.alice)
    await set_up(world, owner, "excuse", date="tomorrow to Jan 4")
    await world.next_day(6)

    days = await why(world, card)

    assert "🛟 **Fri, Jan 2 – Sun, Jan 4** · 3 × excused: the server excused this date" in days
    assert "**Mon, Jan 5** · missed" in days


async def test_of_a_range_that_has_begun_only_the_rest_is_taken_back(
    world: World, owner: MemberActor
) -> None:
    answer = await set_up(world, owner, "excuse", date="today to Jan 4")
    asked = said(answer)

    await owner.click(answer.response, label=BACK)

    assert "Thu, Jan 1, 2026 – Fri, Jan 2, 2026 have already started" in asked
    assert "**Sat, Jan 3, 2026 – Sun, Jan 4, 2026** are no longer excused" in said(answer)
    shown = await world.ask(owner, "setup show")
    assert "Jan 2" in shown
    assert "Jan 3" not in shown


async def test_a_range_begins_where_the_button_is_pressed_too_late(
    world: World, owner: MemberActor
) -> None:
    answer = await set_up(world, owner, "excuse", date="Jan 3 to Jan 5")
    await wait_until(world, 3, "09:00")

    await owner.click(answer.response, label=BACK)

    assert "**Mon, Jan 5, 2026** is no longer excused" in said(answer)
    assert "Sat, Jan 3, 2026 – Sun, Jan 4, 2026 have already started" in said(answer)


async def test_taking_back_leaves_the_days_that_were_excused_before(
    world: World, owner: MemberActor
) -> None:
    await set_up(world, owner, "excuse", date="Jan 10 to Jan 12")
    answer = await set_up(world, owner, "excuse", date="Jan 11 to Jan 14")
    asked = said(answer)

    await owner.click(answer.response, label=BACK)

    known = "Sun, Jan 11, 2026 – Mon, Jan 12, 2026 were excused already"
    assert f"-# {known}, and stay excused if you take this back." in asked
    assert "**Tue, Jan 13, 2026 – Wed, Jan 14, 2026** are no longer excused" in said(answer)
    shown = await world.ask(owner, "setup show")
    assert all(f"Jan {day}" in shown for day in (10, 11, 12))
    assert not any(f"Jan {day}" in shown for day in (13, 14))


async def test_days_between_many_that_were_excused_before_can_be_taken_back(
    world: World, owner: MemberActor
) -> None:
    for day in range(1, 31, 2):
        await set_up(world, owner, "excuse", date=f"2026-03-{day:02}")
    answer = await set_up(world, owner, "excuse", date="March")

    await owner.click(answer.response, label=BACK)

    dates = (await exported(world, owner))["settings"]["excused dates"]
    assert [each["date"] for each in dates] == [f"2026-03-{day:02}" for day in range(1, 31, 2)]


@pytest.mark.parametrize("kept", ["x", "-1", "1", "f" * 30])
async def test_a_forged_button_takes_nothing_back(
    world: World, owner: MemberActor, kept: str
) -> None:
    await set_up(world, owner, "excuse", date="2026-01-05")
    other = await set_up(world, owner, "excuse", date="2026-01-06")
    await owner.click(other.response, label=BACK)

    answer = await forged(world, f"unexcuse:{world.guild.id}:{owner.id}:2026-01-05~{kept}")

    assert "I don’t know that button" in answer
    assert "Jan 5" in await world.ask(owner, "setup show")


async def test_a_day_that_has_begun_is_said_to_have_been_excused_before(
    world: World, owner: MemberActor
) -> None:
    await set_up(world, owner, "excuse", date="today")

    answer = said(await set_up(world, owner, "excuse", date="today to tomorrow"))

    assert "-# Thu, Jan 1, 2026 was excused already." in answer
    assert BACK not in answer


async def test_a_range_keeps_the_reasons_of_dates_that_were_excused_before(
    world: World, owner: MemberActor
) -> None:
    await set_up(world, owner, "excuse", date="Jan 6", reason="Epiphany")

    answer = said(await set_up(world, owner, "excuse", date="Jan 5 to Jan 7", reason="Camp"))

    assert "Reason for Mon, Jan 5, 2026, Wed, Jan 7, 2026: \u2068Camp\u2069" in answer
    assert "Reason for Tue, Jan 6, 2026: \u2068Epiphany\u2069" in answer


@pytest.mark.parametrize(
    "detail", ["2026-01-05+31", "2026-01-05+-1", "2026-01-05,x", "9999-12-31+30"]
)
async def test_a_forged_range_breaks_nothing(world: World, owner: MemberActor, detail: str) -> None:
    own = await set_up(world, owner, "excuse", date="2026-01-06")
    await owner.click(own.response, label=BACK)

    answer = await forged(world, f"unexcuse:{world.guild.id}:{owner.id}:{detail}")

    assert answer
    assert "went wrong" not in answer
