# What to do next, never a manual. Command descriptions are in the code, because Discord reads them there.

help-title = ### 🤝 A promise is easier to keep when someone has heard it
help-first = **Name one thing you mean to do.** { COMMAND("goal declare", options: "goal: Walk ten minutes") } – then pick how often. That’s all.
help-due = **Due today:** { $goals }
    { "" }Did it? { COMMAND("checkin") } – or press **Check in** on the card.
help-yesterday = **Still open from yesterday:** { $goals }
    { "" }Did it but forgot to check in? You have until the end of today: { COMMAND("checkin", options: "date: yesterday") }
help-paused = **All quiet – you’re taking a break from:** { $goals }
    { "" }Pick things up again whenever you like with { COMMAND("resume") }, or just { COMMAND("checkin") }.
help-done = **Nothing is due for you right now.** See who’s on a roll: { COMMAND("leaderboard") }. Someone could use a **Cheer**.
help-for-owners = -# If you run this server: { COMMAND("setup start") } sets everything up in two minutes, { COMMAND("setup check") } shows whether I have what I need here, and { COMMAND("setup channels") } decides what goes where.

help-pick = What would you like to know more about?
help-topic = { $topic ->
        [goals] Goals
        [check-ins] Check-ins
        [reminders] Reminders
        [streaks] Streaks and freezes
        [together] Doing it together
        [privacy] Privacy
       *[owners] For server owners
    }
help-goals = ### 🎯 Goals
    { "" }Say it in your own words: { COMMAND("goal declare") }, like `run 5k every Tue and Thu` or `at most 2 coffees a day`.
    { "" }Plans changed? { COMMAND("goal edit") }. Need a break? { COMMAND("pause") }. { COMMAND("goal list") } shows all your goals; you can have up to 25 at a time.
    { "" }All done? { COMMAND("goal complete") }. Not for you any more? { COMMAND("goal drop") }.
help-check-ins = ### ✅ Check-ins
    { "" }Did it? { COMMAND("checkin") }. Amounts add up: `12`, `ten`, `5km`, `1h 15m`. A message counts, too: **Apps → Count as check-in** in its menu.
    { "" }Forgot? { COMMAND("checkin", options: "date: yesterday") } works until the end of today. Not today? Just say so with { COMMAND("skip") }.
    { "" }Made a mistake? { COMMAND("undo") }, within 15 minutes.
help-reminders = ### ⏰ Reminders
    { "" }{ COMMAND("remind") } shows when I’ll remind you next. Change it with `7am`, `30 min before`, `auto` or `off`.
    { "" }I only remind you when there’s still something to do, and one tap stops it: **Not today**, or **Stop these** for good.
    { "" }Want them in a channel or by direct message? And when should I be quiet? Pick both in { COMMAND("settings") }.
help-streaks = ### 🔥 Streaks and freezes
    { "" }A streak is how many times in a row you did what was due. You have until the end of the next day to catch up.
    { "" }A freeze steps in when a streak would break, and a growing streak earns more. Paused days never count as missed.
    { "" }Your days follow your own time zone: { COMMAND("timezone") }. **Why?** shows the days behind every number.
help-together = ### 🤝 Doing it together
    { "" }On a goal’s card, **Hold me to it** makes you a witness: you’ll hear about milestones and when it goes quiet, and can ask. **Cheer** says well done.
    { "" }{ COMMAND("profile") } shows how well someone keeps their word, { COMMAND("leaderboard") } who’s on a roll, and { COMMAND("review") } what you’ve done this month.
    { "" }Say who you are with { COMMAND("introduce") }, and something kind with { COMMAND("greet") } or { COMMAND("cheer") }.
help-privacy = ### 🔐 Privacy
    { "" }{ COMMAND("privacy") } says in plain words what I keep, why, for how long, and who sees it.
    { "" }{ COMMAND("data export") } gives you all of it in a file; { COMMAND("data delete") } makes me forget it.
    { "" }Nobody else ever sees an *only me* goal.
help-owners = ### 🛠️ For server owners
    { "" }{ COMMAND("setup start") } takes two minutes. If you like, add { COMMAND("setup reminders") }, { COMMAND("setup roles") } for streaks, a weekly { COMMAND("setup digest") } and a leaderboard: { COMMAND("setup board") }.
    { "" }{ COMMAND("setup check") } shows what I’m missing and how to fix it, { COMMAND("setup log") } who changed what.
    { "" }To hide a goal, undo a check-in or block someone: { COMMAND("moderate goal") }, { COMMAND("moderate checkin") }, { COMMAND("moderate member") }.

# Buttons that use a command.
button-new-goal = A new goal
button-own-goals = My goals
button-own-reminders = My reminders
button-own-streaks = My streaks
button-leaderboard = Leaderboard
button-privacy = What you keep about me
button-resume = Resume
button-settings = My settings
button-set-city = Set my city
