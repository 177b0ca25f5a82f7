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
    is_good = bool(news.milestone or news.is_completed)
    return Card(
        text(*_lines(news)),
        text(say("news-witnesses" if is_good else "news-missed-witnesses", names=names)),
        row(cheer_button(news.goal), *([] if news.is_completed else [ask])),
        colour=DONE if is_good else QUIET,
    )


def _lines(news: WitnessNews) -> Iterator[str]:
    about = {"member": str(news.goal.owner.id), "title": escape(news.goal.title)}
    if news.is_completed:
        yield say("news-completed", **about)
    if news.milestone:
        yield say("news-milestone", number=news.milestone, **about)
    if news.misses:
        days = " · ".join(period_text(period, news.today) for period in news.misses[-MOST_MISSES:])
        yield say("news-missed", days=days, more=max(0, len(news.misses) - MOST_MISSES), **about)
