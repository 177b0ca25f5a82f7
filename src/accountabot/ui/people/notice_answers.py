"""Tell a member what they were to be told, after an interaction of theirs was answered."""

import logging

from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.services.delivery import notices
from accountabot.services.delivery.notices import News
from accountabot.services.reminders.contents import RemindedGoal
from accountabot.store.errors import StoreError
from accountabot.ui import responses
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.people.notice_cards import notice_card

_log = logging.getLogger(__name__)


async def tell(interaction: Interaction) -> None:
    """Tell a member in private what they are to be told; if it fails, after their next one."""
    state = interaction.client.state
    who = responses.member(interaction)
    due = state.notices.pop(who, None)
    if due is None:
        return  # another interaction of theirs is being followed up
    database = responses.database(interaction)
    try:
        clock = interaction.client.clock
        told = await database.read(notices.collect, who, clock.now())
        if news := [each for each in told.news if not _is_said(interaction, each)]:
            await responses.show(interaction, notice_card(news))
        due = await database.write_in_background(notices.settle, who, told, clock.now())
    except (*REQUEST_ERRORS, StoreError) as error:
        _log.info("Interaction %s: a notice is told later: %r", interaction.id, error)
    if due:
        state.expect_notices({who: due})


def _is_said(interaction: Interaction, news: News) -> bool:
    """Return whether the answer already said that the last period can be made up for."""
    if not isinstance(news, RemindedGoal) or news.kind is not ReminderKind.MORNING_AFTER:
        return False
    return news.status.goal.id in responses.told_open(interaction)
