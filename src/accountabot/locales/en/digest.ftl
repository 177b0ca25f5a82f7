# The weekly digest, for members and for owners.

digest-title = ### 🗓️ Our week, { $first } – { $last }
digest-kept = 🤝 **Kept their word, every time:** { $names }
digest-started = 🎯 **New goals**
digest-reached = 🎉 **Goals reached**
digest-comebacks = 🌱 **New streaks**
digest-goal = - **{ $title }** · <@{ $member }>
digest-goals-more = - and { $count } more
digest-cheered = 👏 **Cheered most:** { $names }
digest-cheerer = <@{ $member }> ({ $count })
digest-more = { $names } and { $count } more
digest-numbers = ✅ { $members ->
        [one] **One** of us checked in
       *[other] **{ $members }** of us checked in
    }{ $count ->
        [one] { " " }once
       *[other] { " " }**{ $count }** times
    }{ $up ->
        [both] . That’s { $more_members } more of us and { $more } more check-ins than the week before
        [members] . That’s { $more_members } more of us than the week before
        [check-ins] . That’s { $more } more check-ins than the week before
       *[none] { "" }
    }.
digest-offline = -# 🤖 I was offline for { $time } that week{ $count ->
        [0] .
        [one] , so one due date counts as excused.
       *[other] , so { $count } due dates count as excused.
    }
button-my-week = My week

my-week = ### 🗓️ Your week, { $first } – { $last }
my-week-goal = { $private ->
        [1] 🔒 { "" }
       *[0] { "" }
    }**{ $title }**{ $done ->
        [0] { "" }
       *[1] : { $parts }
    }
my-week-kept = kept { $count ->
        [one] once
        [2] twice
       *[other] { $count } times
    }
my-week-made-up = caught up { $count ->
        [one] once
        [2] twice
       *[other] { $count } times
    }
my-week-excused = { $count } excused
my-week-frozen = { $count } covered by a freeze
my-week-streak = -# 🔥 { $streak } in a row
my-week-next = -# { $due }
my-week-more = -# And { $count } more: { COMMAND("goal list") }
my-week-total = You kept your word **{ $count ->
        [one] once
        [2] twice
       *[other] { $count } times
    }**. That’s yours to keep!
my-week-fresh = A new week is a fresh page. One check-in is a fine first line.
my-week-none = You have no goals running right now. One sentence is all it takes: { COMMAND("goal declare") }
my-week-private = -# Only you can see this.

digest-setting = ### 🗓️ The weekly digest
digest-is-off = It’s off. Once a week, I can post how it went: who kept their word, goals started and reached, new streaks, and who cheered most. It makes no sound and pings nobody. It only names people who are on the leaderboards, only shows goals that everyone can see, and never says what anyone missed.
digest-pick = Where should I post it?
digest-is-on = Every **{ $day }** at **{ $hour }** ({ $zone }) in <#{ $channel }>. Next: <t:{ $next }:F>, covering { $first } – { $last }.
    { "" }-# I skip a week if nothing happened in it. To change something: { COMMAND("setup digest") }
digest-channel-gone = ⚠️ That channel is gone, so I can’t post it. Pick another one with { COMMAND("setup digest") }.
digest-missing = ⚠️ I can’t post it there: I don’t have permission to { $permissions }.
digest-no-zone = 🕒 No time zone is set here, so I use UTC. Set yours with { COMMAND("setup timezone") }.
digest-owners = **For your eyes only** – the last seven days, and the seven before:
    { "" }People who checked in: **{ $members }** ({ $members_before })
    { "" }Check-ins: **{ $check_ins }** ({ $check_ins_before })
    { "" }Goals started: **{ $started }** ({ $started_before })
    { "" }Cheers: **{ $cheers }** ({ $cheers_before })
    { "" }-# These count the same goals and people as the digest, which only mentions what went up.
button-digest-off = Turn off
overview-digest = **Weekly digest:** every { $day } at { $hour } in <#{ $channel }>. { COMMAND("setup digest") }
overview-digest-gone = **Weekly digest:** ⚠️ its channel is gone. { COMMAND("setup digest") }
overview-digest-off = **Weekly digest** is off. { COMMAND("setup digest") }

start-digest-on = 🗓️ The weekly digest is posted in <#{ $channel }>, every { $day } at { $hour }.
start-digest-off = 🗓️ No weekly digest. With one, I’d celebrate each week: who kept their word, new goals, and who cheered most.
button-start-digest-on = Post a weekly digest
button-start-digest-off = No weekly digest
