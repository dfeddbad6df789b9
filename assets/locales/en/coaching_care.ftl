# Coaching: schedule, coverage, feedback.

# Steps and errors: pulse
step-pulse-keep = Record the pulse { $subject }
step-pulse-remove = Delete the pulse { $subject }
error-pulse-question = There is no question
error-pulse-question-hint = Write the sentence that people mark
error-pulse-day = There is no day
error-pulse-day-hint = Choose the day on which people answered
error-pulse-count = A number of answers has to be 0 to { $most }
error-pulse-count-hint = Enter how many gave this mark
error-pulse-twice = "{ $name }" is there twice
error-pulse-twice-hint = One line for each team
error-pulse-small = "{ $name }" has { $n } answers; fewer than { $least } are not kept apart
error-pulse-small-hint = Enter them on the line of no team
error-pulse-empty = There are no answers
error-pulse-empty-hint = Enter how many gave at least one of the marks
error-pulse-again = The same question was recorded for { $day }
error-pulse-again-hint = Change that one
