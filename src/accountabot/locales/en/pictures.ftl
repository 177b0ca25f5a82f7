# Words in pictures: plain text, in which members' words are not escaped.

picture-in-a-row = { $unit ->
        [day] { $number ->
            [1] day in a row
           *[other] days in a row
        }
        [week] { $number ->
            [1] week in a row
           *[other] weeks in a row
        }
        [month] { $number ->
            [1] month in a row
           *[other] months in a row
        }
       *[other] in a row
    }
picture-milestone = { $number ->
        [7] That’s turning into a habit!
        [30] By now, that’s just what they do.
        [50] Halfway to a hundred!
        [100] Three digits, take a bow!
        [200] Two hundred – wow!
        [365] One for every day of the year!
       *[other] And still going!
    }
picture-no-freezes = without a freeze
picture-reached = Goal reached!
picture-since = { $first } – { $last }
picture-kept = { $kept } of { $of }
picture-kept-label = { $of ->
        [1] promise kept
       *[other] promises kept
    }
picture-best = best streak

picture-board = { $board ->
    [streak] Current streaks
    [longest] Longest streaks
    [kept] Promises kept
    [check-ins] Check-ins
    [cheers] Cheers given
   *[regular] Weeks in a row
    }
picture-board-time = { $time ->
    [week] This week
    [month] This month
    [kept-all] Last 90 days
    [all] All time
   *[now] Right now
    }
picture-score = { $board ->
    [kept] { $kept } of { $of }
   *[other] { $score }
    }
picture-you = You

picture-week = { $server }’s week
picture-check-ins = check-ins a day
picture-week-stat = { $what ->
    [check-ins] { $count ->
        [one] check-in
       *[other] check-ins
        }
    [members] took part
    [started] { $count ->
        [one] new goal
       *[other] new goals
        }
   *[cheers] { $count ->
        [one] cheer
       *[other] cheers
        }
    }
picture-week-kept = { $more ->
        [0] { $names } kept their word, every time
       *[other] { $names } and { $more } more kept their word, every time
    }
picture-week-reached = { $name } reached “{ $title }”
picture-week-comeback = { $name } came back to “{ $title }”
picture-week-cheered = { $names } cheered { $count ->
        [one] once
        [2] twice
       *[other] { $count } times
    }{ $people ->
        [one] {""}
       *[other] {" "}each
    }
