"""/moderate goal: moderators hide a goal and show it again."""

import pytest
from simcord import MemberActor, SetupError
from sqlalchemy import select

from accountabot.bot import Accountabot
from accountabot.store.schema import pending_inputs
from tests.stories.goals.edits import change, propose, record
from tests.stories.moderation.content_moderation import (
    ZEBRA,
    ask_removal,
    hide,
    in_public,
    moderator,
)
from tests.stories.test_hostile_text import HOSTILE
from tests.world import HOUR, World, markdown, said


async def test_members_do_not_see_the_moderation_commands(world: World, mod: MemberActor) -> None:
    assert "moderate goal" in mod.available_commands(world.general)
    assert not [
        name for name in world.bob.available_commands(world.general) if name.startswith("moderate")
    ]
    with pytest.raises(SetupError):
        await hide(world, world.bob)


async def test_a_hidden_goal_continues_in_private_and_its_owner_sees_the_reason(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice, ZEBRA)
    await world.check_in(world.alice, note="stripes")

    answer = await hide(world, mod)
    again = await world.check_in(world.alice, note="tomorrow, too", goal=ZEBRA)
    card = await world.alice.slash(world.general, "goal show", goal=ZEBRA)

    assert answer.ephemeral
    assert "no ads here" in said(answer)
    assert ZEBRA not in in_public(world)
    assert in_public(world).count("no longer shown here") == 2
    assert "The owner has made" not in in_public(world)
    assert ZEBRA not in await world.ask(world.bob, "goal list", member=world.alice)
    assert "Nobody" in await world.ask(world.bob, "leaderboard")
    assert "hasn’t shared anything" in await world.ask(world.bob, "profile", member=world.alice)
    assert again.ephemeral
    assert card.ephemeral
    assert "Moderators hid this goal on Thu, Jan 1, 2026: “\u2068no ads here\u2069”" in said(card)


async def test_the_owner_of_a_hidden_goal_can_edit_all_but_its_visibility(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice, ZEBRA)
    await world.env.advance_time(HOUR)
    await hide(world, mod)

    refused = await propose(world, world.alice, ZEBRA, visibility=["server"])
    changed = await change(world, world.alice, ZEBRA, sentence="Zebras every Monday")
    told = said(changed)
    taken_back = await world.alice.click(changed.response, label="Undo")

    assert "Moderators hid **\u2068Zebra\u2069**" in said(refused)
    assert "Monday" in told
    assert "is back to how it was before" in said(taken_back)
    assert ZEBRA not in await world.ask(world.bob, "goal list", member=world.alice)
    assert ZEBRA not in in_public(world)


async def test_an_edit_that_made_a_goal_public_can_not_be_undone_while_it_is_hidden(
    world: World, mod: MemberActor
) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal=ZEBRA, schedule="daily", visibility="only me"
    )
    shown_to_all = await change(world, world.alice, ZEBRA, visibility=["server"])
    hidden = await hide(world, mod)

    refused = await world.alice.click(shown_to_all.response, label="Undo")
    await mod.click(hidden.response, label="Show it again")
    allowed = await world.alice.click(shown_to_all.response, label="Undo")

    assert "up to them for now" in said(refused)
    assert "is back to how it was before" in said(allowed)
    assert ZEBRA not in await world.ask(world.bob, "goal list", member=world.alice)


async def test_a_pending_edit_does_not_reveal_a_hidden_goal(world: World, mod: MemberActor) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal=ZEBRA, schedule="daily", visibility="only me"
    )
    first = await propose(world, world.alice, ZEBRA, visibility=["server"])
    second = await propose(world, world.alice, ZEBRA, visibility=["server"], plan="at dawn")
    await world.alice.click(first.response, label="Change it")
    await hide(world, mod)

    answer = await world.alice.click(second.response, label="Change it")

    assert "Moderators hid" in said(answer)
    assert ZEBRA not in await world.ask(world.bob, "goal list", member=world.alice)


async def test_a_goal_is_restored_and_the_record_names_who_and_why(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice, ZEBRA)
    await world.env.advance_time(HOUR)
    await change(world, world.alice, ZEBRA, plan="at the zoo")
    panels = [await hide(world, mod), await hide(world, mod)]
    await change(world, world.alice, ZEBRA, plan="at home")

    first, second = [await mod.click(panel.response, label="Show it again") for panel in panels]
    await world.env.advance_time(120)
    told = await record(world, ZEBRA)

    assert "is public again" in said(first)
    assert "no longer hidden" in said(second)
    assert "### 🎯 \u2068Zebra\u2069" in in_public(world)
    assert "🙈" not in in_public(world)
    assert ZEBRA in await world.ask(world.bob, "goal list", member=world.alice)
    assert f"hidden by moderators · “\u2068no ads here\u2069” · by {mod.mention}" in told
    assert f"shown to everyone again · by {mod.mention}" in told
    assert told.count("shown to everyone again") == 1
    assert "who sees it" not in told


async def test_only_moderators_find_a_goal_that_is_already_hidden(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice, ZEBRA)
    await hide(world, mod)
    nora = moderator(world, "nora")

    offered = await nora.autocomplete(
        world.general, "moderate goal", "goal", "zeb", member=world.alice
    )
    panel = await hide(world, nora, offered[0]["value"], "spam")
    answer = said(panel)
    back = await nora.click(panel.response, label="Show it again")

    assert offered[0]["name"] == "🙈 Zebra"
    assert "is already hidden" in answer
    assert f"by {mod.mention}: “\u2068no ads here\u2069”" in answer
    assert "spam" not in answer
    assert "is public again" in said(back)


async def test_moderators_can_not_find_private_goals(world: World, mod: MemberActor) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal=ZEBRA, schedule="daily", visibility="only me"
    )
    nothing = await hide(world, mod)
    await world.declare(world.alice, "Run")
    elsewhere = world.env.create_guild("Elsewhere")
    hall = elsewhere.create_text_channel("hall")
    dave = elsewhere.add_member(world.env.create_user("dave"))
    await dave.slash(hall, "goal declare", goal="Quagga", schedule="daily")

    offered = await mod.autocomplete(world.general, "moderate goal", "goal", "", member=world.alice)
    nobodys = await mod.autocomplete(world.general, "moderate goal", "goal", "")
    answers = [said(await hide(world, mod, goal)) for goal in (ZEBRA, "1", "3", "Quagga")]

    assert "no goals here that others can see" in said(nothing)
    assert [each["name"] for each in offered] == ["Run"]
    assert nobodys == []
    assert len({answer.partition("What you typed")[0] for answer in answers}) == 1
    assert "Here’s what I found:\n- \u2068Run\u2069" in answers[0]


async def test_moderators_can_not_moderate_themselves_or_undo_moderation(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice, ZEBRA)
    await world.declare(mod, "Walk")
    await hide(world, mod)

    own = await mod.slash(world.general, "moderate goal", member=mod, goal="Walk", reason="hm")
    undone = await world.ask(mod, "undo")

    assert "That one’s yours" in said(own)
    assert "never declared **\u2068Walk\u2069**" in undone
    assert "nothing to undo" in await world.ask(mod, "undo")
    assert ZEBRA not in await world.ask(world.bob, "goal list", member=world.alice)


async def test_two_moderators_at_once_and_a_repeated_delivery_hide_it_once(
    world: World, mod: MemberActor
) -> None:
    nora = moderator(world, "nora")
    await world.declare(world.alice, ZEBRA)

    await hide(world, mod)
    await world.deliver_again()
    second = await hide(world, nora, reason="me too")
    history = await world.alice.slash(world.general, "goal history", goal=ZEBRA)
    told = said(await world.alice.click(history.response, label="The record"))

    assert "is already hidden" in said(second)
    assert told.count("hidden by moderators") == 1
    assert all("DuplicateInteraction" in str(error) for error in world.env.errors)


@pytest.mark.parametrize("reason", HOSTILE)
async def test_a_hostile_reason_pings_nobody_and_breaks_nothing(
    world: World, mod: MemberActor, reason: str
) -> None:
    reason = reason[:300]  # Discord takes no more
    await world.declare(world.alice, ZEBRA)
    await world.check_in(world.alice)
    before = len(world.pings())

    asked = await ask_removal(world, mod, reason=reason)
    if asked.response.components:
        await mod.click(asked.response, label="Undo it")
    await hide(world, mod, reason=reason)
    blocked = await mod.slash(world.general, "moderate member", member=world.bob, reason=reason)
    tried = await world.bob.slash(world.general, "streak")

    assert blocked.ephemeral
    assert tried.acknowledged
    assert not any(world.pings()[before:])
    assert all("\n# Heading" not in text for m in world.general.history() for text in markdown(m))


async def test_a_moderator_who_deleted_their_data_is_not_named(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice, ZEBRA)
    await hide(world, mod)
    nora = moderator(world, "nora")
    panel = await mod.slash(world.general, "data delete")
    await mod.click(panel.response, label="Delete everything")

    again = said(await hide(world, nora))

    assert "by someone who deleted their data" in again
    assert "<@-" not in again


async def test_a_pending_reason_is_deleted_with_the_goal(
    world: World, mod: MemberActor, bot: Accountabot
) -> None:
    await world.declare(world.alice, ZEBRA)
    await world.check_in(world.alice)
    await ask_removal(world, mod, reason="Alice lied")
    panel = await world.alice.slash(world.general, "data delete")
    await world.alice.click(panel.response, label="Delete everything")

    kept = await bot.database.read(
        lambda tx: tx.execute(select(pending_inputs.c.payload)).scalars().all()
    )

    assert kept == []
