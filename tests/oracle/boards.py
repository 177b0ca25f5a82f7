"""Read the leaderboards of a club.

If the rules leave a case open, this implementation decides it as follows.

Who and what
- The reader changes nothing. Private and hidden goals are on no board, also not for their owner.
- A goal counts with its whole record while it is public, and with nothing while it is not. So what
  was done while it was private counts as soon as it is public again.
- An undone declaration counts as if the goal had never existed.
- On every board but `streak`, goals count whatever became of them (completed, dropped, over): those
  boards are about what happened.
- Whoever opted out, left or is blocked is on no board from that instant on, and is back with
  everything at the instant at which that ends. Meanwhile, their goals count as paused if they left
  or are blocked, but not if they opted out.
- Nobody is shown with a score of 0, also not on `kept`: 0 of 5 is not ranked.
- A board without a period only has the period `all`.
- Rows with the same score are in the order of the members' ids, the highest first.

Weeks and months
- The server's week begins and ends at 00:00 in its zone (UTC without one), the zone being the one
  in force just before the week began. A change of zone or of the first weekday made at the very
  instant at which a week begins waits for its end. So does a server's first zone: only a person's
  first zone reaches back.
- After a new first weekday, the days in between are a shorter week of its own, on every board.
- The month is that of the server's date, which also keeps the zone of the current week. The date
  never goes back: after a change to a zone further west, the first day of the week lasts longer.
- What a member does on a date that the server has not reached yet counts when the server reaches
  that week, and what they do on a date of last week counts for last week: not for this one.
- The local days of someone without a zone change at once with the server's zone. Only the server's
  weeks wait.
- A person's first zone also moves their cheers and closings to other local days.

Streak, longest
- A paused goal is on the board `streak`: its streak is unchanged. One that has ended is not: it was
  completed or dropped, the day of its `until` has ended (not already the last due date before it),
  or it is a `once` that is done or whose grace period has ended. A limit is never done before that.
- If two goals have the same streak, the one declared first is shown.
- A streak is counted in periods, whatever their length.
- `longest` is what a card shows: the larger of *Longest* as defined, with nothing pending inside,
  and the current streak.

Kept
- A period is in the week or month that contains the local day of the instant at which it closed:
  when it was met, when its skip was judged, or when its grace ended. The grace of a day ends with
  the first instant of the second day after it, so what was missed on a Saturday counts on Monday.
- The last 90 x 24 hours are counted to the instant; what closed exactly that long ago still counts.
- Five closed periods are five that were kept, late or missed, within the week, month or 90 days.
- The interval uses the quantile 1.96, exactly. Its lower bound is rounded down to hundredths of a
  percent, and members with the same hundredths share a rank.

Check-ins
- The local day is the one for which the check-in counts, also if it was made the day after. Bonuses
  count. What counts as if it had not been made (before the start, or after the end without a pending
  period) does not.

Cheers
- A cheer counts on the giver's local day. Each item counts once.
- A cheer counts whatever became of what it was for: undone, private, hidden, or of someone who left,
  opted out or is blocked. It is the giver's deed, and names nobody.

Regular
- A period is in the week that contains the local day on which it closed, as on `kept`.
- The current week counts as soon as something in it was kept or late, and ends the run as soon as
  something in it was missed or frozen.
- All public goals count together, whatever became of them since.
"""

from datetime import datetime

from tests.oracle.board_model import PERIODS, Club, Row, Score
from tests.oracle.board_records import is_on_boards
from tests.oracle.board_scores import SCORES
from tests.oracle.board_weeks import dates_of


def board(
    club: Club,
    name: str,
    period: str,
    now: datetime,
    reader: int | None = None,  # noqa: ARG001
) -> list[Row]:
    """List the rows of a board, the same for every reader."""
    assert period in PERIODS[name]
    dates = dates_of(club, period, now)
    scores = {
        member.id: score
        for member in club.members
        if is_on_boards(member, now)
        and (score := SCORES[name](club, member, dates, now)) is not None
    }
    return ranked(scores)


def ranked(scores: dict[int, Score]) -> list[Row]:
    """Rank the members: ties share a rank, and the next ranks are skipped."""
    return [
        Row(
            rank=1 + sum(other.points > score.points for other in scores.values()),
            member=member,
            score=score.points,
            goal=score.goal,
            counts=score.counts,
        )
        for member, score in sorted(scores.items(), key=lambda item: (-item[1].points, -item[0]))
    ]
