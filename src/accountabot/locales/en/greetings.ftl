# Greetings: for newcomers, for members who come back, and from member to member.

greeting-own-0 = 👋 Welcome to **{ $server }**, <@{ $member }>!
    { "" }People here say out loud what they want to do, and cheer when it gets done. Want to start with something small?
greeting-own-1 = 👋 <@{ $member }>, good to have you in **{ $server }**!
    { "" }Around here, a small promise said out loud goes a long way. What would yours be?
greeting-own-2 = 👋 Hello <@{ $member }>, and welcome to **{ $server }**!
    { "" }Have a look around – and when you feel like it, tell us one thing you’d like to do.
greeting-back-0 = 👋 Look who’s here: <@{ $member }>! Welcome back to **{ $server }**.
    { "" }Everything is where you left it, and a fresh start counts just as much.
greeting-back-1 = 👋 <@{ $member }> is back! Good to see you again in **{ $server }**.
    { "" }No need to catch up on anything; one small thing today is plenty.
greeting-back-2 = 👋 Welcome home to **{ $server }**, <@{ $member }>.
    { "" }We kept your seat warm. What would you like to do next?
greeting-by-message = -# From **{ $server }**, which you just joined. Whenever you feel like it, you can use { COMMAND("goal declare") } there.
button-way-back = Take me there
button-first-goal = My first goal
button-newcomers-goal = I’m new: my first goal
button-returners-goal = I’m back: a new goal
new-goal-form = A new goal
button-hello = Say hello

greeting-crowd = 👋 Welcome to **{ $server }**, { $names }!
    { "" }People here say out loud what they want to do, and cheer when it gets done. Pick something small and join in.
greeting-crowd-more = { $names } and { $more } more
greeting-hellos = 👋 { $count ->
        [one] A hello from
       *[other] Hellos from
    } { $names }
greeting-invitation = 🎉 { $names } – you said hello to <@{ $member }>, and they’ve just made their first check-in here: **{ $title }**. A cheer would make their day!
    .first = 🎉 { $names } – remember <@{ $member }>? They’ve just made their first check-in here: **{ $title }**. How about a cheer?

ordinal-one = { $number }st
ordinal-two = { $number }nd
ordinal-few = { $number }rd
ordinal-other = { $number }th

hello = 👋 Lovely – <@{ $member }> will see your hello under the greeting.
    .glad = 👋 That makes people feel at home: <@{ $member }> will see your hello under the greeting.
hello-already = You’ve already said hello to <@{ $member }>. If you’d like to say more, there’s { COMMAND("greet") }.
hello-all = 👋 Lovely – they’ll all see your hello under the greeting.
    .glad = 👋 That makes a whole crowd feel at home: they’ll all see your hello under the greeting.
hello-all-already = You’ve already said hello to all of them. If you’d like to say more, there’s { COMMAND("greet") }, one person at a time.
hello-own = That button is for other people to say hello to you. You could { COMMAND("introduce") } yourself, or start with *I’m new: my first goal*.
hello-left = They’re no longer here, so your hello can’t reach them. There’s always someone else to { COMMAND("greet") }!

greet-0 = 👋 <@{ $member }>, <@{ $giver }> is glad you’re here!
greet-1 = ☀️ <@{ $giver }> says hello, <@{ $member }>. How’s your day going?
greet-2 = 🙌 <@{ $member }>! <@{ $giver }> just thought of you and is waving from across the room.
greet-3 = 🌻 A warm hello to <@{ $member }> from <@{ $giver }>.
greet-4 = 👋 Hey <@{ $member }>, <@{ $giver }> is cheering you on, whatever you’re up to today.
greet-5 = ☕ <@{ $giver }> saved you a seat, <@{ $member }>. What are you up to?
greet-6 = ✨ <@{ $member }>, it’s nicer here with you around, says <@{ $giver }>.
greet-7 = 🤗 <@{ $giver }> sends <@{ $member }> a big hello!
greet-8 = 🎈 Hello, <@{ $member }>! <@{ $giver }> hopes something good happens to you today.
greet-9 = 🌱 <@{ $member }>, <@{ $giver }> is looking forward to hearing what you do next.
greet-disclosure = -# Good to know about <@{ $giver }>: { $text }
greet-own = Hello to you too! 👋 To greet someone else, pick them as `member`.
greet-again = You’ve already greeted <@{ $member }> today. Why not again tomorrow? And a cheer is welcome any time.
greet-bot = Bots don’t get much out of a greeting, however nice the words. Pick someone made of flesh and blood!
greet-left = <@{ $member }> is no longer here, so a greeting wouldn’t reach them. How about someone else?
greet-elsewhere = You can’t post in this channel, so I won’t post for you either. Try { COMMAND("greet") } in one where you can.

greetings-for-owners = -# For the people who run this server: I greet newcomers here. Is this the right place? You can write your own greetings with { COMMAND("setup greeting") }.
button-greetings-move = Choose another channel
button-greetings-off = Turn off
button-greetings-test = Test
button-greetings-on = Greet newcomers again
greetings-not-yours = That button is for the people who manage this server. You could ask them – or use the other buttons, they’re for you!
greetings-elsewhere = Where should I greet newcomers?
greetings-elsewhere-pick = Pick a channel
greetings-in = 👋 I greet newcomers in <#{ $channel }>.
greetings-by-message = 👋 I greet newcomers by direct message – or in <#{ $channel }> if they don’t accept DMs from me, or if lots of people join at once.
greetings-by-message-only = 👋 I greet newcomers by direct message. For those who don’t accept DMs from me, there’s no channel I can post in. Give me permission to see and post in one, and I’ll greet them too.
greetings-by-message-caution = -# Discord may slow down bots that message many newcomers. { COMMAND("setup channels", options: "by_message: off") } brings the greetings back to the channel.
greetings-words = You can change the wording with { COMMAND("setup greeting") } and { COMMAND("setup returning") }.
greetings-nowhere = There’s no channel where I can greet newcomers. Give me permission to see and post in one, then pick it with { COMMAND("setup channels") }.
greetings-channel-gone = ⚠️ The channel you chose is gone. Pick another one and you’re all set.
greetings-channel-closed = ⚠️ I can’t post in <#{ $channel }>, the channel you chose. Give me permission to see and post in it, or pick another one.
channels-counted = ✅ A message in <#{ $channel }> counts as a check-in if its author has exactly one goal due. To turn this off, use { COMMAND("setup checkin-channel") } without a channel.
channels-counted-none = -# Plain messages don’t count as check-ins anywhere. To pick a channel where they do, use { COMMAND("setup checkin-channel") }.
channels-counted-gone = ⚠️ The channel where plain messages counted as check-ins is gone. To pick another one, use { COMMAND("setup checkin-channel") }.
channels-witnesses = 🤝 When a goal goes quiet, I tell its witnesses in <#{ $channel }>, without pinging anyone.
channels-witnesses-none = -# 🤝 Witnesses are told privately when a goal goes quiet. To pick a channel instead, use { COMMAND("setup channels") } with `witnesses`.
channels-witnesses-gone = ⚠️ The channel for witnesses is gone, so they’re told privately when a goal goes quiet. To pick another one, use { COMMAND("setup channels") } with `witnesses`.
channels-witnesses-missing = ⚠️ I don’t have these permissions there yet: { $permissions }. Until I do, witnesses are told privately. You can change that in the channel’s settings, under Permissions.
channels-reminders = 🔔 I remind people of their goals in <#{ $channel }>, if they want reminders in a channel.
channels-reminders-none = -# 🔔 Reminders are posted in the channel for check-ins, or else where the goal was declared. To pick a channel just for them, use { COMMAND("setup channels") } with `reminders`.
channels-reminders-gone = ⚠️ The channel for reminders is gone, so I post them in the channel for check-ins, or else where the goal was declared. To pick another one, use { COMMAND("setup channels") } with `reminders`.
channels-reminders-missing = ⚠️ I don’t have these permissions there yet: { $permissions }. Until I do, some reminders won’t come, or won’t show who’s done. You can change that in the channel’s settings, under Permissions.
homes-goals = 🎯 Goals and their updates are posted in <#{ $channel }>.
homes-goals-none = -# 🎯 Goals are posted wherever they’re declared. To pick a channel for them, use { COMMAND("setup channels") } with `goals`.
homes-goals-gone = ⚠️ The channel for goals is gone, so they’re posted wherever they’re declared. To pick another one, use { COMMAND("setup channels") } with `goals`.
homes-checkins = 💪 Check-ins are posted in <#{ $channel }>.
homes-checkins-none = -# 💪 Check-ins are posted wherever they’re made. To pick a channel for them, use { COMMAND("setup channels") } with `checkins`.
homes-checkins-gone = ⚠️ The channel for check-ins is gone, so they’re posted wherever they’re made. To pick another one, use { COMMAND("setup channels") } with `checkins`.
homes-missing = ⚠️ I don’t have these permissions there yet: { $permissions }. Until I do, I’ll keep posting where people declare or check in. You can change that in the channel’s settings, under Permissions.
button-announce-goals-off = Post goals where they’re declared
button-announce-checkins-off = Post check-ins where they’re made
greetings-are-off = Greetings for newcomers are off. You can turn them on again any time with { COMMAND("setup channels") }.
greetings-off-by-message = Greetings for newcomers are off. You can turn them on again any time with { COMMAND("setup channels") }; newcomers will then get a direct message.
button-announce-witnesses-off = Tell witnesses privately
button-announce-reminders-off = No channel just for reminders

templates-form = Greetings for newcomers
templates-form-back = Greetings for returning members
templates-label = Greeting { $number } (optional)
templates-about = Filled in for you: {"{"}user{"}"} {"{"}user.name{"}"} {"{"}server{"}"} {"{"}member_count{"}"} {"{"}ordinal{"}"}
templates-about-more = All fields empty? Then my default greetings are used.
templates-preview = Here’s how people would be greeted, with you as the example. If there’s more than one greeting, I’ll rotate through them. Nothing has changed yet.
templates-anew = ### 👀 Please take another look
    Someone changed these greetings in the meantime, and yours aren’t saved yet. Current greetings: { $held }
templates-anew-own = ### 👀 Please take another look
    Someone changed these greetings in the meantime, and yours aren’t saved yet. Right now, my default greetings are in use.
templates-preview-own = If you don’t write any yourself, I’ll rotate through my default greetings. Nothing has changed yet.
button-templates-save = Save
button-templates-test = Test
button-templates-leave = Cancel
templates-saved = Saved! { $count ->
        [one] People get this greeting from now on.
       *[other] From now on, I’ll rotate through these { $count } greetings.
    }
templates-saved-own = Saved! People get my default greetings from now on.
templates-left = Nothing changed.
templates-gone = You’ve already saved or cancelled that, or entered something newer since then. { COMMAND("setup greeting") } and { COMMAND("setup returning") } show the current greetings.
button-greeting-untest = Remove test
greeting-untested-not-yours = That test belongs to someone else. People who manage this server can remove it.
greeting-test = -# Just a test: nobody new has joined.
greetings-tested = There it is, in <#{ $channel }>. Only you were pinged.
greetings-tested-message = There it is, in your direct messages.
greetings-untested-message = I couldn’t message you; maybe you don’t accept direct messages from this server. Newcomers who don’t accept them are greeted in the channel.
greetings-untested = I couldn’t post in <#{ $channel }>. Give me permission to see and post in it, or pick another one with { COMMAND("setup channels") }.

template-unknown = I don’t know { $unknown }. I can fill in: { $known }.
template-brace = There’s a {"{"} or {"}"} in there that I can’t make sense of, and newcomers would see it as is. Anything I fill in needs one on each side, like `{"{"}user{"}"}`. You can use: { $known }.
template-too-long = With long names filled in, one of these greetings comes to { $length } characters; the limit is { $limit }. Could you make it a little shorter?
template-pings = { $ping } would ping more than the person being greeted. Use `{"{"}user{"}"}` instead: it mentions and pings only them.

beginning = ### 🌱 Hello, everyone!
    { "" }Say out loud what you want to do, check in when you’ve done it, and let everyone cheer you on. I keep track, count your streaks, and never scold. How about one small thing to start with?
beginning-for-owners = -# If you run this server: { COMMAND("setup start") } takes two minutes. { COMMAND("setup channels") } sets what goes where, { COMMAND("setup check") } tells you whether I can post there, and { COMMAND("setup timezone") } sets when your days begin. All of it can wait.
