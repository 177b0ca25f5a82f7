"""/moderate checkin: moderators take back a check-in."""

from pathlib import Path

from simcord import MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import change, record
from tests.stories.moderation.content_moderation import (
    ZEBRA,
    ask_removal,
    hide,
    in_public,
    moderator,
    removable_checkins,
)
from tests.test_rebuild_command import rebuild
from tests.world import DAY, HOUR, World, said


async def keep(world: World, days: int, goal: str = ZEBRA) -> None:
    """Let Alice check in on consecutive days."""
    for _ in range(days):
        await world.check_in(world.alice, goal=goal)
        await world.next_day()


def rebuilt(settings: Settings) -> str:
    """Rebuild all standings; return the differences."""
    done = rebuild(Path(settings.database_url.removeprefix("sqlite:///")))
    return "" if done.returncode == 0 else done.stdout


async def test_a_check_in_is_removed_days_later_with_all_its_effects(
    world: World, mod: MemberActor, settings: Settings
) -> None:
    await world.declare(world.alice, ZEBRA)
    await world.check_in(world.alice, goal=ZEBRA, note="stripes")
    await world.next_day()
    await keep(world, 4)

    asked = await ask_removal(world, mod, nth=4)
    told_before = said(asked)
    before = await world.ask(world.bob, "streak", member=world.alice)
    done = await mod.click(asked.response, label="Undo it")
    await world.env.advance_time(120)

    assert asked.ephemeral
    assert "For **Thu, Jan 1, 2026**" in told_before
    assert "stripes" in told_before
    assert "can’t reverse this" in told_before
    assert "**Current streak** 5" in before
    assert "no longer counts" in said(done)
    assert "**Current streak** 4" in await world.ask(world.bob, "streak", member=world.alice)
    assert "stripes" not in in_public(world)
    assert "Undone." in in_public(world)
    assert f"· “\u2068not yours\u2069” · by {mod.mention}" in (told := await record(world, ZEBRA))
    assert "~~Thu, Jan 1 · checked in for Thu, Jan 1" in told
    assert rebuilt(settings) == ""


async def test_a_check_in_is_removed_once_whichever_moderator_presses(
    world: World, mod: MemberActor
) -> None:
    nora = moderator(world, "nora")
    await world.declare(world.alice, ZEBRA)
    await world.check_in(world.alice, goal=ZEBRA)
    first, twice, second = [await ask_removal(world, who) for who in (mod, mod, nora)]

    await mod.click(first.response, label="Undo it")
    await world.deliver_again()
    again = await mod.click(twice.response, label="Undo it")
    late = await nora.click(second.response, label="Undo it")
    own = await world.alice.slash(world.general, "undo")

    assert "already undone" in said(again)
    assert "already undone" in said(late)
    assert "as if you’d never declared" in said(own)


async def test_an_announced_milestone_is_not_reached_again(
    world: World, mod: MemberActor, settings: Settings
) -> None:
    card = (await world.declare(world.alice, ZEBRA)).response
    await world.bob.click(card, label="Hold me to it")
    await keep(world, 6)
    seventh = said(await world.check_in(world.alice, goal=ZEBRA))
    await world.env.advance_time(HOUR)
    told = in_public(world).count("7** times in a row") + in_public(world).count("**7** in a row")

    asked = await ask_removal(world, mod)
    await mod.click(asked.response, label="Undo it")
    eighth = said(await world.check_in(world.alice, goal=ZEBRA))
    await world.env.advance_time(HOUR)

    assert "🏅" in seventh
    assert "🏅" not in eighth
    assert (
        in_public(world).count("7** times in a row") + in_public(world).count("**7** in a row")
        == told
    )
    assert rebuilt(settings) == ""


async def test_removing_a_check_in_that_resumed_a_goal_pauses_it_again(
    world: World, mod: MemberActor, settings: Settings
) -> None:
    await world.declare(world.alice, ZEBRA)
    await keep(world, 1)
    await world.alice.slash(world.general, "pause", goal=ZEBRA)
    await world.next_day(2)
    await keep(world, 2)

    asked = await ask_removal(world, mod, nth=1)
    await mod.click(asked.response, label="Undo it")

    assert "**Current streak** 2" in await world.ask(world.bob, "streak", member=world.alice)
    assert rebuilt(settings) == ""


async def test_check_ins_are_offered_by_day_and_note_but_never_private_ones(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice, ZEBRA)
    for day in range(30):
        await world.check_in(world.alice, goal=ZEBRA, note=f"lap {day} {'x' * 200}")
        await world.env.advance_time(DAY)
    filled = {"member": world.alice, "goal": ZEBRA}

    async def removable(typed: str) -> list[str]:
        found = await mod.autocomplete(
            world.general, "moderate checkin", "checkin", typed, **filled
        )
        return [each["name"] for each in found]

    latest, oldest = await removable(""), await removable("LAP 0")
    wrong = await mod.slash(world.general, "moderate checkin", **filled, checkin="999", reason="hm")
    await hide(world, mod)

    assert len(latest) == 25
    assert latest[0].startswith("Fri, Jan 30, 2026 · lap 29")
    assert [name[:24] for name in oldest] == ["Thu, Jan 1, 2026 · lap 0"]
    assert "can’t find that check-in" in said(wrong)
    assert await removable("") == []


async def test_a_confirmation_survives_a_restart_but_not_the_goal(
    world: World, mod: MemberActor, settings: Settings
) -> None:
    await world.declare(world.alice, ZEBRA)
    await world.check_in(world.alice, goal=ZEBRA)
    asked = await ask_removal(world, mod)
    await world.env.restart_bot(create_bot(settings))
    await change(world, world.alice, ZEBRA, visibility=["me"])

    private = await mod.click(asked.response, label="Undo it")
    await change(world, world.alice, ZEBRA, visibility=["server"])
    public = await mod.click(asked.response, label="Undo it")

    assert "is gone" in said(private)
    assert ZEBRA not in said(private)
    assert "no longer counts" in said(public)


async def test_the_owner_of_a_hidden_goal_sees_why_check_ins_are_private(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice, ZEBRA)
    await hide(world, mod)

    checked_in = said(await world.check_in(world.alice))
    listed = await world.ask(world.alice, "goal list")
    dropped = said(await world.alice.slash(world.general, "goal drop", goal=ZEBRA))

    assert "Moderators hid this goal" in checked_in
    assert "🙈" in listed
    assert "Moderators hid this goal" in dropped


async def test_an_old_confirmation_does_not_touch_a_newer_one(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice, ZEBRA)
    for note in ("first", "second"):
        await world.check_in(world.alice, note=note)
        await world.next_day()
    old = await ask_removal(world, mod)
    await world.next_day(8)
    await ask_removal(world, mod, 1)

    answer = said(await mod.click(old.response, label="Undo it"))

    assert "too long ago" in answer
    assert len(await removable_checkins(world, mod)) == 2


async def test_a_removed_check_in_is_shown_with_its_original_text(
    world: World, mod: MemberActor
) -> None:
    card = (await world.declare(world.alice, ZEBRA)).response
    await world.check_in(world.alice)
    await world.next_day(3)
    panel = await ask_removal(world, mod)
    await mod.click(panel.response, label="Undo it")

    days = await world.bob.click(card, label="Why?")
    told = said(await world.bob.click(days.response, label="The record"))

    assert "undone: “checked in for Thu, Jan 1" in told
    assert "entered the day after" not in told


async def test_a_check_in_is_found_by_its_day_or_a_word_but_never_by_a_number(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice, ZEBRA)
    await world.check_in(world.alice, goal=ZEBRA, note="five laps")
    await world.next_day()
    await world.check_in(world.alice, goal=ZEBRA, note="six laps")

    async def find(typed: str) -> str:
        filled = {"member": world.alice, "goal": ZEBRA, "checkin": typed, "reason": "hm"}
        return await world.ask(mod, "moderate checkin", **filled)

    assert "five laps" in await find("FIVE")
    assert "six laps" in await find("2026-01-02")
    for typed in ("1", "2", "3", "laps", "check-in:x"):
        assert "I can’t find that check-in" in await find(typed)
