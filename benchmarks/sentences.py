"""Measure how long it takes to understand a sentence: the first, an ordinary one, and those made to be slow."""

import time
from datetime import UTC, datetime
from statistics import median
from zoneinfo import ZoneInfo

from accountabot.domain.calendar.days import Calendar
from accountabot.phrases.goals import dates

ROUNDS = 25
NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)
HERE = Calendar(ZoneInfo("America/New_York"))

ORDINARY = [
    "Run 5k every Tue and Thu until March 1",
    "Read 20 pages a day",
    "Finish my essay by Friday 5pm",
    "No sugar for 30 days",
    "Learn to juggle",
    "I'm going to write 500 words every weekday from tomorrow",
    "At most 2 coffees a day",
    "Call mum next Friday",
    "10 minutes of yoga, 3 times a week",
    "Pay the rent on the 1st of every month",
]
SLOW = {
    "every": "every " * 50,
    "every day": "every day " * 25,
    "weekdays": "mon " * 50,
    "lists": "every mon, tue and wed " * 8,
    "numbers": "1 " * 50,
    "tens": "twenty-" * 25,
    "ceilings": "at most 2 " * 16,
    "by": "by " * 50,
    "the end of the end": "by the end of " * 12,
    "dates": " ".join(f"by dec {day}" for day in range(1, 17)),
    "other dates": " ".join(f"by {day}/{day}/26" for day in range(1, 13)),
    "times": "3 times a week or " * 10,
    "durations": "for 3 days " * 16,
    "hours": "from 9 to 5pm " * 12,
    "several dates": "on jan 1, feb 2 and mar 3 " * 5,
    "slips": "every mondya, tusday, " * 10,
    "unknown ends": "every day until x " * 12,
    "quotes": '"every" ' * 16,
    "one word": "x" * 300,
    "signs": "," * 50,
    "apostrophes": "a'" * 150,
    "figures": "1,1." * 75,
    "most words": "every 2nd mon in 3 days by dec 1 at 5pm " * 3,
    "three hundred words": "a " * 150,
}


def main() -> None:
    """Print the first call, the ordinary ones and the slow ones, and how the worst of these compares."""
    began = time.perf_counter()
    from accountabot.phrases.goals import sentences  # noqa: PLC0415 - its import is a part of the first call

    sentences.read("Run every day", HERE, NOW)
    print(f"first call, imports included   {(time.perf_counter() - began) * 1000:8.2f} ms")
    began = time.perf_counter()
    sentences.read("Finish it by December 24", HERE, NOW)
    print(f"first date with a month's name {(time.perf_counter() - began) * 1000:8.2f} ms")

    def cost(sentence: str) -> float:
        return median(_once(sentences.read, sentence) for _ in range(ROUNDS))

    ordinary = [cost(sentence) for sentence in ORDINARY]
    print(
        f"an ordinary one, median        {median(ordinary) * 1000:8.2f} ms, worst {max(ordinary) * 1000:.2f} ms"
    )
    slow = {name: cost(sentence) for name, sentence in SLOW.items()}
    for name, took in sorted(slow.items(), key=lambda one: one[1]):
        print(f"  made to be slow: {name:14}{took * 1000:8.2f} ms  {took / median(ordinary):6.2f}")


def _once(read: object, sentence: str) -> float:
    dates.written.cache_clear()
    began = time.perf_counter()
    read(sentence, HERE, NOW)  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
