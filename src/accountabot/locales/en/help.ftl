# What to do next, never a manual. Command descriptions are in the code, because Discord reads them there.

help-title = ### 🤝 A promise is easier to keep when someone has heard it
help-first = **Name one thing you mean to do.** `/goal declare goal: Walk ten minutes` – then pick how often. That’s all.
help-due = **Due today:** { $goals }
    { "" }Did it? `/checkin` – or press **Check in** on the card.
help-yesterday = **Still open from yesterday:** { $goals }
    { "" }Did it but forgot to check in? You have until the end of today: `/checkin date: yesterday`
help-paused = **All quiet – you’re taking a break from:** { $goals }
    { "" }Pick things up again whenever you like with `/resume`, or just `/checkin`.
help-done = **Nothing is due for you right now.** See who’s on a roll: `/leaderboard`. Someone could use a **Cheer**.
help-more = -# More: `/help topic:` goals, check-ins, streaks, together, privacy, owners
help-for-owners = -# If you run this server: `/setup start` sets everything up in two minutes, `/setup check` shows whether I have what I need here, and `/setup channels` decides what goes where.

help-goals = **Goals.** `/goal declare` takes your own words, and asks how often if you don’t say: `daily`, `weekly on tue,thu`, `3 per week`, `every 3 days`, `monthly on last`, `once until Friday` … Something to count? The amount can be `20 pages`, or `at most 2`. `/goal list` shows your goals, or someone else’s; `/goal show` shows one with its numbers. Plans changed? `/goal edit`. Done for good? `/goal complete`. No longer for you? `/goal drop`. Need a break? `/pause` one, or all. You can have up to 25 goals at a time.
help-check-ins = **Check-ins.** `/checkin` counts for the goal that’s due; amounts add up. Forgot yesterday? `/checkin date: yesterday` still counts until today is over. Not today? `/skip` says so honestly, and only you can see what it costs. Away for a while? `/pause`; a check-in or `/resume` picks things up again. Already wrote it in a message? **Apps → Count as check-in** in its menu. Made a mistake? `/undo` undoes your last action, up to 15 minutes later.
help-streaks = **Streaks** count how many times in a row you did what was due. Forgot something? You have until the end of the next day to make up for it. Days already under way when you declare a goal never count as missed, and neither do paused days. Most goals start with a freeze and earn more as a streak grows; one is used automatically on a day that would otherwise break the streak. Your days follow your own time zone: `/timezone` and your city, which nobody else sees. `/streak` shows your streaks, and **Why?** shows the days behind every number.
help-together = **Together.** On every goal’s card: **Hold me to it** makes you a witness, who hears about milestones and misses and can ask how it’s going; **Cheer** says well done; and **Why?** shows anyone how it went, day by day. `/leaderboard` shows the longest current streaks here, and `/profile` shows who someone is and how well they keep their word. Tell everyone who you are with `/introduce`, and what they should know with `/disclose`; send someone a kind word with `/greet` or `/cheer`.
help-privacy = **What’s yours stays yours.** `/privacy` explains in plain words what I keep, why, for how long, and who sees it. `/data export` gives you everything I know about you in one file, and `/data delete` makes me forget it all. A goal can also be *only me*: then nobody else ever hears about it.
help-owners = **If you run a server.** `/setup start` gets you started in two minutes. `/setup channels` decides what goes where, `/setup timezone` sets when days begin for members who haven’t set a time zone, and `/setup check` shows what I’m missing and how to fix it. There’s more under `/setup`, and `/setup log` shows who changed what. Need to hide a goal, undo a check-in or block someone? That’s what `/moderate` is for. Anything you don’t set up just uses the defaults.
