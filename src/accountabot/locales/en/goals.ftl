# The wording of a promise, and what a goal’s card shows.

every-day = every day
every-weekday = every weekday
every-week-on = every { $days }
once = once, whenever you’re ready
once-by = once, by { $deadline }

every-weeks-on = every { $weeks } weeks on { $day }
every-month-on = on the { $day ->
        [1] 1st
        [2] 2nd
        [3] 3rd
        [21] 21st
        [22] 22nd
        [23] 23rd
       *[other] { $day }th
    } of every month
every-month-on-or-last = on the { $day ->
        [31] 31st
       *[other] { $day }th
    } of every month, or the last day of shorter ones
every-month-last = on the last day of every month
every-days = { $number ->
        [one] once a day
       *[other] once every { $number } days
    }
every-weeks = { $number ->
        [one] once every 7 days
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
due-moved = Moved by the pause: now due by **{ $day }**
due-next-by = next by **{ $day }**
due-in = { $unit ->
        [week] Week to { $day }
        [month] Month to { $day }
        [span] Until { $day }
       *[day] { $day }
    }: { $progress }
due-days = **{ $done } of { $of }** { $of ->
        [one] day
       *[other] days
    } { $met ->
        [1] ✓
       *[0] so far
    }
due-amount = **{ $done } of { $of }** { $met ->
        [1] ✓
       *[0] so far
    }
due-ceiling = **{ $done }** so far, at most { $of }
due-over = **{ $done }** of at most { $of }: over the limit
due-grace = ⏳ { $unit ->
        [week] The week ending **{ $day }**
        [month] The month ending **{ $day }**
        [span] The round ending **{ $day }**
       *[day] **{ $day }**
    } is still open until the end of **{ $until }**
due-late = ⏳ The deadline has passed, but this is still open { $form ->
        [moment] until **{ $until }**
        [day] until the end of **{ $until }**
       *[hours] until 24 hours after it
    }
due-as-of = -# As of { $day }
due-paused = ⏸️ Paused for now
due-paused-until = ⏸️ Paused; due again from **{ $day }**

goal-title = ### 🎯 { $title }
goal-first = 🌱 A first goal here – welcome aboard!
    .start = 🌱 A first goal here – here’s to a good start!
goal-over-title = ### 🏁 { $title }
goal-over-since = This goal has ended.
goal-promise = <@{ $owner }>’s promise: **{ $promise }**
goal-plan = 📍 { $plan }
goal-ceiling = -# Check in even if it’s 0 – that’s what makes it count.
goal-private = -# 🔒 Only you can see this.
ended-title-done = ### ✅ { $title }
ended-title-completed = ### 🎉 { $title }
ended-title-dropped = ### 🍂 { $title }
ended-by-done = <@{ $owner }> kept this promise.
ended-title-over = ### 🏁 { $title }
ended-by-over = <@{ $owner }> finished with this.
ended-by-completed = <@{ $owner }> completed this.
ended-by-dropped = <@{ $owner }> let go of this. That doesn’t count as a miss.
goal-streak = **Current streak** { $streak } 🔥
goal-current = **Current streak** { $streak }
goal-longest = **Longest streak** { $longest }
goal-kept = **Kept** { $kept } of { $of }
goal-freezes = **Freezes** { $freezes }
goal-without-freeze = *{ $streak } in a row without a freeze*
goal-frozen = 🧊 A freeze covered { $unit ->
        [week] the week starting { $day }
        [month] the month starting { $day }
       *[day] { $day }
    } and saved the streak.
strip-since = -# Since { $since }: { $legend }
strip-legend = { $symbol } { $mark ->
        [kept] { $count } kept
        [late] { $count } late
        [excused] { $count } excused
        [frozen] { $count } frozen
        [missed] { $count } missed
        [open] open
        [pending] pending
        [not_judged] { $count } not judged
       *[nothing_due] nothing due
    }
strip-weekday = { $day ->
        [0] 🇲
        [1] 🇹
        [2] 🇼
        [3] 🇹
        [4] 🇫
       *[5] 🇸
    }
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
button-refresh = Refresh
button-open = Open the card
open-pick = Open a goal’s card
choice-other = 👥 { $title }
button-undo = Undo

declared-undo = It’s public now. Not what you meant? Edit it, or undo it within 15 minutes.
    .proud = Your promise is out there. Got a word wrong? Edit it, or undo it within 15 minutes.
declared-privately = Declared! You can’t post in this channel, so only you can see it here; everyone can see it on leaderboards and in goal lists.
ask-zone = { $zone ->
        [UTC] -# 🌍 Your days end at midnight UTC until you set your city with { COMMAND("timezone") }. Nobody else will see your city.
       *[other] -# 🌍 Your days end at midnight by this server’s clock ({ $zone }) until you set your city with { COMMAND("timezone") }. Nobody else will see your city.
    }
declared-already = You declared exactly that a moment ago. Here it is.

choose-title = ### How often?
choose-sentence = { $sentence }
choose-hint = -# One tap and it’s set. Take your time – nothing will get lost.
choose-unreadable = I read **{ $read }** as the schedule, but that’s one I can’t track. Try something like “every Tue and Thu”, “3x a week”, “on the 15th of every month” or “by Friday” – or pick one of these:
choose-unclear = I’m not sure what **{ $read }** means here, and I’d rather ask than guess. Put it another way, or pick how often and keep your words:
choose-answered = ✓ **{ $title }**: { $promise }
choose-daily = Every day
choose-thrice = 3 days a week
choose-weekly = Once a week
choose-workdays = Weekdays
choose-days = On certain days…
choose-deadline = By a certain date…
choose-once = Just once
choose-days-placeholder = Which days of the week?

offer-title = ### { $count ->
        [2] That sounds like two goals
       *[other] That sounds like { $count } goals
    }
offer-hint = -# Tap each one you want, and it gets its own card and streak. Or keep them together as one goal.
offer-rest = ### { $count ->
        [one] And this one?
       *[other] And these?
    }
offer-rest-hint = -# No hurry – the buttons keep working.
offer-done = ### All set
offer-line = ✅ { $sentence }
offer-whole = It’s one goal

which-date = { $about ->
        [start] ### When should it start?
       *[end] ### Which day do you mean?
    }
which-time = ### Which time do you mean?
    { "" }-# Shown in your time zone, { $zone }.

end-unreadable = ### Until when?
    I read **{ $read }** but couldn’t tell which day that is.
end-named = Until a certain date…
end-none = No end date
end-form = Until when?
end-label = Last day
end-hint = Dec 24, or in 4 weeks

deadline-form = By when?
deadline-label = The day, and the time if that matters
deadline-hint = Dec 24, or tomorrow 17:00
deadline-optional = Leave it empty for no deadline.

first-goal-form = Your first goal
first-goal-label = What will you do?
first-goal-hint = Walk for ten minutes

list-title = ### <@{ $member }>’s goals
list-own-title = ### Your goals
list-none = <@{ $member }> hasn’t declared a goal yet.
list-line = { $mark } **{ $title }**
    { "" }-# { $about }
list-status = { $state ->
        [kept] kept
        [completed] completed
        [dropped] dropped
        [over] ended
        [paused] ⏸️ paused
        [due] **due today**
        [late] **still open**
       *[open] not done yet
    }
list-paused-until = ⏸️ paused until { $day }
list-grace = { $day } is still open
list-streak = streak of { $streak }
