# Reminders: when they come, where, and what members can do about them.

remind-too-many = I can remind you of a goal up to **{ $limit }** times a day. More than that is just noise. Pick your best ones, like `7am, 12:30 and 9pm`.
remind-before-range = I can remind you from **{ $least } minutes** to **{ $most } hours** before. Try something like `30 min before`.

# Messages that remind members, in a channel and directly.

reminder-shared = ⏰ **Still to do today**
reminder-more = +{ $count } more
reminder-done = ~~{ $title }~~ ✓
reminder-all-done = ✅ All done for today. Nice work, everyone!
reminder-none-left = ✅ Nothing left to do here today.
reminder-expired = -# ⏰ There was a reminder here. New day, new chances: { COMMAND("checkin") }
reminder-button-mine = My goals

reminder-today = ⏰ **{ $title }** is on for today.{ $streak ->
        [0] { "" }
        [one] { "" }
       *[other] { " " }{ $streak } in a row so far!
    }
reminder-tomorrow = ⏰ **{ $title }** is on for { $day }. Just a heads-up, so you can plan ahead.
reminder-by = ⏰ **{ $title }** { $is_last ->
        [1] is due by the end of today.
       *[0] is due by { $day }.
    }
reminder-deadline = ⏰ **{ $title }** is due <t:{ $until }:R>, on <t:{ $until }:f>.
reminder-ceiling = ⏰ **{ $title }**: { $unit ->
        [number] what’s your number for today?
       *[other] how many { $unit } was it?
    } Zero counts, too.
reminder-plan = 📝 Your plan: { $plan }
reminder-done-line = ✅ **{ $title }** is done. Nice work!
reminder-due-line = **{ $title }** is still open, just without a reminder.
reminder-off-line = **{ $title }** needs nothing from you right now.
reminder-over = -# ⏰ There was a reminder here, but its time has passed. New day, new chances!
reminder-more-goals = And { $count ->
        [one] one more goal
       *[other] { $count } more goals
    }: { COMMAND("goal list") } has them all.
reminder-server = -# From { $server }. Only you can see this.
reminder-morning-after = 🌅 **{ $title }**: { $unit ->
        [once] the deadline has passed, but a check-in can still count.
       *[other] { $day } can still count.
    } { $counted ->
        [none] Did you do it?
        [number] What was your number? Zero counts, too.
       *[other] How many { $counted } was it? Zero counts, too.
    }
reminder-at-risk = 🔥 **{ $title }**: your streak of **{ $streak }** needs a check-in for yesterday, before <t:{ $until }:t>.
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

# What a private reminder says once its goal is done, skipped, paused or let go.

reminder-checked-in = ✅ **{ $title }** is done.{ $streak ->
        [0] { "" }
        [one] { "" }
       *[other] { " " }That’s { $streak } in a row!
    }
reminder-snoozed = 💤 I’ll remind you again at <t:{ $at }:t>.
reminder-snoozed-until = 💤 **{ $title }**: I’ll remind you again at <t:{ $at }:t>.
reminder-snoozed-over = 💤 **{ $title }**: it’s already evening, so I’ll remind you again in an hour, at <t:{ $at }:t>.
reminder-not-today = 👌 **{ $title }**: no more reminders for that day.
reminder-goes-on = 👍 **{ $title }**: I’ll keep reminding you.
reminder-not-this-time = 👌 **{ $title }**: that’s all right. I won’t bring it up again.
reminder-let-go = 🍂 You let go of **{ $title }**.
reminder-paused = ⏸️ **{ $title }** is paused.
reminder-day-over = That reminder’s day is over, and a new day is here. { COMMAND("checkin") } works any time.
reminder-stopped = You stopped the reminders for **{ $title }**, so there’s nothing to put off. { COMMAND("remind") } brings them back.
reminder-not-needed = **{ $title }** needs nothing more from you right now.
reminder-snooze-late = That’d be too late for this one, so I’d rather not. { COMMAND("checkin") } still works.
reminder-gone = That reminder is from a while ago. { COMMAND("checkin") } works any time.
reminder-not-for-you = That reminder is for other members. Want one of your own? { COMMAND("remind") } sets one up for a goal you have, and { COMMAND("goal declare") } starts a new goal.
reminder-all-yours-done = You’ve done all of yours here. Nice work! ✅
reminder-none-open = Nothing of yours here needs a check-in right now.

# Direct messages.

message-server-gone = I’m no longer on that server, so this doesn’t do anything now.
message-not-a-member = You’re no longer on **{ $server }**, so this doesn’t do anything now.
messages-undo = Not what you meant? Undo it within 15 minutes.
posted-nowhere = It’s recorded. I couldn’t post it, because there’s no channel for it that you and I can both use. You can undo it for 15 minutes.

# Switching reminders on and off, and when the next one comes.

remind-offer = ⏰ **Want a reminder when it’s due?** One tap turns it on, and one tap stops it. In a channel, others can see it, and can tell when you’re awake.
remind-offer-private = ⏰ **Want a reminder when it’s due?** It comes privately, by direct message, and one tap stops it.
remind-button-here = Remind me here
remind-button-direct-messages = By direct message
remind-button-no = No reminders
remind-button-again = Remind me again
remind-button-on = Remind me
remind-button-times = Pick a time
remind-button-channel = Remind me in a channel instead
remind-next = ⏰ Next reminder: <t:{ $at }:F>, { $way ->
        [channel] in <#{ $channel }>.
        [direct-message] by direct message.
        [closed] when you’re next here, because my direct messages don’t reach you.
       *[next-interaction] privately, when you’re next here.
    }
remind-next-brief = <t:{ $at }:f>, { $way ->
        [channel] in <#{ $channel }>
        [direct-message] by direct message
       *[next-interaction] privately, when you’re here
    }
remind-none = { $why ->
        [ended] This goal has ended, so there’s nothing to remind you of.
        [server] This server has reminders switched off.
        [nowhere] Your reminders are off on every server. Where would you like them?
        [off] ⏰ No reminders for this one.
        [never] It’s for whenever you’re ready, so there’s no day to remind you on. Give it a deadline, and I will.
        [zone] ⏰ Almost there! I don’t know your time zone yet, so I can’t send anything until you tell me your city.
        [paused] ⏸️ It’s paused. Reminders come back when you do.
        [silent] 💤 I went quiet about this one, because I hadn’t heard from you. A check-in wakes me up.
       *[nothing-left] ⏰ No more reminders ahead for this one.
    }
remind-none-brief = { $why ->
        [server] off on this server
        [nowhere] your reminders are off
        [off] no reminders
        [never] no deadline, so no day for a reminder
        [zone] waiting for your time zone
        [paused] paused
        [silent] quiet until you check in
       *[nothing-left] none ahead
    }
remind-in-public = -# Others there can see it, and can tell when you’re awake.
remind-in-quiet-hours = -# That’s in your quiet hours. You picked it, so it comes anyway.
remind-zone = -# I go by this server’s time zone ({ $zone }), until you set your own.
remind-times-off = no reminders
remind-times-auto = at a time I pick
remind-times-at = at { $times }
remind-times-before = { $hours ->
        [0] { $minutes } minutes before
       *[other] { $minutes ->
            [0] { $hours ->
                [one] 1 hour before
               *[other] { $hours } hours before
            }
           *[other] { $hours } h { $minutes } min before
        }
    }
remind-set = ✅ **{ $title }**: { $times }.
remind-set-several = ✅ Done: { $times }.
remind-set-line = - **{ $title }**: { $how }
remind-refused-more = { $count ->
        [one] Same for one more goal.
       *[other] Same for { $count } more goals.
    }
remind-goal = **{ $title }**: { $times }.
remind-title = ⏰ **Your reminders**
remind-pick = Change one
remind-which-goals = Got it: { $times }. Which goals is that for? You can pick several.
remind-which-placeholder = Pick goals
remind-declined = 👌 No reminders for **{ $title }**.
remind-form = When should I remind you?
remind-form-hint = 7am and 9pm
remind-form-about = Times of day, “30 min before”, “auto” or “off”.
remind-suggest-7am = 7am
remind-suggest-9pm = 9pm
remind-suggest-30-min-before = 30 min before
remind-suggest-auto = auto: I pick a good time
remind-suggest-off = off: no reminders
remind-over = **{ $title }** has ended, so there’s nothing left to remind you of.
remind-never = **{ $title }** is for whenever you’re ready, so there’s no day to remind you on. Give it a deadline, and I will.
remind-before-what = I don’t know when you usually do **{ $title }**, so I can’t remind you before it. Try a time of day, like `7am`, or edit the goal to say when you usually do it, like `every day at 7am`.
remind-server-off = This server has reminders switched off, so I can’t send any here. Its owners can change that.
notice-messages-closed = 📪 **My direct messages don’t reach you**, so I’ll tell you things when you’re here instead. To get them, allow direct messages from this server’s members in its privacy settings.
remind-try-arrived = ✅ That worked: I just sent you a direct message, and that’s where I’ll remind you from now on.
remind-try-failed = 📪 It didn’t arrive, sorry. Allow direct messages from this server’s members in its privacy settings, then try again in { COMMAND("settings") }.
remind-try-later = I haven’t sent it yet: Discord turned down too many of my direct messages to you just now. Please try again in { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }.
remind-trial = 👋 This is where I’ll remind you.
