# How people are greeted, and how they stand behind one another.

greeting = 👋 Welcome to **{ $server }**, <@{ $member }>!
    { "" }People here say out loud what they want to do, and cheer when it gets done. Want to try a small one?
    .glad = 👋 <@{ $member }>, good to have you in **{ $server }**!
    { "" }Around here, a small promise said aloud goes a long way. What would yours be?
    .hello = 👋 Hello <@{ $member }>, and welcome to **{ $server }**!
    { "" }Have a look around – and when you feel like it, tell us one thing you mean to do.
button-first-goal = My first goal

witnessed = You now hold <@{ $owner }> to **{ $title }**. They can see it on the card.
    .thanks = Thank you! <@{ $owner }> knows that you are watching over **{ $title }**.
witnessed-already = You hold <@{ $owner }> to **{ $title }** already.
cheered = 👏 <@{ $owner }> will be glad: your cheer for **{ $title }** is on the card.
    .short = 👏 Your cheer for **{ $title }** is on the card.
cheered-already = You cheered **{ $title }** already. Once is loud enough!
