# Check-ins, and undoing them.

check-in-head = { $mark } <@{ $member }> · **{ $title }**
check-in-amount = { $case ->
        [over] { $done_with_unit }, limit { $of }
        [ceiling] { $done } of at most { $of_with_unit }
       *[toward] { $done } of { $of_with_unit }
    }
check-in-added = { $progress } (+{ $added })
check-in-days = { $case ->
        [above] { $done } days
       *[toward] { $done } of { $of }
    } { $unit ->
        [week-past] in the week ending { $day }
        [month-past] in the month ending { $day }
        [month] this month
       *[week] this week
    }{ $case ->
        [above] { " " }(goal: { $of })
       *[toward] { "" }
    }
check-in-for-day = for { $day }
check-in-note = > { $note }
check-in-standing = -# { $standing }
check-in-proof = [message]({ $link })

check-in-first = 🌱 **Day one** – the very first check-in here!
    .habit = 🌱 **Day one!** A very first check-in – here’s to many more.
check-in-streak-one = { $case ->
        [best] 🌱 A new start – best so far: { $longest }
        [again] 🌱 A new start
       *[first] { $unit ->
            [day] 🌱 Day one
            [week] 🌱 First week done
            [month] 🌱 First month done
           *[other] 🌱 Off to a start
        }
    }
check-in-streak-three = 🔥 { $streak }{ $unit ->
        [day] { " " }days
        [week] { " " }weeks
        [month] { " " }months
       *[other] { "" }
    } in a row – on a roll
    .run = 🔥 { $streak }{ $unit ->
        [day] { " " }days
        [week] { " " }weeks
        [month] { " " }months
       *[other] { "" }
    } in a row – that’s a run
check-in-streak = 🔥 { $streak }{ $unit ->
        [day] { " " }days
        [week] { " " }weeks
        [month] { " " }months
       *[other] { "" }
    } in a row
    .that = 🔥 That’s { $streak }{ $unit ->
        [day] { " " }days
        [week] { " " }weeks
        [month] { " " }months
       *[other] { "" }
    } in a row
    .counting = 🔥 { $streak }{ $unit ->
        [day] { " " }days
        [week] { " " }weeks
        [month] { " " }months
       *[other] { "" }
    } in a row and counting
check-in-streak-so-far = 🔥 { $streak }{ $unit ->
        [day] { $streak ->
            [one] { " " }day
           *[other] { " " }days in a row
        }
        [week] { $streak ->
            [one] { " " }week
           *[other] { " " }weeks in a row
        }
        [month] { $streak ->
            [one] { " " }month
           *[other] { " " }months in a row
        }
       *[other] { " " }in a row
    } so far
check-in-milestone = { $number ->
        [100] 💯
        [365] 🏆
       *[other] 🏅
    } **{ $number }{ $unit ->
        [day] { " " }days
        [week] { " " }weeks
        [month] { " " }months
       *[other] { "" }
    } in a row**{ $without_freeze ->
        [1] , no freezes
       *[0] { "" }
    } – { $number ->
        [7] that’s turning into a habit!
        [30] by now, that’s just what they do.
        [50] halfway to a hundred!
        [100] three digits, take a bow!
        [200] two hundred – wow!
        [365] one for every day of the year!
       *[other] and still going!
    }
check-in-settled = Noted! This one was already settled, so nothing changes.
check-in-over = { $when ->
        [daily-today] Tomorrow’s a fresh start.
        [daily-yesterday] Today’s a fresh start.
        [once] That’s over the limit. Thanks for being honest about it!
        [week] Next week’s a fresh start.
        [week-past] This week’s a fresh start.
        [month] Next month’s a fresh start.
        [month-past] This month’s a fresh start.
        [span] The next round’s a fresh start.
        [span-past] This round’s a fresh start.
       *[day] Next time’s a fresh start.
    }
check-in-bonus = Nothing was due, so this one’s a bonus
check-in-extra = Already kept, so this one’s extra
check-in-completed = Promise kept!
    .done = That’s a promise kept.
    .all = All done!
check-in-completed-late = A little late, but done.
check-in-ceiling = within the limit
check-in-amount-left = { $bar } { $unit ->
        [once] { $left } to go
        [today] { $left } to go today
        [past-day] { $left } to go
        [past-period] { $left } to go by the end of { $day }
       *[period] { $left } to go by { $day }
    }
check-in-days-left = { $count ->
        [one] { $count } more day by { $day }
       *[other] { $count } more days by { $day }
    }
check-in-new-period = a { $is_full ->
        [1] full
       *[0] new
    } { $unit ->
        [month] month
       *[week] week
    } starts { $day }
check-in-yesterday-open = { $day } can still be added
check-in-today-open = today’s still to come
check-in-next = next { $day }
check-in-next-by = next { $count ->
        [one] { "" }
       *[other] { $count } { "" }
    }by { $day }
check-in-last = that was the last one
check-in-away = 💛 Good to see you again! It’s never too late to pick it back up.
    .missed = 💛 Welcome back! Any day is a good day to carry on.
    .glad = 💛 There you are! So good to have you back.
check-in-resumed = ▶️ Welcome back! This check-in ended the pause.
check-in-frozen = 🧊 A freeze covered { $unit ->
        [week] the week starting { $day }
        [month] the month starting { $day }
       *[day] { $day }
    } and saved the streak.
checked-in-undo = Made a mistake? { COMMAND("undo") } takes it back within 15 minutes.
    .wrong = Wrong goal or wrong day? { COMMAND("undo") } takes it back within 15 minutes.
checked-in-undo-last = Made a mistake? { COMMAND("undo") } takes it back within 15 minutes. That’ll keep working – I’ll just stop reminding you.

checked-in-privately = It’s recorded. You can’t post in this channel, so only you can see it here.
not-posted = It’s recorded and it counts, but I couldn’t post it here.
not-posted-there = It’s recorded and it counts, but I couldn’t post it in <#{ $channel }>.
posted-elsewhere = 📣 Posted for everyone to see: { $link }
    .proud = 📣 Everyone can see it here: { $link }
    .out = 📣 It’s out there: { $link }

already-today = You’ve already checked in on **{ $title }** today{ $streak ->
        [0] { "" }
       *[other] ; your streak is at { $streak }
    }. Anything to add?
already-yesterday = You’ve already checked in on **{ $title }** for yesterday{ $streak ->
        [0] { "" }
       *[other] ; your streak is at { $streak }
    }. Anything to add?
button-add-note = Add a note
note-form = Add a note
note-label = What would you like to add?

amount-form = How much this time?
amount-form-of = How many { $unit }?
amount-all = All { $amount }
amount-about = The goal: { $promised }{ $has_left ->
        [1] . Left: { $left }
       *[0] { "" }
    }

which-goal = Which one did you do?
    .did = What did you get done?
which-goal-next = -# Anything else?
which-goal-placeholder = Pick a goal
which-goals-placeholder = I did these…
which-goal-all = counts as { $amount }
which-goal-asks = I’ll ask for the number
which-goal-due = due today
which-goal-done = already done
which-goal-paused = paused
which-goal-not-due = not due yet
which-goal-once = one-time goal
question-answered = ✓ **{ $title }**
question-refused = ✗ { $titles } – { $why }
question-already = ✓ **{ $title }** was already done
which-goal-streak = streak of { $streak }

which-day = Which day is this for?
which-day-yesterday = Yesterday
which-day-today = Today

taken-back = -# ↩️ Undone.

undone-declared = Undone: it’s as if you’d never declared **{ $title }**.
undone-checked-in = Undone: { $count ->
        [one] the check-in on **{ $title }** no longer counts.
       *[other] { $count } check-ins no longer count.
    }

check-in-cheers = -# 👏 { $names }{ $more ->
        [0] { "" }
       *[other] { " " }+{ $more }
    }
