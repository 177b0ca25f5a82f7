# Reminders: when they come, where, and what members can do about them.

remind-too-many = I remind you of a goal up to **{ $limit }** times a day: more than that, and it’s just noise. Pick your best ones, like `7am, 12:30 and 9pm`.
remind-before-range = I can remind you from **{ $least } minutes** to **{ $most } hours** before. Try something like `30 min before`.

# Messages that remind members, in a channel and directly.

reminder-shared = ⏰ **Still on for today**
reminder-more = +{ $count } more
reminder-done = ~~{ $title }~~ ✓
reminder-all-done = ✅ All done for today. Nice work, everyone!
reminder-none-left = ✅ Nothing left to do here for today.
reminder-expired = -# ⏰ There was a reminder here. New day, new chances: { COMMAND("checkin") }
reminder-button-mine = My goals

reminder-today = ⏰ **{ $title }** is on for today.{ $streak ->
        [0] { "" }
        [one] { "" }
       *[other] { " " }{ $streak } in a row so far!
    }
reminder-tomorrow = ⏰ **{ $title }** is on for { $day }. Just so you can plan for it.
reminder-by = ⏰ **{ $title }** { $is_last ->
        [1] is due by the end of today.
       *[0] is due by { $day }.
    }
reminder-deadline = ⏰ **{ $title }** is due <t:{ $until }:R>, on <t:{ $until }:f>.
reminder-ceiling = ⏰ **{ $title }**: how many { $unit } was it? Zero counts, too.
reminder-plan = 📝 Your plan: { $plan }
reminder-done-line = ✅ **{ $title }** is done. Well done!
reminder-off-line = **{ $title }** needs nothing from you right now.
reminder-over = -# ⏰ There was a reminder here, and its time is over. See what’s next: { COMMAND("goal list") }
reminder-more-goals = And { $count ->
        [one] one more goal
       *[other] { $count } more goals
    }: { COMMAND("goal list") } has them all.
reminder-server = -# From { $server }. Only you can see this.
reminder-morning-after = 🌅 **{ $title }**: { $unit ->
        [once] the deadline has passed, but it can still count.
       *[other] { $day } can still count.
    } Did you do it?
reminder-at-risk = 🔥 **{ $title }**: your streak of **{ $streak }** needs one check-in for yesterday, before <t:{ $until }:t>.
reminder-go-on = 💬 **{ $title }**: I’ve reminded you a few times, and it’s been quiet. Shall I keep going?

reminder-button-snooze = In 1 hour
reminder-button-evening = This evening
reminder-button-not-today = Not today
reminder-button-stop = Stop these
reminder-button-go-on = Keep reminding me
reminder-button-did-it = I did it
reminder-button-not-this-time = Not this time
reminder-button-smaller = Make it smaller
reminder-button-let-go = Let it go
reminder-button-settings = Reminder settings
remind-unreadable = I read **{ $read }** and couldn’t tell when that is. I only need times of day, like `7am` or `7am and 9pm`; `30 min before`, `auto` and `off` work, too.
remind-mixture = I read **{ $read }**, and I can’t mix the two. Try times of day, like `7am and 9pm`, or just `30 min before`.
remind-no-such-time = No clock I know shows **{ $read }**. Try something like `7am` or `21:30`.
remind-which = I read **{ $read }**, and that could be **{ $first }** or **{ $second }**. Which one is it?
remind-which-times = Happy to! At what times, though? Try something like `7am and 9pm`.
