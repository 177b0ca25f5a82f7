# Looking back at a week, a month or a year. The deeds are also in pictures: no markdown, no commands.

review-title = ### 📖 <@{ $member }>’s { $span }
review-week = week of { $dates }
review-week-first = Week of { $dates }
review-so-far = -# So far
review-deed = ✅ { $deed }
review-number = **{ $number }** { $label }
review-public = -# Only goals that everyone here can see are counted.
review-empty = Nothing on the record here – everyone needs a quiet time now and then. Today’s a good day to add a line: { COMMAND("checkin") }, or start something new with { COMMAND("goal declare") }.
review-empty-yet = This page is still blank, and the first line is yours: { COMMAND("checkin") }, or start something new with { COMMAND("goal declare") }.

deed-reached = Reached “{ $title }” on { $day }
deed-finished = Saw “{ $title }” through to the end on { $day }
deed-all-kept = Kept every promise that came due
deed-milestone = Made it to { $number }{ $unit ->
        [day] { " " }days
        [week] { " " }weeks
        [month] { " " }months
       *[other] { "" }
    } in a row with “{ $title }”
deed-amount = Logged { $amount } for “{ $title }”
deed-run = Kept “{ $title }” { $number }{ $unit ->
        [day] { " " }days
        [week] { " " }weeks
        [month] { " " }months
       *[other] { " " }times
    } in a row
deed-count = Showed up for “{ $title }” { $number ->
        [one] once
        [2] twice
       *[other] { $number } times
    }
deed-stayed = Stayed within the limit of “{ $title }” { $number ->
        [one] once
        [2] twice
       *[other] { $number } times
    }
deed-back = Came back to “{ $title }” after a break
deed-cheers = Cheered others on { $number ->
        [one] once
        [2] twice
       *[other] { $number } times
    }
deed-started = Took on { $number } new goals
deed-started-one = Took on something new: “{ $title }”

review-check-ins = { $count ->
        [one] check-in
       *[other] check-ins
    }
review-days = { $count ->
        [one] day with a check-in
       *[other] days with a check-in
    }
review-kept = { $count ->
        [one] promise kept
       *[other] promises kept
    }
review-cheers = { $count ->
        [one] cheer received
       *[other] cheers received
    }
review-picture-subtitle = { $span }{ $so_far ->
        [1] , so far
       *[0] { "" }
    } · { $server }
review-picture-calendar = Checked in { $count ->
        [one] once
        [2] twice
       *[other] { $count } times
    }{ $days ->
        [one] { " " }on one day.
       *[other] { " " }on { $days } days.
    }

button-before-week = Week before
button-before-month = Month before
button-before-year = Year before
button-after-week = Week after
button-after-month = Month after
button-after-year = Year after
button-review-week = Week
button-review-month = Month
button-review-year = Year
button-my-review = My review
