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
error-pulse-again-hint = Edit that one

# Kinds, and a sign for each
coaching-kind-one-to-one = One-to-one
coaching-kind-visit = Field visit
coaching-kind-new-hire = New hire
coaching-kind-low-performer = Low performer
coaching-kind-event = Major event
coaching-mark-one-to-one = T
coaching-mark-visit = V
coaching-mark-new-hire = N
coaching-mark-low-performer = S
coaching-mark-event = E

# Schedule
schedule-meeting-talk = Talk
schedule-meeting-visit = Visit
schedule-every = { $what } every { $n } days
schedule-last = last { $day }
schedule-never = none on record
schedule-usual = default
schedule-days = Every { $n } days
schedule-late = { $n }d late
schedule-not-yet = never yet
schedule-now = due now
schedule-due = by { $day }
schedule-plan = Plan
schedule-planned = planned
schedule-missed = not held
schedule-held = held
schedule-more = { $n } more
schedule-add = Plan coaching
schedule-none = Nobody here is coached
schedule-none-detail = Choose another scope, or put people into teams in Organisation
schedule-keys = J / K choose somebody, Enter opens the plan filled in, Ctrl + Enter saves it; press an entry of the calendar to move it
schedule-calendar = Coaching calendar
schedule-span = { $from } to { $to }
schedule-week = { $from } to { $to }, working days: { $n }
schedule-weeks-earlier = Eight weeks earlier
schedule-weeks-now = From this week
schedule-weeks-later = Eight weeks later
schedule-column-rhythm = Rhythm
schedule-strip-due = Due, not planned
schedule-strip-late = { $n } of them late
schedule-strip-ahead = Planned
schedule-strip-until = up to { $day }
schedule-strip-missed = Not held
schedule-strip-missed-note = their day has passed
schedule-strip-events = No note before it
schedule-strip-events-note = major events, { $n } planned
schedule-missed-title = Planned and not held
schedule-missed-sub = Move it, or record it
schedule-missed-none = Nothing was missed
schedule-missed-none-detail = What was planned was held, or is still to come
schedule-move = Move
schedule-log = Record
schedule-events-title = Major events without a note before
schedule-events-sub = Within eight weeks
schedule-events-none = None is missing
schedule-events-none-detail = Major events are put down in the coaching log
schedule-event-planned = Planned for { $day }
schedule-rhythms-title = Coaching rhythm
schedule-rhythms-sub = Once within so many days
schedule-rhythm-add = Set a rhythm
schedule-edit = Edit
schedule-everybody = Everybody
schedule-plan-title = Plan coaching
schedule-plan-save = Save plan
schedule-move-title = Move coaching
schedule-move-save = Save
schedule-remove = Delete plan
schedule-person = Person
schedule-choose-person = Choose
schedule-search = Name
schedule-nothing = Nothing found
schedule-kind = Kind
schedule-day = Day
schedule-time = Time
schedule-time-hint = 14:00
schedule-week-earlier = A week earlier
schedule-week-later = A week later
schedule-topic = Topic
schedule-topic-before = Before { $event }
schedule-coach = Coach
schedule-coach-self = Me
schedule-form-note = Customer, questions and the rest are added in the coaching log.
schedule-problem-person = Choose who is coached
schedule-problem-day = Enter a day
schedule-problem-past = A plan cannot be for a day before today
schedule-problem-time = Write a time such as 14:00
schedule-problem-topic = Say what it is about
schedule-rhythm-title = Coaching rhythm
schedule-rhythm-save = Save
schedule-rhythm-remove = Remove this rhythm
schedule-whom = For whom
schedule-within = Once within
schedule-channel = How, when not in person
schedule-channel-hint = Video, telephone
schedule-problem-days = Enter a whole number from 1 to 366
schedule-rhythm-note = A person's own rhythm goes before that of everybody. New hire holds in the first year, low performer while an improvement plan runs; of several rhythms of talks the shortest holds.

# Coverage
coverage-none = Nobody here is coached
coverage-none-detail = Choose another scope, or put people into teams in Organisation
coverage-month = { $n ->
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
coverage-few = Few cases ({ $cases })
coverage-share = { $share } ({ $cases })
coverage-hours = { $n } h
coverage-minutes = { $n } min
coverage-times = { $n ->
    [one] once
   *[other] { $n } times
 }
coverage-times-each = { $n } times
coverage-kind-times = { $kind } { $n }
coverage-planned = planned { $n }
coverage-timed = minutes known of { $timed } of { $times }
coverage-strip-share = Coached
coverage-strip-share-note = { $share } (95% CI { $lo }–{ $hi }%)
coverage-strip-share-few = Few cases
coverage-strip-nobody = nobody, or not begun
coverage-strip-each = Per head
coverage-strip-each-note = { $n } in all
coverage-strip-kept = Rhythm kept
coverage-strip-kept-note = time between two talks
coverage-strip-own = Own visits, past weeks
coverage-strip-joint = Field visits, past weeks
coverage-strip-visits-note = weeks { $share }
coverage-strip-visits-unknown = no report tells of visits
coverage-strip-hours = Time spent
coverage-matrix = Who was coached when
coverage-visits = Which visits
coverage-visits-own = Own visits
coverage-visits-joint = Field visits
coverage-legend-planned = dashed: only planned
coverage-legend-none = – no coaching
coverage-column-person = Person
coverage-column-times = Times
coverage-column-last = Last
coverage-column-kept = Rhythm
coverage-column-kept-hint = How often the time between two talks was no longer than the rhythm, as it is set now
coverage-column-visits = Visits
coverage-column-visits-hint = Made of those asked for in the weeks that are over; two in five working days, fewer in short weeks
coverage-column-coached = Coached
coverage-column-day = Day
coverage-column-kind = Kind
coverage-column-about = About
coverage-column-coach = Coach
coverage-column-minutes = Length
coverage-cell-none = no coaching
coverage-cell-coming = still to come
coverage-cell-not-there = not there then
coverage-elsewhere = Held with people who are not in the table: { $times } times with { $n }. They count in the time spent and not in the coverage.
coverage-next = Who is next
coverage-next-sub = { $n } to arrange
coverage-next-none = in time
coverage-next-arranged = arranged for { $day }
coverage-next-last = last coached { $day }
coverage-next-many = With more than { $n } people the chance of the target is not worked out for each.
coverage-start = Coach
coverage-why-check-today = a check point of the plan is due today
coverage-why-check = { $n ->
    [one] a check point of the plan was due yesterday
   *[other] a check point of the plan was due { $n } days ago
 }
coverage-why-promised = { $n ->
    [one] agreed, 1 day late
   *[other] agreed, { $n } days late
 }
coverage-why-never = { $meeting ->
    [visit] no field visit on record
   *[talk] no talk on record
 }
coverage-why-never-since = { $meeting ->
    [visit] no field visit on record, here for { $n } days
   *[talk] no talk on record, here for { $n } days
 }
coverage-why-long-ago = { $late ->
    [one] { $meeting ->
        [visit] field visit 1 day late (last { $n } days ago, every { $every })
       *[talk] talk 1 day late (last { $n } days ago, every { $every })
     }
   *[other] { $meeting ->
        [visit] field visit { $late } days late (last { $n } days ago, every { $every })
       *[talk] talk { $late } days late (last { $n } days ago, every { $every })
     }
 }
coverage-why-actions = { $n ->
    [one] one agreed action is late
   *[other] { $n } agreed actions are late
 }
coverage-why-unlikely = chance of the target { $chance }
coverage-why-below = { $n ->
    [one] one step of visits below the post
   *[other] { $n } steps of visits below the post
 }
coverage-given = Who coached, and how long
coverage-given-sub = All held in the period
coverage-given-none = No coaching in the period yet
coverage-given-none-detail = What is put down in the coaching log counts here
coverage-focus = Skills coached
coverage-focus-without = { $count ->
    [one] 1 without a skill
   *[other] { $n } without a skill
 }
coverage-focus-about = { $n ->
    [one] 1 person, last { $day }
   *[other] { $n } people, last { $day }
 }
coverage-focus-none = No skill was told
coverage-focus-none-detail = Fill in the skill in the coaching log to see it here
coverage-records = Records
coverage-records-of = { $name }, { $period }
coverage-records-all = All coaching
coverage-records-uncovered = Not coached
coverage-records-elsewhere = People not in the table
coverage-records-elsewhere-note = They were of this scope then, and have left, moved, or lead a team now.
coverage-records-coach-note = Where no coach is named it is who wrote it down.
coverage-records-visits-note = A visit counts with its customer and what came of it; why others do not count stands beside them.
coverage-records-last = last coached { $day }
coverage-records-never = no coaching on record
coverage-records-none = There are no records
coverage-records-list = List them
coverage-visit-counts = Counts
coverage-visit-no-customer = No customer
coverage-visit-no-result = No result
coverage-visit-no-kind = No kind

# Feedback
feedback-kind = Kind
feedback-kind-suggestion = Suggestion
feedback-kind-problem = Problem
feedback-kind-support = Help needed
feedback-kind-coaching = Coaching
feedback-kind-praise = Praise
feedback-nameless = Anonymous
feedback-with-name = With a name
feedback-named = Anonymous or with a name
feedback-nameless-note = No name is kept anywhere: not in the record, not in the history, nor who typed it. It cannot be added later either.
feedback-strip-waiting = Waiting
feedback-strip-overdue = { $n } of them overdue
feedback-strip-said = Said in the period
feedback-strip-in-time = Answered in time
feedback-strip-in-time-note = of the period, answered or overdue
feedback-strip-took = Time to answer
feedback-strip-took-note = median of working days, n={ $n }
feedback-strip-took-few = median of working days, few cases (n={ $n })
feedback-strip-took-none = nothing answered yet
feedback-days = { $n } days
feedback-all = All
feedback-waiting = Waiting
feedback-overdue = Overdue
feedback-answered = Answered
feedback-closed = Settled
feedback-state-open = { $n ->
    [one] 1 working day left
   *[other] { $n } working days left
 }
feedback-state-today = Due today
feedback-state-over = Overdue
feedback-state-overdue = { $n ->
    [one] 1 working day late
   *[other] { $n } working days late
 }
feedback-state-answered = Answered
feedback-state-closed = Settled
feedback-elsewhere = { $n ->
    [one] One more was said without a name; it stands in the whole company only.
   *[other] { $n } more were said without a name; they stand in the whole company only.
 }
feedback-elsewhere-look = Look at the company
feedback-find = Words or names
feedback-list = Feedback list
feedback-none = No feedback yet
feedback-none-detail = Put down what people say or write, with a name or without
feedback-none-found = Nothing fits
feedback-none-found-detail = Choose something else
feedback-column-text = What was said
feedback-column-who = Who
feedback-column-day = Day
feedback-column-state = Status
feedback-answer-title = Reply
feedback-choose = Choose something
feedback-choose-detail = What was said and the answer stand here
feedback-dates = Said { $day }, to be answered by { $due }
feedback-answer = Answer
feedback-answer-hint = What will be done, or why not
feedback-answer-save = Save answer
feedback-answered-by = { $n ->
    [one] Answered { $day } by { $name }, after 1 working day
   *[other] Answered { $day } by { $name }, after { $n } working days
 }
feedback-close = Settle
feedback-remove = Delete feedback
feedback-remove-title = Delete this feedback?
feedback-remove-detail = It goes with its answer. You can undo it.
feedback-remove-stay = Keep
feedback-give = Add feedback
feedback-give-save = Save feedback
feedback-person = Who said it
feedback-choose-person = Choose
feedback-search = Name
feedback-nothing = Nothing found
feedback-text = What was said
feedback-text-hint = In their own words
feedback-day = Day
feedback-due = Answer by
feedback-due-note = An answer is due within five working days unless you say otherwise.
feedback-no-team = No team
feedback-problem-person = Choose who said it, or choose Anonymous
feedback-problem-text = Write down what was said
feedback-problem-day = Enter a day
feedback-problem-future = The day cannot be after today
feedback-problem-due = It cannot be before the day
feedback-problem-answer = Write the answer first
feedback-problem-question = Write the question
feedback-problem-answers = Enter at least one answer
feedback-problem-small = Fewer than { $n }: enter them under no team
feedback-pulse = Pulse
feedback-pulse-sub = Whole company, 5 is best; fewer than five are not told apart
feedback-pulse-usual = I would recommend working here to a friend
feedback-pulse-add = Record pulse
feedback-pulse-edit = Edit pulse
feedback-pulse-save = Save
feedback-pulse-remove = Delete
feedback-pulse-change = Edit
feedback-question = What people mark
feedback-pulse-note = For each team enter how many gave 1 to 5. Only numbers are kept, no names. Teams with fewer than five answers go together under no team.
feedback-pulse-mark = { $name }, mark { $n }
feedback-pulse-unit = mark { $n }
feedback-pulse-few = Fewer than five answers, not shown
feedback-pulse-agreed = marks 4–5: { $share } (n={ $n }, 95% interval { $lo }–{ $hi }%)
feedback-pulse-small = marks 4–5: { $share } (few cases, n={ $n }, 95% interval { $lo }–{ $hi }%)
feedback-pulse-none = Nobody was asked yet
feedback-pulse-none-detail = Let everybody mark a sentence from 1 to 5 without a name, and put down how many gave what
feedback-pulse-more = { $n } earlier
feedback-left-title = Leavers
feedback-left-sub = In the period
feedback-left = { $k } of the { $n } there at the beginning left
feedback-left-share = { $counted }, { $share }
feedback-left-unknown = Nobody was there at the beginning
feedback-left-more = { $n } more came and left within the period
feedback-left-line = { $name }: { $n }
feedback-left-note = Teams that fewer than five left are not told apart.
