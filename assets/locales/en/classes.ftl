# Classes: planning, enrolling, attendance, scores, four levels. $n is a number, $name a class or a person.
classes-comma = {", "}
classes-month = { $name }
classes-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
 }
classes-people-sub = { $n ->
    [one] { $n } person
   *[other] { $n } people
 }
classes-names-more = { $names } and others, { $n } in all
classes-yuan = ¥
classes-hours-unit = h
classes-hours = { $n } h
classes-days = { $n } days
classes-points = { $n } points
classes-days-range = { $from } to { $to }
classes-trainer-is = trainer { $name }
classes-interval = { $lo } to { $hi }
classes-interval-95 = 95% interval { $range }
classes-interval-90 = 90% interval { $range }
classes-few = Too few ({ $n } of { $least })
classes-too-few = Too few
classes-none = No records
classes-ahead = Not begun
classes-cli-line = { $day }  { $name }  { $state }  attended { $came } / { $n }

# The page
classes-shown = How classes are shown
classes-shown-list = List
classes-shown-month = Calendar
classes-month-today = This month
classes-month-more = { $n ->
    [one] { $n } more
   *[other] { $n } more
 }
classes-plan = Plan class
classes-plan-save = Plan it
classes-plan-first = Plan the first class
classes-plan-none = Add a course under Courses first
classes-print = Print
classes-print-sheet = Print the sign-in sheet
classes-print-sheet-pdf = Save the sign-in sheet as PDF
classes-print-certificates = Print certificates of training
classes-print-certificates-pdf = Save certificates of training as PDF
classes-group-open = To record
classes-group-coming = To come
classes-group-held = Held
classes-group-cancelled = Cancelled
classes-line-seats = { $n } of { $seats }
classes-badge-sheet = Sheet
classes-badge-retests = { $n ->
    [one] { $n } retest
   *[other] { $n } retests
 }
classes-badge-free = { $n ->
    [one] { $n } seat free
   *[other] { $n } seats free
 }
classes-badge-full = Full
classes-mark-none = None
classes-mark-mandatory = Mandatory
classes-mark-focus = Focus
classes-open = To record
classes-held = Held
classes-cancelled = Cancelled
classes-confirmed = Confirmed
classes-unconfirmed = Not confirmed
classes-empty = No classes in this period
classes-empty-detail = Choose another period, or plan a class
classes-none-title = No classes yet
classes-none-detail = Plan a class, or import training records and make classes of them
classes-none-courses = Add a course under Courses first, then plan a class; or import training records
classes-import = Import training records

# A class
classes-strip-enrolled = Enrolled
classes-strip-came = Attended
classes-strip-hours = Hours
classes-strip-cost = Cost
classes-strip-missed = Missed
classes-seats-of = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
 }
classes-waiting = { $n } waiting
classes-from-gap = { $n } from a gap
classes-all-from-gap = all from a gap
classes-came-open = { $n } not recorded
classes-hours-due = due { $n }
classes-cost-unknown = { $n } not recorded
classes-cost-planned = expected { $cost }
classes-cost-expected = expected cost { $cost }
classes-kpi-named = measured by { $metric } (named { $day })
classes-cancelled-why = cancelled on { $day }: { $why }
classes-people-title = People
classes-nobody = Nobody is enrolled
classes-nobody-detail = Enrol from the gaps at the lower left, or press Enrol
classes-more = More
classes-edit = Edit class
classes-save = Save
classes-confirm = Confirm class
classes-hold = Mark as held
classes-cancel = Cancel class
classes-remove = Delete class
classes-remove-title = Delete "{ $name }"?
classes-remove-body = Its enrolments go with it. You can undo this.
classes-reopen = Reopen
classes-record = Record
classes-enrol = Enrol
classes-play = Score a role play
classes-before = Before
classes-after = After
classes-column-name = Name
classes-column-region = Region
classes-column-why = Why
classes-column-note = Note
classes-column-state = Status
classes-column-came = Attended
classes-column-track = The dashed line is the pass mark, { $pass }
classes-column-change = Change
classes-column-feedback = Feedback
classes-column-behaviour = Behaviour, { $n } d
classes-column-outcome = Outcome
classes-column-score = Score
classes-column-hours = Hours
classes-column-cost = Cost
classes-state-enrolled = Enrolled
classes-state-waiting = Waiting
classes-state-withdrawn = Withdrawn
classes-why-gap = { $n ->
    [one] { $n } level
   *[other] { $n } levels
 }
classes-why-makeup = Make-up
classes-came-full = Full
classes-came-part = Part
classes-came-excused = Excused
classes-came-absent = Absent
classes-came-unknown = Not recorded
classes-outcome-retest = { $outcome }, retest { $score }
classes-total-scores = { $n } tested twice
classes-total-passed = passed { $passed }, failed { $failed }
classes-total-risen = { $cases } better
classes-act-makeup = Make up
classes-act-retest = Retest
classes-act-observe = Observe
classes-act-seat = Give a seat
classes-withdraw = Withdraw
classes-result-remove = Delete record
classes-advice-open = The class is over: record who came and the scores
classes-advice-open-detail = { $n ->
    [one] { $n } person is not recorded yet
   *[other] { $n } people are not recorded yet
 }
classes-advice-record = Record now
classes-advice-retest = { $n ->
    [one] { $n } person is to take the test again
   *[other] { $n } people are to take the test again
 }
classes-advice-observe = They learned it; whether they use it is not known
classes-advice-observe-detail = Scores changed by { $change }; { $seen } were observed before and after, it takes { $least }; visit { $names } by { $day }
classes-advice-missed = { $n ->
    [one] { $n } person missed it and made up nowhere
   *[other] { $n } people missed it and made up nowhere
 }

# From gaps
classes-gaps = Enrol from gaps
classes-gaps-said = { $day } { $name }: { $n } lack the skill, { $enrolled } enrolled
classes-gaps-unlimited = no limit of seats
classes-gaps-full = full, no seat for { $n }
classes-gaps-free = { $n ->
    [one] { $n } seat free
   *[other] { $n } seats free
 }
classes-gaps-short = { $free ->
    [one] { $free } seat free, none for { $n }
   *[other] { $free } seats free, none for { $n }
 }
classes-gaps-more = { $n } more
classes-gaps-enrol = Enrol { $n }
classes-gaps-wait = Put { $n } on the waiting list
classes-gaps-leaves = { $name } leaves { $day }
classes-gaps-swap = Give it on
classes-gaps-swap-why = Leaves soon and gives the seat on

# The form of a class
classes-search = Search
classes-search-name = Name
classes-nothing-found = Nothing found
classes-choose-course = Choose a course
classes-choose-person = Choose a person
classes-choose-class = Choose a class
classes-no-skill = No skill
classes-no-metric = No metric
classes-form-course = Course
classes-form-no-course = Choose a course
classes-form-no-day = Not a day, such as 2025-09-11
classes-form-title = Name of the class
classes-form-title-hint = The course's name without one
classes-form-starts = First day
classes-form-ends = Last day
classes-form-place = Place
classes-form-trainer-inside = Trainer from inside
classes-form-trainer = Trainer's name
classes-form-trainer-help = For one from outside
classes-form-seats = Seats
classes-form-seats-help = No limit without one
classes-form-cost = Expected cost
classes-form-cost-help = Trainer, room and travel together
classes-form-mark = Mark
classes-form-parts = Parts
classes-form-parts-help = One for each half day; people sign in to each
classes-form-part-add = Add part
classes-form-halves = Lay out half days
classes-form-part-day = Day of part
classes-form-part-begins = Start of part
classes-form-part-ends = End of part
classes-form-part-hours = Hours of part
classes-form-part-remove = Delete part
classes-form-kpi = Measured by
classes-form-kpi-help = Named before the class; fixed once it began
classes-form-kpi-closed = The class began, so the metric is fixed
classes-form-kpi-days = Days before and after
classes-form-behaviour = Behaviour is looked at for
classes-form-behaviour-help = Sheets of visits within so many days before and after

# Enrolling, making up, withdrawing, closing
classes-enrol-title = Enrol for { $name }
classes-enrol-save = Enrol them
classes-enrol-add = Add somebody
classes-enrol-nobody = Choose who is to go
classes-enrol-free = { $n ->
    [one] { $n } seat is free; who comes after waits
   *[other] { $n } seats are free; who comes after waits
 }
classes-enrol-unlimited = No limit of seats
classes-enrol-waiting = Waiting list
classes-enrol-remove = Remove
classes-enrol-skill = Skill to raise
classes-enrol-gap = Gap
classes-enrol-levels = levels
classes-enrol-note = Note
classes-makeup-title = Make up for a class
classes-makeup-body = { $name } missed this class and goes to another one of the course.
classes-makeup-class = Class to go to
classes-makeup-none = No class of this course is to come; plan one first
classes-makeup-no-class = Choose a class
classes-makeup-full = This class is full; the waiting list is open
classes-hold-body = Everyone's attendance comes first. The cost is shared by those whose cost is not recorded.
classes-hold-cost = Cost in all
classes-hold-known = { $known } recorded; the cost of { $n } is not
classes-cancel-body = Enrolments stay. Say why it is cancelled.
classes-cancel-why = Why
classes-withdraw-body = { $name } does not come; the seat is free.
classes-withdraw-why = Why

# The grid
classes-entry-title = Record { $name }
classes-entry-sub = { $changed } changed, { $open } not recorded
classes-entry-save = Save
classes-entry-all = Everyone came
classes-entry-unsaid = Not said
classes-entry-retest-on = Retest on
classes-entry-retest = Retest score
classes-entry-words = Feedback in words
classes-entry-cost = Cost (¥)

# Role plays
classes-play-body = Each rater records the play; two who rate the same one can be compared. Recording again replaces what the same rater said.
classes-play-person = Who played
classes-play-nobody = Choose who played
classes-play-rater = Rater
classes-play-rater-help = By name; nobody rates themselves
classes-play-unseen = Not seen
classes-play-no-level = Rate one skill at least
classes-play-raters = Agreement of raters

# The four levels
classes-levels = Four levels
classes-levels-sub = Kirkpatrick
classes-not-measured = Not measured
classes-l1 = Reaction
classes-l1-sub = Useful?
classes-l1-above = Above what is asked
classes-l1-below = Below what is asked
classes-l1-open = Not clear yet
classes-l1-unit = of 5 points
classes-l1-sample = { $n ->
    [one] { $n } answer, { $asked } asked
   *[other] { $n } answers, { $asked } asked
 }
classes-l1-top2 = 4 and 5 points: { $cases }, { $share }
classes-l1-outside = { $n } outside 1 to 5 count nowhere
classes-l1-said = "{ $words }" said by { $n }
classes-l2 = Learning
classes-l2-sub = Learned?
classes-l2-above = Better
classes-l2-below = Worse
classes-l2-open = Not clear yet
classes-l2-unit = points, after less before
classes-l2-sample = { $n ->
    [one] { $n } person with both tests
   *[other] { $n } people with both tests
 }
classes-l2-gain = { $share } of what there was to learn ({ $n })
classes-l2-undefined = { $n } had full marks before and do not count
classes-l2-basis = Without retests
classes-l3 = Behaviour
classes-l3-sub = In use?
classes-l3-above = Changed for the better
classes-l3-below = Changed for the worse
classes-l3-open = Not clear yet
classes-l3-unit = do better
classes-l3-sample = { $n ->
    [one] { $n } person observed before and after
   *[other] { $n } people observed before and after
 }
classes-l3-change = Mean change on the sheet { $change } points (of 100)
classes-l3-basis = Steps: { $steps }; { $days } days before and after
classes-l3-no-step = No skill of the course is a step of the observation sheet
classes-l3-unseen = Not observed: { $names }
classes-l3-observe = Plan visits
classes-l4 = Results
classes-l4-sub = In figures?
classes-l4-none = No metric was named before the class
classes-l4-basis = { $metric }, { $days } days before and after, by week
classes-l4-named = Named on { $day }, before the class
classes-l4-late = Named after the class began, so it proves nothing
classes-l4-against = against colleagues without the course
classes-l4-raw = after less before
classes-l4-sample = { $n } trained, { $peers } beside them
classes-l4-due = complete on { $day }
classes-l4-lines = See the lines
classes-l4-class = { $metric }: { $verdict }
classes-l4-class-count = { $line } ({ $n })
classes-l4-classes = { $n ->
    [one] { $n } class with a metric
   *[other] { $n } classes with a metric
 }
classes-l4-several = Class by class
classes-result-better = One direction, weak evidence
classes-result-worse = One direction, worse, weak evidence
classes-result-open = Inconclusive
classes-result-unknown = One line is not known
classes-lines-note = A class is one case; a direction is told only where all lines point the same way.
classes-line-weeks = Weeks
classes-line-weeks-said = { $before } before, { $after } over after it
classes-line-change = Change
classes-line-change-said = { $before } → { $after }, { $change } ({ $range })
classes-line-rebound = Rebound
classes-line-rebound-said = { $expected } was to be expected, { $beyond } beyond it
classes-line-peers = Colleagues
classes-line-peers-said = they changed by { $usual }, { $effect } beyond it ({ $range })
classes-line-chance = Chance
classes-line-chance-said = p = { $p }, { $least } at the least with so many
classes-line-verdict = Verdict
classes-line-unknown = Not known
classes-money = Return beyond the cost: { $share }
classes-money-no-behaviour = No return is given without proof of behaviour
classes-money-too-few = No return is given: too few were observed
classes-money-not-named = No return is given: the metric was not named before the class
classes-money-no-cost = No return is given: the cost is not known
classes-money-not-money = No return is given: the metric is no amount
classes-money-unclear = No return is given: the result is inconclusive

# Trainings that sheets know
classes-from-results = Make it a class
classes-from-results-unknown = The catalogue has no such course; add it under Courses first
