# Streaks and leaderboards.

streak-title = ### 🔥 <@{ $member }>’s streaks
streak-goal = { $private ->
        [1] 🔒 { "" }
       *[0] { "" }
    }**{ $title }**
streak-current = **Current streak** { $streak }
streak-longest = **Longest streak** { $longest }
streak-freezes = **Freezes** { $freezes }
streak-without-freeze = *without a freeze*
why-pick = Pick a streak to see why
streak-none = No streaks yet. All it takes is a goal and a check-in.

board-title = ### { $name }
board-name = { $board ->
    [streak] 🔥 Current streaks
    [longest] 🏔️ Longest streaks
    [kept] 🤝 Promises kept
    [check-ins] ✅ Check-ins
    [cheers] 📣 Cheers given
   *[regular] 📅 Weeks in a row
    }{ $time ->
    [none] { "" }
    [kept-week] { " " }this week
    [kept-month] { " " }this month
    [kept-all] { " " }in the last 90 days
    [check-ins-week] { " " }this week
    [check-ins-month] { " " }this month
    [check-ins-all] , all time
    [cheers-week] { " " }this week
    [cheers-month] { " " }this month
   *[cheers-all] , all time
    }
board-score = { $board ->
    [streak] **{ $score }** 🔥
    [longest] **{ $score }** 🔥
    [kept] **{ $kept } of { $of }**
    [check-ins] **{ $score }** ✅
    [cheers] **{ $score }** 📣
   *[regular] **{ $score }** { $score ->
        [one] week
       *[other] weeks
        }
    }
board-line = { $medal } { $score } <@{ $member }>{ $has_title ->
        [0] { "" }
       *[1] { " " }· { $title }
    }{ $without_freeze ->
        [1] { " " }· *without a freeze*
       *[0] { "" }
    }
board-empty = { $board ->
    [streak] Nobody has a streak yet – first place is up for grabs! Use { COMMAND("goal declare") }, then { COMMAND("checkin") }.
    [kept] Nobody has five promises behind them here yet. This board fills up as days and weeks come to an end.
    [cheers] Nobody has cheered yet – yours could be the first!
   *[other] Nothing here yet – first place is up for grabs! Use { COMMAND("goal declare") }, then { COMMAND("checkin") }.
    }
board-around = **You and the people around you**, out of { $total }
board-own = -# You’re **#{ $rank }** of { $total }.
board-own-none = -# You’re not on this board yet.
board-own-hidden = -# You’ve left the leaderboards, so only you know how you’d do. { COMMAND("settings") } brings you back.
board-pick = Another leaderboard
button-my-place = My place
board-page = -# Page { $page } of { $pages }
button-back = Back
button-more = More

button-share = Show everyone
shared-by = -# Shown to everyone by <@{ $member }>
share-already = You’ve just shown that to everyone – it’s in the channel.
share-limit = That’s { $limit } in an hour, so let’s give the channel a breather. You can show everyone more from { $until }.
share-elsewhere = You can’t post in this channel, so there’s nobody to show it to. Try it in one where you can.
share-nothing = There’s nothing here that you can show everyone.

# Live leaderboards.

live-board-note = -# I keep this board up to date.
live-boards-title = ### 📌 Leaderboards that stay up to date
live-boards-none = There are none here yet.
live-boards-how = -# { COMMAND("setup board") } with a channel posts one there: silently, and without pings. I keep editing that one message, at most once a minute. *Stop* deletes it.
live-boards-full = That’s { $most } leaderboards already, and that’s the most I keep up to date here. { COMMAND("setup board") } without a channel lists them: stop one, and there’s room for this one.
live-boards-not-yours = Someone else opened that. You can open your own with { COMMAND("setup board") }.
live-board-in = { $name } in <#{ $channel }>
live-board-line = **{ $name }** { $link }
live-board-missing = ⚠️ I can’t update it right now: I don’t have permission to { $permissions }.
live-board-posted = ✨ Here it comes: **{ $name }** in <#{ $channel }>. From now on, it looks after itself.
live-board-already = **{ $name }** is in that channel already: { $link }
live-board-waiting = **{ $name }** is on its way to <#{ $channel }> already.
live-board-without-period = -# That board isn’t split into weeks or months.
live-board-closed = I can’t post in <#{ $channel }> yet: I don’t have permission to { $permissions }. You can allow it in the channel’s settings, under Permissions, and then try again.
live-board-stopped = **{ $name }** is stopped, and I’m deleting its message.
live-board-stopped-already = That one had ended already.
button-live-board-stop = Stop
overview-live-boards = **Leaderboards that stay up to date:** { $boards }. { COMMAND("setup board") }
overview-live-boards-none = **No leaderboard stays up to date** in a channel. { COMMAND("setup board") }
