"""Keep a goal that was typed until its member has said what is missing, and declare it then, once."""

from datetime import timedelta

from sqlalchemy import Connection

from accountabot.domain import goals as rules
from accountabot.domain import texts
from accountabot.domain.drafts import Words
from accountabot.domain.goals import Promise
from accountabot.domain.identities import Action, DraftId, Member
from accountabot.domain.refusals import Refusal
from accountabot.services import goals as promises
from accountabot.services.goals import Declared
from accountabot.store import drafts, goals, record, settings
from accountabot.store.drafts import Draft

KEPT = timedelta(days=7)
"""How long words wait for an answer."""


def keep(tx: Connection, action: Action, words: Words, title: str) -> DraftId:
    """Keep what was typed; raise Refusal where its `title` says nothing or too much, or for one goal too many."""
    texts.title(title)
    texts.plan(words.plan)
    today = settings.terms(tx, action.member).days.day_of(action.at)
    rules.refuse_another(goals.count_going(tx, action.member, action.at, today))
    drafts.drop_before(tx, action.member, action.at - KEPT)
    return drafts.add(tx, action, words)


def look(tx: Connection, member: Member, draft: DraftId) -> Draft:
    """Return a member's own words; raise Refusal where they were forgotten meanwhile."""
    found = drafts.get(tx, member, draft)
    if found is None:
        raise Refusal("draft-gone")
    return found


def declare(tx: Connection, action: Action, draft: DraftId, promise: Promise) -> Declared:
    """Declare what was kept; a second time it is the same goal. Raises Refusal as declaring and `look` do."""
    record.refuse_repeat(tx, action)
    found = look(tx, action.member, draft)
    if found.goal and (goal := goals.get(tx, action.member.server, found.goal)):
        return Declared(promises.view(tx, goal, action.at), None)
    declared = promises.declare(tx, action, promise)
    drafts.set_goal(tx, action.member, draft, declared.view.goal.id)
    return declared
