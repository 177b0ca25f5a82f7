# How people support one another.

witnessed = 🤝 You’re now holding <@{ $owner }> to **{ $title }**. They can see it on the card.
    .thanks = 🤝 Thank you! Now <@{ $owner }> knows you’re keeping an eye on **{ $title }**.
witnessed-already = 🤝 You’re already holding <@{ $owner }> to **{ $title }**.
witness-hint = -# I’ll tell you when there’s something to celebrate, and when a word from you might help.
stepped-back = Thank you for standing by <@{ $owner }>! You’re no longer holding them to **{ $title }**; **Hold me to it** on the card brings you back.
    .fine = That’s fine. **{ $title }** carries on without you watching, and <@{ $owner }> can always use a cheer.
stepped-back-already = You’re not holding <@{ $owner }> to **{ $title }**, so there’s nothing to step back from.
cheered = 👏 That’ll make <@{ $owner }> smile: your cheer for **{ $title }** is on the card.
    .short = 👏 Your cheer for **{ $title }** is on the card.
cheered-already = You’ve already cheered **{ $title }**. Once is loud enough!

cheered-done = 👏 Loud and clear! One more cheer for <@{ $owner }>.
    .glad = 👏 That’ll make <@{ $owner }> smile.
    .kind = 👏 That was kind of you. It’ll mean a lot to <@{ $owner }>.
cheered-done-already = You’ve already cheered that one. Once is loud enough!
cheers = 👏 <@{ $giver }> is cheering for <@{ $member }>!
    .on = 👏 <@{ $member }>, <@{ $giver }> is cheering you on!
    .hands = 👏 A big hand for <@{ $member }> from <@{ $giver }>!
    .well = 👏 Well done, <@{ $member }>! <@{ $giver }> noticed.
cheers-said = > { $message }
cheers-check-in = -# For [this check-in]({ $link })
cheers-goal = -# For [this promise]({ $link })
cheers-already = You’ve already cheered the last thing <@{ $owner }> did – save your next cheer for the next one.
cheers-privately = It counts. You can’t post in this channel, so only you can see it here.
cheer-gone = That check-in was undone or hidden, so there’s nothing left to cheer. There’ll be another one!
cheer-nothing = There’s nothing to cheer <@{ $member }> for yet. Ask what they’re up to – a first goal takes just one sentence.
cheer-bot = Bots run on electricity; save your cheers for people who need them.
cheer-left = <@{ $member }> is no longer on this server. Your cheer will be welcome if they come back.

news-milestone = 🏅 <@{ $member }> kept their word **{ $number }** times in a row: **{ $title }**!
    .row = 🏅 **{ $number }** in a row: <@{ $member }> is going strong with **{ $title }**.
news-completed = 🎉 <@{ $member }> completed **{ $title }**!
    .made = 🎉 **{ $title }** completed – <@{ $member }> got there!
news-completed-witnesses = -# { $names } – you held them to it. Celebrate together!
    .share = -# { $names } – you held them to it, so part of this is yours.
news-witnesses = -# { $names } – you’re holding them to it. Celebrate together!
    .share = -# { $names } – you’re holding them to it, so part of this is yours.

# What members are told privately at their next interaction.

notice-ended = 🌱 Your streak on **{ $title }** ended at { $streak }.
notice-missed = 🌱 **{ $title }** { $count ->
        [one] slipped { $is_day ->
            [1] on { $when }
           *[0] ({ $when })
        }
       *[other] has slipped { $count } times since { $when }
    }.
notice-over = ➕ **{ $title }** { $count ->
        [one] went over the limit { $is_day ->
            [1] on { $when }
           *[0] ({ $when })
        }
       *[other] has gone over the limit { $count } times since { $when }
    }.
notice-best-stays = Your best still stands;
notice-everyone = It happens to everyone;
notice-several = It happens to everyone, and any day can be day one.
notice-going-on = { $how ->
        [first] today is day one.
        [going] your new streak is at { $streak }.
        [due] today can be day one.
        [paused] it’s paused, and it will wait for you.
       *[later] next time can be day one.
    }
notice-deadline = 🌱 The deadline for **{ $title }** has passed. If it still matters to you, declare it again with { COMMAND("goal declare") }.
notice-frozen = 🧊 A freeze covered { $day } and saved your streak of { $streak } on **{ $title }**.
notice-outage = ☁️ { $count ->
        [one] I was offline when **{ $title }** was due { $is_day ->
            [1] on { $when }
           *[0] ({ $when })
        }, so it’s excused.
       *[other] **{ $title }** was due { $count } times while I was offline, starting with { $when }. All of those are excused.
    }
notice-outage-streak = Your streak of { $streak } is untouched.
notice-outage-several = None of that counts as missed.
notice-more = { $count ->
        [one] -# The same goes for one more goal.
       *[other] -# The same goes for { $count } more goals.
    }
notice-quiet = It has been quiet around **{ $title }**.
notice-quiet-help = A word from you might help.
notice-quiet-whose = -# A promise by <@{ $owner }>
