# Streaks and boards.

streak-title = ### 🔥 Streaks of <@{ $member }>
streak-line = **{ $title }**
    { "" }-# **Current streak** { $streak } · **Longest streak** { $longest } · **Freezes** { $freezes }
why-pick = Why? Pick a streak
streak-none = No streak yet. It starts with one goal and one check-in.

board-title = ### 🏆 Current streaks
board-line = { $medal } **{ $streak }** 🔥 <@{ $member }> · { $title }
board-empty = Nobody is on a streak yet – the first place is free! Say `/goal declare`, then `/checkin`.
board-own = -# <@{ $member }>: rank { $rank } with { $streak } 🔥 { $title }
board-own-none = -# <@{ $member }> is not on it yet: one check-in that counts is enough.
board-page = -# Page { $page } of { $pages }
button-newer = ◀
button-older = ▶
