"""Turn counted check-ins into the heatmaps of pictures."""

from babel.dates import get_day_names, get_month_names

from accountabot.domain.checkins.checkin_calendar import CheckInCalendar
from accountabot.pictures.heatmap import Heatmap, HeatmapLabels
from accountabot.ui.localization import LANGUAGE, say


def heatmap(shown: CheckInCalendar, summary: str) -> Heatmap:
    """Build a heatmap; the summary says the same to those who can't see it."""
    weekdays = get_day_names("abbreviated", "stand-alone", LANGUAGE)
    months = get_month_names("abbreviated", "stand-alone", LANGUAGE)
    labels = HeatmapLabels(
        weekdays=tuple(str(weekdays[number]) for number in range(7)),
        months=tuple(str(months[number]) for number in range(1, 13)),
        legend=say("heatmap-legend"),
        summary=summary,
    )
    return Heatmap(shown.first, shown.counts, labels, shown.week_start)
