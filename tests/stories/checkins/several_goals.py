"""Helpers for the tests of check-ins on several goals at once."""

from typing import Any

from simcord import InteractionResult, MemberActor

from tests.world import World, ids

GOALS = ("Run", "Swim", "Walk")


async def ask(world: World, *more: str, **options: str) -> InteractionResult:
    """Let Alice declare goals that are due today, and check in without naming one."""
    for goal in (*GOALS, *more):
        await world.declare(world.alice, goal)
    return await world.check_in(world.alice, **options)


async def declare_amount(world: World, goal: str, amount: str) -> None:
    """Let Alice declare a daily goal with an amount."""
    options = {"goal": goal, "schedule": "daily", "amount": amount}
    await world.alice.slash(world.general, "goal declare", **options)


def menu(question: InteractionResult) -> dict[str, dict[str, str]]:
    """Return the options of *I did these…* by their labels."""
    rows = question.response.components[0]["components"]
    items = [item for row in rows for item in row.get("components", [])]
    (found,) = (item for item in items if "options" in item)
    return {option["label"]: option for option in found["options"]}


def values(question: InteractionResult, *goals: str) -> list[str]:
    """Return what to select for these goals, or for all of them."""
    return [str(menu(question)[goal]["value"]) for goal in goals or menu(question)]


async def check_in_on(world: World, *goals: str, **options: str) -> InteractionResult:
    """Let Alice check in on several of the three goals at once."""
    question = await ask(world, **options)
    return await world.alice.select(question.response, values(question, *goals))


async def cheer_nth(who: MemberActor, message: Any, nth: int) -> InteractionResult:
    """Let a member press the nth *Cheer* button of a message."""
    return await who.click(message, custom_id=list(ids(message.components, "cheer"))[nth])
