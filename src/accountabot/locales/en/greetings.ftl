# How people are greeted: when they come, when they are back, and by one another.

greeting-own-0 = 👋 Welcome to **{ $server }**, <@{ $member }>!
    { "" }People here say out loud what they want to do, and cheer when it gets done. Want to try a small one?
greeting-own-1 = 👋 <@{ $member }>, good to have you in **{ $server }**!
    { "" }Around here, a small promise said aloud goes a long way. What would yours be?
greeting-own-2 = 👋 Hello <@{ $member }>, and welcome to **{ $server }**!
    { "" }Have a look around – and when you feel like it, tell us one thing you mean to do.
greeting-back-0 = 👋 Look who is here: <@{ $member }>! Welcome back to **{ $server }**.
    { "" }Whatever you had going is where you left it. A new start counts just as much.
greeting-back-1 = 👋 <@{ $member }> is back! Good to see you again in **{ $server }**.
    { "" }No need to catch up on anything; one small thing today is plenty.
greeting-back-2 = 👋 Welcome home to **{ $server }**, <@{ $member }>.
    { "" }Your place was kept warm. What would you like to do next?
greeting-by-message = -# From **{ $server }**, where you just arrived. Whenever you feel like it, `/goal declare` works there.
button-way-back = Take me there
button-first-goal = My first goal
button-new-goal = A new goal
new-goal-form = A new goal
button-hello = Say hello

greeting-crowd = 👋 Welcome to **{ $server }**, all of you! { $names }
    { "" }People here say out loud what they want to do, and cheer when it gets done. Pick something small and join in.
greeting-crowd-more = { $names } – and { $more } more
greeting-hellos = 👋 { $count ->
        [one] Says hello:
       *[other] Say hello:
    } { $names }
greeting-invitation = 🎉 { $names } – <@{ $member }>, to whom you said hello, has just checked in here for the first time: **{ $title }**. A cheer now would make their day!
    .first = 🎉 { $names } – remember <@{ $member }>? There it is, their first check-in here: **{ $title }**. How about a cheer?

ordinal-one = { $number }st
ordinal-two = { $number }nd
ordinal-few = { $number }rd
ordinal-other = { $number }th

hello = 👋 Lovely – <@{ $member }> will see on the greeting that you said hello.
    .glad = 👋 That is how one feels at home: <@{ $member }> will see your hello on the greeting.
hello-already = You said hello to <@{ $member }> already. `/greet` has more words, if you like.
hello-all = 👋 Lovely – all of them will see on the greeting that you said hello.
    .glad = 👋 That is how a crowd feels at home: all of them will see your hello on the greeting.
hello-all-already = You said hello to all of them already. `/greet` has more words, for one at a time.
hello-own = That hello is for the others to say. You could `/introduce` yourself, or start with *My first goal*.
hello-left = They are not here any more, so your hello can’t reach them. There is always someone else to `/greet`!

greet-0 = 👋 <@{ $member }>, <@{ $giver }> is glad that you are here!
greet-1 = ☀️ <@{ $giver }> says hello, <@{ $member }>. How is your day going?
greet-2 = 🙌 <@{ $member }>! <@{ $giver }> just thought of you and waves from across the room.
greet-3 = 🌻 A warm hello to <@{ $member }>, from <@{ $giver }>.
greet-4 = 👋 Hey <@{ $member }>, <@{ $giver }> is cheering for whatever you are up to today.
greet-5 = ☕ <@{ $giver }> saved you a seat, <@{ $member }>. What are you up to?
greet-6 = ✨ <@{ $member }>, it is nicer here with you around – says <@{ $giver }>.
greet-7 = 🤗 <@{ $giver }> sends <@{ $member }> a big hello!
greet-8 = 🎈 Hello, <@{ $member }>! <@{ $giver }> hopes that something good happens to you today.
greet-9 = 🌱 <@{ $member }>, <@{ $giver }> looks forward to hearing what you do next.
greet-disclosure = -# Good to know of <@{ $giver }>: { $text }
greet-own = You are greeted! 👋 For someone else, pick them as `member`.
greet-again = You greeted <@{ $member }> today already, and they were glad of it. Tomorrow again? A cheer is welcome any time.
greet-bot = Bots don’t feel greeted, however nice the words. Pick someone of flesh and blood!
greet-left = <@{ $member }> is not here any more, so it would not reach them. Someone else, perhaps?
greet-elsewhere = You can’t write in this channel, so I won’t do it for you. Try `/greet` where you can.

greetings-for-owners = -# For those who run this server: newcomers are greeted here. Is that where you want it? `/setup greeting` has room for your own words.
button-greetings-elsewhere = Choose another channel
button-greetings-off = Turn off
button-greetings-test = Test
button-greetings-on = Greet newcomers again
greetings-not-yours = That one is for those who manage this server. You could ask them – or use the other buttons, they are for you!
greetings-elsewhere = Where are newcomers to be greeted?
greetings-elsewhere-pick = Pick a channel
greetings-in = 👋 Newcomers are greeted in <#{ $channel }>.
greetings-by-message = 👋 Newcomers are greeted in a direct message – and in <#{ $channel }> where they take none from me, or many come at once.
greetings-by-message-only = 👋 Newcomers are greeted in a direct message. For those who take none from me there is no channel in which I may write; let me see one and write in it, and they are greeted too.
greetings-by-message-caution = -# Discord may slow down bots that write to many newcomers. `/setup channels by_message:off` brings the greetings back into the channel.
greetings-words = `/setup greeting` and `/setup returning` change the words.
greetings-nowhere = There is no channel in which I may greet newcomers. Let me see one and write in it, then pick it with `/setup channels`.
greetings-channel-gone = ⚠️ The channel that was chosen is gone. Pick another one, and all is well.
greetings-channel-closed = ⚠️ I can’t write in <#{ $channel }>, which was chosen. Let me see it and write in it, or pick another one.
channels-counted = ✅ Plain messages in <#{ $channel }> count for the one goal of their author that is due. `/setup checkin-channel` without a channel ends that.
channels-counted-none = -# Plain messages count nowhere here. `/setup checkin-channel` names a channel in which they do.
channels-counted-gone = ⚠️ The channel in which plain messages counted is gone. `/setup checkin-channel` names another one.
homes-goals = 🎯 Goals are made public in <#{ $channel }>, and so is what becomes of them.
homes-goals-none = -# 🎯 Goals are made public wherever they are declared. `/setup channels` with `goals` names a channel for them.
homes-goals-gone = ⚠️ The channel for goals is gone, so they are made public wherever they are declared. `/setup channels` with `goals` names another one.
homes-checkins = 💪 Check-ins are made public in <#{ $channel }>.
homes-checkins-none = -# 💪 Check-ins are made public wherever they are said. `/setup channels` with `checkins` names a channel for them.
homes-checkins-gone = ⚠️ The channel for check-ins is gone, so they are made public wherever they are said. `/setup channels` with `checkins` names another one.
homes-missing = ⚠️ What I am not allowed to do there yet: { $permissions }. Until I am, it stands wherever it was said. You can change that in the channel’s settings, under Permissions.
button-homes-leave-goals = Goals wherever declared
button-homes-leave-checkins = Check-ins wherever said
greetings-are-off = Newcomers are greeted no more. You can switch that on again at any time, with `/setup channels`.
greetings-off-by-message = Newcomers are greeted no more. You can switch that on again at any time, with `/setup channels`; they are then greeted in a direct message.

templates-form = Greetings for newcomers
templates-form-back = Greetings for those who come back
templates-label = Greeting { $number }, or nothing
templates-hint = Welcome to {"{"}server{"}"}, {"{"}user{"}"}! You are our {"{"}ordinal{"}"}.
templates-hint-back = Good to see you again, {"{"}user{"}"}!
templates-preview = This is how people would be greeted, in turn – here with you as the one who comes. Nothing is changed yet.
templates-anew = ### 👀 Look again, please
    Somebody changed these greetings meanwhile, and nothing of yours is saved yet. What holds now: { $held }
templates-anew-own = ### 👀 Look again, please
    Somebody changed these greetings meanwhile, and nothing of yours is saved yet. What holds now: my own words.
templates-preview-own = Without words of yours, people are greeted with mine, in turn. Nothing is changed yet.
button-templates-save = Save
button-templates-test = Test
button-templates-leave = Leave it
templates-saved = Saved! { $count ->
        [one] That is how people are greeted from now on.
       *[other] From now on people are greeted with these { $count } in turn.
    }
templates-saved-own = Saved! People are greeted with my words from now on.
templates-left = Left as it was.
templates-gone = That was decided already, or you typed something newer since. `/setup greeting` and `/setup returning` show what holds.
greeting-test = -# Only a test: nobody new is here.
greetings-tested = There it is, in <#{ $channel }>. Only you were pinged.
greetings-tested-message = There it is, in your direct messages.
greetings-untested-message = I could not write to you; perhaps you take no direct messages from this server. Newcomers like that are greeted in the channel.
greetings-untested = I could not write in <#{ $channel }>. Let me see it and write in it, or pick another one with `/setup channels`.

template-unknown = I don’t know { $unknown }. What I can fill in: { $known }.
template-brace = There is a {"{"} or {"}"} in it that I can’t make sense of, and newcomers would read it as it is. What I fill in stands between two of them, like `{"{"}user{"}"}`. What there is: { $known }.
template-too-long = With long names filled in, one of them comes to { $length } characters; up to { $limit } fit. Say it a little shorter.
template-pings = { $ping } would ping more than the one who comes, and a greeting is only for them. {"{"}user{"}"} names and pings just them.

beginning = ### 🌱 Hello, all of you!
    { "" }Say aloud what you mean to do, check in when you did it, and let the others cheer you on. I remember, count your streaks, and never scold. How about one small thing to begin with?
beginning-for-owners = -# If you look after this server: `/setup start` takes two minutes, `/setup channels` says what goes where, `/setup check` whether I can write there, and `/setup timezone` when your days begin. All of it can wait.
