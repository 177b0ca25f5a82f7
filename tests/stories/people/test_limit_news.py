"""Witness news about goals above their ceiling: nothing, since it is not good news."""

from typing import Any

from accountabot.bot import Accountabot
from tests.stories.checkins.test_limits import INFO, limit
from tests.stories.goals.edits import without_freezes
from tests.stories.people.notices import told
from tests.stories.people.test_witness_news import witness_news
from tests.world import HOUR, World, texts


async def limit_with_witness(world: World, schedule: str) -> None:
    """Let Alice declare a limit that Bob holds her to."""
    await limit(world, schedule)
    card = next(each for each in world.general.history() if "Coffee" in str(each.components))
    await world.bob.click(card, label="Hold me to it")


def latest_news(world: World) -> tuple[str, int]:
    """Return the text and the colour of the latest message."""
    card: Any = world.general.history()[-1].components[0].to_dict()
    return "\n".join(texts([card])), int(card["accent_color"])


async def test_a_passed_ceiling_is_not_announced_to_anyone(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)
    await limit_with_witness(world, "daily")
    await world.next_day()  # a day under way when a goal is declared can't be missed
    for _ in range(3):
        await world.check_in(world.alice, amount="3")
        await world.next_day()
    await world.next_day()

    assert witness_news(world) == []
    assert await told(world, world.bob) == []


async def test_an_end_above_the_ceiling_is_not_celebrated(world: World) -> None:
    await limit_with_witness(world, "daily until 2026-01-03")
    for amount in ("1", "1", "3"):
        await world.check_in(world.alice, amount=amount)
        await world.next_day()
    await world.next_day(9)

    assert witness_news(world) == []


async def test_a_completion_above_the_ceiling_is_not_celebrated(world: World) -> None:
    await limit_with_witness(world, "once by 2026-01-20")
    await world.check_in(world.alice, amount="3")
    await world.ask(world.alice, "goal complete", goal="Coffee")
    await world.env.advance_time(HOUR)

    text, colour = latest_news(world)

    assert "finished with" in text
    assert "🎉" not in text
    assert "Cheer" not in text
    assert colour == INFO
