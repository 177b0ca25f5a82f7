# What to do next, never a manual. Descriptions of commands stand in the code, where Discord reads them.

help-title = ### 🤝 People keep their word better when someone heard it
help-first = **Say one thing you mean to do.** `/goal declare goal: Walk ten minutes` – then pick how often. That is all.
help-due = **Due today:** { $goals }
    { "" }Did it? `/checkin` – or press **Check in** on the card.
help-done = **Nothing is due for you right now.** Look who is on a roll: `/leaderboard`. Someone could use a **Cheer**.
help-more = -# More: `/help topic:` goals, check-ins, streaks, together

help-goals = **Goals.** `/goal declare` takes your own words, and asks how often if you don’t say. `/goal list` shows yours, or someone’s; `/goal show` one of them with its numbers. Up to 25 at a time.
help-check-ins = **Check-ins.** `/checkin` counts for the goal that is due. Forgot yesterday? `/checkin date: yesterday` still counts while today lasts. Slipped? `/undo` takes back your last deed for 15 minutes.
help-streaks = **Streaks** count due days in a row, not calendar days. A day in which you declared can’t be missed. Seven in a row earn a freeze, two at most, and a freeze is spent by itself on a day that would have been missed. `/streak` shows yours.
help-together = **Together.** On every goal’s card: **Hold me to it** makes you a witness, **Cheer** says well done. `/leaderboard` shows the longest current streaks here.
