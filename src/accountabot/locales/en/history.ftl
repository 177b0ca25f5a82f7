# Why a goal's numbers are what they are, and what was done to it.

button-days = Day by day
button-record = The record

days-title = ### 🔎 { $title }
    { "" }-# Day by day, for a goal of <@{ $owner }>
record-title = ### 📜 { $title }
    { "" }-# The record, for a goal of <@{ $owner }>
record-about = -# All that was done to it, the newest first, on its owner’s dates. What was taken back stays, struck through.

why-streak = **Current streak** { $streak }: kept or late { $streak ->
        [one] once
       *[other] { $streak } times in a row
    }, back from { $since ->
        [end] its end
       *[today] today
    }. Frozen, excused and pending ones are passed over.
why-broken = **Current streak** 0: { $when } was missed, and nothing was kept since. The next one counts again.
why-none = **Current streak** 0: nothing was kept yet, and nothing missed. The first one counts.
why-once = This is done once, so it has no streak. It can be done until its deadline, and made up for in the 24 hours after it.
why-once-open = This is done once, so it has no streak. It has no deadline, so it can’t be missed.
why-numbers = -# **Longest streak** { $longest } · **Freezes** { $freezes } · **Kept** { $kept } of { $of } in the last 90 days: late ones count, frozen and excused ones don’t
why-nothing-yet = It has not begun yet.

why-period = { $symbol } **{ $when }** · { $rule }
why-span = { $first } – { $last }
why-since = since { $first }
why-so-far = streak { $streak }
why-earned = a freeze was earned
why-done = { $done } of { $of }
why-done-at-most = { $done } of at most { $of }
why-days-done = { $done } of { $of } days

why-kept = kept
why-late = late: said on the day after
why-late-days = late: the last of it was said on the day after
why-late-once = late: said in the 24 hours after the deadline
why-open = open
why-not-judged-edited = not judged: the goal was changed while it was open
why-not-judged = not judged: the goal ended before it did
why-pending = pending: can be made up for until { $grace } ends
why-pending-short = pending: the rest can be made up for until { $grace } ends
why-pending-once = pending: can be made up for in the 24 hours after the deadline
why-pending-over = pending: more than was meant, it closes when its grace ends
why-pending-skipped = pending: skipped, it closes after what came before it
why-frozen = frozen: a freeze was spent, { $left } left
why-frozen-skipped = frozen: skipped, and a freeze was spent, { $left } left
why-missed = missed: the day after passed without a check-in
why-missed-short = missed: too little of it, and the day after passed
why-missed-once = missed: the 24 hours after the deadline passed
why-missed-over = missed: more than was meant
why-missed-skipped = missed: skipped
why-excused-bot-away = excused: the bot was away
why-excused-declared = excused: it began before the goal was declared
why-excused-cut-short = excused: the goal’s last day cut it short
why-excused-between = excused: a short week between two first days of the week
why-excused-few-days = excused: too few days of it were left to the goal
why-excused-paused = excused: paused
why-excused-paused-days = excused: paused, and too few days were left
why-excused-travelled = excused: shortened by travel
why-excused-travelled-days = excused: shortened by travel, and too few days were left
why-excused-excused-date = excused: by the server
why-excused-excused-date-days = excused: the server excused dates of it, and too few days were left

record-declared = declared
record-checked-in = checked in for { $about }
record-checked-in-late = checked in for { $about } (said on the day after)
record-skipped = skipped
record-paused = paused
record-paused-until = paused until { $about }
record-resumed = resumed
record-edited = changed
record-completed = completed
record-dropped = withdrawn, which is no miss
change-title = changed the title from “{ $before }” to “{ $after }”
change-schedule = changed { $before } to { $after }
change-start = moved the first day from { $before } to { $after }
change-end-set = set the deadline to { $after }
change-end-moved = moved the deadline from { $before } to { $after }, { $lead }
change-end-taken = took the deadline of { $before } away, { $lead }
change-amount = changed { $before } to { $after }
change-plan = changed the plan from “{ $before }” to “{ $after }”
change-visibility = changed who sees it from { $before } to { $after }
change-more = and more: { $what }
lead-minutes = { $count ->
        [one] a minute
       *[other] { $count } minutes
    } before it was due
lead-hours = { $count ->
        [one] an hour
       *[other] { $count } hours
    } before it was due
lead-days = { $count } days before it was due
record-undone = taken back: “{ $what }”
record-excused = { $about } was excused by the server
record-left = away from the server, so it is paused
record-back = back on the server
record-bot-left = the bot was removed from the server, so it is paused
record-bot-back = the bot is on the server again
record-bonus = a bonus
record-note = “{ $note }”
record-proof = [proof]({ $link })
record-by = by { $name }
record-taken-back = - ~~{ $line }~~ · *taken back*
