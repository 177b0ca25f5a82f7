# What is said about messages that count, and about the channel in which plain ones do.

message-not-yours = Those are <@{ $author }>’s words, so only they can count them. You can count your own: pick one of yours, or say `/checkin`.
message-of-a-bot = A bot wrote that, so it is nobody’s deed. Pick a message of your own, or say `/checkin`.
message-of-discord = Discord wrote that by itself. Pick a message of your own, or say `/checkin`.
message-old = That message is from { $day }; it could be counted on that day and the one after. Did it again since? `/checkin`
message-counted = Counted already, for **{ $title }**. Something more? `/checkin` adds it.
message-not-saved = I could not write this check-in down – my memory is busy or out of reach. Please try `/checkin` in a moment. (Reference `{ $reference }`)

channel-which-goal = <@{ $member }>, which one did you do?
    .nice = <@{ $member }>, nice! Which one was it?
channel-how-much = <@{ $member }>, how much was it for **{ $title }**?
    .nice = <@{ $member }>, nice! How much of **{ $title }** was it?
question-not-yours = That question is for <@{ $owner }>. For one of yours there is `/checkin`.
words-gone = That was counted already, or is too long ago. Something more? `/checkin` takes it.

amount-sounds-like = That sounds like **{ $number }** of { $of } – count that?
    .right = **{ $number }** of { $of }, if I read that right. Shall I count it?
amount-counted = That was added already, or taken back since. Something more? `/checkin` with an amount adds it.
button-count = Count { $number } of { $of }
button-other-amount = Another amount
button-how-much = How much?

proof-unseen = It counts, but only you see it here, and a file stays only where everyone does. So I have not kept it.
proof-not-allowed = It counts, but you may not attach files here, so I have not done it for you either.
proof-too-big = It counts, but the file is larger than the { $limit } MB that I may upload here. You can post a smaller one and use **Apps → Count as check-in** on that message another time.
proof-lost = It counts, but the file did not reach me. You can post it yourself, right below.

setup-checkin-channel = From now on plain messages in <#{ $channel }> count for the one goal of their author that is due, and get a ✅. Where several are due I ask, once a day. I see who wrote and when; what, only where somebody mentions me.
setup-checkin-channel-off = From now on plain messages count nowhere here. `/checkin` and **Count as check-in** work everywhere.
setup-checkin-channel-missing = ⚠️ What I am not allowed to do there yet: { $permissions }. You can change that in the channel’s settings, under Permissions.
somebody = someone
