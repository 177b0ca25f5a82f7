# Streaks and boards.

streak-title = ### 🔥 Streaks of <@{ $member }>
streak-line = **{ $title }**
    { "" }-# **Current streak** { $streak } · **Longest streak** { $longest } · **Freezes** { $freezes }
streak-none = No streak yet. It starts with one goal and one check-in.

board-title = ### 🏆 Current streaks
board-line = { $medal } **{ $streak }** 🔥 <@{ $member }> · { $title }
board-empty = Nobody is on a streak yet – the first place is free! Say `/goal declare`, then `/checkin`.
board-own = -# You: rank { $rank } with { $streak } 🔥 { $title }
board-own-none = -# You are not on it yet: a check-in that counts puts you there.
board-page = -# Page { $page } of { $pages }
button-newer = ◀
button-older = ▶
