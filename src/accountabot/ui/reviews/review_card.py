"""Build the cards of reviews."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from discord.ui import ActionRow, Button, Item

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.refusals import Refusal
from accountabot.domain.reviews import ReviewPeriod
from accountabot.services.reviews import Review
from accountabot.ui.cards import INFO, OVERVIEW, Card, row, text
from accountabot.ui.components import button, custom_id, parse_day
from accountabot.ui.delivery.sharing import share_button
from accountabot.ui.help.command_buttons import command_button, new_goal_button
from accountabot.ui.localization import say
from accountabot.ui.reviews.review_text import deed_lines, span_text, stats

TURN, SHARE, OWN = "review", "share-review", "my-review"
"""The verbs of the buttons to other times, of *Show everyone*, and of *My review*."""
_DAY = timedelta(days=1)


def review_card(review: Review) -> Card:
    """Build a review for the member whose it is."""
    server = review.member.server
    has_news = not review.is_empty
    start = row(command_button("checkin", server), new_goal_button(server))
    share = share_button(SHARE, server, 0, to_detail(review.span.period, review.span.first))
    return Card(
        *(_contents(review) if has_news else [_empty(review)]),
        text(say("review-public")),
        *([] if has_news else [start]),
        *_turns(review),
        _periods(review),
        *([row(share)] if has_news else []),
        colour=OVERVIEW if has_news else INFO,
    )


def public_review_card(review: Review) -> Card:
    """Build a review for everyone."""
    detail = to_detail(review.span.period, review.span.first)
    own = custom_id(OWN, review.member.server, review.member.id, detail)
    return Card(
        *_contents(review),
        row(button(say("button-my-review"), own, emoji="📖")),
        colour=OVERVIEW,
    )


def to_detail(period: ReviewPeriod, day: LocalDay) -> str:
    """Return the detail of a custom_id for the week, month or year that contains a day."""
    return f"{period} {day.isoformat()}"


def from_detail(detail: str) -> tuple[ReviewPeriod, LocalDay]:
    """Return the period and the day in a detail; raise Refusal if it is forged."""
    name, _, day = detail.partition(" ")
    try:
        return ReviewPeriod(name), parse_day(day)
    except ValueError:
        raise Refusal("control-unknown") from None


def _contents(review: Review) -> Iterator[Item[Any]]:
    yield text(_title(review), say("review-so-far") if _is_current(review) else None)
    if review.deeds:
        yield text(*(say("review-deed", deed=line) for line in deed_lines(review)))
    if numbers := stats(review):
        yield text(
            " · ".join(
                say("review-number", number=each.value, label=each.label) for each in numbers
            )
        )


def _empty(review: Review) -> Item[Any]:
    key = "review-empty-yet" if _is_current(review) else "review-empty"
    return text(_title(review), say(key))


def _title(review: Review) -> str:
    return say("review-title", member=str(review.member.id), span=span_text(review.span))


def _is_current(review: Review) -> bool:
    return review.span.last >= review.today


def _turns(review: Review) -> list[ActionRow[Any]]:
    """Build the buttons to the time before and to the one after, as far as there is any."""
    span = review.span
    days = [
        *([("before", span.first - _DAY)] if span.first > review.earliest else []),
        *([("after", span.last + _DAY)] if not _is_current(review) else []),
    ]
    buttons = [_turn(review, span.period, day, f"button-{way}-{span.period}") for way, day in days]
    return [row(*buttons)] if buttons else []


def _periods(review: Review) -> ActionRow[Any]:
    """Build the buttons to the week, the month and the year around the same day."""
    day = min(review.span.last, review.today)
    buttons = [_turn(review, each, day, f"button-review-{each}") for each in ReviewPeriod]
    for each, shown in zip(ReviewPeriod, buttons, strict=True):
        shown.disabled = each is review.span.period
    return row(*buttons)


def _turn(review: Review, period: ReviewPeriod, day: LocalDay, key: str) -> Button[Any]:
    return button(say(key), custom_id(TURN, review.member.server, 0, to_detail(period, day)))
