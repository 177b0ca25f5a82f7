"""The preview that is shown before a goal is changed."""

import pytest
from discord.utils import utcnow

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import DraftId
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import edits
from tests.stories.goals.edits import MINUTE, change, held, propose, record
from tests.stories.goals.pauses import action, live_in
from tests.world import GREETINGS, HOUR, World, said, shown


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
            edits.load_pending, action(world, world.alice).member, DraftId(1), utcnow()
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
