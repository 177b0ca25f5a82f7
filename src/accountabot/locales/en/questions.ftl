# What witnesses ask, and the answers.

button-ask = How’s it going?
button-step-back = Step back
button-answer-well = Going well
button-answer-slowly = Slowly
button-answer-stuck = I’m stuck
button-skip = Skip today
button-pause = Pause

question-0 = 👀 <@{ $owner }>, <@{ $asker }> is asking how **{ $title }** is going.
question-1 = 👀 How is **{ $title }** coming along, <@{ $owner }>? <@{ $asker }> would like to know.
question-2 = 👀 <@{ $owner }>, <@{ $asker }> is thinking of you: how’s **{ $title }** going?

answered-well = 💪 <@{ $owner }>: it’s going well. Good to hear!
    .roll = 💪 <@{ $owner }>: going well. Long may it continue!
    .lovely = 💪 It’s going well, says <@{ $owner }>. Lovely – keep it up!
answered-slowly = 🐢 <@{ $owner }>: slowly, but it’s moving. That’s how most things get done.
    .step = 🐢 Slowly, says <@{ $owner }>. A small step is still a step.
    .tortoise = 🐢 <@{ $owner }> is taking it slowly. So did the tortoise, and we know how that ended.
answered-stuck = 🧱 <@{ $owner }> is stuck, and said so – well done, that’s the hard part. Anyone holding them to it: an idea, a hand or a kind word would help now.
    .wall = 🧱 There’s a wall in <@{ $owner }>’s way. It happens to everyone! Witnesses, what got you past yours? Tell us right here.
    .brave = 🧱 Stuck for now, says <@{ $owner }>. Brave of them to say so! If you’ve been there too, a few words from you could get things rolling again.
stuck-help = What would help? Make it smaller, take today off, or take a break. Only you can see this.
    .smaller = Everyone gets stuck sometimes. You could make it smaller, give yourself the day off, or take a break. Only you can see this.
stuck-help-longer = What would help? Make it smaller, or take a break. Only you can see this.
    .smaller = Everyone gets stuck sometimes. You could make it smaller, or take a break. Only you can see this.
answered-already-well = You’ve already answered: it’s going well. If that changes, someone’s sure to ask again.
answered-already-slowly = You’ve already answered: slowly, and that’s fine. If that changes, someone’s sure to ask again.
answered-already-stuck = You’ve already said you’re stuck, and everyone can see it. If that changes, a check-in will be the best news of all.
answer-unposted = I’ve saved your answer, but I couldn’t show it here.

ask-own = **{ $title }** is yours, so nobody knows better than you how it’s going. A check-in lets everyone know.
ask-stranger = That’s for the people holding <@{ $owner }> to **{ $title }**. Press **Hold me to it** on its card, and you can ask too.
ask-elsewhere = You can’t post in this channel, so I won’t post your question here. You can always send a { COMMAND("cheer") } in a channel where you can.
ask-already-own = You’ve already asked today; the answer will appear below your question.
ask-answered-own = You’ve already asked today; the answer is below your question.
ask-already = <@{ $asker }> already asked <@{ $owner }> today, and the answer will appear below that question. Once a day is enough for **{ $title }**; there’s always tomorrow.
ask-answered = <@{ $asker }> already asked <@{ $owner }> today, and the answer is below that question. Once a day is enough for **{ $title }**; there’s always tomorrow.
ask-left = <@{ $owner }> is no longer on this server, so **{ $title }** is on hold until they’re back.
ask-dropped = <@{ $owner }> let **{ $title }** go, and that’s all right. There’ll be another one to hold them to.
ask-over = **{ $title }** is over, so there’s nothing left to ask. **Why?** on its card shows how it went.
ask-paused = **{ $title }** is paused, so <@{ $owner }> is taking a break from it. Ask again when it resumes; until then, a { COMMAND("cheer") } is always welcome.
ask-private = You’re keeping **{ $title }** to yourself now, so nobody is waiting for an answer.
ask-gone = That question is gone, and so is whatever it was about. There’s nothing left to answer.
ask-unposted = I couldn’t post your question here, so nobody was asked. Try again in a little while.
