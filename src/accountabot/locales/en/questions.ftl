# What witnesses ask, and what is answered.

button-ask = How does it go?
button-step-back = Step back
button-answer-well = Going well
button-answer-slowly = Slowly
button-answer-stuck = I’m stuck

question-0 = 👀 <@{ $asker }> asks how **{ $title }** goes, <@{ $owner }>?
question-1 = 👀 How is **{ $title }** coming along, <@{ $owner }>? <@{ $asker }> would like to know.
question-2 = 👀 <@{ $owner }>, <@{ $asker }> is thinking of you: how does **{ $title }** go?

answered-well = 💪 <@{ $owner }>: it is going well. Good to hear!
    .roll = 💪 <@{ $owner }>: going well. Long may it last!
    .lovely = 💪 It is going well, says <@{ $owner }>. Lovely – keep it up!
answered-slowly = 🐢 <@{ $owner }>: slowly, but it goes. That is how most things get done.
    .step = 🐢 Slowly, says <@{ $owner }>. A small step is a step, too.
    .tortoise = 🐢 <@{ $owner }> takes it slowly. So did the tortoise, and we know how that ended.
answered-stuck = 🧱 <@{ $owner }> is stuck, and said so – well done, that is the hard part. Who holds them to it: an idea, a hand or a kind word would help now.
    .wall = 🧱 There is a wall in <@{ $owner }>’s way. It happens to everyone! Witnesses, what got you past yours? Write it right here.
    .brave = 🧱 Stuck for now, says <@{ $owner }>. Brave of them to say! Whoever has been there: a few words from you could get it rolling again.
answered-already-well = You answered that already: it is going well. If that changed, the next question is sure to come.
answered-already-slowly = You answered that already: slowly, and that is fine. If that changed, the next question is sure to come.
answered-already-stuck = You said already that you are stuck, and the others can see it. If that changed, a check-in is the best news of all.
answer-unposted = Your answer is kept, but I could not show it here.

ask-own = **{ $title }** is yours, so nobody knows better than you how it goes. A check-in tells the others.
ask-stranger = That is for those who hold <@{ $owner }> to **{ $title }**. Press **Hold me to it** on its card, and you can ask too.
ask-elsewhere = You can’t write in this channel, so I won’t ask for you here. `/cheer` has a good word for them wherever you can.
ask-already = <@{ $asker }> asked <@{ $owner }> today already, and the answer will stand below that question. Once a day is enough for **{ $title }**; tomorrow it can be your turn.
ask-answered = <@{ $asker }> asked <@{ $owner }> today already, and the answer stands below that question. Once a day is enough for **{ $title }**; tomorrow it can be your turn.
ask-left = <@{ $owner }> is not on this server any more, so **{ $title }** rests until they are back.
ask-dropped = <@{ $owner }> let **{ $title }** go, and that is all right. There will be another one to hold them to.
ask-over = **{ $title }** has come to its end, so there is nothing left to ask. **Why?** on its card shows how it went.
ask-paused = **{ $title }** is paused, and <@{ $owner }> may rest. Ask again when it goes on; until then, `/cheer` has a good word for them.
ask-private = You keep **{ $title }** to yourself now, so nobody is waiting for an answer.
ask-gone = That question is gone, and so is what it was about. Nothing is left to answer.
ask-unposted = I could not post your question here, so nobody was asked. Try again in a little while.
