# Reminders: when they come, where, and what members can do about them.

remind-too-many = I remind you of a goal up to **{ $limit }** times a day: more than that, and it’s just noise. Pick your best ones, like `7am, 12:30 and 9pm`.
remind-before-range = I can remind you from **{ $least } minutes** to **{ $most } hours** before. Try something like `30 min before`.
remind-unreadable = I read **{ $read }** and couldn’t tell when that is. I only need times of day, like `7am` or `7am and 9pm`; `30 min before`, `auto` and `off` work, too.
remind-mixture = I read **{ $read }**, and I can’t mix the two. Try times of day, like `7am and 9pm`, or just `30 min before`.
remind-no-such-time = No clock I know shows **{ $read }**. Try something like `7am` or `21:30`.
remind-which = I read **{ $read }**, and that could be **{ $first }** or **{ $second }**. Which one is it?
remind-which-times = Happy to! At what times, though? Try something like `7am and 9pm`.
