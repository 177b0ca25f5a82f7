# Dates, lengths of time and lists, as other messages contain them.

date-full = { $weekday }, { $month } { $day }, { $year }
date-plain = { $month } { $day }, { $year }
date-month = { $month } { $year }
date-range = { $first } – { $last }
date-short = { $weekday }, { $month } { $day }

weekday-name = { $day ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }
weekday-short = { $day ->
        [0] Mon
        [1] Tue
        [2] Wed
        [3] Thu
        [4] Fri
        [5] Sat
       *[6] Sun
    }
month-name = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
month-short = { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }

duration-minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
duration-hours = { $count } hours
duration-days = { $count } days
duration-weeks = { $count } weeks
duration-months = { $count } months
duration-years = { $count } years

list-two = { $rest } and { $last }
list-more = { $rest }, and { $last }
