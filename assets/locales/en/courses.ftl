# Courses: the catalogue, forms beside each other, updates, refreshers.
courses-shown = Part of the page
courses-shown-catalogue = Catalogue
courses-shown-refreshers = Refreshers
courses-title = Course catalogue
courses-sub = { $n ->
    [one] { $n } course
   *[other] { $n } courses
 }
courses-cli-line = { $name }  { $n } records  passed { $rate }  completed { $completed }  not completed { $incomplete }  cost { $cost }
courses-add = Add course
courses-add-first = Add the first course
courses-add-sheets = Add to the catalogue
courses-edit = Edit course
courses-export = Export
courses-days = Time of the figures
courses-period = This period
courses-all-time = All time
courses-with-archived = Include retired
courses-any-form = All forms
courses-none-title = No courses yet
courses-none-detail = Add a course with the skills it raises; imported training records are listed here too
courses-filtered = No such courses
courses-filtered-detail = Choose another topic or form
courses-total = Total (all courses)
courses-sheets-only = Sheets only
courses-sheets-only-detail = Only imported sheets name it. Add it to the catalogue to say which skills it raises, how long it takes and what it costs, and to plan classes.
courses-archived = Out of use
courses-at-least = ≥ { $value }
courses-of-people = { $value } ({ $n })
courses-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
courses-months-short = { $n } mo
courses-lasting = Lasting
courses-missing = { $n ->
    [one] { $n } not stated
   *[other] { $n } not stated
 }
courses-other-outcomes = { $n ->
    [one] { $n } more without an outcome
   *[other] { $n } more without an outcome
 }
courses-form-classroom = Classroom
courses-form-online = Online
courses-form-drill = Drill
courses-form-role-play = Role play
courses-form-case = Case study
courses-form-reading = Reading
courses-form-on-the-job = On the job
courses-form-unsaid = Not stated
courses-column-name = Course
courses-column-form = Form
courses-column-skills = Raises
courses-column-hours = Hours
courses-column-cost = Cost each
courses-column-validity = Valid
courses-column-results = Taken
courses-column-people = People
courses-column-rate = Pass rate
courses-column-interval = 95% interval
courses-column-completed-both = Done / not
courses-column-completed = Completed
courses-column-incomplete = Not completed
courses-column-passed = Passed
courses-column-failed = Failed
courses-column-other = Without outcome
courses-column-days = Days
courses-column-hours-sum = All hours
courses-column-cost-sum = All cost
courses-column-feedback = Feedback (of 5)
courses-column-gain = Learning gain
courses-column-hour-cost = Cost an hour
courses-column-day = Day
courses-column-trainer = Trainer
courses-column-until = Valid until
courses-column-refresher = Who and what
courses-column-due = Due
courses-forms-title = Forms of teaching
courses-forms-note = What is taught to whom differs between forms, so a difference is not what the form does; under ten cases there is no rate.

# A course
courses-back = Back to the catalogue
courses-plan-class = Plan class
courses-archive = Take out of use
courses-archive-title = Take "{ $name }" out of use?
courses-archive-body = No more classes can be planned; all records stay. Not while a class is to come.
courses-restore = Use again
courses-facts = About the course
courses-fact-skills = Raises skills
courses-fact-hours = Hours
courses-fact-cost = Cost per head
courses-fact-score = Pass score
courses-fact-validity = Valid for
courses-fact-certificate = Gives certificate
courses-fact-kpi = Measured by
courses-scores = { $pass } of { $full }
courses-kpi-days = { $metric }, { $days } days before and after
courses-classes = Classes
courses-strip-results = Records
courses-strip-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
 }
courses-strip-rate = Pass rate
courses-strip-completed = Completed / not
courses-strip-days = Days
courses-strip-hours = Hours
courses-strip-cost = Cost
courses-records = Training records
courses-records-sub = { $n } records, { $people } people
courses-records-none = No training records in this time
courses-records-none-detail = Choose another period, or all time
courses-raters = Agreement of raters
courses-raters-pair = { $one } and { $other }
courses-raters-said = { $pairs } pairs, { $alike } alike, κ { $kappa }: { $verdict }
courses-raters-agree = they agree
courses-raters-retrain = they do not; both go through the anchors again
courses-raters-no-spread = all levels are the same, which tells nothing

# The form of a course
courses-form-name = Name
courses-form-english = Name in English
courses-form-summary = What is in it
courses-form-skill = Skill
courses-form-level = To level
courses-form-skill-add = Add skill
courses-form-skill-remove = Delete skill
courses-form-no-skill = Choose a skill
courses-form-full = Best score
courses-form-pass = Pass score
courses-form-points = points
courses-form-months-unit = months
courses-form-months-help = To be repeated after it; lasting without one
courses-no-certificate = No certificate

# Updates
courses-news = Updates to read

# Refreshers
courses-refreshers = Refreshers
courses-refreshers-sub = { $n }, { $due } due
courses-refreshers-none = Nothing is refreshed
courses-refreshers-none-detail = What was learned is asked again by the curve of forgetting. It plans days and judges nobody
courses-refresh = Begin to refresh
courses-refresh-body = It is due before less than 70% is kept by the half-life; a pass doubles the time, a fail halves it.
courses-refresh-person = Person
courses-refresh-nobody = Choose a person
courses-refresh-since = Learned on
courses-refresh-half = Half-life
courses-refresher-about = half-life { $days } days, asked { $n } times
courses-refresher-left = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
 }
courses-refresher-over = { $n ->
    [one] { $n } day over
   *[other] { $n } days over
 }
courses-refresher-today = due today
courses-refresher-pass = Passed today
courses-refresher-fail = Failed today
courses-refresher-stop = Stop
