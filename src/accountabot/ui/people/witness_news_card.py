"""Build the news for a goal's witnesses."""

from collections.abc import Iterator

from accountabot.domain.delivery.outbox import OutboxEntry
from accountabot.services.people.witness_news import WitnessNews
from accountabot.ui.cards import DONE, QUIET, Card, row, text
from accountabot.ui.escaping import escape
from accountabot.ui.goals.goal_card import cheer_button
from accountabot.ui.goals.history_cards import period_text
from accountabot.ui.localization import say
from accountabot.ui.people.question_cards import ask_button

MOST_MISSES = 5
MOST_NAMES = 90
"""Witnesses who are mentioned and pinged; Discord allows 100."""


def news_card(news: WitnessNews, entry: OutboxEntry) -> Card:
    """Build one message with all news about a goal for all its witnesses."""
    ask = ask_button(entry.server, news.goal.id, entry.dedup_key)
    names = " ".join(f"<@{key}>" for key in news.witnesses[:MOST_NAMES])
    is_good = bool(news.milestone or (news.is_completed and not news.passed_at_end))
    is_cheerable = is_good or len(news.over) < len(news.misses)
    buttons = [
        *([cheer_button(news.goal)] if is_cheerable else []),
        *([] if news.is_completed else [ask]),
    ]
    return Card(
        text(*_lines(news)),
        text(say(_to_witnesses(news, is_good=is_good), names=names)),
        *([row(*buttons)] if buttons else []),
        colour=DONE if is_good else QUIET,
    )


def _to_witnesses(news: WitnessNews, *, is_good: bool) -> str:
    if is_good:
        return "news-witnesses"
    return "news-ended-witnesses" if news.is_completed else "news-missed-witnesses"


def _lines(news: WitnessNews) -> Iterator[str]:
    about = {"member": str(news.goal.owner.id), "title": escape(news.goal.title)}
    if news.is_completed:
        yield say("news-ended-over" if news.passed_at_end else "news-completed", **about)
    if news.milestone:
        yield say("news-milestone", number=news.milestone, **about)
    missed = [period for period in news.misses if period not in news.over]
    for key, periods in (("news-missed", missed), ("news-over", news.over)):
        if periods:
            days = " · ".join(period_text(period, news.today) for period in periods[-MOST_MISSES:])
            yield say(key, days=days, more=max(0, len(periods) - MOST_MISSES), **about)
