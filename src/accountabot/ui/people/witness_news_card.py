"""Build the good news for a goal's witnesses."""

from collections.abc import Iterator

from accountabot.domain.delivery.outbox import OutboxEntry
from accountabot.services.people.witness_news import WitnessNews
from accountabot.ui.cards import KEPT, MILESTONE, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.people.question_cards import ask_button

MOST_NAMES = 90
"""Witnesses who are mentioned and pinged; Discord allows 100."""


def news_card(news: WitnessNews, entry: OutboxEntry) -> Card:
    """Build one message with all good news about a goal for all its witnesses."""
    names = " ".join(f"<@{key}>" for key in news.witnesses[:MOST_NAMES])
    to = "news-completed-witnesses" if news.is_completed else "news-witnesses"
    cheer_id = custom_id("cheer", entry.server, news.goal.id, entry.dedup_key)
    cheer = button(say("button-cheer"), cheer_id, emoji="👏")
    ask = [] if news.is_completed else [ask_button(entry.server, news.goal.id)]
    return Card(
        text(*_lines(news)),
        text(say(to, names=names)),
        row(cheer, *ask),
        colour=MILESTONE if news.milestone else KEPT,
    )


def _lines(news: WitnessNews) -> Iterator[str]:
    about = {"member": str(news.goal.owner.id), "title": escape(news.goal.title)}
    if news.is_completed:
        yield say("news-completed", **about)
    if news.milestone:
        yield say("news-milestone", number=news.milestone, **about)
