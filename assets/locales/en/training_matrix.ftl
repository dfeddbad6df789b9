# The words of Skills matrix under Training.
matrix-and = {", "}
matrix-comma = {", "}
matrix-sub-today = Levels 0–4, last rated { $newest }
matrix-sub = Levels 0–4, as of { $day }, last rated { $newest }
matrix-sub-unrated = Levels 0–4, as of { $day }, nobody rated yet
matrix-seen = What is shown
matrix-gaps = Gaps
matrix-levels = Levels
matrix-key-above = Above
matrix-key-met = Met
matrix-key-below = 1 below
matrix-key-far-below = Over 1 below
matrix-key-unrated = Unrated
matrix-cell-above = above
matrix-cell-met = as asked
matrix-cell-below = below
matrix-cell-far-below = far below
matrix-cell-unrated = not rated
matrix-cell-not-asked = not asked
matrix-column-person = Person
matrix-column-post = Post
matrix-column-why = Why
matrix-required = Asked
matrix-asked = Required { $level }
matrix-people = { $n ->
    [one] 1 person
   *[other] { $n } people
 }
matrix-no-post = Without a post
matrix-reached = Met
matrix-below = Below
matrix-below-people = People / { $n }
matrix-below-of = { $n } of { $of } below
matrix-unrated = Not rated
matrix-empty = Nobody is here
matrix-empty-detail = Choose another team, or import people and skill ratings
matrix-import = Import ratings
matrix-arrange = Arrange training
matrix-more = More
matrix-skills = Skills and what is asked
matrix-export = Export as a table
matrix-print = Print
matrix-edit = Edit
matrix-remove = Delete
matrix-archived = Out of use

# What the figures say
matrix-insight-gap = { $skill } is the biggest gap: { $n ->
    [one] 1 person is below
   *[other] { $n } people are below
 }
matrix-insight-gap-far = { $skill } is the biggest gap: { $n } below, { $far } of them by more than a level
matrix-insight-missing = { $levels } levels are missing in all
matrix-insight-funnel = As the funnel says: these { $n } advance { $below } at { $stage } ({ $below_cases } cases), the other { $others } { $rate } ({ $cases } cases). They go together, which proves no cause
matrix-insight-no-gap = No skill is below what is asked
matrix-insight-no-gap-detail = Every skill that was rated reaches what posts ask
matrix-insight-nothing-asked = No post asks for skills yet
matrix-insight-nothing-asked-detail = Set it in Skills and what is asked under More, or write it in duty sheets
matrix-insight-nothing-rated = Nobody was rated yet
matrix-insight-nothing-rated-detail = Press a cell to rate, or import a sheet of ratings
matrix-note-going = { $n } of them are enrolled in { $class }
matrix-note-unrated = { $n } asked and never rated; they count in no share
matrix-note-unlisted = Not on the list of skills, counted by name: { $names }
matrix-note-idle = { $n ->
    [one] 1 skill is neither asked for nor rated, and not shown
   *[other] { $n } skills are neither asked for nor rated, and not shown
 }
matrix-thin = { $n ->
    [one] 1 skill rests on one person
   *[other] { $n } skills rest on one person
 }
matrix-enrol-n = Enrol { $n }
matrix-enrol-list-make = Make a training list

# Who does it alone
matrix-covers = Who does it alone
matrix-covers-about = How many do it alone, at level 3 or above. With one alone, nobody can once that person leaves
matrix-cover = { $n } do it alone
matrix-cover-single = Only { $name } does it alone
matrix-cover-nobody = Nobody does it alone
matrix-cover-unknown = Nobody was rated

# Beside the matrix
matrix-classes = Upcoming classes
matrix-classes-all = All classes
matrix-classes-count = { $n }
matrix-classes-none = No class is planned
matrix-classes-none-detail = Plan one with Arrange training
matrix-class-focus = Focus
matrix-class-mandatory = Mandatory
matrix-class-unconfirmed = To confirm
matrix-class-full = Full
matrix-class-free = { $n ->
    [one] 1 seat free
   *[other] { $n } seats free
 }
matrix-class-seats = { $n } / { $of } seats
matrix-class-days = { $n } days
matrix-month = { $month ->
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
   *[other] Dec
 }
matrix-papers = Certificates that expire
matrix-papers-all = All
matrix-papers-count = { $n } within { $days } days
matrix-papers-some = First { $shown } of { $n } within { $days } days
matrix-papers-none = No certificate expires soon
matrix-paper-left = { $n ->
    [one] 1 day left
   *[other] { $n } days left
 }
matrix-hours = Hours of the year
matrix-hours-all = Records
matrix-hours-each = { $n } hours each
matrix-hours-of = / { $n } hours
matrix-hours-unit = hours
matrix-hours-left = { $share } of the year is over, { $n } hours to go
matrix-hours-done = All hours asked for are done
matrix-hours-no-plan = No training plan asks for hours
matrix-hours-unknown = { $n ->
    [one] the hours of 1 record are unknown
   *[other] the hours of { $n } records are unknown
 }
matrix-topic-unlisted = Not on the list of courses

# A cell, a person, a skill
matrix-now = Level { $level }, { $state }
matrix-now-gap = Level { $level }, { $gap } below
matrix-now-unrated = Not rated
matrix-asked-post = The post asks for level { $level }, importance { $importance }
matrix-asked-sheet = The duty sheet asks for level { $level }, importance { $importance }
matrix-asked-nothing = The post does not ask for this skill
matrix-not-listed = This skill is not on the list; add it in Skills and what is asked to rate it
matrix-history = Ratings
matrix-history-none = Not rated yet
matrix-no-evidence = Nothing shows it
matrix-score = score { $n }
matrix-own = Self-rating
matrix-own-none = No self-rating
matrix-own-on = Self-rating of { $day }
matrix-own-same = The self-rating says the same
matrix-own-over = The self-rating is { $n } higher
matrix-own-under = The self-rating is { $n } lower
matrix-anchors = What tells each level
matrix-courses = Courses that bring it
matrix-courses-none = No course brings this skill
matrix-course-brings = { $course }, to level { $level }
matrix-course-next = next class { $day }
matrix-fit = Fit with the post
matrix-open = Gaps
matrix-open-none = No skill is below
matrix-open-gap = { $level } → { $required }, { $gap } below
matrix-open-unrated = Required { $required }
matrix-unrated-none = All that is asked was rated
matrix-missing = Levels missing in all
matrix-far-below = More than a level below
matrix-below-who = Who is below
matrix-below-none = Nobody is below
matrix-enrol-open = Enrol

# Rating
matrix-rate = Rate
matrix-rate-edit = Edit rating
matrix-rate-save = Save rating
matrix-own-add = Record self-rating
matrix-own-save = Save self-rating
matrix-level-0 = 0 Nothing of it
matrix-level-1 = 1 Knows it
matrix-level-2 = 2 Does it with help
matrix-level-3 = 3 Does it alone
matrix-level-4 = 4 Teaches it
matrix-level-missing = Choose a level
matrix-field-level = Level
matrix-field-day = Day
matrix-day-missing = Give a day, such as 2025-11-18
matrix-day-future = The day cannot be to come
matrix-field-kind = Evidence
matrix-kind-test = Test
matrix-kind-observation = Observation
matrix-kind-deal = Deal
matrix-field-record = Which test
matrix-record-none = None named
matrix-field-evidence = What shows it
matrix-evidence-hint = What was done, and what came of it
matrix-field-rater = Rated by
matrix-rater-help = You, where it is blank
matrix-field-own-words = Their own words

# Skills and what is asked
matrix-skills-list = Skills
matrix-skills-requirements = What posts ask
matrix-skills-usual = Add the usual skills
matrix-skills-unlisted = Named in ratings or duty sheets, not on the list
matrix-skills-list-it = Add { $name }
matrix-skill-add = Add skill
matrix-skill-edit = Edit skill
matrix-skill-save = Save skill
matrix-skill-archive = Take out of use
matrix-skill-restore = Use again
matrix-move-up = Move up
matrix-move-down = Move down
matrix-anchors-written = { $n } of 5 levels described
matrix-anchors-help = Write what can be seen; whoever rates chooses by it
matrix-anchor-en = { $level } (in English)
matrix-field-name = Name
matrix-name-help = Ratings that exist are found by the name
matrix-field-name-en = Name in English
matrix-no-posts = There is no post yet; add one under Organisation
matrix-set = What was set
matrix-set-none = Nothing was set
matrix-set-detail = level { $level }, importance { $importance }, from { $day }
matrix-set-sheets = What duty sheets say
matrix-set-sheets-about = A skill that the duty sheet names is asked as it says; only what is set for a capability level goes before it
matrix-sheet-line = { $skill } level { $level }
matrix-requirement-set = Set what is asked
matrix-requirement-save = Save
matrix-requirement-help = It is asked from that day on; before it what was set earlier holds
matrix-field-skill = Skill
matrix-field-at-level = Capability level
matrix-whole-post = Whole post
matrix-field-required = Level asked
matrix-not-asked = None
matrix-field-importance = Importance
matrix-field-from = From

# Enrolling
matrix-enrol = Enrol for training
matrix-enrol-new = A new class
matrix-enrol-untaught = No course brings this skill; add one under Courses
matrix-field-class = Class
matrix-field-course = Course
matrix-field-starts = Starts
matrix-field-ends = Ends
matrix-field-place = Place
matrix-field-trainer = Trainer
matrix-field-seats = Seats
matrix-seats-help = No limit where blank
matrix-field-cost = Expected cost
matrix-yuan = yuan
matrix-enrol-list = Who goes
matrix-enrol-going = { $n ->
    [one] 1 person goes
   *[other] { $n } people go
 }
matrix-enrol-goes = goes
matrix-enrol-stays = does not go
matrix-enrol-waiting = { $n ->
    [one] 1 waits for a seat
   *[other] { $n } wait for a seat
 }
matrix-enrol-left-out = Who does not go
matrix-enrol-why = { $why } ({ $n })
matrix-enrol-save = Enrol { $n }
matrix-enrol-skill-missing = Choose a skill
matrix-enrol-class-missing = Choose a class or a new one
matrix-enrol-course-missing = Choose a course
matrix-enrol-starts-missing = Give the first day
matrix-enrol-ends-turned = The last day cannot come before the first
matrix-enrol-nobody = Nobody needs to go
matrix-why-enrolled = Already enrolled
matrix-why-enrolled-leaves = Already enrolled, and leaves on { $day }
matrix-why-leaves = Leaves on { $day }
matrix-why-not-asked = The post does not ask for it
matrix-why-at-level = Is at the level asked
matrix-why-beyond-class = Is as far as the course leads
matrix-why-not-rated = Was never rated; rate first
matrix-why-covered = Goes to { $class }, which closes it
matrix-why-away = Is away on those days
matrix-why-clash = Is in { $class } on those days
