# What is said when someone checks in, and when they take it back.

checked-in = ✅ <@{ $member }> did it: **{ $title }**
    .promise = ✅ <@{ $member }> kept the promise: **{ $title }**
    .done = ✅ **{ $title }** – done, says <@{ $member }>
    .again = ✅ <@{ $member }> checks in: **{ $title }**
checked-in-late = ⏰ <@{ $member }> did it yesterday: **{ $title }**
    .still = ⏰ <@{ $member }> made up for yesterday: **{ $title }**
checked-in-bonus = ⭐ <@{ $member }> did a bonus round: **{ $title }**
    .extra = ⭐ Nothing was due, <@{ $member }> did it anyway: **{ $title }**
checked-in-short = ➕ <@{ $member }> is on the way: **{ $title }**
    .more = ➕ <@{ $member }> adds to **{ $title }**
checked-in-completed = 🎉 <@{ $member }> made it: **{ $title }**
    .promise = 🎉 Promise kept! <@{ $member }> did **{ $title }**
checked-in-completed-late = ⏰ A little late, but done: <@{ $member }> did **{ $title }**
checked-in-note = > { $note }
checked-in-proof = -# 💬 [Where they said it]({ $link })
checked-in-amount = **{ $amount }**
checked-in-away = 💛 Good to see you again, <@{ $member }>! It is never too late to go on.
    .missed = 💛 <@{ $member }>, welcome back! Every day is a good one to go on.
    .glad = 💛 There you are, <@{ $member }> – so good to have you back.
checked-in-back = ▶️ Welcome back: it was paused, and goes on from here.
checked-in-frozen = 🧊 A freeze was spent on { $day }; the streak stands.
checked-in-milestone = 🏅 **{ $number } in a row** – for the first time with this goal!
    .look = 🏅 Look at that: **{ $number } in a row**!
checked-in-streak = **Current streak** { $streak }{ $streak ->
        [0] { "" }
       *[other] { " " }🔥
    }
checked-in-bonus-hint = A bonus: it is on the record, and counts for no due day.
checked-in-undo = Slipped? You can take it back for 15 minutes.
    .mistake = Wrong goal or wrong day? Take it back within 15 minutes.

checked-in-privately = It is recorded. You may not write here, so only you see it in this channel.
not-posted = It is recorded and it counts, but I could not post it here.
not-posted-there = It is recorded and it counts, but I could not post it in <#{ $channel }>.
posted-elsewhere = 📣 There it is, for everyone to see: { $link }
    .proud = 📣 Everyone can see it: { $link }
    .out = 📣 It is out there: { $link }

already-today = You already checked in on **{ $title }** today; your streak is { $streak }. Something to add?
already-yesterday = Yesterday is already checked in for **{ $title }**; your streak is { $streak }. Something to add?
button-add-note = Add a note
note-form = Add a note
note-label = What would you like to add?

amount-form = How much was it?
amount-label = How much?
amount-about = { $title }

which-goal = Which one did you do?
which-goal-placeholder = Pick a goal
which-goal-due = due today
which-goal-streak = streak { $streak }

which-day = For which day?
which-day-yesterday = Yesterday
which-day-today = Today

taken-back = -# ↩️ Taken back.

undone-declared = Taken back: **{ $title }** is no longer declared.
undone-checked-in = Taken back: the check-in on **{ $title }** no longer counts.
