# What the bot posted or could not post: for owners to mend, and what stands where something was taken away.

failure-line = { $what } { $place }{ $count ->
        [one] {""}
       *[other] , { $count } times
    } · <t:{ $last }:R>
failure-line-often = { $what } { $place }, { $count } times or more · <t:{ $last }:R>
failure-in = in <#{ $channel }>
failure-nowhere = anywhere
failure-goal = A goal could not be posted
failure-check-in = A check-in could not be posted
failure-deed = News about a goal could not be posted
failure-greeting = A newcomer’s greeting could not be posted
failure-invitation = A call to cheer a newcomer’s first check-in could not be posted
failure-news = A word to those who hold someone to a goal could not be posted
failure-cheer = A cheer could not be posted
failure-greet = A greeting from one member to another could not be posted
failure-introduction = An introduction could not be posted
failure-beginning = How to begin could not be said
failure-question = *How does it go?* could not be asked
failure-reply = A message in the check-in channel could not be answered

emptied = -# 🍃 What stood here was taken away at the wish of whom it was about.
greet-unposted = Your greeting got stuck on its way: I can’t post here at the moment. A word of your own is just as warm!
