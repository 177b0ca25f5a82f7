# Pausing and resuming goals, and skipping a day.

rest-one-paused = ⏸️ <@{ $member }> paused **{ $title }** { $until }
rest-several-paused = ⏸️ <@{ $member }> paused **{ $count } goals** { $until }:
paused-until-day = until **{ $day }**
paused-for-now = for now
paused-goal = - { $title }
paused-more = - and { $count } more
paused-effect = -# { $effect }
paused-effect-of = -# { $goals }{ $more ->
        [0] { "" }
       *[other] { " " }and { $more } more
    }: { $effect }
paused-excuses = Nothing is due in the meantime, and paused days never count as missed.
paused-excuses-later-days = Today stays skipped. From tomorrow, nothing is due until the pause ends, and paused days never count as missed.
paused-changes-nothing = Today stays skipped, and tomorrow counts as usual. So this pause changes nothing.
paused-excuses-periods = Nothing is due in the meantime. If that leaves too few days in one of its periods, that one won’t count as missed.
paused-extends = The deadline is extended by the length of the pause.
paused-extends-from-start = The deadline is extended only by the part of the pause after the goal’s start.
paused-too-early = The pause ends before the goal’s start, so the deadline stays where it is.
paused-too-late = The deadline has already passed, so the pause doesn’t extend it. You can still check in until 24 hours after the deadline.
paused-back = -# Back on { $day }, from the start of that day.
paused-undo = Rest well! Pick it up again whenever you like with { COMMAND("resume") } or a check-in. Not what you meant? Undo it within 15 minutes.
    .short = Enjoy the break! You can end it any time with { COMMAND("resume") } or a check-in, or undo it within 15 minutes.
paused-privately = It’s paused. You can’t post in this channel, so only you can see it here; everyone can see it on the record.

rest-one-resumed = ▶️ <@{ $member }> is back at it: **{ $title }**
    .again = ▶️ <@{ $member }> resumed **{ $title }**
rest-several-resumed = ▶️ <@{ $member }> is back at it with **{ $count } goals**:
resumed-undo = Good to have you back! Not ready yet? You can undo this for 15 minutes.
    .short = Welcome back! If that was a mistake, undo it within 15 minutes.
resumed-privately = It’s back on. You can’t post in this channel, so only you can see it here; everyone can see it on the record.

skipped = 🌿 Not today, and that’s fine. **{ $title }** can wait.
    .kind = 🌿 Some days are like that. **{ $title }** gets the day off.
    .honest = 🌿 Thanks for being honest: not today. **{ $title }** isn’t going anywhere.
skipped-frozen = A freeze covers the day, so your streak of { $streak } is safe. Freezes left: { $freezes }.
skipped-missed = { $streak ->
        [0] There was no streak to lose.
       *[other] Your streak of { $streak } ends here – unless you do it after all.
    } A check-in still counts until the end of tomorrow.
skipped-excused = { $streak ->
        [0] That day wouldn’t have counted as missed anyway, so this costs nothing.
       *[other] That day wouldn’t have counted as missed anyway, so your streak of { $streak } is safe.
    }
skipped-pending = An earlier day is still open. What skipping today costs depends on how that day turns out.
skipped-hint = -# It’s on the record. Only you can see this message, but you can tell everyone if you like.
button-tell = Tell everyone
told = 🌿 <@{ $member }> is giving **{ $title }** a rest on { $day }
    .honest = 🌿 An honest “not today” from <@{ $member }>: **{ $title }**, { $day }
told-undo = Everyone can see it now. You can still undo it within 15 minutes of skipping.
told-privately = You can’t post in this channel, so nobody else can see it here. It’s on the record.

skip-left = **{ $title }** isn’t tied to specific days, so you can just let this one pass. Nothing changed.
skip-left-once = You have until { $deadline }.
skip-left-open = It has no deadline; take the time you need.

rest-also-private = { $count ->
        [one] 🔒 This includes one goal that only you can see.
       *[other] 🔒 This includes { $count } goals that only you can see.
    }
rest-reason = > { $reason }

paused-already = **{ $title }** is already paused, with no end date. { COMMAND("resume") } picks it up again.
paused-until = **{ $title }** is already paused until { $day }. For a different day, { COMMAND("resume") } it first.
paused-all = All your goals are already paused. { COMMAND("resume") } picks them up again.
paused-not = **{ $title }** isn’t paused. Need a break? { COMMAND("pause") }
paused-none = None of your goals are paused. Need a break? { COMMAND("pause") }
pause-past = I read that as coming back on { $understood }, but that day has already begun. Pick a later one, like `tomorrow` or `next week`.
skip-paused = **{ $title }** is paused, so nothing is due and there’s nothing to skip. { COMMAND("resume") } picks it up again.
skip-done = You’ve already checked in on **{ $title }** today, so there’s nothing to skip. Made a mistake? { COMMAND("undo") }
skip-already = You’ve already skipped **{ $title }** today. If you do it after all, { COMMAND("checkin") } still counts.
skip-not-due = **{ $title }** isn’t due today, so there’s nothing to skip.
skip-nothing = None of your goals are due today, so there’s nothing to skip.
skip-which = Several of your goals are due today. Which one? Use { COMMAND("skip") } with one of these:
    { $goals }
skip-gone = That skip was undone, or it’s someone else’s.
skip-private = Only you can see that goal, so there’s nobody to tell. You can change that with { COMMAND("goal edit") }.
skip-told = Everyone has already been told.

undone-paused = { $count ->
        [one] Undone: **{ $title }** continues as if it had never been paused.
       *[other] Undone: { $count } goals continue as if they had never been paused.
    }
undone-resumed = { $count ->
        [one] Undone: **{ $title }** is paused again.
       *[other] Undone: { $count } goals are paused again.
    }
undone-skipped = Undone: **{ $title }** is no longer skipped.
undone-rests = It’s paused again, as before.
