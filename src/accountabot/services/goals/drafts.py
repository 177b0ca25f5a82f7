"""Keep a goal that was typed until its member has said what is missing, and declare it then, once."""

from datetime import timedelta

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.goals.goal import Promise, ensure_below_goal_limit
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.identifiers import Action, DraftId, Member
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import declaration, goal_views
from accountabot.services.goals.declaration import Declared
from accountabot.store import settings
from accountabot.store.goals import drafts, goals, record
from accountabot.store.goals.drafts import Draft

KEPT = timedelta(days=7)
"""How long words wait for an answer."""


def save_draft(tx: Connection, action: Action, words: GoalInput, title: str) -> DraftId:
    """Keep what was typed; raise Refusal where its `title` says nothing or too much, or for one goal too many."""
    user_text.clean_title(title)
    user_text.clean_plan(words.plan)
    today = settings.judging_rules(tx, action.member).days.day_of(action.at)
    ensure_below_goal_limit(goals.count_active(tx, action.member, action.at, today))
    drafts.drop_before(tx, action.member, action.at - KEPT)
    return drafts.add(tx, action, words)


def load_draft(tx: Connection, member: Member, draft: DraftId) -> Draft:
    """Return a member's own words; raise Refusal where they were forgotten meanwhile."""
    found = drafts.get(tx, member, draft)
    if found is None:
        raise Refusal("draft-gone")
    return found


def declare(tx: Connection, action: Action, draft: DraftId, promise: Promise) -> Declared:
    """Declare what was kept; a second time it is the same goal. Raises Refusal as declaring and `look` do."""
    record.ensure_not_repeated(tx, action)
    found = load_draft(tx, action.member, draft)
    if found.goal and (goal := goals.get(tx, action.member.server, found.goal)):
        return Declared(goal_views.load_view(tx, goal, action.at), None)
    declared = declaration.declare(tx, action, promise)
    drafts.set_goal(tx, action.member, draft, declared.view.goal.id)
    return declared
