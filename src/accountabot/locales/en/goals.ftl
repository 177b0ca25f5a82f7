# How a promise is said, and what a goal's card shows.

every-day = every day
every-weekday = every weekday
every-week-on = every { $days }
once = once, whenever you are ready
once-by = once, by { $deadline }

every-weeks-on = every { $weeks } weeks on { $day }
every-month-on = on day { $day } of every month
every-month-on-or-last = on day { $day } of every month, or its last
every-month-last = on the last day of every month
every-days = { $number ->
        [one] once a day
       *[other] once every { $number } days
    }
every-weeks = { $number ->
        [one] once in every 7 days
       *[other] once every { $number } weeks
    }
per-week = { $number ->
        [one] once a week
       *[other] { $number } days a week
    }
per-month = { $number ->
        [one] once a month
       *[other] { $number } days a month
    }
promise-from = from { $day }
promise-until = until { $day }
amount-at-most = at most { $amount }

due-next = Next due: **{ $dates }**
due-by = Due by **{ $day }**
due-moved = The pause has moved it: due by **{ $day }**
due-days = **{ $done } of { $of }** days so far
due-amount = **{ $done } of { $of }** so far
due-ceiling = **{ $done }** so far, at most { $of }
due-paused = ⏸️ Paused until further notice
due-paused-until = ⏸️ Paused; due again from **{ $day }**

goal-title = ### 🎯 { $title }
goal-over-title = ### 🏁 { $title }
goal-over-since = Its time is over.
goal-promise = <@{ $owner }> promises: **{ $promise }**
goal-plan = 📍 { $plan }
goal-private = -# 🔒 Only you see this.
ended-title-done = ### ✅ { $title }
ended-title-completed = ### 🎉 { $title }
ended-title-dropped = ### 🍂 { $title }
ended-by-done = <@{ $owner }> kept this promise.
ended-by-completed = <@{ $owner }> completed this.
ended-by-dropped = <@{ $owner }> let go of this. That is no miss.
goal-streak = **Current streak** { $streak }{ $streak ->
        [0] { "" }
       *[other] { " " }🔥
    }
goal-lines = **Current streak** { $streak }
    { "" }**Longest streak** { $longest }
    { "" }**Kept** { $kept } of { $of }
    { "" }**Freezes** { $freezes }
goal-frozen = 🧊 A freeze was spent on { $day }, so the streak stands.
strip-title = -# Since { $since }:
strip-count = { $count } { $outcome }
goal-witnesses = -# { $count ->
        [one] Held to it by { $witnesses }
       *[other] Held to it by { $witnesses }
    }
goal-cheers = -# { $count ->
        [one] 👏 { $count } cheer
       *[other] 👏 { $count } cheers
    }

button-check-in = Check in
button-witness = Hold me to it
button-cheer = Cheer
button-why = Why?
button-undo = Undo

declared-undo = Said in public. Not what you meant? Change it, or take it back within 15 minutes.
    .proud = It is out there now. If a word went wrong, change it – or take it back within 15 minutes.
declared-privately = It is declared. You may not write here, so only you see it in this channel; boards and lists show it to all.
ask-zone = -# 🌍 Your days turn at midnight UTC until I know where you live: `/timezone` and your city, seen by nobody else.
declared-already = You said exactly that a moment ago; here it is.

choose-title = ### How often?
choose-sentence = { $sentence }
choose-hint = -# One tap and it stands. Nothing is lost while you think.
choose-unreadable = I read **{ $read }** as the schedule, and that is one I can't keep count of. Say it like “every Tue and Thu”, “3x a week”, “on the 15th of every month” or “by Friday” – or take one of these:
choose-daily = Every day
choose-thrice = 3 days a week
choose-weekly = Once a week
choose-workdays = Weekdays
choose-days = On certain days …
choose-deadline = By a date …
choose-once = Just once
choose-days-placeholder = Which days of the week?

which-date = { $about ->
        [start] ### Starting when?
       *[end] ### Which one do you mean?
    }

end-unreadable = ### Until when?
    I read **{ $read }** and could not tell which day that is.
end-named = Until a date …
end-none = Without an end
end-form = Until when?
end-label = The last day

deadline-form = By when?
deadline-label = The day, and the time if it matters
deadline-hint = 2026-12-24, or tomorrow 17:00
deadline-optional = Leave it empty for no deadline.

first-goal-form = Your first goal
first-goal-label = What will you do?
first-goal-hint = Walk for ten minutes

list-title = ### Goals of <@{ $member }>
list-own-title = ### Your goals
list-none = <@{ $member }> has not declared a goal yet.
list-line = { $mark } **{ $title }**
    { "" }-# { $promise } · { $status }
list-status = { $state ->
        [kept] kept
        [completed] completed
        [dropped] withdrawn
        [over] its time is over
        [paused] paused · streak { $streak }
        [due] **due today** · streak { $streak }
       *[going] streak { $streak }
    }
