# Check-ins, and undoing them.

checked-in = ✅ <@{ $member }> did it: **{ $title }**
    .promise = ✅ <@{ $member }> kept their promise: **{ $title }**
    .done = ✅ Nice one, <@{ $member }>! Done: **{ $title }**
    .again = ✅ <@{ $member }> checked in: **{ $title }**
checked-in-late = ⏰ <@{ $member }> did it yesterday: **{ $title }**
    .still = ⏰ <@{ $member }> caught up on yesterday: **{ $title }**
checked-in-bonus = ⭐ <@{ $member }> did a bonus round: **{ $title }**
    .extra = ⭐ Nothing was due, but <@{ $member }> did it anyway: **{ $title }**
checked-in-over = ➕ <@{ $member }> checked in: **{ $title }**
checked-in-over-by = { $when ->
        [daily-today] **{ $done }** of at most { $of } today. Tomorrow’s a fresh start.
        [daily-yesterday] **{ $done }** of at most { $of } yesterday. Today’s a fresh start.
        [day-today] **{ $done }** of at most { $of } today. Next time’s a fresh start.
        [day-yesterday] **{ $done }** of at most { $of } yesterday. Next time’s a fresh start.
        [once] **{ $done }** of at most { $of }.
       *[period] **{ $done }** of at most { $of } so far. The next period is a fresh start.
    }
checked-in-within = ✅ <@{ $member }> checked in: **{ $title }**
    .noted = ✅ <@{ $member }> is keeping count: **{ $title }**
checked-in-extra = ⭐ <@{ $member }> did even more: **{ $title }**
    .one = ⭐ One more from <@{ $member }>: **{ $title }**
checked-in-extra-of = **{ $number } of { $number }** { $which ->
        [that] that
       *[this] this
    } { $per ->
        [month] month
       *[week] week
    } already: this one is extra.
checked-in-short = ➕ <@{ $member }> is getting there: **{ $title }**
    .more = ➕ <@{ $member }> made more progress on **{ $title }**
checked-in-completed = 🎉 <@{ $member }> got there: **{ $title }**
    .promise = 🎉 Promise kept, <@{ $member }>! **{ $title }** is done.
checked-in-completed-late = ⏰ A little late, but <@{ $member }> did it: **{ $title }**
checked-in-note = > { $note }
checked-in-proof = -# 💬 [Their message]({ $link })
checked-in-amount = **{ $amount }**
checked-in-away = 💛 Good to see you again, <@{ $member }>! It’s never too late to pick it back up.
    .missed = 💛 Welcome back, <@{ $member }>! Any day is a good day to carry on.
    .glad = 💛 There you are, <@{ $member }>! So good to have you back.
checked-in-back = ▶️ Welcome back! This goal was paused, and your check-in resumed it.
checked-in-frozen = 🧊 A freeze covered { $day }{ $saved ->
        [1] { " " }and saved the streak.
       *[0] .
    }
checked-in-milestone = 🏅 **{ $number } in a row** – a first for this goal!
    .look = 🏅 Look at that: **{ $number } in a row**!
checked-in-streak = **Current streak** { $streak }{ $streak ->
        [0] { "" }
       *[other] { " " }🔥
    }{ $without_freeze ->
        [1] { " " }· *without a freeze*
       *[0] { "" }
    }
checked-in-bonus-hint = A bonus: it’s on the record, but doesn’t count toward anything that’s due.
checked-in-undo = Made a mistake? You can undo this for 15 minutes.
    .mistake = Wrong goal or wrong day? Undo it within 15 minutes.

checked-in-privately = It’s recorded. You can’t post in this channel, so only you can see it here.
not-posted = It’s recorded and it counts, but I couldn’t post it here.
not-posted-there = It’s recorded and it counts, but I couldn’t post it in <#{ $channel }>.
posted-elsewhere = 📣 Posted for everyone to see: { $link }
    .proud = 📣 Everyone can see it here: { $link }
    .out = 📣 It’s out there: { $link }

already-today = You’ve already checked in on **{ $title }** today; your streak is at { $streak }. Anything to add?
already-yesterday = You’ve already checked in on **{ $title }** for yesterday; your streak is at { $streak }. Anything to add?
button-add-note = Add a note
note-form = Add a note
note-label = What would you like to add?

amount-form = How much this time?
amount-label = How much?
amount-label-of = How much? ({ $unit })
amount-all = All { $amount }
amount-about = { $title }

which-goal = Which goal is this for?
which-goal-placeholder = Pick a goal
which-goal-due = due today
which-goal-streak = streak of { $streak }

which-day = Which day is this for?
which-day-yesterday = Yesterday
which-day-today = Today

taken-back = -# ↩️ Undone.

undone-declared = Undone: it’s as if you’d never declared **{ $title }**.
undone-checked-in = Undone: the check-in on **{ $title }** no longer counts.
