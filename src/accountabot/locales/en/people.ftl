# How people support one another.

witnessed = 🤝 You’re now holding <@{ $owner }> to **{ $title }**. They can see it on the card.
    .thanks = 🤝 Thank you! Now <@{ $owner }> knows you’re keeping an eye on **{ $title }**.
witnessed-already = 🤝 You’re already holding <@{ $owner }> to **{ $title }**.
witness-hint = -# I’ll tell you when there’s something to celebrate, and when something gets missed.
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
news-missed = 🍂 **{ $title }**: <@{ $member }> didn’t get to it on { $days }{ $more ->
        [0] { "" }
        [one] . The same happened one other time before that
       *[other] . The same happened { $more } other times before that
    }.
    .life = 🍂 Life got in the way of **{ $title }**: <@{ $member }> didn’t make it on { $days }{ $more ->
        [0] { "" }
        [one] . The same happened one other time before that
       *[other] . The same happened { $more } other times before that
    }.
news-over = ➕ **{ $title }**: <@{ $member }> was over the limit on { $days }{ $more ->
        [0] { "" }
        [one] . The same happened one other time before that
       *[other] . The same happened { $more } other times before that
    }.
news-ended-over = 🏁 <@{ $member }> finished with **{ $title }**. It ended over the limit.
news-ended-witnesses = -# { $names } – you held them to it.
news-witnesses = -# { $names } – you held them to it. Celebrate together!
    .share = -# { $names } – you held them to it, so part of this is yours.
news-missed-witnesses = -# { $names } – you’re holding them to it: a kind word now is worth more than a streak.
    .everyone = -# { $names } – you’re holding them to it. It happens to everyone who tries, and a word from you might help.
