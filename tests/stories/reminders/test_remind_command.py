"""The command /remind: when members are reminded of which goal."""

from discord.utils import utcnow
from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.reminders.offers import Offered
from accountabot.services.reminders import reminder_preferences
from tests.stories.reminders.reminding import (
    MINUTE,
    SIX,
    isolated,
    live_in,
    offer,
    options_of,
    remind,
    reminders,
)
from tests.world import DAY, HOUR, World, said

RUN = isolated("Run")
NINE = SIX - 9 * HOUR


async def ask(world: World, **options: str) -> str:
    return await world.ask(world.alice, "remind", **options)


async def test_a_time_is_understood_and_the_next_reminder_named(world: World) -> None:
    await live_in(world, world.alice)
    await world.declare(world.alice)

    answer = await ask(world, at="9pm")
    await world.env.advance_time(12 * HOUR + 5 * MINUTE)

    assert f"✅ **{RUN}**: at 21:00." in answer
    assert f"Next reminder: <t:{SIX + 3 * HOUR}:F>, in <#{world.general.id}>." in answer
    assert len(reminders(world)) == 1


async def test_a_time_that_is_past_today_comes_tomorrow(world: World) -> None:
    await live_in(world, world.alice)
    await world.declare(world.alice)

    answer = await ask(world, at="7am")

    assert f"Next reminder: <t:{NINE - 2 * HOUR + DAY}:F>" in answer


async def test_a_time_in_the_quiet_hours_is_honoured_and_pointed_out(world: World) -> None:
    await live_in(world, world.alice)
    await world.declare(world.alice)

    answer = await ask(world, at="11pm")
    usual = await ask(world, at="9pm")

    assert "That’s in your quiet hours. You picked it, so it comes anyway." in answer
    assert f"<t:{SIX + 5 * HOUR}:F>" in answer
    assert "quiet hours" not in usual


async def test_several_times_are_named_as_one_would_say_them(world: World) -> None:
    await live_in(world, world.alice)
    await world.declare(world.alice)

    two = await ask(world, at="9pm and 7am")
    three = await ask(world, at="7am, 12:30 and 9pm")

    assert f"✅ **{RUN}**: at 07:00 and 21:00." in two
    assert f"✅ **{RUN}**: at 07:00, 12:30, and 21:00." in three


async def test_a_local_time_that_does_not_exist_is_shown_as_it_will_be(
    world: World, settings: Settings
) -> None:
    await live_in(world, world.alice, zone="Europe/Berlin")
    await world.env.bot.close()
    world.env.backend.advance_clock(86 * DAY)  # on 29 March 2026, the clock skips from 2 to 3
    await world.env.restart_bot(create_bot(settings))
    await world.declare(world.alice)

    answer = await ask(world, at="2:30am")

    skipped = NINE + 87 * DAY - 9 * HOUR + HOUR + 30 * MINUTE  # 01:30 UTC, 03:30 in Berlin
    assert f"<t:{skipped}:F>" in answer


async def test_before_needs_a_usual_time_or_a_deadline(world: World) -> None:
    await live_in(world, world.alice)
    await world.declare(world.alice, "Run")

    refused = await world.alice.slash(world.general, "remind", goal="Run", at="30 min before")
    await world.declare(world.alice, "Yoga every day at 7pm")
    usual = await ask(world, goal="Yoga at 7pm", at="30 min before")

    assert f"I don’t know when you usually do **{RUN}**, so" in said(refused)
    assert "Edit" in said(refused)
    assert f"<t:{SIX + 30 * MINUTE}:F>" in usual
    assert "30 minutes before" in usual


async def test_before_can_refer_to_a_deadline(world: World) -> None:
    await live_in(world, world.alice)
    await world.declare(world.alice, "Send the essay by tomorrow 5pm", "")

    answer = await ask(world, at="2 hours before")

    assert f"<t:{SIX + DAY - 3 * HOUR}:F>" in answer


async def test_a_goal_without_a_date_has_no_day_for_a_reminder(world: World) -> None:
    await live_in(world, world.alice)
    await world.alice.slash(world.general, "goal declare", goal="Learn the ukulele once")

    refused = await world.alice.slash(world.general, "remind", at="7am")

    assert "so there’s no day to remind you on" in said(refused)
    assert "Edit" in said(refused)


async def test_an_ended_goal_is_refused(world: World) -> None:
    await live_in(world, world.alice)
    await world.declare(world.alice)
    await world.ask(world.alice, "goal drop", goal="Run")

    assert "has ended" in await ask(world, goal="Run", at="7am")
    assert "has ended" in await ask(world, goal="Run")


async def test_without_goals_it_offers_one(world: World) -> None:
    answer = await world.alice.slash(world.general, "remind")

    assert "A new goal" in said(answer)


async def test_what_it_cannot_read_is_refused_with_an_example(world: World) -> None:
    await world.declare(world.alice)

    answer = await ask(world, at="sometime nice")

    assert "couldn’t tell when that is" in answer
    assert "Try again" in answer


async def test_off_stops_them_and_auto_brings_them_back(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run")

    off = await ask(world, at="off")
    overview = await ask(world)
    auto = await ask(world, at="auto")

    assert f"✅ **{RUN}**: no reminders." in off
    assert "Next reminder" not in off
    assert f"- **{RUN}**: no reminders" in overview
    assert f"✅ **{RUN}**: at a time I pick." in auto
    assert f"Next reminder: <t:{SIX}:F>" in auto


async def test_times_are_suggested_by_what_is_typed(world: World) -> None:
    everything = await world.alice.autocomplete(world.general, "remind", "at", "")
    begun = await world.alice.autocomplete(world.general, "remind", "at", "30")

    assert [each["value"] for each in everything] == ["7am", "9pm", "30 min before", "auto", "off"]
    assert [each["value"] for each in begun] == ["30 min before"]


async def test_twenty_goals_at_once(world: World) -> None:
    await live_in(world, world.alice)
    for nth in range(20):
        await world.declare(world.alice, "abcdefghijklmnopqrst"[nth] * 80)

    asked = await world.alice.slash(world.general, "remind", at="7am, 12:30 and 9pm")
    menu = asked.response
    question = said(asked)
    values = [option["value"] for option in options_of(menu)]
    answer = await world.alice.select(menu, values)

    assert "You can pick several" in question
    assert len(values) == 20
    assert said(answer).count("<t:") == 20
    assert len(said(answer)) < 4000
    overview = await ask(world)
    assert overview.count("<t:") == 20
    assert len(overview) < 6000


async def test_the_overview_opens_a_goal_and_a_form_changes_its_time(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run")
    await world.declare(world.alice, "Read")
    overview = await world.alice.slash(world.general, "remind")
    listed = said(overview)
    (value,) = [each["value"] for each in options_of(overview.response) if each["label"] == "Read"]

    opened = await world.alice.select(overview.response, [value])
    form = await world.alice.click(opened.response, label="Pick a time")
    answer = await world.alice.submit_modal(form, {"text": "8pm"})

    assert f"- **{RUN}**: <t:{SIX}:f>, in <#{world.general.id}>" in listed
    assert f"✅ **{isolated('Read')}**" in said(answer)
    assert f"<t:{SIX + 2 * HOUR}:F>" in said(answer)


async def test_a_server_without_reminders_says_so(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    await offer(world, bot, Offered.OFF)

    refused = await ask(world, at="7am")
    declared = await world.declare(world.alice, "Read")

    assert "This server has reminders switched off" in refused
    assert "Remind me here" not in said(declared)


async def test_without_a_time_zone_it_asks_for_it(world: World, owner: MemberActor) -> None:
    await world.declare(world.alice)

    unknown = await ask(world, at="9pm")
    await owner.slash(world.general, "setup timezone", zone="Europe/Lisbon")
    servers = await ask(world, at="9pm")

    assert (
        "I don’t know your time zone yet, so I can’t send anything until you tell me your city."
        in unknown
    )
    assert f"<t:{SIX + 3 * HOUR}:F>" in servers
    assert "I go by this server’s time zone" in servers
    assert "Lisbon" in servers


async def test_with_closed_messages_it_says_so(world: World, bot: Accountabot) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run", label="By direct message")
    who = Member(ServerId(world.guild.id), MemberId(world.alice.id))
    await bot.database.write(reminder_preferences.set_messages_closed, who, True, utcnow())

    answer = await ask(world, at="9pm")

    assert "my direct messages don’t reach you" in answer
    assert "Remind me in a channel instead" in answer
