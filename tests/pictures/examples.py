"""One of each kind of picture, with the texts of the caller's choice."""

from datetime import date

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
from accountabot.pictures.review import ReviewPicture, draw_review
from accountabot.pictures.server_week import ServerWeekPicture, WeekdayCount, draw_server_week

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LABELS = HeatmapLabels(WEEKDAYS, MONTHS, "check-ins a day", "Checked in on 200 days.")


def heatmap(days: int = 365, first: date = date(2026, 1, 1)) -> Heatmap:
    return Heatmap(first, tuple(i % 6 for i in range(days)), LABELS)


def board(*rows: BoardRow, note: str = "") -> Picture:
    shown = LeaderboardPicture("Longest streaks", "This month", (BoardSection("", rows),), note)
    return draw_leaderboard(shown)


def row(name: str = "Ada", rank: int = 1, avatar: str | None = None, goal: str = "Run") -> BoardRow:
    return BoardRow(f"{rank}", Person(name, avatar), "12 days", goal, 0.5)


def milestone(number: str = "100", name: str = "Ada") -> Picture:
    return draw_milestone(
        MilestonePicture(Person(name), number, "days in a row", "What a run", "Run 5k", "Today")
    )


def all_pictures(text: str = "Ada", avatar: str | None = None) -> dict[str, Picture]:
    person, stats = Person(text, avatar), (Stat("41", text), Stat("10,000", text))
    days = tuple(WeekdayCount(label, i) for i, label in enumerate(WEEKDAYS))
    week = ServerWeekPicture(text, text, days, text, stats, (text, text))
    year = ReviewPicture(person, text, text, (text, text), stats, heatmap())
    month = ReviewPicture(person, text, text, (text,), (), heatmap(31))
    return {
        "board": board(row(text, 1, avatar, text), row(text, 11, avatar, text), note=text),
        "milestone": draw_milestone(MilestonePicture(person, "10,000", text, text, text, text)),
        "reached": draw_goal_reached(ReachedPicture(person, text, text, stats, text)),
        "profile": draw_profile(ProfilePicture(person, text, stats, heatmap())),
        "week": draw_server_week(week),
        "year": draw_review(year),
        "month": draw_review(month),
    }
