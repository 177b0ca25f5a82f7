"""Turn counted check-ins into the heatmaps of pictures."""

from accountabot.domain.checkins.checkin_calendar import CheckInCalendar
from accountabot.pictures.heatmap import Heatmap, HeatmapLabels
from accountabot.ui import dates
from accountabot.ui.localization import say


def heatmap(shown: CheckInCalendar, summary: str) -> Heatmap:
    """Build a heatmap; the summary says the same to those who can't see it."""
    labels = HeatmapLabels(
        weekdays=tuple(map(dates.weekday_name, range(7))),
        months=tuple(map(dates.month_name, range(1, 13))),
        legend=say("heatmap-legend"),
        summary=summary,
    )
    return Heatmap(shown.first, shown.counts, labels, shown.week_start)
