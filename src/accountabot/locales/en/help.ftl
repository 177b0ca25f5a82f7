# What to do next, never a manual. Descriptions of commands stand in the code, where Discord reads them.

help-title = ### 🤝 People keep their word better when someone heard it
help-first = **Say one thing you mean to do.** `/goal declare goal: Walk ten minutes` – then pick how often. That is all.
help-due = **Due today:** { $goals }
    { "" }Did it? `/checkin` – or press **Check in** on the card.
help-yesterday = **Still open from yesterday:** { $goals }
    { "" }Did it, and forgot to say so? `/checkin date: yesterday` counts as long as today lasts.
help-paused = **All quiet, you are taking a rest:** { $goals }
    { "" }`/resume` goes on whenever you like, and so does a simple `/checkin`.
help-done = **Nothing is due for you right now.** Look who is on a roll: `/leaderboard`. Someone could use a **Cheer**.
help-more = -# More: `/help topic:` goals, check-ins, streaks, together, privacy, owners
help-for-owners = -# For those who look after this server: `/setup start` sets everything up in two minutes, `/setup check` says whether I can do my part here, `/setup channels` what goes where.

help-goals = **Goals.** `/goal declare` takes your own words, and asks how often if you don’t say: `daily`, `weekly on tue,thu`, `3 per week`, `every 3 days`, `monthly on last`, `once until Friday` … Something to count? The amount can be `20 pages`, or `at most 2`. `/goal list` shows yours, or someone’s; `/goal show` one of them with its numbers. Plans changed? `/goal edit`. Reached for good? `/goal complete`. Not yours any more? `/goal drop`. Time for a rest? `/pause` one, or all. Up to 25 at a time.
help-check-ins = **Check-ins.** `/checkin` counts for the goal that is due; amounts add up. Forgot yesterday? `/checkin date: yesterday` still counts while today lasts. Not today? `/skip` says so honestly, and only you see what it costs. Away for a while? `/pause`; a check-in or `/resume` goes on. Wrote it in a message already? **Apps → Count as check-in** in its menu. Slipped? `/undo` takes back your last deed for 15 minutes.
help-streaks = **Streaks** count what was due, in a row. What you missed can be made up for until the next day is over. What had begun when you declared can’t be missed, nor can paused days. A freeze is earned by itself while a streak grows, and spent by itself on a day that would have been missed. Your days turn where you live: `/timezone` and your city, seen by nobody else. `/streak` shows yours, and **Why?** the days behind every number.
help-together = **Together.** On every goal’s card: **Hold me to it** makes you a witness, who hears of milestones and misses and may ask how it goes, **Cheer** says well done, and **Why?** shows anyone how it went, day by day. `/leaderboard` shows the longest current streaks here, `/profile` who someone is and how they keep their word. Tell the others who you are with `/introduce`, and what they should know with `/disclose`; `/greet` and `/cheer` have a good word for someone.
help-privacy = **What is yours stays yours.** `/privacy` says in plain words what I keep, why, for how long, and who sees it. `/data export` hands you everything I know of you in one file, and `/data delete` lets me forget it all. A goal can be *only me*, too: then nobody else ever hears of it.
help-owners = **For those who look after a server.** `/setup start` leads you through the beginning in two minutes. `/setup channels` says what goes where, `/setup timezone` when days begin for those who never said, and `/setup check` what I am missing and how to mend it. More under `/setup`, and `/setup log` tells who changed what. Somebody needs a hand, or a break? `/moderate` is there for it. Whatever you leave out works anyway.
