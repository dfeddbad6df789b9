# Words on printed pages (doc-) and around sending them to a printer (print-).

## Every page

# Sections are numbered as they stand on the page
doc-section = { $number ->
    [1] 1  { $title }
    [2] 2  { $title }
    [3] 3  { $title }
    [4] 4  { $title }
    [5] 5  { $title }
    [6] 6  { $title }
    [7] 7  { $title }
    [8] 8  { $title }
   *[9] 9  { $title }
 }
doc-head-number = No. { $number }
doc-head-confidential = Internal
doc-foot-data = Data as of { $date }
# $page and $pages are filled in by the page itself
doc-foot-pages = Page { $page } of { $pages }
doc-foot-code = Content code { $code }
# Beside the name of someone who signed on screen
doc-electronic = e-signature
# Under a line that is not signed yet
doc-undated = Date

## Evaluation summary: one page for one person

doc-evaluation-title = Sales performance evaluation
doc-evaluation-file-one = Sales performance evaluation { $name } { $period }
doc-evaluation-file-many = Sales performance evaluation { $period }
doc-evaluation-period = Period: { $from } to { $to }

doc-evaluation-name = Name
doc-evaluation-number = Staff no.
doc-evaluation-post = Post
doc-evaluation-unit = Department
doc-evaluation-territory = Territory
doc-evaluation-hired = Hired on
doc-evaluation-manager = Manager
doc-evaluation-kind = Review type

doc-evaluation-scores = 1  Metrics
doc-evaluation-scoring = Score = attainment, at most { $cap }; weighted = score × weight
doc-evaluation-category = Category
doc-evaluation-metric = Metric
doc-evaluation-weight = Weight
doc-evaluation-target = Target
doc-evaluation-actual = Actual
doc-evaluation-attainment = Attainment
doc-evaluation-score = Score
doc-evaluation-weighted = Weighted
doc-evaluation-total = Total

doc-evaluation-final-score = Overall score
doc-evaluation-grade = Grade
doc-evaluation-factor = Factor
doc-evaluation-rank = Team rank
# After the place, smaller: 3 of 10
doc-evaluation-rank-of = of { $people }
doc-evaluation-bands = Grades
doc-evaluation-bands-mean = Grades (team mean { $mean })
doc-evaluation-unrated = Not rated

doc-evaluation-comments = 2  Comments
doc-evaluation-self-comment = Employee
doc-evaluation-manager-comment = Manager

doc-evaluation-plan = 3  Improvement and development plan
doc-evaluation-index = No.
doc-evaluation-goal = Goal
doc-evaluation-action = Action
doc-evaluation-due = Due
doc-evaluation-support = Support

doc-evaluation-signatures = 4  Signatures
doc-evaluation-signatures-note = Signing confirms that the review talk took place. Objections go to human resources within 5 working days.
doc-evaluation-sign-employee = Employee
doc-evaluation-sign-manager = Manager
doc-evaluation-sign-hr = Human resources

## Target letter: one page for a person, a team, a region or the company

doc-target-letter-title = Target letter
doc-target-letter-file-one = Target letter { $name } { $period }
doc-target-letter-file-many = Target letters { $period }
doc-target-letter-period = { $period }: { $from } to { $to }
doc-target-letter-comma = {", "}

doc-target-letter-person = Responsible
doc-target-letter-number = Staff no.
doc-target-letter-post = Post
doc-target-letter-territory = Territory
doc-target-letter-issuer = Set by
doc-target-letter-unit = Department
doc-target-letter-last-year = Last year
doc-target-letter-change = Change
doc-target-letter-no-data = No data

doc-target-letter-goals = Targets
doc-target-letter-metric = Metric
doc-target-letter-weight = Weight
doc-target-letter-total-weight = Total weight
doc-target-letter-target-year = Year
doc-target-letter-target-quarter = Quarter
doc-target-letter-target-month = Month
doc-target-letter-target-week = Week
doc-target-letter-stretch = Stretch
doc-target-letter-challenge = Challenge
doc-target-letter-counts = What counts
doc-target-letter-months-equal = The months add up to the quarter
doc-target-letter-months-differ = The months do not add up to the quarter: { $names }
doc-target-letter-quarters-equal = The quarters add up to the year
doc-target-letter-quarters-differ = The quarters do not add up to the year: { $names }
doc-target-letter-quarter = { $quarter ->
    [1] Q1
    [2] Q2
    [3] Q3
   *[4] Q4
 }
doc-target-letter-month = { $month ->
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

doc-target-letter-steps-weeks = Signed amount by week
doc-target-letter-steps-months = Signed amount by month
doc-target-letter-step-week = Week
doc-target-letter-step-month = Month
doc-target-letter-days = Dates
doc-target-letter-workdays = Days
doc-target-letter-target = Target
doc-target-letter-running = Running
doc-target-letter-of-months = { $unit }; the targets of the months
doc-target-letter-by-months = { $unit }; the targets of the months by working days
doc-target-letter-by-quarters = { $unit }; the targets of the quarters by working days
doc-target-letter-by-workdays = { $unit }; by working days
doc-target-letter-off = { $note }; { $weeks } off
doc-target-letter-estimated = { $note }; no notice of holidays yet, plain weekends assumed

doc-target-letter-support = Support and agreements
doc-target-letter-no-actions = How they are to be reached is not written yet
doc-target-letter-terms = When it can be changed
doc-target-letter-terms-text = Either side may ask for a change when territory or customers are divided anew, a product is given up, or someone is absent for more than 10 working days in a row. A change takes both signatures again, and this letter is kept as the earlier version; until then it holds as it is.
doc-target-letter-signatures = Signatures
doc-target-letter-signatures-note = Valid from the day both have signed; one copy each
doc-target-letter-sign-person = Responsible
doc-target-letter-sign-manager = Manager
doc-target-letter-sign-above = Senior manager

## The charter of a team

doc-team-charter-title = Team charter
doc-team-charter-file-one = Team charter { $name } version { $number }
doc-team-charter-file-many = Team charters { $period }
doc-team-charter-version = Version { $number }, from { $starts }
doc-team-charter-version-label = Version
doc-team-charter-team = Team
doc-team-charter-region = Region
doc-team-charter-manager = Manager
doc-team-charter-count = People
doc-team-charter-people-count = { $n } people
doc-team-charter-starts = In force from
doc-team-charter-by = Written by
doc-team-charter-before = Before
doc-team-charter-positioning = Positioning
doc-team-charter-goals = Shared goals
doc-team-charter-culture = Values
doc-team-charter-rules = Rules of friendly competition
doc-team-charter-people = Members
doc-team-charter-signatures = Signatures
doc-team-charter-signatures-note = Agreed by all members; in force once signed
doc-team-charter-sign-people = For the members
doc-team-charter-sign-manager = Team manager
doc-team-charter-sign-above = Next level

# Skills matrix
doc-skill-matrix-title = Skills matrix
doc-skill-matrix-file-one = Skills matrix { $name } { $day }
doc-skill-matrix-file-many = Skills matrices { $period }
doc-skill-matrix-sub = { $people } people, { $skills } skills, as of { $day }
doc-skill-matrix-reaching = { $share } reach what is asked ({ $reached } of { $rated }); { $unrated } more are asked and were never rated.
doc-skill-matrix-widest = The biggest gap: { $skill }, { $n } of { $of } below.
doc-skill-matrix-thin = Fewer than two do it alone: { $names }.
doc-skill-matrix-person = Person
doc-skill-matrix-reached = Met
doc-skill-matrix-below = Below
doc-skill-matrix-key = Cells are levels 0 to 4; behind a triangle stand the levels that are missing; – is asked and never rated; blank is neither asked nor rated.

## What can go wrong with pages

doc-error-template = The page was not made
doc-error-template-hint = This is a fault of the program; send us the log
doc-error-pdf = The PDF was not made
doc-error-pdf-hint = This is a fault of the program; send us the log
doc-error-image = The image of the page was not made
doc-error-image-hint = Save a PDF and look at it in a reader
doc-error-page = There is no such page
# $characters lists what no font of the program can draw
doc-missing-characters = Some characters print as empty boxes: { $characters }

## Sending to a printer

print-sent = Sent to printer { $printer }
print-sent-default = Sent to the default printer
print-error-missing = This computer has no print command { $program }
print-error-missing-hint = Save a PDF, then open and print it with the system's reader
print-error-failed = Not sent to the printer
print-error-failed-hint = The system answered: { $answer }
print-error-start = The print command { $program } did not start
print-error-start-hint = Save a PDF, then open and print it with the system's reader
print-error-no-viewer = No program was found that opens PDF files
print-error-no-viewer-hint = The file is saved; open it from its folder
print-error-file = The file to print is not there
print-error-file-hint = Make the pages again and retry

## Duty sheet: one page for a person in a post, or blank

doc-duty-sheet-title = Duty sheet
doc-duty-sheet-file-one = Duty sheet { $post } { $name }
doc-duty-sheet-file-many = Duty sheets { $period }
doc-duty-sheet-file-blank = Duty sheet { $post } { $audience }
doc-duty-sheet-subtitle = { $post }, version { $number }, in force from { $starts }
doc-duty-sheet-subtitle-for = { $post } ({ $audience }), version { $number }, in force from { $starts }
doc-duty-sheet-post = Post
doc-duty-sheet-code = Post code
doc-duty-sheet-unit = Department
doc-duty-sheet-seats = Seats
doc-duty-sheet-person = Holder
doc-duty-sheet-number = Staff no.
doc-duty-sheet-territory = Territory
doc-duty-sheet-superior = Reports to
doc-duty-sheet-seats-n = { $n }
doc-duty-sheet-purpose = Purpose
doc-duty-sheet-duties = Duties and standards
doc-duty-sheet-weighed = Total weight { $total }
doc-duty-sheet-index = No.
doc-duty-sheet-duty = Duty
doc-duty-sheet-work = What is done
doc-duty-sheet-standard = Standard
doc-duty-sheet-weight = Weight
doc-duty-sheet-total = Total
doc-duty-sheet-requirements = Requirements
doc-duty-sheet-category = Category
doc-duty-sheet-requirement = Requirement
doc-duty-sheet-evidence = Checked on
doc-duty-sheet-relations = Working relations
doc-duty-sheet-versions = Versions
doc-duty-sheet-version = Version
doc-duty-sheet-date = Date
doc-duty-sheet-change = Change
doc-duty-sheet-first = First version
doc-duty-sheet-signatures = Acknowledgement
doc-duty-sheet-signatures-note = I have read and understood these duties and standards, and my questions were answered. A new version is signed again.
doc-duty-sheet-sign-person = Holder
doc-duty-sheet-sign-manager = Direct manager
doc-duty-sheet-sign-hr = Human resources
# What a requirement is called under where the sheet says nothing else
doc-duty-sheet-education = Education
doc-duty-sheet-experience = Experience
doc-duty-sheet-skill = Skills
doc-duty-sheet-quality = Qualities and certificates
doc-duty-sheet-comma = {", "}
doc-duty-sheet-skill-level = { $skill } level { $level }
doc-duty-sheet-experience-years = { $what }, { $n } years or more
doc-duty-sheet-experience-months = { $what }, { $n } months or more
doc-duty-sheet-in-trade = In the trade
doc-duty-sheet-education-secondary = Secondary school
doc-duty-sheet-education-college = College
doc-duty-sheet-education-bachelor = Bachelor
doc-duty-sheet-education-master = Master
doc-duty-sheet-education-doctor = Doctorate
doc-duty-sheet-everyone = everyone
doc-duty-sheet-new = new people
doc-duty-sheet-experienced = experienced people

## Weekly funnel review: one for the company, a region or a team

doc-funnel-review-title = Weekly funnel review
doc-funnel-review-file-one = Weekly funnel review { $name } { $period }
doc-funnel-review-file-many = Weekly funnel reviews { $period }
doc-funnel-review-below = { $name }, { $n ->
    [one] 1 person
   *[other] { $text } people
 }.  { $week } ({ $from } to { $to })
doc-funnel-review-below-led = { $name }, { $n ->
    [one] 1 person
   *[other] { $text } people
 }.  { $week } ({ $from } to { $to }).  Led by { $manager }
# Behind "data as of" in the footer
doc-funnel-review-data = { $day }, reports of week { $week }: { $sent } / { $owed }
doc-funnel-review-open-amount = Open amount
doc-funnel-review-deals = { $n ->
    [one] 1 deal
   *[other] { $text } deals
 }
doc-funnel-review-n = { $n ->
    [one] { $text } deal
   *[other] { $text } deals
 }
doc-funnel-review-weighted = Weighted pipeline
doc-funnel-review-weighted-note = by stage win rates
doc-funnel-review-weighted-left = { $text } left out
doc-funnel-review-forecast = Forecast { $period }
# In the place of a chance: all open deals together are not enough
doc-funnel-review-out-of-reach = Out of reach
doc-funnel-review-stuck-tile = Stuck
doc-funnel-review-stuck-share = { $amount }, { $share }

doc-funnel-review-stages = Funnel by stage
doc-funnel-review-stages-note = came in { $from } to { $to }, { $days } days or more ago; ▼ clearly below last year, ▽ to watch
doc-funnel-review-star = With *: fewer than 10 last year, held against the window before
doc-funnel-review-stage = Stage
doc-funnel-review-entered = Came in
doc-funnel-review-open = Open
doc-funnel-review-amount = Amount { $unit }
doc-funnel-review-rate = Move on
doc-funnel-review-interval = 95% interval
doc-funnel-review-before = Last year
doc-funnel-review-stay = Stay / before
doc-funnel-review-stays = { $now } / { $before } d
doc-funnel-review-total = Total

doc-funnel-review-changes = Changes over the week
doc-funnel-review-changes-note = evening { $from } → { $to }; all add up to this week, difference { $difference }; { $unit }
doc-funnel-review-opening = Last week
doc-funnel-review-closing = This week

doc-funnel-review-stuck = Stuck deals
doc-funnel-review-stuck-note = in the stage longer than 80% of won deals, or than its limit; { $text } to decide
doc-funnel-review-stuck-total = Total { $text }
doc-funnel-review-stuck-more = { $text } more not listed, { $amount } { $unit }: see the exported workbook
doc-funnel-review-none = No deal is stuck
doc-funnel-review-index = No.
doc-funnel-review-account = Customer
doc-funnel-review-deal = Deal
doc-funnel-review-owner = Owner
doc-funnel-review-days = Days
doc-funnel-review-reason = Reason
doc-funnel-review-next = Next step
doc-funnel-review-due = By
doc-funnel-review-decided = { $decision }: { $reason }

doc-funnel-review-decisions = Problems and decisions
doc-funnel-review-bottleneck = Bottleneck
doc-funnel-review-bottleneck-at = Bottleneck: { $stage } (evidence { $share })
doc-funnel-review-watch-at = To watch: { $stage } (evidence { $share })
doc-funnel-review-reasons = Main causes: { $list }
doc-funnel-review-compared = { $by }: { $step }
doc-funnel-review-low = { $name } { $count }, 95% interval { $low }–{ $high }%, the others { $rate }, evidence { $share }
doc-funnel-review-nobody-low = None is clearly low
doc-funnel-review-few = Fewer than 10, no verdict: { $names }
doc-funnel-review-more = { $text } more
doc-funnel-review-decision = Decided (to be written in the meeting)
doc-funnel-review-done = Done by
doc-funnel-review-sign-host = Chair
doc-funnel-review-sign-notes = Minutes
doc-funnel-review-sign-present = Present

# The same as a workbook
doc-funnel-review-sheet-figures = Overview
doc-funnel-review-sheet-figure = Figure
doc-funnel-review-sheet-value = Value
doc-funnel-review-sheet-whose = Scope
doc-funnel-review-sheet-week = Week
doc-funnel-review-sheet-from = Evening of the week before
doc-funnel-review-sheet-to = Data as of
doc-funnel-review-sheet-people = People
doc-funnel-review-sheet-deals = Deals
doc-funnel-review-sheet-amount = Amount (yuan)
doc-funnel-review-sheet-weighted = Weighted pipeline (yuan)
doc-funnel-review-sheet-month = Month forecast
doc-funnel-review-sheet-computed = Forecast (yuan)
doc-funnel-review-sheet-low = Low end of the 80% range (yuan)
doc-funnel-review-sheet-high = High end of the 80% range (yuan)
doc-funnel-review-sheet-target = Target (yuan)
doc-funnel-review-sheet-chance = Chance to hit target
doc-funnel-review-sheet-stuck = Stuck deals
doc-funnel-review-sheet-stuck-amount = Stuck amount (yuan)
doc-funnel-review-sheet-waiting = To decide
doc-funnel-review-sheet-sent = Weekly reports here
doc-funnel-review-sheet-owed = Weekly reports owed
doc-funnel-review-sheet-advanced = Moved on
doc-funnel-review-sheet-rate-low = Low end of the 95% interval
doc-funnel-review-sheet-rate-high = High end of the 95% interval
doc-funnel-review-sheet-stay = Median stay (days)
doc-funnel-review-sheet-stay-before = Stay before (days)
doc-funnel-review-sheet-unknown = Amount unknown
doc-funnel-review-sheet-evidence = Evidence that it is low
doc-funnel-review-sheet-changes = Changes by deal
doc-funnel-review-sheet-change = Change
doc-funnel-review-sheet-number = Deal number
doc-funnel-review-sheet-limit = Limit (days)
doc-funnel-review-sheet-decision = Decision
doc-funnel-review-sheet-why = Why it was decided
doc-funnel-review-sheet-until = Look again on

error-review-period = { $period } is no week, and reviews are weekly
error-review-period-hint = Write a week, such as 2025-W46
error-review-week = No report speaks of { $week }
error-review-week-hint = The newest week with a report is { $newest }
error-review-none = { $name } has no open deals, nothing to review
error-review-none-hint = Import a list of deals or weekly reports first, or choose another scope
error-book-ending = "{ $file }" should end in .xlsx
error-book-ending-hint = Several sheets go into one Excel workbook: end the file name in .xlsx

## Deal sheet: one for a deal

doc-deal-title = Deal sheet
doc-deal-file-one = Deal sheet { $name }
doc-deal-file-many = Deal sheets { $period }
doc-deal-begun = Begun
doc-deal-product = Product
doc-deal-legend = light within the limit, dark past it, the line is { $day }
doc-deal-history = Amount, signing day and owner
doc-deal-history-empty = No change is on record
doc-deal-history-more = { $n ->
    [one] { $text } earlier change is not listed
   *[other] { $text } earlier changes are not listed
 }
doc-deal-contacts-more = { $n ->
    [one] { $text } more contact of the customer has no part in the decision yet
   *[other] { $text } more contacts of the customer have no part in the decision yet
 }
doc-deal-files = Files
doc-deal-files-more = { $text } more

## The training file of one person

doc-training-file-title = Training file
doc-training-file-file-one = Training file { $name } { $period }
doc-training-file-file-many = Training files { $period }
doc-training-file-subtitle = { $period }, { $from } to { $to }
doc-training-file-name = Name
doc-training-file-number = Staff no.
doc-training-file-post = Post
doc-training-file-unit = Team, territory
doc-training-file-hired = Hired
doc-training-file-level = Level
doc-training-file-superior = Manager
doc-training-file-rated = Skills rated
doc-training-file-hours-all = Hours
doc-training-file-reached = Skills reached
doc-training-file-reached-of = / { $n }
doc-training-file-records = Learning record
doc-training-file-records-note = Hours as signed in
doc-training-file-none = No training on record this year
doc-training-file-index = No.
doc-training-file-date = Date
doc-training-file-course = Course
doc-training-file-setting = How and where
doc-training-file-topic = Topic
doc-training-file-hours = Hours
doc-training-file-result = Result
doc-training-file-total = Total
doc-training-file-unknown = hours of { $n } unknown
doc-training-file-done = all that is asked for
doc-training-file-left = { $n } to go
doc-training-file-skills = Skills
doc-training-file-skills-note = Levels 0 to 4; framed: asked for, full: reached
doc-training-file-skill = Skill
doc-training-file-now = Now
doc-training-file-before = Before
doc-training-file-required = Asked
doc-training-file-unrated = not rated
doc-training-file-skill-reached = reached
doc-training-file-skill-gap = { $n } short
doc-training-file-certificates = Certificates
doc-training-file-certificate = Certificate
doc-training-file-certificate-number = Number
doc-training-file-issued = Issued
doc-training-file-expires = Valid until
doc-training-file-status = Status
doc-training-file-actions = Gaps and what is arranged
doc-training-file-arranged = Arranged
doc-training-file-nothing-arranged = Nothing arranged
doc-training-file-who = Who
doc-training-file-signatures = Signatures
doc-training-file-signatures-note = These records are correct
doc-training-file-sign-person = Employee
doc-training-file-sign-manager = Manager
doc-training-file-sign-training = Training

# Observation sheet
doc-observation-title = Visit observation sheet
doc-observation-blank = Blank observation sheet
doc-observation-file-one = Observation sheet { $name } { $day }
doc-observation-file-many = Observation sheets { $period }
doc-observation-blank-file-one = Blank observation sheet { $name }
doc-observation-blank-file-many = Blank observation sheets { $period }
doc-observation-subtitle = { $name }, version { $number }
doc-observation-version = Version { $number }
doc-observation-count = { $n ->
    [one] 1 visit
   *[other] { $n } visits
}
doc-observation-minutes = { $n } minutes
doc-observation-person = Person
doc-observation-post = Post
doc-observation-unit = Team
doc-observation-observer = Observer
doc-observation-day = Day
doc-observation-time = Time
doc-observation-account = Customer
doc-observation-deal = Deal
doc-observation-present = Present
doc-observation-second = Second observer
doc-observation-score = Score
doc-observation-cover = Weight seen
doc-observation-steps = Steps and levels
doc-observation-levels-note = What was not seen does not count; no score below 60% of the weight; bold frame and star: required
doc-observation-index = No.
doc-observation-step = Step
doc-observation-weight = Weight
doc-observation-level = Level
doc-observation-last = Last
doc-observation-fact = What was seen
doc-observation-not-seen = Not seen
doc-observation-done = Done
doc-observation-not-done = Not done
doc-observation-agreed = Agreed
doc-observation-kept = Done as agreed last time
doc-observation-focus = Step
doc-observation-thing = One thing to change
doc-observation-how = How to practise
doc-observation-next = Next visit
doc-observation-signatures = Signatures
doc-observation-signatures-note = Read and agreed by both
doc-observation-sign-person = Signature of the person
doc-observation-sign-coach = Signature of the observer

# The sign-in sheet and the certificate of training
doc-sign-in-title = Sign-in sheet
doc-sign-in-file-one = Sign-in sheet { $name } { $day }
doc-sign-in-file-many = Sign-in sheets { $period }
doc-sign-in-people = Sign in
doc-sign-in-count = { $waiting ->
    [0] { $n } expected
   *[other] { $n } expected, { $waiting } waiting
 }
doc-sign-in-index = No.
doc-sign-in-name = Name
doc-sign-in-number = Staff no.
doc-sign-in-unit = Team
doc-sign-in-course = Course
doc-sign-in-days = Days
doc-sign-in-range = { $from } to { $to }
doc-sign-in-place = Place
doc-sign-in-trainer = Trainer
doc-sign-in-hours = Hours
doc-sign-in-expected = Expected
doc-sign-in-came = Attended
doc-sign-in-absent = Absent
doc-sign-in-signature = Signature
doc-sign-in-signatures = Confirmed by
doc-sign-in-signatures-note = Signed by the trainer and the organiser after the class
doc-sign-in-sign-trainer = Trainer
doc-sign-in-sign-organiser = Organiser
doc-certificate-title = Certificate of training
doc-certificate-file-one = Certificate { $name } { $course }
doc-certificate-file-many = Certificates of training { $period }
doc-certificate-passed = attended the following training on { $days } and passed its test.
doc-certificate-completed = attended and completed the following training on { $days }.
doc-certificate-number = Staff no.
doc-certificate-hours = Hours
doc-certificate-score = Score
doc-certificate-score-of = { $score } of { $full }
doc-certificate-outcome = Outcome
doc-certificate-skills = Skills
doc-certificate-place = Place
doc-certificate-trainer = Trainer
doc-certificate-until = Valid until
doc-certificate-sign-trainer = Trainer
doc-certificate-sign-manager = Sales manager
