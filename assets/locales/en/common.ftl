# Words used everywhere.
app-name = Coxswain
app-name-latin = Coxswain
period-year = { $year }
period-quarter = { $part ->
    [1] Q1 { $year }
    [2] Q2 { $year }
    [3] Q3 { $year }
   *[4] Q4 { $year }
 }
period-month = { $part ->
    [1] Jan { $year }
    [2] Feb { $year }
    [3] Mar { $year }
    [4] Apr { $year }
    [5] May { $year }
    [6] Jun { $year }
    [7] Jul { $year }
    [8] Aug { $year }
    [9] Sep { $year }
    [10] Oct { $year }
    [11] Nov { $year }
   *[12] Dec { $year }
 }
period-week = Week { $part }, { $year }
size-kb = { $n } KB
size-mb = { $n } MB
size-gb = { $n } GB
unknown = Unknown
won = Won
lost = Lost
open = Open

# The words around every form.
form-to-correct = { $n ->
    [one] 1 thing to correct
   *[other] { $n } things to correct
 }
form-discard-title = Discard what is not saved?
form-discard-body = What you entered is not saved and will be lost.
form-discard-stay = Keep editing
form-discard = Discard

# Names of steps in the journal; $subject is the person, file and so on.
step-create = Create workspace
step-import = Import { $subject }
step-take-back = Take back import { $subject }
step-add-person = Add person { $subject }
step-edit-person = Edit person { $subject }
step-archive-person = Remove person { $subject }
step-restore-person = Restore person { $subject }
step-leave = { $subject } leaves
step-split-team = Split off team { $subject }
step-merge-teams = Merge teams
step-add-team = Add team { $subject }
step-edit-team = Edit team { $subject }
step-charter = Publish the charter of { $subject }
step-pair-add = Pair { $subject }
step-pair-edit = Edit pair { $subject }
step-pair-remove = Delete pair { $subject }
step-pair-close = End pair { $subject }
step-pair-reopen = Reopen pair { $subject }
step-task-add = Add task { $subject }
step-task-edit = Edit task { $subject }
step-task-done = Task done: { $subject }
step-task-undone = Task not done: { $subject }
step-task-remove = Delete task { $subject }
step-checkin = Record talk { $subject }
step-checkin-remove = Delete talk { $subject }
step-mentor-capacity = A mentor guides at most { $subject }
step-event-add = Add event { $subject }
step-event-edit = Edit event { $subject }
step-event-remove = Delete event { $subject }
step-recognition-add = Recognise { $subject }
step-recognition-edit = Edit recognition { $subject }
step-recognition-remove = Delete recognition { $subject }
step-evaluation-comment = Comment on { $subject }
step-evaluation-agree = Plan with { $subject }
step-evaluation-sign = Sign { $subject }
step-evaluation-withdraw = Withdraw signatures of { $subject }
step-settings = Change settings
step-erase = Erase personal data: { $subject }
step-stages = Edit stage model
step-stages-keep = Keep the stages as they come
step-stages-add = Begin a stage model from a template
step-stages-retire = Take stage model out of use { $subject }
step-template = Edit evaluation template
step-report-rule = Ask for weekly reports
step-report-rule-edit = Change who reports
step-targets = Set targets { $subject }
step-target-actions = Say how targets are reached { $subject }
step-market-note = Add market adjustment { $subject }
step-market-note-off = Withdraw market adjustment
step-market-note-on = Apply market adjustment again
step-seats = Set seats { $subject }
step-seats-off = Take seats away { $subject }
step-vacancy = Open a vacancy { $subject }
step-vacancy-filled = Fill a vacancy { $subject }
step-vacancy-closed = Close a vacancy { $subject }
step-headcount-plan = Save headcount plan { $subject }
step-add-post = Add post { $subject }
step-rename-post = Rename post { $subject }
step-archive-post = Take post out of use: { $subject }
step-restore-post = Use post again: { $subject }
step-duty-sheet = Publish duty sheet { $subject }
step-duty-acknowledge = Record signature on the duty sheet, { $subject }
step-duty-choose = Choose duty sheet of { $subject }
step-duty-choice-back = Take back the chosen duty sheet of { $subject }
step-duty-check = Self-check { $subject }
step-duty-uncheck = Take self-check away { $subject }
step-duty-new-months = Change who counts as new
step-add-candidate = Add candidate { $subject }
step-edit-candidate = Edit candidate { $subject }
step-candidate-open = Open application of { $subject } again
step-candidate-hired = Hire candidate { $subject }
step-candidate-declined = Decline candidate { $subject }
step-candidate-findings = Assess candidate { $subject }
step-calendar-year = Enter the holidays of { $subject }
step-calendar-year-drop = Take the entered holidays of { $subject } away
step-company-day = Add company day { $subject }
step-company-day-edit = Edit company day { $subject }
step-company-day-remove = Delete company day { $subject }
step-outcome = Say why { $subject } ended so
step-outcome-clear = Take back why { $subject } ended so

# The working calendar.
calendar-estimated = no holiday notice for { $year }: plain weekends assumed
calendar-off = off
calendar-work = work
holiday-new-year = New Year's Day
holiday-spring-festival = Spring Festival
holiday-qingming = Qingming Festival
holiday-labour-day = Labour Day
holiday-dragon-boat = Dragon Boat Festival
holiday-mid-autumn = Mid-Autumn Festival
holiday-national-day = National Day

# The calendar below a day.
day-weekdays = Mo Tu We Th Fr Sa Su
day-weekdays-named = Mon Tue Wed Thu Fri Sat Sun
day-month-previous = Previous month
day-month-next = Next month
day-calendar-open = Open the calendar

# Units and ways of writing.
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
unit-money-small = ¥K
unit-count = number
unit-percent = %
unit-days = days
name-with-unit = { $name } ({ $unit })
date-full = { $iso }
evaluation-kind-year = Yearly
evaluation-kind-quarter = Quarterly
evaluation-kind-month = Monthly
evaluation-kind-week = Weekly
evaluation-unrated-note = No target or figure for { $rows }; less than 80% of the weight has data
evaluation-reweighted-note = No target or figure for { $rows }; the other metrics were reweighted
