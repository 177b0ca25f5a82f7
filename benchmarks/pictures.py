"""Measure how long each picture takes, and how little the bot notices of it."""

import asyncio
from collections.abc import Awaitable
from datetime import date
from statistics import median
from time import perf_counter

from accountabot.pictures.goal_reached import ReachedPicture, draw_goal_reached
from accountabot.pictures.heatmap import Heatmap, HeatmapLabels
from accountabot.pictures.leaderboard import (
    BoardRow,
    BoardSection,
    LeaderboardPicture,
    draw_leaderboard,
)
from accountabot.pictures.milestone import MilestonePicture, draw_milestone
from accountabot.pictures.picture import Person, Picture, Stat
from accountabot.pictures.profile import ProfilePicture, draw_profile
from accountabot.pictures.renderer import CACHE_BYTES, Renderer
from accountabot.pictures.review import ReviewPicture, draw_review
from accountabot.pictures.server_week import ServerWeekPicture, WeekdayCount, draw_server_week

ROUNDS = 9
AT_ONCE = 20
LIMIT = 20.0
"""Milliseconds that the event loop may stand still."""
TICK = 0.001
KINDS = ("leaderboard", "milestone", "reached", "profile", "week", "review")
STATS = (Stat("92%", "promises kept"), Stat("128", "days in a row"), Stat("318", "cheers"))
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LABELS = HeatmapLabels(WEEKDAYS, ("Jan",) * 12, "check-ins a day", "Checked in on 300 days.")
YEAR = Heatmap(date(2026, 1, 1), tuple(i % 6 for i in range(365)), LABELS)


async def main() -> None:
    """Print the time of each kind of picture, the longest pause, and the memory."""
    renderer = Renderer()
    print(f"the first picture, with the start of the process: {await first_time():.0f} ms")
    print(f"{'':12} {'median':>10} {'first':>10} {'of which SVG':>14} {'PNG':>10}")
    for kind in KINDS:
        print(f"{kind:12} {await measure(renderer, kind)}")
    count, size = len(renderer.cache), renderer.cache.size
    print(
        f"cached: {size / count / 1024:.0f} KiB a picture, at most {CACHE_BYTES >> 20} MiB in all"
    )
    await renderer.close()
    await report_pauses()


async def first_time() -> float:
    """Return the milliseconds of the first picture after a start."""
    renderer = Renderer()
    took, _ = await timed(renderer.render(example("milestone", 0)))
    await renderer.close()
    return took


async def measure(renderer: Renderer, kind: str) -> str:
    """Return the times and the size of a kind of picture, each time with other contents."""
    svgs, pngs, size = [], [], 0
    for i in range(ROUNDS):
        began = perf_counter()
        picture = example(kind, i)
        svgs.append((perf_counter() - began) * 1000)
        took, size = await timed(renderer.render(picture))
        pngs.append(took)
    both = [svg + png for svg, png in zip(svgs, pngs, strict=True)]
    kib = size / 1024
    return f"{median(both):7.1f} ms {both[0]:7.1f} ms {median(svgs):11.1f} ms {kib:6.0f} KiB"


async def timed(rendering: Awaitable[bytes | None]) -> tuple[float, int]:
    """Return the milliseconds that a picture takes, and the number of its bytes."""
    began = perf_counter()
    png = await rendering
    assert png
    return (perf_counter() - began) * 1000, len(png)


async def report_pauses() -> None:
    """Print the longest pause of the event loop while it idles, and while pictures are drawn."""
    idle = await longest_pause(asyncio.sleep(1))
    renderer = Renderer()
    pictures = [example(KINDS[i % len(KINDS)], 1000 + i) for i in range(AT_ONCE)]
    began = perf_counter()
    rendering = asyncio.gather(*map(renderer.render, pictures))
    busy = await longest_pause(rendering)
    seconds = perf_counter() - began
    await renderer.close()
    print(f"{AT_ONCE} at once: {seconds:.1f} s; the event loop pauses for at most {busy:.1f} ms")
    print(f"({idle:.1f} ms while idle; the limit is {LIMIT:.0f} ms)")


async def longest_pause(work: Awaitable[object]) -> float:
    """Return the longest time, in milliseconds, in which the event loop did nothing else."""
    task = asyncio.ensure_future(work)
    longest, last = 0.0, perf_counter()
    while not task.done():
        await asyncio.sleep(TICK)
        now = perf_counter()
        longest, last = max(longest, now - last - TICK), now
    await task
    return longest * 1000


def example(kind: str, i: int) -> Picture:
    """Return a picture of a kind, different for each number."""
    person = Person(f"Ada Lovelace {i}")
    return {
        "leaderboard": lambda: board(i),
        "milestone": lambda: draw_milestone(
            MilestonePicture(person, f"{i}", "days in a row", "What a run", "Run 5k", "Today")
        ),
        "reached": lambda: draw_goal_reached(
            ReachedPicture(person, "Goal reached", "Read 24 books", STATS, "2026")
        ),
        "profile": lambda: draw_profile(ProfilePicture(person, "Runners’ Club", STATS, YEAR)),
        "week": lambda: week(i),
        "review": lambda: draw_review(
            ReviewPicture(person, f"Ada’s {i}", "A year", ("Ran 41 times",) * 5, STATS, YEAR)
        ),
    }[kind]()


def board(i: int) -> Picture:
    """Return a leaderboard with ten rows."""
    rows = (
        BoardRow(f"{rank}", Person(f"Member {rank}"), f"{i + 99 - rank} days", "Run 5k", 1 / rank)
        for rank in range(1, 11)
    )
    return draw_leaderboard(LeaderboardPicture("Streaks", "2026", (BoardSection("", tuple(rows)),)))


def week(i: int) -> Picture:
    """Return a server's week."""
    days = tuple(WeekdayCount(label, i + len(label)) for label in WEEKDAYS)
    highlights = ("Ada kept all seven promises", "Ben is back") * 3
    return draw_server_week(
        ServerWeekPicture("The week", f"Week {i}", days, "Check-ins a day", STATS, highlights)
    )


if __name__ == "__main__":
    asyncio.run(main())
