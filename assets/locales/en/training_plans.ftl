# The words of Training plans under Training.
plans-new = New plan
plans-edit = Edit plan
plans-save = Save plan
plans-agree = Agree on the plan
plans-end = Close plan
plans-reopen = Reopen
plans-remove = Delete plan
plans-all = All plans
plans-empty = No training plan yet
plans-empty-detail = Press New plan and say whose it is, of when, and within which budget
plans-company = Company
plans-none = None
plans-name-usual = Training plan { $period }
plans-state-draft = Draft
plans-state-agreed = Agreed
plans-state-closed = Closed
plans-budget = Budget
plans-planned = Planned cost
plans-spent = Spent
plans-left = Left of the budget
plans-done = Done
plans-done-missing = { $n } missing
plans-done-ahead = { $n } upcoming
plans-over-budget = Over the budget
plans-cost-unknown = { $n } more of unknown cost
plans-at-least = ≥{ $amount }
plans-bar = { $planned } of the budget planned, { $spent } spent
plans-more = and { $n } more
plans-names-more = { $names } and { $n } more
plans-field-name = Name
plans-field-scope = Whose
plans-field-period = Period
plans-field-hours = Hours each
plans-hours-unit = hours
plans-field-note = Note
plans-field-review = What came of it
plans-field-why = Why

# Courses of a plan
plans-items = Courses
plans-items-count = { $n ->
    [one] 1 course
   *[other] { $n } courses
 }
plans-items-none = No course yet
plans-items-none-detail = Press Suggest from gaps, or add a course
plans-item-add = Add course
plans-item-edit = Edit course
plans-item-again = Take up again
plans-item-save = Save course
plans-item-drop = Give the course up
plans-item-remove = Delete from the plan
plans-item-nobody = Nobody yet
plans-dropped = Given up
plans-field-course = Course
plans-field-class = Class
plans-class-none = No class yet
plans-class-sheets = By records
plans-class-cancelled = Class cancelled
plans-field-due = Due by
plans-field-cost = Expected cost
plans-cost-help = { $amount } each
plans-field-skill = For which skill
plans-skill-help = Those added now go for it
plans-column-state = Status
plans-standing-missing = Missing
plans-standing-due = Due
plans-standing-booked = Booked
plans-standing-done = Done

# People of a plan
plans-people = People
plans-people-count = { $n ->
    [one] 1 person
   *[other] { $n } people
 }
plans-people-who = Who takes it
plans-people-chosen = { $title }, { $n } chosen
plans-people-members = Choose the scope
plans-people-all = Choose all
plans-people-none = Choose none
plans-person-chosen = chosen
plans-person-not-chosen = not chosen
plans-column-hours = Hours
plans-column-open = Still to do

# What gaps suggest
plans-suggest = Suggest from gaps
plans-suggest-about = By importance and gap, course by course within the budget; one gap sends nobody twice
plans-suggest-add = Add to the plan ({ $n })
plans-suggest-none = Nothing to suggest
plans-suggest-none-detail = No gap that a course closes is left, or the plan has it
plans-suggested-about = { $n } people, { $cost }
plans-suggested-left = { $amount } of the budget left
plans-sum = { $amount } in all
plans-sum-left = { $amount } in all, { $left } of the budget left
plans-left-out = What is left out
plans-why-no-need = Nobody needs it
plans-why-cost-unknown = Its cost is unknown, so it fits no budget
plans-why-over-budget = The budget lacks { $amount }
plans-untaught = No course closes these gaps: { $skills }
plans-untaught-one = { $skill } ({ $n })

# What is to be repeated
plans-regular = Regular programme
plans-regular-sub = to be done again
plans-regular-none = Nothing is to be repeated in this period
plans-regular-about = every { $months } months, { $done } of { $n } done
plans-regular-by = { $state } by { $day }

# What is new and to be read
plans-updates = Updates to read
plans-updates-count = { $n }
plans-updates-none = Nothing is to be read
plans-updates-none-detail = New products, prices, competitors: publish them to those concerned
plans-update-new = Publish update
plans-update-publish = Publish
plans-update-edit = Edit update
plans-update-save = Save update
plans-update-published = published { $day }
plans-update-due = to be read by { $day }
plans-update-open = Not passed: { $names }
plans-update-source = Source: { $source }
plans-field-title = Title
plans-field-text = What is new
plans-field-product = Product
plans-field-source = Source
plans-field-published = Published on
plans-field-due-read = To be read by
plans-due-turned = It cannot be due before it is published
plans-quiz = Quiz
plans-quiz-help = A few questions do; they no longer change once somebody answered
plans-question-add = Add question
plans-question = Question { $n }
plans-question-remove = Delete question { $n }
plans-choices = Choices of question { $n }
plans-choices-help = One a line
plans-right = Right choice of question { $n }
plans-field-pass = Right answers to pass
plans-pass-of = of { $n }
plans-pass-missing = Say how many pass, no more than there are questions
plans-quiz-needs = A quiz of { $of }; { $needed } right pass
plans-quiz-without = Without a quiz: whoever has read it has passed
plans-quiz-take = Quiz
plans-quiz-open = A question is still open
plans-quiz-save = Hand in
plans-quiz-right = { $right } of { $of } right, tries { $tries }
plans-readers = Readers
plans-readers-none = No readers yet
plans-readers-add = Add readers
plans-readers-missing = Choose somebody
plans-reader-remove = Take off the list
plans-read = Has read it
plans-reading-unread = Unread
plans-reading-read = Read
plans-reading-failed = Not passed
plans-reading-passed = Passed
plans-late = Late
plans-record = Record
plans-record-save = Save record
plans-record-choose = Answer here
plans-record-count = Record how many were right
plans-record-read = Record that it was read
plans-record-correct = Right answers
