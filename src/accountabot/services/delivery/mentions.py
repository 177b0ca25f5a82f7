"""Remember of whom the bot's public messages speak, so that they can be emptied when one of them wishes it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.delivery.mentions import MessageMentions
from accountabot.domain.identifiers import Member
from accountabot.store.delivery import mentions
from accountabot.store.privacy import redactions


def remember(
    tx: Connection, namings: Collection[MessageMentions], erased: Mapping[Member, datetime]
) -> bool:
    """Remember of whom messages speak; return whether one says what was deleted before it stood, and is emptied."""
    outdated = [naming for naming in namings if naming.is_outdated(erased)]
    for naming in namings:
        known = (key for key in naming.members if not naming.only(key).is_outdated(erased))
        mentions.add(tx, naming.server, naming.post, known)
    for naming in outdated:
        redactions.add(tx, naming.server, naming.post)
    return bool(outdated)
