"""Carry out what was proposed, if it would still change what it was shown to change."""

from sqlalchemy import Connection

from accountabot.domain.edits import Field
from accountabot.domain.goals import Promise
from accountabot.domain.identities import Action, DraftId
from accountabot.services import edits, posts
from accountabot.services.edits import Edited, Proposed
from accountabot.store import record


def carry_out(
    tx: Connection, action: Action, draft: DraftId, shown: Proposed, wanted: Promise
) -> Edited | Proposed:
    """Change a goal as was shown, once, or return what it would change by now; raise Refusal as `propose` does.

    What was posted about a goal that is hidden by it is marked to be taken down.
    """
    record.refuse_repeat(tx, action)
    goal = shown.line.goal
    edits.kept(tx, action.member, draft, action.at)
    proposed = edits.propose(tx, action.member, goal.id, wanted, action.at)
    if (proposed.fields, proposed.line.goal) != (shown.fields, goal):
        return proposed
    edited = edits.edit(tx, action, draft, proposed)
    if Field.VISIBILITY in edited.fields:
        posts.hide(tx, goal.owner.server, goal.id)
    return edited
