"""Carry out what was proposed, if it would still change what it was shown to change."""

from sqlalchemy import Connection

from accountabot.domain.goals.edits import GoalField
from accountabot.domain.goals.goal import Promise
from accountabot.domain.identifiers import Action, DraftId
from accountabot.services.delivery import posts
from accountabot.services.goals import edits
from accountabot.services.goals.edits import Edited, EditPreview
from accountabot.store.goals import record


def carry_out(
    tx: Connection, action: Action, draft: DraftId, shown: EditPreview, wanted: Promise
) -> Edited | EditPreview:
    """Change a goal as was shown, once, or return what it would change by now; raise Refusal as `propose` does.

    What was posted about a goal that is hidden by it is marked to be taken down.
    """
    record.ensure_not_repeated(tx, action)
    goal = shown.status.goal
    edits.load_pending(tx, action.member, draft, action.at)
    proposed = edits.preview(tx, action.member, goal.id, wanted, action.at)
    if (proposed.fields, proposed.status.goal) != (shown.fields, goal):
        return proposed
    edited = edits.edit(tx, action, draft, proposed)
    if GoalField.VISIBILITY in edited.fields:
        posts.hide(tx, goal.owner.server, goal.id, action.at)
    return edited
