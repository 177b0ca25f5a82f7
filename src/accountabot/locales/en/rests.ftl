# Rest from goals: pauses, and days that are skipped.

rest-one-paused = ⏸️ <@{ $member }> pauses **{ $title }** { $until }
rest-several-paused = ⏸️ <@{ $member }> pauses **{ $count } goals** { $until }:
paused-until-day = until **{ $day }**
paused-for-now = until further notice
paused-goal = - { $title }
paused-more = - and { $count } more
paused-hint = -# Nothing is due meanwhile, and no paused day can be missed.
paused-deadline = -# The deadline moves by as long as the pause lasts.
paused-back = -# Back on { $day }, from the beginning of that day.
paused-undo = Rest well! `/resume` goes on whenever you like, and so does a check-in. Not what you meant? Take it back within 15 minutes.
    .short = Enjoy the break. `/resume` or a check-in ends it at any time; for 15 minutes you can also take it back.
paused-privately = It is paused. You may not write here, so only you see it in this channel; on the record everyone does.

rest-one-resumed = ▶️ <@{ $member }> is back at **{ $title }**
    .again = ▶️ <@{ $member }> goes on with **{ $title }**
rest-several-resumed = ▶️ <@{ $member }> is back at **{ $count } goals**:
resumed-undo = Good to have you back! Not yet? You can take it back for 15 minutes.
    .short = Welcome back! If that was a slip, take it back within 15 minutes.
resumed-privately = It goes on. You may not write here, so only you see it in this channel; on the record everyone does.

skipped = 🌿 Not today, and that is fine. **{ $title }** can wait.
    .kind = 🌿 Some days are like that. **{ $title }** rests today.
    .honest = 🌿 Honestly said: not today. **{ $title }** will be there tomorrow.
skipped-frozen = A freeze takes the day: your streak of { $streak } stands. Freezes left: { $freezes }.
skipped-missed = { $streak ->
        [0] There was no streak to lose.
       *[other] Your streak of { $streak } ends here – unless you do it after all.
    } Until tomorrow is over it still counts.
skipped-excused = { $streak ->
        [0] The day could not be missed anyway, so it costs nothing.
       *[other] The day could not be missed anyway: your streak of { $streak } stands.
    }
skipped-pending = An earlier day is still open. What this one costs is settled when that is done or over.
skipped-hint = -# It is on the record. Only you see this, unless you want the others to know.
button-tell = Tell everyone
told = 🌿 <@{ $member }> lets **{ $title }** rest on { $day }
    .honest = 🌿 An honest “not today” from <@{ $member }>: **{ $title }**, { $day }
told-undo = Said in public. For 15 minutes after you skipped you can still take it back.
told-privately = You may not write here, so nobody else sees it in this channel. It is on the record.

skip-left = **{ $title }** is not tied to single days, so this one can simply pass. Nothing changed.
skip-left-once = There is time until { $deadline }.
skip-left-open = It has no deadline; take the time that you need.

rest-also-private = { $count ->
        [one] 🔒 One goal that only you see is in it, too.
       *[other] 🔒 { $count } goals that only you see are in it, too.
    }
rest-reason = > { $reason }

paused-already = **{ $title }** is paused already, until further notice. `/resume` goes on with it.
paused-until = **{ $title }** is paused already, until { $day }. For another day, `/resume` it first.
paused-all = All your goals are paused already. `/resume` goes on with them.
paused-not = **{ $title }** is not paused. For a rest there is `/pause`.
paused-none = None of your goals is paused. For a rest there is `/pause`.
pause-past = I understood that you are back on { $understood }, and that day has begun. Name one to come, like `Friday` or `2026-12-24`.
skip-paused = **{ $title }** is paused, so nothing is due and there is nothing to skip. `/resume` goes on with it.
skip-done = You checked in on **{ $title }** today, so there is nothing to skip. A slip? `/undo`
skip-already = You skipped **{ $title }** today already. If you do it after all, `/checkin` still counts.
skip-not-due = **{ $title }** is not due today, so there is nothing to skip.
skip-nothing = Nothing of yours is due today, so there is nothing to skip.
skip-which = Several of your goals are due today. Which one? `/skip` with one of these:
    { $goals }
skip-gone = That skip was taken back, or it is someone else’s.
skip-private = Only you see that goal, so there is nobody to tell. `/goal edit` can change that.
skip-told = Everyone was told already.

undone-paused = { $count ->
        [one] Taken back: **{ $title }** goes on as if it had not been paused.
       *[other] Taken back: { $count } goals go on as if they had not been paused.
    }
undone-resumed = { $count ->
        [one] Taken back: **{ $title }** is paused again.
       *[other] Taken back: { $count } goals are paused again.
    }
undone-skipped = Taken back: **{ $title }** was not skipped.
undone-rests = It is paused again, as it was before.
