# What the bot could not post, for server owners to fix, and what replaces a redacted message.

failure-line = { $what } { $place }{ $count ->
        [one] {""}
       *[other] { "" } ({ $count } times)
    } · <t:{ $last }:R>
failure-line-often = { $what } { $place } (at least { $count } times) · <t:{ $last }:R>
failure-in = in <#{ $channel }>
failure-nowhere = anywhere
failure-goal = A goal couldn’t be posted
failure-check-in = A check-in couldn’t be posted
failure-action = An update about a goal couldn’t be posted
failure-greeting = A greeting for a newcomer couldn’t be posted
failure-invitation = An invitation to cheer a newcomer’s first check-in couldn’t be posted
failure-news = An update for a goal’s witnesses couldn’t be posted
failure-cheer = A cheer couldn’t be posted
failure-greet = A greeting from one member to another couldn’t be posted
failure-introduction = An introduction couldn’t be posted
failure-onboarding = My note on getting started couldn’t be posted
failure-question = *How’s it going?* couldn’t be asked
failure-reminder = A reminder couldn’t be posted
failure-digest = The weekly digest couldn’t be posted
failure-board = A leaderboard couldn’t be posted
failure-role = A streak role couldn’t be given or taken back
failure-reply = A reply to a check-in message couldn’t be posted

emptied = -# 🍃 This message was removed at the request of someone it mentioned.
greet-unposted = Your greeting didn’t make it: I can’t post here right now. A few words of your own are just as warm!
