"""Time the goal parser on its first call, on ordinary sentences and on worst-case ones."""

import time
from datetime import UTC, datetime
from statistics import median
from zoneinfo import ZoneInfo

from accountabot.domain.calendar.days import Calendar

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
    "several goals": "run 3 mon and read 4 tue and swim 5 wed and bike 6 thu and lift 7 fri",
    "several amounts": "run 3 km and read 4 pages and swim 5 laps daily and bike 6 miles",
    "conjunctions": "run 3 mon and " * 12,
    "impossible dates": "for 1e9 weeks % 2026-11-29t12:00:00+99:99 <t:99999999999:F>; " * 4,
}


def main() -> None:
    """Print the time of the first call, and of ordinary and worst-case sentences."""
    began = time.perf_counter()
    from accountabot.phrases.goals.goal_parser import parse_goal  # noqa: PLC0415 - a part of the first call

    parse_goal("Run every day", HERE, NOW)
    _print("first call, with imports", time.perf_counter() - began)
    began = time.perf_counter()
    parse_goal("Finish it by December 24", HERE, NOW)
    _print("first date with a month's name", time.perf_counter() - began)
    ordinary = [_cost(sentence) for sentence in ORDINARY]
    _print("ordinary sentence, median", median(ordinary))
    _print("ordinary sentence, slowest", max(ordinary))
    slow = {name: _cost(sentence) for name, sentence in SLOW.items()}
    for name, seconds in sorted(slow.items(), key=lambda item: item[1]):
        _print(f"  worst case: {name}", seconds, f"{seconds / median(ordinary):6.2f}")


def _print(label: str, seconds: float, ratio: str = "") -> None:
    print(f"{label:<34}{seconds * 1000:8.2f} ms {ratio}".rstrip())


def _cost(sentence: str) -> float:
    """Return the median time to parse a sentence, in seconds."""
    return median(_time_once(sentence) for _ in range(ROUNDS))


def _time_once(sentence: str) -> float:
    from accountabot.phrases.calendar.written_dates import parse_written_date  # noqa: PLC0415 - likewise
    from accountabot.phrases.goals.goal_parser import parse_goal  # noqa: PLC0415 - timed in `main`

    parse_written_date.cache_clear()
    began = time.perf_counter()
    parse_goal(sentence, HERE, NOW)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
