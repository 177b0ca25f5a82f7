# Streaks and leaderboards.

streak-title = ### 🔥 <@{ $member }>’s streaks
streak-line = **{ $title }**
    { "" }-# **Current streak** { $streak } · **Longest streak** { $longest } · **Freezes** { $freezes }{ $without_freeze ->
        [1] { " " }· *without a freeze*
       *[0] { "" }
    }
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
button-newer = ◀
button-older = ▶
