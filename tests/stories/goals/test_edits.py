"""Changing a goal: in one form, shown before it is done, on the public record, and as if nothing had been lost."""

from typing import Any

import pytest
from discord.utils import utcnow
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import PendingId
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import edits
from accountabot.services.server import judging_rules
from tests.stories.goals.test_pauses import action, keep, live_in
from tests.stories.test_hostile_text import HOSTILE
from tests.stories.test_trouble import read_only
from tests.world import GREETINGS, HOUR, World, markdown, said, shown

MINUTE = 60


def held(form: InteractionResult) -> dict[str, Any]:
    """Return what a form holds, as a member would send it unchanged."""
    assert form.modal
    fields = [label["component"] for label in form.modal["components"]]
    picked = {
        field["custom_id"]: [option["value"] for option in field["options"] if option["default"]]
        for field in fields
        if "options" in field
    }
    return {field["custom_id"]: field.get("value", "") for field in fields} | picked


async def propose(
    world: World, who: MemberActor, goal: str = "Run", **fields: Any
) -> InteractionResult:
    """Send the form about a goal with some fields changed."""
    form = await who.slash(world.general, "goal edit", goal=goal)
    return await who.submit_modal(form, held(form) | fields)


async def change(
    world: World, who: MemberActor, goal: str = "Run", **fields: Any
) -> InteractionResult:
    """Change a goal."""
    return await who.click((await propose(world, who, goal, **fields)).response, label="Change it")


async def record(world: World, goal: str = "Run") -> str:
    """Return what the public record of one of alice's goals says."""
    days = await world.alice.slash(world.general, "goal history", goal=goal)
    return said(await world.bob.click(days.response, label="The record"))


async def days(world: World, goal: str = "Run") -> str:
    return await world.ask(world.alice, "goal history", goal=goal)


async def without_freezes(world: World, bot: Accountabot) -> None:
    await bot.database.write(
        judging_rules.set_freezes, action(world, world.alice), FreezeRule(0, 0)
    )


# The form.


@pytest.mark.parametrize(
    ("schedule", "sentence"),
    [
        ("daily", "Run every day"),
        ("weekly on mon,tue,wed,thu,fri", "Run every weekday"),
        ("weekly on tue,thu", "Run every Tuesday and Thursday"),
        ("every 2 weeks on tue", "Run every 2 weeks on Tuesday"),
        ("monthly on 15", "Run on day 15 of every month"),
        ("monthly on last", "Run on the last day of every month"),
        ("every 3 days", "Run once every 3 days"),
        ("every 2 weeks", "Run once every 2 weeks"),
        ("3 per week", "Run 3 days a week"),
        ("1 per month", "Run once a month"),
    ],
)
async def test_the_form_holds_the_sentence_and_a_new_title_leaves_the_rhythm_alone(
    world: World, schedule: str, sentence: str
) -> None:
    await world.declare(world.alice, "Run", schedule)
    form = await world.alice.slash(world.general, "goal edit", goal="Run")

    answer = await world.alice.submit_modal(
        form, held(form) | {"sentence": sentence.replace("Run", "Jog")}
    )

    assert held(form)["sentence"] == sentence
    assert "**Title** \u2068Run\u2069 → \u2068Jog\u2069" in said(answer)
    assert "**How often**" not in said(answer)


async def test_the_form_holds_amount_end_plan_and_who_sees_it(world: World) -> None:
    await world.alice.slash(
        world.general,
        "goal declare",
        goal="Coffee",
        schedule="daily until 2026-03-01",
        amount="at most 2",
        unit="cups",
    )
    await change(world, world.alice, "Coffee", plan="after breakfast")

    form = await world.alice.slash(world.general, "goal edit", goal="Coffee")

    assert held(form) == {
        "sentence": "Coffee every day",
        "amount": "at most 2 cups",
        "until": "2026-03-01",
        "plan": "after breakfast",
        "visibility": ["server"],
    }


async def test_a_deadline_is_held_as_a_date_and_with_its_time_where_one_was_named(
    world: World, bot: Accountabot
) -> None:
    await live_in(world, bot, "America/New_York")
    await world.declare(world.alice, "Essay", "once by 2026-01-09")
    await world.declare(world.alice, "Talk", "once by 2026-01-09 17:00")

    forms = [
        await world.alice.slash(world.general, "goal edit", goal=goal) for goal in ("Essay", "Talk")
    ]

    assert [held(form)["until"] for form in forms] == ["2026-01-09", "2026-01-09 17:00"]
    assert [held(form)["sentence"] for form in forms] == ["Essay", "Talk"]


async def test_the_change_is_shown_before_it_is_made(world: World) -> None:
    await world.declare(world.alice, "Run 5k", "weekly on tue,thu")

    answer = await propose(
        world,
        world.alice,
        "Run 5k",
        sentence="Run 6k every Monday",
        until="2026-03-01",
        plan="in the *park*",
    )

    assert answer.ephemeral
    assert "**Title** \u2068Run 5k\u2069 → \u2068Run 6k\u2069" in said(answer)
    assert "**How often** every Tuesday and Thursday → every Monday" in said(answer)
    assert "**Until** no end → Sun, Mar 1, 2026" in said(answer)
    assert "**Plan** no plan → \u2068in the \\*park\\*\u2069" in said(answer)
    assert "Next due: **Mon, Jan 5 · Mon, Jan 12**" in said(answer)
    assert "every Tuesday and Thursday" in await world.ask(world.alice, "goal list")


async def test_what_was_shown_is_made_at_one_tap_and_the_card_follows(world: World) -> None:
    await world.declare(world.alice)

    answer = await change(world, world.alice, sentence="Jog 3 days a week", plan="in the park")

    assert answer.response.ephemeral
    assert "It now reads: **3 days a week**" in said(answer)
    assert "Undo" in said(answer)
    card = shown(world.general)[GREETINGS]
    assert "### 🎯 \u2068Jog\u2069" in card
    assert "**3 days a week**" in card
    assert "📍 \u2068in the park\u2069" in card
    assert len(shown(world.general)) == GREETINGS + 1


async def test_what_is_left_stays_as_it_was(world: World) -> None:
    await world.declare(world.alice)
    shown_ = await propose(world, world.alice, sentence="Jog every day")

    answer = await world.alice.click(shown_.response, label="Leave as is")

    assert "Nothing changed" in said(answer)
    assert "Run" in await world.ask(world.alice, "goal list")


async def test_a_double_tap_changes_it_once(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)

    await change(world, world.alice, sentence="Jog every day")
    await world.deliver_again()

    with pytest.raises(Refusal, match="edit-already"):  # a second finger
        await bot.database.read(
            edits.load_pending, action(world, world.alice).member, PendingId(1), utcnow()
        )
    assert (await record(world, "Jog")).count("changed the title") == 1


async def test_two_changes_that_wait_do_not_undo_one_another(world: World) -> None:
    await world.declare(world.alice)
    first = await propose(world, world.alice, sentence="Jog every day")
    second = await propose(world, world.alice, plan="at noon")

    await world.alice.click(second.response, label="Change it")
    await world.alice.click(first.response, label="Change it")

    view = await world.ask(world.alice, "goal show", goal="Jog")
    assert "at noon" in view


async def test_edit_stands_beside_undo_under_a_declaration_and_works_after_a_restart(
    world: World, settings: Settings
) -> None:
    declared = await world.declare(world.alice)
    await world.env.restart_bot(create_bot(settings))

    form = await world.alice.click(declared.followups[0], label="Edit")
    await world.env.restart_bot(create_bot(settings))
    proposal = await world.alice.submit_modal(form, held(form) | {"sentence": "Jog every day"})
    await world.env.restart_bot(create_bot(settings))
    answer = await world.alice.click(proposal.response, label="Change it")

    assert "Jog" in said(answer)
    assert "Jog" in await world.ask(world.alice, "goal list")


async def test_what_was_typed_is_read_as_of_the_moment_at_which_it_was(world: World) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)
    proposal = await propose(world, world.alice, until="tomorrow")
    await world.env.advance_time(14 * HOUR)  # it is tomorrow now

    answer = await world.alice.click(proposal.response, label="Change it")

    assert "until Fri, Jan 2, 2026" in said(answer)


async def test_what_was_typed_is_forgotten_after_a_week(world: World) -> None:
    await world.declare(world.alice)
    proposal = await propose(world, world.alice, plan="at noon")
    await world.next_day(8)

    answer = await world.alice.click(proposal.response, label="Change it")

    assert "no longer have what you typed" in said(answer)


async def test_a_date_that_may_be_two_is_picked(world: World) -> None:
    await world.declare(world.alice)
    question = await propose(world, world.alice, until="next Friday")
    asked = said(question)

    picked = said(await world.alice.click(question.response, label="Fri, Jan 9, 2026"))
    answer = await world.alice.click(question.response, label="Change it")

    assert "Which one did you mean?" in asked
    assert "**Until** no end → Fri, Jan 9, 2026" in picked
    assert "until Fri, Jan 9, 2026" in said(answer)


async def test_a_sentence_says_amount_and_end_too_and_the_fields_win_where_they_were_changed(
    world: World,
) -> None:
    await world.declare(world.alice, "Read", "daily")
    whole = await propose(
        world, world.alice, "Read", sentence="Read 20 pages every day until March 1"
    )

    both = await propose(
        world,
        world.alice,
        "Read",
        sentence="Read 20 pages every day until March 1",
        amount="5 chapters",
        until="Feb 1",
    )

    assert "**How much** none → 20 \u2068pages\u2069" in said(whole)
    assert "**Until** no end → Sun, Mar 1, 2026" in said(whole)
    assert "**How much** none → 5 \u2068chapters\u2069" in said(both)
    assert "**Until** no end → Sun, Feb 1, 2026" in said(both)


async def test_a_field_that_is_emptied_means_none(world: World) -> None:
    await world.alice.slash(
        world.general,
        "goal declare",
        goal="Read",
        schedule="daily until 2026-03-01",
        amount="20",
        unit="pages",
    )
    await change(world, world.alice, "Read", plan="in bed")

    answer = await propose(world, world.alice, "Read", amount="", until="", plan="")

    assert "20 \u2068pages\u2069 → none" in said(answer)
    assert "Sun, Mar 1, 2026 → no end" in said(answer)
    assert "\u2068in bed\u2069 → no plan" in said(answer)


async def test_a_goal_that_is_done_once_may_come_to_recur_and_keeps_its_last_day(
    world: World,
) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-09")

    recurring = await change(world, world.alice, "Essay", sentence="Essay every day")
    once = await propose(world, world.alice, "Essay", sentence="Essay just once")

    assert "every day until Fri, Jan 9, 2026" in said(recurring)
    assert "every day → once" in said(once)
    assert "**Until**" not in said(once)


async def test_a_first_day_to_come_puts_the_goal_off(world: World) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)

    answer = await change(world, world.alice, sentence="Run every day from 2026-01-10")

    assert "Next due: **Sat, Jan 10 · Sun, Jan 11**" in said(answer)
    assert "moved the first day from Thu, Jan 1, 2026 to Sat, Jan 10, 2026" in await record(world)


async def test_a_day_that_passed_while_the_change_was_looked_at_is_named(world: World) -> None:
    await world.declare(world.alice)
    proposal = await propose(world, world.alice, until="tomorrow")
    await world.next_day(3)

    answer = await world.alice.click(proposal.response, label="Change it")

    assert "I understood Fri, Jan 2, 2026, and that has passed" in said(answer)


# What can't be.


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "Nothing would change"),
        ({"sentence": "  Run   every day "}, "Nothing would change"),
        ({"until": "2025-12-24"}, "Wed, Dec 24, 2025"),
        ({"until": "2099-01-01"}, "more than ten years"),
        ({"until": "blorp"}, "couldn’t tell which day"),
        ({"amount": "lots"}, "I can count from"),
        ({"amount": "-3"}, "I can count from"),
        ({"plan": "\u200b*"}, "visible characters"),
        ({"sentence": "***"}, "visible characters"),
        ({"sentence": "Run " + "far " * 50 + "every day"}, "the limit is 100"),
        ({"sentence": "Run every quarter"}, "can’t track"),
        ({"sentence": "Run every day from 2025-12-01"}, "Mon, Dec 1, 2025"),
    ],
)
async def test_what_cannot_be_says_why_and_opens_the_form_again_with_what_was_typed(
    world: World, fields: dict[str, str], reason: str
) -> None:
    await world.declare(world.alice)

    answer = await propose(world, world.alice, **fields)
    form = await world.alice.click(answer.response, label="Edit what I typed")

    assert answer.ephemeral
    assert reason in said(answer)
    assert all(held(form)[name] == " ".join(typed.split()) for name, typed in fields.items())
    assert "every day" in await world.ask(world.alice, "goal list")


async def test_what_was_typed_is_mended_in_the_form_that_opens_again(world: World) -> None:
    await world.declare(world.alice)
    refused = await propose(
        world, world.alice, sentence="Run every quarter", plan="at noon", visibility=["me"]
    )
    form = await world.alice.click(refused.response, label="Edit what I typed")

    answer = await world.alice.submit_modal(form, held(form) | {"sentence": "Run every Monday"})

    assert "**How often** every day → every Monday" in said(answer)
    assert "**Plan** no plan → \u2068at noon\u2069" in said(answer)
    assert "**Who can see it** everyone here → only the owner" in said(answer)


async def test_a_pick_that_cannot_be_opens_the_form_again(world: World) -> None:
    await world.declare(world.alice, "Run", "once by 2026-01-20")
    question = await propose(world, world.alice, until="next Friday", amount="")
    await world.next_day(3)

    refused = await world.alice.click(question.response, label="Fri, Jan 2, 2026")
    form = await world.alice.click(refused.response, label="Edit what I typed")

    assert "that has passed" in said(refused)
    assert held(form)["until"] == "next Friday"


# What was shown is what is done.


async def test_a_change_that_would_be_another_by_now_is_shown_anew(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.env.advance_time(HOUR)
    first = await propose(world, world.alice, sentence="Jog every day")
    await change(world, world.alice, sentence="Run every Monday")

    again = await world.alice.click(first.response, label="Change it")
    told = said(again)
    untouched = await world.ask(world.alice, "goal list")
    await world.alice.click(again.response, label="Change it")

    assert "Something changed in the meantime" in told
    assert "**How often** every Monday → every day" in told
    assert "Run\u2069" in untouched
    assert "every Monday" in untouched
    assert "Jog\u2069**\n-# every day" in await world.ask(world.alice, "goal list")


async def test_a_change_that_was_silent_when_it_was_shown_is_shown_anew_once_it_is_public(
    world: World,
) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(14 * MINUTE)
    proposal = await propose(world, world.alice, sentence="Run every Monday")
    before = said(proposal)
    await world.env.advance_time(2 * MINUTE)

    again = await world.alice.click(proposal.response, label="Change it")
    told = said(again)
    untouched = await world.ask(world.alice, "goal list")
    done = await world.alice.click(again.response, label="Change it")

    assert "as if you’d put it this way from the start" in before
    assert "Something changed in the meantime" in told
    assert "The new terms apply from today" in told
    assert "every day" in untouched
    assert "on the public record" in said(done) or "The record shows" in said(done)


async def test_a_form_that_was_open_while_its_owner_moved_changes_only_what_was_typed(
    world: World, bot: Accountabot
) -> None:
    await live_in(world, bot, "America/New_York")
    await world.declare(world.alice, "Talk", "once by 2026-01-09 17:00")
    form = await world.alice.slash(world.general, "goal edit", goal="Talk")
    await live_in(world, bot, "Asia/Tokyo")

    answer = await world.alice.submit_modal(form, held(form) | {"plan": "on stage"})

    assert "**Plan**" in said(answer)
    assert "**Until**" not in said(answer)


async def test_a_form_that_was_open_while_the_goal_was_changed_leaves_that_alone(
    world: World,
) -> None:
    await world.declare(world.alice)
    form = await world.alice.slash(world.general, "goal edit", goal="Run")
    await change(world, world.alice, sentence="Run every Monday", plan="at night")

    answer = await world.alice.submit_modal(form, held(form) | {"amount": "5 km"})

    assert "**How much**" in said(answer)
    assert "**How often**" not in said(answer)
    assert "**Plan**" not in said(answer)


async def test_what_is_over_done_or_withdrawn_is_not_changed(world: World) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-01 17:00")
    await world.declare(world.alice, "Call", "once by 2026-01-05")
    await world.declare(world.alice, "Walk")
    await world.check_in(world.alice, goal="Call")
    await world.alice.slash(world.general, "goal drop", goal="Walk")
    await world.env.advance_time(9 * HOUR)

    essay, call, walk = [
        await world.ask(world.alice, "goal edit", goal=goal) for goal in ("Essay", "Call", "Walk")
    ]

    assert "has ended" in essay
    assert "already completed" in call
    assert "already withdrawn" in walk


async def test_only_its_owner_changes_a_goal(world: World) -> None:
    declared = await world.declare(world.alice)
    form = await world.alice.click(declared.followups[0], label="Edit")
    await world.declare(world.bob, "Walk")

    typed = await world.ask(world.bob, "goal edit", goal="Run")
    await world.alice.slash(world.general, "undo")
    gone = await world.alice.submit_modal(form, held(form) | {"plan": "at noon"})

    assert "Walk" in typed
    assert "is gone" in said(gone)
    assert "at noon" in said(gone)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_pings_no_one_and_breaks_nothing(world: World, text: str) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)

    await propose(world, world.alice, sentence=text[:300])
    answer = await propose(
        world, world.alice, plan=text[:100], sentence=f"{text[:90]} every Monday"
    )
    if "Change it" in said(answer):
        await world.alice.click(answer.response, label="Change it")
        for goal in await world.alice.autocomplete(world.general, "goal history", "goal", ""):
            await record(world, str(goal["value"]))

    assert not any(world.pinged()[GREETINGS:])
    assert all(
        "\n# Heading" not in written
        for message in world.general.history()
        for written in markdown(message)
    )


async def test_ten_changes_of_all_that_there_is_fit_into_the_record(world: World) -> None:
    await world.declare(world.alice, "*" * 60 + "x0")
    for number in range(11):
        await world.env.advance_time(HOUR)
        title, other = "*" * 60 + f"x{number}", "*" * 60 + f"x{number + 1}"
        how = (
            "every Monday, Tuesday, Wednesday, and Friday"
            if number % 2
            else "every Tuesday, Thursday, and Sunday"
        )
        answer = await change(
            world,
            world.alice,
            title,
            sentence=f"{other} {how}",
            amount=f"{number + 1} " + "_" * 25 + "z",
            until=f"2026-03-{number + 1:02}",
            plan="|" * 90 + f"y{number}",
        )
        assert "It now reads" in said(answer)

    told = await record(world, "*" * 60 + "x11")

    assert "Page 1 of 2" in told
    assert told.count("moved the deadline from Sun, Mar 1 to Mon, Mar 2") == 1
    assert told.count("moved the deadline from") == 10
    assert "also changed: " in told


# What it comes to.


async def test_a_silent_change_is_as_if_it_had_been_declared_so_and_leaves_no_trace(
    world: World,
) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(14 * MINUTE)

    answer = await change(world, world.alice, sentence="Run every Monday")

    assert "as if you’d put it this way from the start" in said(answer)
    assert "changed" not in await record(world)
    assert "not judged" not in await days(world)


async def test_a_later_change_is_on_the_public_record(world: World) -> None:
    await world.declare(world.alice, "Read", "daily")
    await world.env.advance_time(15 * MINUTE)
    await change(
        world, world.alice, "Read", sentence="Read 3 days a week", amount="20 pages", plan="in bed"
    )
    await world.env.advance_time(MINUTE)
    await change(world, world.alice, "Read", sentence="Read well 3 days a week")

    told = await record(world, "Read well")

    assert (
        "changed the schedule from every day to 3 days a week, changed the amount from none to 20 \u2068pages\u2069"
        in told
    )
    assert "changed the plan from “no plan” to “\u2068in bed\u2069”" in told
    assert "changed the title from “\u2068Read\u2069” to “\u2068Read well\u2069”" in told


@pytest.mark.parametrize(
    ("hours", "lead"),
    [
        (5, "3 hours before"),
        (7.5, "30 minutes before"),
        (7, "an hour before"),
        (0.5, "7 hours before"),
    ],
)
async def test_a_deadline_that_was_moved_says_how_long_before_it_was_due(
    world: World, hours: float, lead: str
) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-01 17:00")
    await world.env.advance_time(int(hours * HOUR))

    await change(world, world.alice, "Essay", until="2026-01-04")

    assert (
        f"moved the deadline from <t:1767286800:f> to Sun, Jan 4, {lead} it was due"
        in await record(world, "Essay")
    )


async def test_a_first_or_last_end_is_told_as_such(world: World) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)
    await change(world, world.alice, until="2026-01-20")
    await world.env.advance_time(HOUR)
    await change(world, world.alice, until="")

    told = await record(world)

    assert "set the deadline to Tue, Jan 20" in told
    assert "removed the deadline of Tue, Jan 20, 19 days before it was due" in told


async def test_the_streak_goes_on_across_a_change(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    await keep(world, 3)  # Thu, Fri and Sat; it is Sunday
    await change(world, world.alice, sentence="Run every Monday")

    await world.next_day()
    await world.check_in(world.alice)

    assert "**Current streak** 4" in await world.ask(world.alice, "streak")
    told = await days(world)
    assert "➖ **Sun, Jan 4** · not judged: the goal was changed while it was open" in told


async def test_what_was_kept_today_is_kept_and_nothing_more_is_asked_of_the_day(
    world: World,
) -> None:
    await keep(world, 2)  # Thu and Fri; it is Saturday
    await world.check_in(world.alice)

    answer = await change(world, world.alice, sentence="Run every Saturday and Sunday")

    assert "Next due: **Sun, Jan 4 · Sat, Jan 10**" in said(answer)
    assert "**Current streak** 3" in await world.ask(world.alice, "streak")


async def test_what_was_pending_at_a_change_is_still_made_good(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await keep(world, 2)  # Thu and Fri
    await world.next_day()  # nothing on Sat; it is Sunday
    await change(world, world.alice, sentence="Run every Wednesday")

    before = await world.ask(world.alice, "streak")
    answer = await world.check_in(world.alice, date="yesterday")

    assert "**Current streak** 2" in before
    assert "⏰" in said(answer)
    assert "**Current streak** 3" in await world.ask(world.alice, "streak")


async def test_what_was_pending_at_a_change_and_not_made_good_is_missed(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await keep(world, 2)
    await world.next_day()
    await change(world, world.alice, sentence="Run every Wednesday")
    await world.next_day()

    told = await days(world)

    assert "❌ **Sat, Jan 3** · missed" in told
    assert "**Current streak** 0" in told
    assert "**Longest streak** 2" in told


async def test_amounts_are_told_as_they_were_promised_then(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Read", schedule="daily", amount="20", unit="pages"
    )
    await world.check_in(world.alice, amount="20")
    await world.next_day()
    await change(world, world.alice, "Read", amount="2 chapters")
    await world.check_in(world.alice, amount="2")

    told, recorded = await days(world, "Read"), await record(world, "Read")

    assert "20 of 20 \u2068pages\u2069" in told
    assert "2 of 2 \u2068chapters\u2069" in told
    assert "20 \u2068pages\u2069" in recorded
    assert "2 \u2068chapters\u2069" in recorded


async def test_a_change_that_was_taken_back_counts_as_if_it_had_not_been(world: World) -> None:
    await keep(world, 2)
    changed = await change(world, world.alice, sentence="Jog every Monday", plan="at noon")

    answer = await world.alice.click(changed.response, label="Undo")

    assert "\u2068Run\u2069** is back to how it was before" in said(answer)
    card = shown(world.general)[GREETINGS]
    assert "Run" in await world.ask(world.alice, "goal list")
    assert "at noon" not in await world.ask(world.alice, "goal show", goal="Run")
    assert "**Current streak** 2" in await world.ask(world.alice, "streak")
    assert "~~" in await record(world)
    await world.env.advance_time(2 * MINUTE)
    card = shown(world.general)[GREETINGS]
    assert "every day" in card


async def test_only_the_latest_change_is_taken_back(world: World) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)
    first = await change(world, world.alice, plan="at noon")
    await change(world, world.alice, plan="at night")

    earlier = await world.alice.click(first.response, label="Undo")
    latest = await world.ask(world.alice, "undo")

    assert "changed again since" in said(earlier)
    assert "is back to how it was before" in latest
    assert "at noon" in await world.ask(world.alice, "goal show", goal="Run")


async def test_a_deadline_moved_in_time_takes_in_what_was_said_before(world: World) -> None:
    await world.alice.slash(
        world.general,
        "goal declare",
        goal="Run",
        schedule="once by 2026-01-03",
        amount="50",
        unit="km",
    )
    await world.check_in(world.alice, goal="Run", amount="30")
    await world.next_day()
    changed = await change(world, world.alice, until="2026-01-10")

    await world.next_day(3)
    done = await world.check_in(world.alice, goal="Run", amount="20")

    assert "**30 of 50 \u2068km\u2069** so far" in said(changed)
    assert "🎉" in said(done)


async def test_a_deadline_is_not_moved_once_it_has_passed(world: World) -> None:
    await world.declare(world.alice, "Essay", "once by 2026-01-01 17:00")
    form = await world.alice.slash(world.general, "goal edit", goal="Essay")
    await world.env.advance_time(9 * HOUR)  # in its grace

    answer = await world.alice.submit_modal(form, held(form) | {"until": "2026-01-04"})
    late = await world.check_in(world.alice, goal="Essay")

    assert "has ended" in said(answer)
    assert "2026-01-04" in said(answer)
    assert "⏰" in said(late)


async def test_where_nothing_can_be_saved_nothing_is_changed_and_the_words_come_back(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    proposal = await propose(world, world.alice, plan="at noon")
    form = await world.alice.slash(world.general, "goal edit", goal="Run")

    async with read_only(bot):
        sent = await world.alice.submit_modal(form, held(form) | {"plan": "at night"})
        pressed = await world.alice.click(proposal.response, label="Change it")

    assert "Not saved" in said(sent)
    assert "at night" in said(sent)
    assert "Not saved" in said(pressed)
    assert "📍" not in await world.ask(world.alice, "goal show", goal="Run")
    await world.alice.click(proposal.response, label="Change it")
    assert "📍 \u2068at noon\u2069" in await world.ask(world.alice, "goal show", goal="Run")
