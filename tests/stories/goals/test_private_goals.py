"""Goals that are only their owner's: answered to them alone, and for all others as if they were not there."""

from functools import partial
from typing import Any

import pytest
from discord import Permissions, app_commands
from discord.utils import utcnow
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import GoalId, Member, MemberId, RecordId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import history, pauses
from accountabot.services.people import cheers
from tests.stories.checkins.test_attachments import PICTURE, files, last_told, slowly
from tests.stories.goals.test_edits import change, propose
from tests.stories.goals.test_pauses import action
from tests.world import GREETINGS, HOUR, World, said, shown

ZEBRA = "**\u2068Zebra\u2069**"


async def declare(
    world: World, goal: str = "Zebra", schedule: str = "daily", **options: Any
) -> InteractionResult:
    """Let alice declare a goal that only she sees."""
    return await world.alice.slash(
        world.general, "goal declare", goal=goal, schedule=schedule, visibility="only me", **options
    )


@pytest.fixture
async def owner(world: World) -> MemberActor:
    """Someone else, who may manage the server and moderate members."""
    role = world.guild.create_role(
        "owner", permissions=Permissions(manage_guild=True, moderate_members=True)
    )
    owner = world.guild.add_member(world.env.create_user("olga"), roles=[role])
    await world.env.settle()
    return owner


def in_public(world: World) -> str:
    """Return all that stands in the channel."""
    return "\n".join(shown(world.general)[GREETINGS:])


async def test_it_is_declared_and_checked_in_before_nobodys_eyes_but_ones_own(world: World) -> None:
    declared = await declare(world)
    done = await world.check_in(world.alice, note="at dawn")

    assert declared.ephemeral
    assert "Only you can see this" in said(declared)
    assert "It’s public now" not in said(declared)
    assert "Hold me to it" not in said(declared)
    assert done.ephemeral
    assert "at dawn" in said(done)
    assert "Undo" in said(done)
    assert in_public(world) == ""


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("goal show", {"goal": "Zebra"}),
        ("goal history", {"goal": "Zebra"}),
        ("goal list", {}),
        ("streak", {}),
        ("pause", {"goal": "Zebra"}),
        ("pause", {}),
        ("skip", {"goal": "Zebra"}),
        ("goal complete", {"goal": "Zebra", "note": "done"}),
        ("goal drop", {"goal": "Zebra", "reason": "done"}),
    ],
)
async def test_its_owner_is_answered_and_nobody_else(
    world: World, command: str, options: dict[str, str]
) -> None:
    await declare(world)

    answer = await world.alice.slash(world.general, command, **options)

    assert answer.ephemeral
    assert "Zebra" in said(answer)
    assert in_public(world) == ""


async def test_a_deed_that_is_done_once_is_completed_alone_too(world: World) -> None:
    await declare(world, schedule="once by 2026-01-05")

    answer = await world.alice.slash(world.general, "goal complete", goal="Zebra")

    assert answer.ephemeral
    assert "🎉" in said(answer)
    assert in_public(world) == ""


async def test_it_is_resumed_alone(world: World) -> None:
    await declare(world)
    await world.alice.slash(world.general, "pause")

    answer = await world.alice.slash(world.general, "resume")

    assert answer.ephemeral
    assert "is back at it" in said(answer) or "resumed" in said(answer)
    assert in_public(world) == ""


async def test_a_pause_of_all_neither_names_nor_counts_it_but_holds_for_it(world: World) -> None:
    await world.declare(world.alice, "Run")
    await declare(world)
    await declare(world, "Yak")

    paused = await world.alice.slash(world.general, "pause")
    listed = await world.ask(world.alice, "goal list")
    resumed = await world.alice.slash(world.general, "resume")

    assert "paused **\u2068Run\u2069** until further notice" in said(paused)
    assert "This includes 2 goals that only you can see" in said(paused)
    assert listed.count("paused") == 3
    assert "This includes 2 goals that only you can see" in said(resumed)
    assert "Zebra" not in in_public(world)
    assert "goals" not in in_public(world)


async def test_a_pause_of_all_is_taken_back_at_one_stroke(world: World) -> None:
    await world.declare(world.alice, "Run")
    await declare(world)
    paused = await world.alice.slash(world.general, "pause")

    answer = await world.alice.click(paused.followups[0], label="Undo")

    assert "2 goals continue" in said(answer)
    assert "paused" not in await world.ask(world.alice, "goal list")


async def test_a_day_that_was_skipped_cannot_be_told_to_everyone(world: World) -> None:
    await declare(world)
    skipped = await world.alice.slash(world.general, "skip", goal="Zebra")

    assert "Tell everyone" not in said(skipped)
    assert "Undo" in said(skipped)


async def test_a_skip_is_not_told_once_the_goal_is_ones_own(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    skipped = await world.alice.slash(world.general, "skip", goal="Zebra")
    await change(world, world.alice, "Zebra", visibility=["me"])

    answer = await world.alice.click(skipped.response, label="Tell everyone")

    assert answer.ephemeral
    assert "nobody to tell" in said(answer)


async def test_streaks_are_shown_in_public_without_it_and_with_it_to_its_owner(
    world: World,
) -> None:
    await world.declare(world.alice, "Run")
    await declare(world)

    answer = await world.alice.slash(world.general, "streak")

    assert not answer.ephemeral
    assert "Zebra" not in "".join(shown(world.general))
    assert answer.followups[0].ephemeral
    assert "Zebra" in said(answer)


async def test_more_than_a_page_of_ones_own_streaks_is_turned_alone(world: World) -> None:
    await world.declare(world.alice, "Run")
    for number in range(12):
        await declare(world, f"Zebra {number}")
    answer = await world.alice.slash(world.general, "streak")

    turned = await world.alice.click(answer.followups[0], label="▶")

    assert "Zebra 11" in said(turned)
    assert "Run" not in said(turned)
    assert "Zebra" not in in_public(world)


async def test_it_stands_on_no_board_and_its_owner_only_with_what_others_may_see(
    world: World,
) -> None:
    await declare(world)
    await world.check_in(world.alice)
    alone = await world.ask(world.bob, "leaderboard")
    await world.next_day()
    await world.declare(world.alice, "Run")
    await world.check_in(world.alice, goal="Run")
    await world.check_in(world.alice, goal="Zebra")

    board = await world.ask(world.alice, "leaderboard")

    assert "Nobody has a streak" in alone
    assert "**1** 🔥" in board
    assert "Run" in board
    assert "Zebra" not in board


def deeds(world: World) -> dict[str, dict[str, Any]]:
    """Return every command that another member can try on alice's goals, and with what."""
    named = {"goal": "1"}
    return {
        "goal list": {"member": world.alice},
        "goal show": named,
        "goal history": named,
        "goal edit": named,
        "goal complete": named,
        "goal drop": named,
        "checkin": named,
        "skip": named,
        "pause": named,
        "resume": named,
        "streak": {"member": world.alice},
        "leaderboard": {},
        "profile": {"member": world.alice},
        "cheer": {"member": world.alice, "message": "Go"},
        "introduce": {},
        "disclose": {"text": "I sell a course"},
        "help": {},
        "undo": {},
        "settings": {},
        "goal declare": {"goal": "Run", "schedule": "daily"},
        "timezone": {"zone": "Europe/Lisbon"},
        "setup timezone": {"zone": "Europe/Lisbon"},
        "setup week-start": {"day": 6},
        "setup freezes": {"earned_every": 7, "at_most": 2},
        "setup excuse": {"date": "2026-01-05"},
        "setup checkin-channel": {"channel": world.general},
        "setup channels": {"greetings": world.general},
        "setup show": {},
        "setup greeting": {},
        "setup returning": {},
        "setup start": {},
        "setup check": {},
        "setup log": {},
        "setup export": {},
        "setup import": {"file": ("settings.json", b"{}")},
        "greet": {"member": world.alice},
        "moderate goal": named | {"member": world.alice, "reason": "hm"},
        "moderate checkin": named | {"member": world.alice, "checkin": "2", "reason": "hm"},
        "moderate member": {"member": world.alice, "reason": "hm"},
        "privacy": {},
        "data export": {},
        "data delete": {},
    }


async def live(world: World) -> None:
    """Let alice do all that can be done to a goal that only she sees."""
    await declare(world, plan="at the zebras", amount="1", unit="zebra")
    await world.check_in(world.alice, goal="Zebra", amount="1", note="a zebra")
    await world.next_day()
    await world.alice.slash(world.general, "skip", goal="Zebra", reason="no zebra")
    await world.alice.slash(world.general, "pause", goal="Zebra", reason="no zebra")
    await world.alice.slash(world.general, "resume", goal="Zebra")
    await change(world, world.alice, "Zebra", sentence="Zebra every Monday")
    for command in ("goal show", "goal history"):
        await world.alice.slash(world.general, command, goal="Zebra")
    for command in ("goal list", "streak", "leaderboard"):
        await world.alice.slash(world.general, command)


async def test_no_command_shows_others_a_trace_of_it(
    world: World, bot: Accountabot, owner: MemberActor
) -> None:
    await live(world)
    known = {
        c.qualified_name for c in bot.tree.walk_commands() if isinstance(c, app_commands.Command)
    }

    answers = {
        name: await asked(world, owner, name, options) for name, options in deeds(world).items()
    }

    assert set(answers) == known
    assert not [name for name, answer in answers.items() if "zebra" in answer.casefold()]
    assert "zebra" not in in_public(world).casefold()


async def asked(world: World, who: MemberActor, command: str, options: dict[str, Any]) -> str:
    """Return what someone is told, and offered while they type."""
    words = ("", "z", "Zebra", "1") if options.get("goal") == "1" else ()
    filled = {name: value for name, value in options.items() if name in {"member", "reason"}}
    offered = [
        str(await who.autocomplete(world.general, command, "goal", typed, **filled))
        for typed in words
    ]
    return "\n".join([*offered, said(await who.slash(world.general, command, **options))])


async def test_its_title_typed_by_hand_is_as_unknown_as_any_other(world: World) -> None:
    await live(world)
    await world.declare(world.bob, "Walk")

    answers = [
        await world.ask(world.bob, name, **options | {"goal": goal})
        for name, options in deeds(world).items()
        if options.get("goal") == "1" and not name.startswith("moderate")
        for goal in ("Zebra", "Quagga")
    ]

    assert {answer.replace("Zebra", "Quagga") for answer in answers} == {
        answers[0].replace("Zebra", "Quagga")
    }
    assert "Walk" in answers[0]


async def test_a_card_that_could_not_be_taken_down_answers_others_as_if_the_goal_were_gone(
    world: World,
) -> None:
    card = (await world.declare(world.alice, "Zebra")).response
    witness = (await world.bob.click(card, label="Hold me to it")).response
    await world.env.advance_time(HOUR)
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=403, times=None)
    await change(world, world.alice, "Zebra", visibility=["me"])

    answers = [
        await world.bob.click(card, label=label)
        for label in ("Check in", "Hold me to it", "Cheer", "Why?")
    ]
    answers += [
        await world.bob.click(witness, label=label) for label in ("How’s it going?", "Step back")
    ]
    own = await world.alice.click(card, label="Why?")

    for answer in answers:
        assert answer.ephemeral
        assert "is gone" in said(answer)
        assert "Zebra" not in said(answer)
    assert "Zebra" in said(own)


async def test_explanations_that_are_open_are_not_turned_any_further(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    why = await world.bob.click(world.general.history()[GREETINGS], label="Why?")
    await change(world, world.alice, "Zebra", visibility=["me"])

    answer = await world.bob.click(why.response, label="The record")

    assert "is gone" in said(answer)
    bob = Member(ServerId(world.guild.id), MemberId(world.bob.id))
    for service in (history.explain, history.load_history):
        with pytest.raises(Refusal, match="goal-gone"):
            await bot.database.read(service, bob, GoalId(1), 0, utcnow())
    with pytest.raises(Refusal, match="goal-gone"):
        await bot.database.write(cheers.cheer_goal, action(world, world.bob), GoalId(1))


async def test_what_was_posted_comes_down_when_a_goal_becomes_ones_own(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice, goal="Zebra", note="stripes")
    await world.alice.slash(world.general, "pause")
    await world.env.advance_time(HOUR)

    answer = await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Only you can see it now" in said(answer)
    assert "Zebra" not in in_public(world)
    assert "stripes" not in in_public(world)
    assert in_public(world).count("The owner now keeps this private") == 3
    assert "Run" in in_public(world)


async def test_it_comes_down_at_once_even_where_its_card_was_drawn_a_moment_ago(
    world: World,
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.bob.click(world.general.history()[GREETINGS], label="Cheer")

    await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Zebra" not in in_public(world)
    await world.next_day(2)
    assert "Zebra" not in in_public(world)


async def test_making_it_public_again_posts_nothing_and_its_card_is_true(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice, goal="Zebra", note="stripes")
    await change(world, world.alice, "Zebra", visibility=["me"])
    await world.env.advance_time(HOUR)
    count = len(shown(world.general))

    answer = await change(world, world.alice, "Zebra", visibility=["server"])

    assert "Everyone here can see it" in said(answer)
    assert len(shown(world.general)) == count
    assert "### 🎯 \u2068Zebra\u2069" in in_public(world)
    assert "stripes" not in in_public(world)
    assert "Zebra" in await world.ask(world.bob, "goal list", member=world.alice)


async def test_one_that_was_never_public_is_shown_when_its_owner_shows_it(world: World) -> None:
    await declare(world)
    await change(world, world.alice, "Zebra", visibility=["server"])
    before = in_public(world)

    await world.alice.slash(world.general, "goal show", goal="Zebra")

    assert before == ""
    assert "Zebra" in in_public(world)


async def test_hiding_it_can_be_taken_back_and_so_can_showing_it(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    hidden = await change(world, world.alice, "Zebra", visibility=["me"])
    await world.alice.click(hidden.response, label="Undo")
    await world.env.advance_time(120)
    back = in_public(world)
    await change(world, world.alice, "Zebra", visibility=["me"])
    shown_again = await change(world, world.alice, "Zebra", visibility=["server"])
    await world.check_in(world.alice, goal="Zebra", note="stripes")
    await world.alice.click(shown_again.response, label="Undo")

    assert "Zebra" in back
    assert "Zebra" not in in_public(world)
    assert "stripes" not in in_public(world)


async def test_the_change_is_shown_to_its_owner_with_what_comes_of_it(world: World) -> None:
    await world.declare(world.alice, "Zebra")

    answer = await propose(world, world.alice, "Zebra", visibility=["me"])

    assert "**Who can see it** everyone here → only the owner" in said(answer)
    assert "I remove what I’ve posted" in said(answer)


async def test_a_skip_of_someones_own_is_refused_by_the_service_too(
    world: World, bot: Accountabot
) -> None:
    await declare(world)
    await world.alice.slash(world.general, "skip", goal="Zebra")

    with pytest.raises(Refusal, match="skip-private"):
        await bot.database.write(pauses.load_announcement, action(world, world.alice), RecordId(2))


# What could still tell of it.


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("goal show", {"goal": "Zebra"}),
        ("goal history", {"goal": "Zebra"}),
        ("streak", {}),
        ("leaderboard", {}),
    ],
)
async def test_what_showed_it_comes_down_when_it_becomes_ones_own(
    world: World, command: str, options: dict[str, str]
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice)
    await world.alice.slash(world.general, command, **options)

    await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Zebra" not in in_public(world)
    assert in_public(world).count("The owner now keeps this private") == 3


async def test_what_others_asked_of_it_comes_down_too(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.bob.slash(world.general, "streak", member=world.alice)

    await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Zebra" not in in_public(world)


async def test_what_could_not_be_taken_down_is_tried_again(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice, note="stripes")
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=500, times=12)
    await change(world, world.alice, "Zebra", visibility=["me"])

    await world.env.advance_time(HOUR)

    assert "Zebra" not in in_public(world)
    assert "stripes" not in in_public(world)


async def test_what_could_not_be_taken_down_is_tried_again_after_a_restart(
    world: World, settings: Settings
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.alice.slash(world.general, "goal show", goal="Zebra")
    await world.env.advance_time(HOUR)
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=403, times=2)
    await change(world, world.alice, "Zebra", visibility=["me"])
    before = in_public(world)

    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert "Zebra" in before
    assert "Zebra" not in in_public(world)


async def test_what_is_shown_again_before_it_could_be_taken_down_stays(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=500, times=5)
    hidden = await change(world, world.alice, "Zebra", visibility=["me"])
    await world.alice.click(hidden.response, label="Undo")

    await world.env.advance_time(HOUR)

    assert "### 🎯 \u2068Zebra\u2069" in in_public(world)


async def test_its_card_comes_back_when_hiding_it_is_taken_back(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.env.advance_time(HOUR)
    await world.check_in(world.alice, note="stripes")
    hidden = await change(world, world.alice, "Zebra", visibility=["me"])

    await world.alice.click(hidden.response, label="Undo")
    await world.env.advance_time(120)

    assert "### 🎯 \u2068Zebra\u2069" in in_public(world)
    assert in_public(world).count("The owner now keeps this private") == 1


async def test_a_file_that_comes_after_it_was_hidden_is_not_posted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.declare(world.alice, "Zebra")
    monkeypatch.setattr(world.env.bot.http, "get_from_cdn", partial(slowly, 30))
    await world.check_in(world.alice, note="stripes", proof=PICTURE)
    await change(world, world.alice, "Zebra", visibility=["me"])

    await world.env.advance_time(60)

    assert files(world) == []
    assert "stripes" not in in_public(world)
    assert "didn’t keep this one" in last_told(world)
