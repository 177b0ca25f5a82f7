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

board-title = ### 🏆 Current streaks
board-line = { $medal } **{ $streak }** 🔥 <@{ $member }> · { $title }{ $without_freeze ->
        [1] { " " }· *without a freeze*
       *[0] { "" }
    }
board-empty = Nobody has a streak yet – first place is up for grabs! Use { COMMAND("goal declare") }, then { COMMAND("checkin") }.
board-own = -# <@{ $member }> is #{ $rank } with { $streak } 🔥 · { $title }{ $without_freeze ->
        [1] { " " }· *without a freeze*
       *[0] { "" }
    }
board-own-none = -# <@{ $member }> isn’t on the board yet: one check-in that counts is all it takes.
board-page = -# Page { $page } of { $pages }
button-back = Back
button-more = More

button-share = Show everyone
shared-by = -# Shown to everyone by <@{ $member }>
share-already = You’ve just shown that to everyone – it’s in the channel.
share-limit = That’s { $limit } in an hour, so let’s give the channel a breather. You can show everyone more from { $until }.
share-elsewhere = You can’t post in this channel, so there’s nobody to show it to. Try it in one where you can.
share-nothing = There’s nothing here that you can show everyone.
