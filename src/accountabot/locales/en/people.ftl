# How people stand behind one another.

witnessed = 🤝 You hold <@{ $owner }> to **{ $title }** from now on. They can see it on the card.
    .thanks = 🤝 Thank you! From now on <@{ $owner }> knows that you are watching over **{ $title }**.
witnessed-already = 🤝 You hold <@{ $owner }> to **{ $title }** already.
witness-hint = -# You hear from me when there is something to celebrate, and when something was missed.
stepped-back = Thank you for standing by <@{ $owner }>! You hold them to **{ $title }** no longer; **Hold me to it** on the card brings you back.
    .fine = That is fine. **{ $title }** goes on without your eyes on it, and <@{ $owner }> can always use a cheer.
stepped-back-already = You don’t hold <@{ $owner }> to **{ $title }**, so there is nothing to step back from.
cheered = 👏 <@{ $owner }> will be glad: your cheer for **{ $title }** is on the card.
    .short = 👏 Your cheer for **{ $title }** is on the card.
cheered-already = You cheered **{ $title }** already. Once is loud enough!

cheered-done = 👏 Heard! <@{ $owner }> has one cheer more.
    .glad = 👏 <@{ $owner }> will be glad of that.
    .kind = 👏 That was kind. It counts for <@{ $owner }>.
cheered-done-already = You cheered that one already. Once is loud enough!
cheers = 👏 <@{ $giver }> cheers <@{ $member }>!
    .on = 👏 <@{ $member }>, <@{ $giver }> cheers you on!
    .hands = 👏 A big hand for <@{ $member }>, says <@{ $giver }>.
    .well = 👏 Well done, <@{ $member }>! <@{ $giver }> noticed.
cheers-said = > { $message }
cheers-check-in = -# For [this check-in]({ $link })
cheers-goal = -# For [this promise]({ $link })
cheers-already = You cheered the last thing that <@{ $owner }> did already – keep the next one for the next time.
cheers-privately = It counts. You may not write here, so only you see it in this channel.
cheer-gone = That check-in was taken back or hidden, so there is nothing to cheer. There will be a next one!
cheer-nothing = There is nothing of <@{ $member }>’s to cheer yet. Ask what they are up to – a first goal is said in one sentence.
cheer-bot = Bots run on electricity; keep your cheers for those who need them.
cheer-left = <@{ $member }> is not on this server any more. Your cheer will be welcome if they come back.

news-milestone = 🏅 <@{ $member }> kept **{ $title }** **{ $number }** times in a row!
    .row = 🏅 **{ $number }** in a row: <@{ $member }> keeps on keeping **{ $title }**.
news-completed = 🎉 <@{ $member }> completed **{ $title }**!
    .made = 🎉 **{ $title }** is completed – <@{ $member }> made it.
news-missed = 🍂 **{ $title }**: <@{ $member }> did not get to it on { $days }{ $more ->
        [0] { "" }
       *[other] { " " }– and { $more } times before that
    }.
    .life = 🍂 Life got in the way of **{ $title }**: nothing from <@{ $member }> on { $days }{ $more ->
        [0] { "" }
       *[other] { " " }– and { $more } times before that
    }.
news-witnesses = -# { $names } – you held them to it. Enjoy it together!
    .share = -# { $names } – you held them to it, so a part of this is yours.
news-missed-witnesses = -# { $names } – you held them to it: a kind word now is worth more than a streak.
    .everyone = -# { $names } – you held them to it. It happens to everyone who tries; do they know that you are there?
