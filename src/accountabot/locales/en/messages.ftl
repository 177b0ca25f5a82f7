# Messages that count as check-ins, and the channel where plain messages do.

message-not-yours = That’s <@{ $author }>’s message, so only they can count it as a check-in. Pick one of your own messages, or use { COMMAND("checkin") }.
message-of-a-bot = A bot wrote that, so it can’t count as a check-in. Pick one of your own messages, or use { COMMAND("checkin") }.
message-of-discord = That’s an automatic message from Discord. Pick one of your own messages, or use { COMMAND("checkin") }.
message-old = That message is from { $day }; it could only be counted that day or the day after. Have you done it again since? { COMMAND("checkin") }
message-counted = That’s already counted for **{ $title }**. Anything more? Add it with { COMMAND("checkin") }.
message-not-saved = I couldn’t save this check-in – my database is busy or unavailable. Please try { COMMAND("checkin") } in a moment. (Reference `{ $reference }`)
message-not-saved-broken = I couldn’t save this check-in – my database needs a hand from the people who run me. Please let them know, and check in again once they’ve fixed it. (Reference `{ $reference }`)

channel-which-goal = <@{ $member }>, which goal was that for?
    .nice = <@{ $member }>, nice! Which goal was that?
channel-how-much = <@{ $member }>, how much should I count for **{ $title }**?
    .nice = <@{ $member }>, nice! How much should I add to **{ $title }**?
question-not-yours = That question is for <@{ $owner }>. For your own goals, use { COMMAND("checkin") }.
words-gone = That was already counted, or it was too long ago. Anything more? Add it with { COMMAND("checkin") }.

amount-sounds-like = That sounds like **{ $number }** of { $of } – count it?
    .right = **{ $number }** of { $of }, if I read that right. Shall I count it?
button-count = Count { $number } of { $of }
button-other-amount = Another amount
button-note-only = Just the note
button-how-much = How much?

proof-unseen = It counts, but only you can see it here. I keep files only in public posts, so I didn’t keep this one.
proof-not-allowed = It counts, but you don’t have permission to attach files here, so I didn’t attach yours for you.
proof-too-big = It counts, but the file is larger than the { $limit } MB I can upload here. Next time, you can post a smaller one and use **Apps → Count as check-in** on that message.
proof-lost = It counts, but the file didn’t reach me. You can post it yourself, right below.

setup-checkin-channel = From now on, a message in <#{ $channel }> counts as a check-in if its author has exactly one goal due, and I mark it with a ✅. If several are due, I ask which one – at most once a day. I see who posted and when; I only see the text if someone mentions me.
setup-checkin-channel-off = From now on, plain messages don’t count as check-ins in any channel. { COMMAND("checkin") } and **Count as check-in** still work everywhere.
setup-checkin-channel-missing = ⚠️ I don’t have these permissions there yet: { $permissions }. You can change that in the channel’s settings, under Permissions.
somebody = someone
