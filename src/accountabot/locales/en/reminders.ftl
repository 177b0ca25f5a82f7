# Reminders: when they come, where, and what members can do about them.

remind-too-many = I remind you of a goal up to **{ $limit }** times a day: more than that, and it’s just noise. Pick your best ones, like `7am, 12:30 and 9pm`.
remind-before-range = I can remind you from **{ $least } minutes** to **{ $most } hours** before. Try something like `30 min before`.
