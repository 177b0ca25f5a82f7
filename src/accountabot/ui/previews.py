"""Draw every message as it would look, with an owner in it and no button that works."""

from collections.abc import Iterator, Sequence

from discord import Guild, Member, User
from discord.ui import Button

from accountabot.services.greetings import Turn
from accountabot.services.rehearsal import Rehearsed
from accountabot.services.start import Start
from accountabot.ui.cards import GOING, Card, goal_card, text
from accountabot.ui.checkins import check_in_card
from accountabot.ui.greetings import words
from accountabot.ui.texts import say


def previews(owner: Member | User, guild: Guild, found: Start, played: Rehearsed) -> Iterator[Card]:
    """Yield a newcomer's greetings, a goal's card, its check-in, and its card once others stand behind it."""
    yield Card(text(say("start-preview")))
    for own, is_back in ((found.words, False), (found.returning, True)):
        yield Card(text(*_greetings(owner, guild, own, is_back=is_back)), colour=GOING)
    for card in (goal_card(played.declared), check_in_card(played.checked_in), goal_card(played.later)):
        yield _inert(card)


def _greetings(owner: Member | User, guild: Guild, own: Sequence[str], *, is_back: bool) -> list[str]:
    turns = enumerate(own or (None,))
    return [words(owner, Turn(None, each, number, is_back, False), guild) for number, each in turns]


def _inert(card: Card) -> Card:
    """Return a card whose buttons do nothing."""
    for item in card.walk_children():
        if isinstance(item, Button):
            item.disabled = True
    return card
