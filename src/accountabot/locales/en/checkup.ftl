# Problems on a server: what is missing, what that breaks, and how to fix it.

checkup = ### 🩺 How I’m doing here
checkup-well = ✅ I have everything I need.
checkup-well-now = ✅ I have everything I need now, but some recent messages couldn’t be posted.
checkup-trouble = { $count ->
        [one] One thing needs fixing:
       *[other] { $count } things need fixing:
    }
checkup-missing = ⚠️ <#{ $channel }>: I don’t have permission to { $permissions }. { $effect }
    { "" }-# Channel settings → Permissions → add me, then allow it.
checkup-greetings = Without it, newcomers there might not be greeted, or might be greeted twice.
checkup-goals = Without it, goals are posted wherever they’re declared instead.
checkup-check-ins = Without it, check-ins (or at least those with a file) are posted wherever they’re made instead.
checkup-check-in-channel = Without it, messages there don’t count, or nobody sees that they do.
checkup-witnesses = Without it, witnesses are told privately when a goal goes quiet.
checkup-reminder-channel = Without it, some reminders don’t come, or don’t show who’s done.
checkup-digest = Without it, the weekly digest can’t be posted.
checkup-anywhere = Without it, I record what happens there but can’t post it.
checkup-gone-greetings = ⚠️ The channel for greetings is gone, so I greet newcomers wherever seems best. Pick another with { COMMAND("setup channels") }.
checkup-gone-goals = ⚠️ The channel for goals is gone, so they’re posted wherever they’re declared. Pick another with { COMMAND("setup channels") }.
checkup-gone-check-ins = ⚠️ The channel for check-ins is gone, so they’re posted wherever they’re made. Pick another with { COMMAND("setup channels") }.
checkup-gone-check-in-channel = ⚠️ The channel where plain messages counted as check-ins is gone. Use { COMMAND("setup checkin-channel") } to pick another or turn this off.
checkup-nowhere = ⚠️ There’s no channel where I can greet newcomers. Give me permission to see and post in one, then pick it with { COMMAND("setup channels") }.
checkup-gone-witnesses = ⚠️ The channel for witnesses is gone, so they’re told privately when a goal goes quiet. Pick another with { COMMAND("setup channels") }.
checkup-gone-reminder-channel = ⚠️ The channel for reminders is gone, so I post them in the channel for check-ins, or else where the goal was declared. Pick another with { COMMAND("setup channels") }.
checkup-gone-digest = ⚠️ The channel for the weekly digest is gone, so it isn’t posted. Pick another with { COMMAND("setup digest") }.
checkup-digest-zone = 🕒 The weekly digest follows UTC, because no time zone is set here. Set yours with { COMMAND("setup timezone") }.
checkup-live-board = Without it, I can’t keep the leaderboard there ({ $name }) up to date.
checkup-live-board-channel = ⚠️ The channel with a leaderboard ({ $name }) is gone, so I’ve stopped updating it. You can post a new one in another channel with { COMMAND("setup board") }.
checkup-live-board-message = ℹ️ Someone deleted the leaderboard in <#{ $channel }> ({ $name }), so I’ve stopped updating it. You can post a new one with { COMMAND("setup board") }.
checkup-intent = ⚠️ Discord doesn’t tell me who joins, so nobody gets greeted, and I only notice someone has left when I put a leaderboard together. The person who runs me can turn on **Server Members Intent** on my application’s page, under Bot, and restart me.
checkup-intent-partly = ⚠️ Discord doesn’t tell me who joins, so I only greet the newcomers it announces in <#{ $channel }>, and I only notice someone has left when I put a leaderboard together. The person who runs me can turn on **Server Members Intent** on my application’s page, under Bot, and restart me.
checkup-missed-joins = ⚠️ I can’t greet anyone who joins while I’m offline. On a server with more than 1,000 members, I can only find them through Discord’s own join messages, and I can’t read any here. In Server Settings, choose a channel for system messages and turn on the message for new members. Then let me see that channel and read its message history.
checkup-clock = ⚠️ The clock of the computer I run on is about { $unit ->
    [minutes] { $count } minutes
    [hours] { $count } hours
   *[days] { $count } days
  } { $way ->
    [ahead] ahead of
   *[behind] behind
  } Discord’s. Check-ins still work and count for the right day. But until that clock is right, I won’t close any day or week, and news and reminders have to wait. The person who runs me can turn on automatic time on that computer. I’ll notice on my own and catch up.
checkup-failures = **In the last seven days:**
checkup-absence = -# I was last offline between <t:{ $begins }:f> and <t:{ $ends }:f> ({ $time }).
checkup-absence-before = -# Before that: <t:{ $begins }:f> to <t:{ $ends }:f> ({ $time }).
checkup-absence-excuses = Nobody lost a streak over anything due then.
checkup-absence-excused = { $count ->
        [one] One due date was excused.
       *[other] { $count } due dates were excused.
    }
checkup-failures-more = -# …and { $count } more.
permission-view-channel = see the channel
permission-send-messages = send messages
permission-send-messages-in-threads = send messages in threads
permission-read-message-history = read message history
permission-add-reactions = add reactions
permission-attach-files = attach files
