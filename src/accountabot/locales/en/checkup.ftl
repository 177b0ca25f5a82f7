# What keeps the bot from its work on a server, what that breaks, and how to mend it.

checkup = ### 🩺 How I am doing here
checkup-well = ✅ Everything that I need is there.
checkup-well-now = ✅ Everything that I need is there now, but not all of what I had to say could be posted of late.
checkup-trouble = { $count ->
        [one] One thing keeps me from my work:
       *[other] { $count } things keep me from my work:
    }
checkup-missing = ⚠️ <#{ $channel }>: I may not { $permissions }. { $effect }
    { "" }-# Channel settings → Permissions → add me, and allow it.
checkup-greetings = Without it newcomers may go ungreeted there, or be greeted twice.
checkup-goals = Without it goals are shown where they are declared instead.
checkup-check-ins = Without it check-ins, or those with a file, are shown where they are said instead.
checkup-check-in-channel = Without it messages there do not count, or nobody sees that they do.
checkup-anywhere = Without it, what is said there is on record only.
checkup-gone-greetings = ⚠️ The channel for greetings is gone, so newcomers are greeted where I find best. `/setup channels` picks another.
checkup-gone-goals = ⚠️ The channel for goals is gone, so they are shown where they are declared. `/setup channels` picks another.
checkup-gone-check-ins = ⚠️ The channel for check-ins is gone, so they are shown where they are said. `/setup channels` picks another.
checkup-gone-check-in-channel = ⚠️ The channel in which plain messages counted is gone. `/setup checkin-channel` picks another, or switches that off.
checkup-nowhere = ⚠️ There is no channel in which I may greet newcomers. Let me see one and write in it, then pick it with `/setup channels`.
checkup-intent = ⚠️ I am not told who joins, so nobody is greeted, and who leaves is noticed only when a board is drawn. Whoever runs me switches on **Server Members Intent**, on my application’s page under Bot, and starts me again.
checkup-failures = **In the last seven days:**
checkup-absence = -# I was away last from <t:{ $begins }:f> to <t:{ $ends }:f>.
checkup-absence-excuses = What fell due then cost nobody a streak.
checkup-failures-more = -# … and { $count } more.
permission-view-channel = see the channel
permission-send-messages = write messages
permission-read-message-history = read message history
permission-add-reactions = add reactions
permission-attach-files = attach files
