"""No command shows others a trace of a private goal."""

from typing import Any

import pytest
from discord import Permissions, app_commands
from simcord import MemberActor

from accountabot.bot import Accountabot
from tests.stories.goals.edits import change
from tests.stories.goals.private_goals import declare, in_public
from tests.world import World, said


@pytest.fixture
async def owner(world: World) -> MemberActor:
    """Someone else, who may manage the server and moderate members."""
    role = world.guild.create_role(
        "owner", permissions=Permissions(manage_guild=True, moderate_members=True)
    )
    owner = world.guild.add_member(world.env.create_user("olga"), roles=[role])
    await world.env.settle()
    return owner


def private_actions(world: World) -> dict[str, dict[str, Any]]:
    """Return every command that another member can try on Alice's goals, with its options."""
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
        "remind": named,
        "streak": {"member": world.alice},
        "leaderboard": {},
        "profile": {"member": world.alice},
        "review": {},
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
        "setup freezes": {"to_start_with": 1, "earned_every": 7, "at_most": 2},
        "setup excuse": {"date": "2026-01-05"},
        "setup checkin-channel": {"channel": world.general},
        "setup channels": {"greetings": world.general},
        "setup show": {},
        "setup reminders": {"offered": "off"},
        "setup digest": {},
        "setup board": {"channel": world.general},
        "setup roles": {},
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


async def perform_private_actions(world: World) -> None:
    """Let Alice perform every action on a private goal."""
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


async def test_no_command_shows_others_a_private_goal(
    world: World, bot: Accountabot, owner: MemberActor
) -> None:
    await perform_private_actions(world)
    known = {
        c.qualified_name for c in bot.tree.walk_commands() if isinstance(c, app_commands.Command)
    }

    answers = {
        name: await answer_to(world, owner, name, options)
        for name, options in private_actions(world).items()
    }

    assert set(answers) == known
    assert not [name for name, answer in answers.items() if "zebra" in answer.casefold()]
    assert "zebra" not in in_public(world).casefold()


async def answer_to(world: World, who: MemberActor, command: str, options: dict[str, Any]) -> str:
    """Return the answer and the autocomplete choices."""
    words = ("", "z", "Zebra", "1") if options.get("goal") == "1" else ()
    filled = {name: value for name, value in options.items() if name in {"member", "reason"}}
    offered = [
        str(await who.autocomplete(world.general, command, "goal", typed, **filled))
        for typed in words
    ]
    return "\n".join([*offered, said(await who.slash(world.general, command, **options))])


async def test_a_typed_private_title_is_treated_as_unknown(world: World) -> None:
    await perform_private_actions(world)
    await world.declare(world.bob, "Walk")

    answers = [
        await world.ask(world.bob, name, **options | {"goal": goal})
        for name, options in private_actions(world).items()
        if options.get("goal") == "1" and not name.startswith("moderate")
        for goal in ("Zebra", "Quagga")
    ]

    assert {answer.replace("Zebra", "Quagga") for answer in answers} == {
        answers[0].replace("Zebra", "Quagga")
    }
    assert "Walk" in answers[0]
