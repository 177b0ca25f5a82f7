# The reasons for a goal’s numbers, and its record.

button-days = Day by day
button-record = The record

days-title = ### 🔎 { $title }
    { "" }-# Day by day: <@{ $owner }>’s goal
record-title = ### 📜 { $title }
    { "" }-# The record: <@{ $owner }>’s goal
record-about = -# Everything that has happened with this goal, newest first, with dates in the owner’s time zone. Undone entries stay, struck through.

why-streak = **Current streak** { $streak }: { $streak ->
        [one] kept once, **{ $first }**.
       *[other] kept { $streak } times in a row since **{ $first }**.
    }
why-broken = **Current streak** 0: **{ $when }** was missed. The next one that’s kept starts a new streak.
why-none = **Current streak** 0: nothing has been kept or missed yet. It starts the first time this goal is kept.
why-once = This is a one-time goal, so it has no streak. It can be done until its deadline, or up to 24 hours late.
why-once-open = This is a one-time goal, so it has no streak. It has no deadline, so it can never count as missed.
why-ratio = **Kept** { $kept } of { $of } in the last 90 days
why-rules = -# Late counts as kept. Frozen, excused and pending don’t count either way.
why-nothing-yet = It hasn’t started yet.

why-period = { $symbol } **{ $when }** · { $count ->
        [one] { $rule }
       *[other] { $count } × { $rule }
    }
why-span = { $first } – { $last }
why-since = since { $first }
why-so-far = streak of { $streak }
why-earned = earned a freeze
why-done = { $done } of { $of }
why-done-at-most = { $done } (at most { $of })
why-days-done = { $done } of { $of ->
        [one] 1 day
       *[other] { $of } days
    }

why-kept = kept
why-late = late: checked in the day after
why-late-days = late: the last check-in came the day after
why-late-once = late: checked in within 24 hours after the deadline
why-open = open
why-open-over = open: over the limit
why-not-judged-edited = not judged: the goal was changed while this was still open
why-not-judged = not judged: the goal ended first
why-pending = pending: can still be made up until the end of { $grace }
why-pending-short = pending: the rest can still be made up until the end of { $grace }
why-pending-once = pending: can still be done up to 24 hours after the deadline
why-pending-over = pending: over the limit; settled when the grace period ends
why-pending-over-days = pending: too few days within the limit; settled when the grace period ends
why-pending-skipped = pending: skipped; settled once the earlier days are
why-frozen = frozen: a freeze was used, { $left } left
why-frozen-over = frozen: over the limit, and a freeze was used, { $left } left
why-frozen-skipped = frozen: skipped, and a freeze was used, { $left } left
why-missed = missed: no check-in by the end of the day after
why-missed-short = missed: not enough by the end of the day after
why-missed-once = missed: still not done 24 hours after the deadline
why-missed-over = missed: over the limit
why-missed-over-days = missed: too few days within the limit
why-missed-skipped = missed: skipped
why-excused-bot-away = excused: the bot was away
why-excused-declared = excused: it began before the goal was declared
why-excused-cut-short = excused: the goal’s last day cut it short
why-excused-between = excused: a short week, because the first day of the week changed
why-excused-few-days = excused: the goal covered too few days of this period
why-excused-paused = excused: paused
why-excused-paused-days = excused: paused, with too few days left
why-excused-travelled = excused: the day was shortened by travel
why-excused-travelled-days = excused: some days were shortened by travel, with too few left
why-excused-excused-date = excused: the server excused this date
why-excused-excused-date-days = excused: the server excused some dates, with too few days left

record-declared = declared
record-checked-in = checked in for { $about }
record-checked-in-late = checked in for { $about } (entered the day after)
record-skipped = skipped
record-paused = paused
record-paused-until = paused until { $about }
record-resumed = resumed
record-edited = changed
record-completed = completed
record-dropped = dropped, which doesn’t count as a miss
change-title = changed the title from “{ $before }” to “{ $after }”
change-schedule = changed the schedule from { $before } to { $after }
change-start = moved the first day from { $before } to { $after }
change-end-set = set the deadline to { $after }
change-end-moved = moved the deadline from { $before } to { $after }, { $lead }
change-end-taken = removed the deadline of { $before }, { $lead }
change-amount = changed the amount from { $before } to { $after }
change-plan = changed the plan from “{ $before }” to “{ $after }”
change-visibility = changed who can see it from { $before } to { $after }
change-more = also changed: { $what }
lead-minutes = { $count ->
        [one] a minute
       *[other] { $count } minutes
    } before it was due
lead-hours = { $count ->
        [one] an hour
       *[other] { $count } hours
    } before it was due
lead-days = { $count } days before it was due
record-undone = undone: “{ $what }”
record-excused = { $about } was excused by the server
record-left = left the server, so it’s paused
record-back = back on the server
record-bot-left = the bot was removed from the server, so it’s paused
record-bot-back = the bot is back on the server
record-bonus = a bonus
record-note = “{ $note }”
record-proof = [proof]({ $link })
record-by = by { $name }
record-taken-back = - ~~{ $line }~~ · *undone*
