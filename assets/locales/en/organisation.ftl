# Organisation: chart, list, person card, forms.
organisation-tabs = Pages of organisation
organisation-structure = Structure
organisation-as-of = As of { $day }
organisation-mode = Display
organisation-chart = Chart
organisation-list = List
organisation-search = Search people
organisation-search-hint = Name or number
organisation-add-person = Add person
organisation-add-team = Add team
organisation-import-roster = Import a roster

# Figures on top.
organisation-strip-active = People on duty
organisation-strip-staff = { $n ->
    [one] { $n } employee
   *[other] { $n } employees
 }
organisation-strip-staff-archived = { $n ->
    [one] { $n } employee, { $gone } removed
   *[other] { $n } employees, { $gone } removed
 }
organisation-strip-teams = Teams
organisation-strip-managed = All have a manager
organisation-strip-unmanaged = { $n } without a manager
organisation-strip-regions = Regions
organisation-strip-no-region = { $n ->
    [one] { $n } team without a region
   *[other] { $n } teams without a region
 }
organisation-strip-external = External
organisation-strip-external-note = Agents, channel partners
organisation-strip-no-team = Without a team
organisation-strip-no-team-note = Count towards no team
organisation-strip-new-note = Details to check
organisation-unit-people = { "" }
organisation-unit-things = { "" }

# The chart; the card, the list and the filters use these words too.
organisation-active = On duty
organisation-archived = Removed
organisation-employee = Employee
organisation-external = External
organisation-new = New from import
organisation-manager = Manager
organisation-no-team = Without a team
organisation-no-manager = No manager
organisation-no-region = Without a region
organisation-company = Company
organisation-column-regions = Regions
organisation-column-teams = Teams
organisation-teams-below = Teams below
organisation-n-teams = { $n ->
    [one] { $n } team
   *[other] { $n } teams
 }
organisation-edit-team = Edit team { $name }
organisation-current-path = Current path
organisation-no-members = No members yet
organisation-no-teams = No teams yet

# Empty and not found.
organisation-empty = No people yet
organisation-empty-detail = A roster brings teams, posts and regions with it; people can also be added one by one
organisation-nobody-here = Nobody here
organisation-nobody-here-detail = Choose another scope or filter
organisation-show-active = Show people on duty
organisation-not-found = Nothing found for "{ $query }"
organisation-not-found-detail = Type characters, pinyin, initials or a staff number
organisation-clear-search = Clear search
organisation-no-person = Nobody is chosen
organisation-no-person-detail = Choose somebody on the left to see the details

# The person card.
organisation-more = More actions
organisation-edit-person = Edit person
organisation-remove = Remove person
organisation-restore = Restore person
organisation-nothing-known = Post, city and number unknown
organisation-comma = ,{ " " }
organisation-fact-hired = Hired
organisation-fact-tenure = Tenure
organisation-fact-open = Open deals
organisation-fact-won = Signed YTD
organisation-n-deals = { $n }
organisation-tenure-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
organisation-tenure-years = { $n } years
organisation-not-hired-yet = Not yet
organisation-see-funnel = Funnel
organisation-see-evaluation = Evaluation
organisation-stints = Teams and posts
organisation-stints-none = No team or post yet; choose one when editing the person
organisation-place = { $team }, { $post }
organisation-span = { $from } to { $to }
organisation-span-coming = From { $from }
organisation-since-ever = start unknown
organisation-until-now = now
organisation-contact = Contact
organisation-contact-none = Not given

# History.
organisation-history = Changes
organisation-history-none = No changes yet
organisation-history-newest = Newest { $n }
organisation-history-source = { $by }, { $title }
organisation-history-membership = Team and post
organisation-history-created = Record made
organisation-history-typed = Typed
organisation-history-from-roster = From a roster
organisation-history-from-sheet = New from import
organisation-history-origin = Origin
organisation-history-starts = Team from
organisation-history-ends = Team until
organisation-history-extra = Other columns
organisation-history-extra-changed = Updated

# Fields, shared by forms, headings and history.
organisation-field-name = Name
organisation-field-number = Staff number
organisation-field-kind = Kind
organisation-field-hired = Hired
organisation-field-city = City or territory
organisation-field-phone = Phone
organisation-field-email = Email
organisation-field-post = Post
organisation-field-team = Team
organisation-field-team-name = Team name
organisation-field-region = Region
organisation-field-manager = Manager
organisation-field-origin = Origin
organisation-field-status = Status
organisation-field-effective = Effective from

# Forms.
organisation-save-person = Save person
organisation-save-team = Save team
organisation-edit-team-title = Edit team
organisation-search-team = Search teams
organisation-search-name = Search a name or number
organisation-nothing-found = Nothing found
organisation-post-hint = Choose or type a post
organisation-region-hint = Choose or type a region
organisation-makes-post = Saving makes the post "{ $name }"
organisation-makes-region = Saving makes the region "{ $name }"
organisation-manager-help = The direct manager, printed on evaluations
organisation-effective-moves = From this day on figures count for the new team and post, earlier periods stay; left blank, the entry is corrected and history changes with it
organisation-effective-corrects = A correction: the entry counts for the new team and post from its start, history changes with it
organisation-effective-since-ever = Left blank, the start is unknown and earlier deals count for this team
organisation-effective-first = Counts for this team from this day on, earlier deals do not
organisation-problem-name = Enter a name
organisation-problem-number = This number belongs to { $name }
organisation-problem-date = No such day, write 2025-11-19
organisation-problem-early = Earlier than the start of this entry, { $day }
organisation-problem-team = There is a team of this name

# Questions.
organisation-remove-title = Remove "{ $name }"?
organisation-remove-body = The person no longer appears in lists; results, deals and evaluations stay. This can be undone, and the person can be restored under Removed in the list.
organisation-remove-open = { $n ->
    [one] { $n } open deal stays in this name.
   *[other] { $n } open deals stay in this name.
 }
organisation-keep = Keep

# Pages of the tab.
organisation-tab-structure = Structure
organisation-tab-posts = Posts
organisation-tab-headcount = Headcount
organisation-tab-team = Team life
organisation-tab-mentors = Mentors
organisation-tab-handover = Changes
organisation-tab-profile = Person

# The whole tree, the organisation of a past day, splitting and merging teams, leaving.
organisation-tree = Whole tree
organisation-left = Left
organisation-as-of-field = As of a day, to see the past
organisation-as-of-today = As of today
organisation-zoom-in = Larger
organisation-zoom-out = Smaller
organisation-zoom-usual = Back to 100%
organisation-fold-all = Fold teams
organisation-unfold-all = Unfold all
organisation-folded = folded
organisation-unfolded = unfolded
organisation-team-menu = Actions on { $name }
organisation-team-own = Own
organisation-team-branch = Branch
organisation-team-external = External
organisation-field-team-kind = Kind of team
organisation-field-founded = First day
organisation-founded-help = Empty means it has always been there
organisation-team-changes = Region and manager hold from this day, earlier periods stay; empty corrects them for all time
organisation-team-corrects = A correction: region and manager have always been so, history included
organisation-split = Split team
organisation-split-title = Split off a team
organisation-split-body = From the effective date, those chosen are a new team in the region of "{ $name }"; what they did before stays with "{ $name }".
organisation-split-people = Who goes to the new team
organisation-split-day-help = The first day of the new team
organisation-problem-nobody = Choose at least one person
organisation-merge = Merge into another team
organisation-merge-title = Merge teams
organisation-merge-body = From the effective date, the { $n } people of "{ $name }" are in another team, its seats and vacancies go with them, and "{ $name }" ends; what it did before stays with it.
organisation-merge-into = Merge into
organisation-merge-day-help = The first day after the merger
organisation-problem-into = Choose a team
organisation-problem-itself = Choose another team
organisation-leave = Leaves
organisation-leave-title = Leave
organisation-leave-save = Save the leave
organisation-leave-body = After the last day, { $name } no longer counts for the team; results, deals and evaluations until then stay.
organisation-leave-open = { $n } open deals are still in this name: hand them over under Changes.
organisation-leave-leads = From { $day } on there is no manager of: { $teams }. Choose one in the team's form.
organisation-leave-why-hint = For example: another career
organisation-field-last-day = Last day
organisation-field-why = Reason
organisation-field-level = Grade
organisation-level-hint = For example: S2
organisation-field-note = Note
organisation-note-hint = For example: new region
organisation-promotion = This is a promotion
organisation-field-education = Education
organisation-field-major = Major
organisation-field-in-trade = In the trade since
organisation-in-trade-help = For the requirements of posts
organisation-history-ended-as = Ended by
organisation-ended-move = Move
organisation-ended-promote = Promotion
organisation-ended-leave = Leave
# Headcount: people and seats, vacancies, working out how many people are needed.
organisation-seats = Seats
organisation-seats-of = On duty / seats
organisation-seats-unset = Not set
organisation-seats-missing = { $count ->
    [one] 1 missing
   *[other] { $n } missing
 }
organisation-seats-over = { $count ->
    [one] 1 too many
   *[other] { $n } too many
 }
organisation-seats-full = Full
organisation-seats-filled = { $share } filled
organisation-seats-outside = { $count ->
    [one] 1 in a post without seats
   *[other] { $n } in posts without seats
 }
organisation-seats-external = { $n } external
organisation-seats-no-post = Post not filled in
organisation-seats-help = Type into the column; blank is not set
organisation-seats-empty = Add a team, then set seats by post
organisation-seats-place = Team, post
organisation-seats-gap = Gap
organisation-seats-field = Seats of { $name }
organisation-seats-add = Set seats
organisation-seats-add-note = For a post of a team, also for one that nobody holds yet
organisation-seats-add-help = 0 means that the team has nobody in this post; to take seats away, blank them in the table
organisation-seats-save = Save seats
organisation-seats-problem = Give a whole number from 0 to 9999
organisation-seats-choose = Choose one
organisation-vacancies = Vacancies
organisation-vacancies-open = Being recruited
organisation-vacancy-n = { $n } open
organisation-vacancy-none = Nothing is being recruited
organisation-vacancy-longest = { $count ->
    [one] The oldest for 1 day
   *[other] The oldest for { $n } days
 }
organisation-vacancy-days = { $count ->
    [one] 1 day
   *[other] { $n } days
 }
organisation-vacancy-open = Open vacancy
organisation-vacancy-open-note = It stands among those being recruited, with the days since then
organisation-vacancy-save = Save vacancy
organisation-vacancy-since = Vacant since
organisation-vacancy-time = For
organisation-vacancy-note = Note
organisation-vacancy-close = Close vacancy
organisation-vacancy-close-note = Choose who came; nobody if it is given up
organisation-vacancy-end = Close it
organisation-vacancy-filled-by = Filled by
organisation-vacancy-nobody = Given up
organisation-vacancy-closed-on = Closed on
organisation-vacancy-problem-future = This day has not come yet
organisation-vacancy-problem-early = Before the seat became vacant
organisation-headcount = Headcount plan
organisation-headcount-empty = No teams or people yet
organisation-headcount-empty-note = Import a roster to set seats, open vacancies and plan headcount
organisation-headcount-person = This person is in no team. Go to the company, a region or a team to plan headcount.
organisation-headcount-save = Save plan
organisation-headcount-reset = Reset
organisation-headcount-unsaved = Not saved
organisation-headcount-stored = { $name }, { $day }
organisation-headcount-not-yet = No plan yet
organisation-headcount-sellers = Excluding managers
organisation-headcount-managers = { $count ->
    [one] 1 manager
   *[other] { $n } managers
 }
organisation-headcount-external = { $n } external
organisation-headcount-average = { $n } people on average
organisation-headcount-by-workload = Needed by workload
organisation-headcount-by-volume = Needed by volume
organisation-headcount-exact = { $n } exactly
organisation-headcount-used = { $share } used
organisation-headcount-tight = Tight
organisation-headcount-tiers = Tiers of customers and how they are visited
organisation-headcount-tiers-empty = Sort customers into tiers by their weight, such as A, B and C, and give customers, visits a year and hours of each.
organisation-headcount-tier = Tier
organisation-headcount-tier-hint = Such as A
organisation-headcount-tier-add = Add tier
organisation-headcount-tier-remove = Delete tier
organisation-headcount-time = The time of one person
organisation-headcount-amounts = Target and signed per head
organisation-headcount-note = Note
organisation-headcount-note-hint = Grounds and assumptions
organisation-headcount-unit-weeks = wk
organisation-headcount-unit-hours = h
organisation-headcount-weeks-from = { $year }: { $n } working days, { $weeks } weeks; take leave off
organisation-headcount-hours-from = A standard week of 40 hours
organisation-headcount-share-from = Meetings, reports, training and so on
organisation-headcount-target-year = Target of { $year }: { $value }
organisation-headcount-target-quarters = Targets of the four quarters of { $year }: { $value }
organisation-headcount-target-none = No signed amount is set for the year or its four quarters: type one
organisation-headcount-per-head-from = { $when }: { $value } per head ({ $deals } deals, { $people } people)
organisation-headcount-per-head-none = Less than twelve months of deals are known: type it
organisation-headcount-result = Result
organisation-headcount-now = { $n } now, without managers
organisation-headcount-no-tiers = Add tiers of customers first
organisation-headcount-impossible = The numbers are too large to count people
organisation-headcount-no-amounts = Give the target of the year and the amount signed per head
organisation-headcount-hours = { $hours } hours a year, of { $each } that each has for selling
organisation-headcount-of-tier = { $name }: { $hours } hours, { $n } people
organisation-headcount-volume-note = Target of the year by the amount signed per head
organisation-headcount-even = As many as there are now
organisation-headcount-more = { $n } more than now
organisation-headcount-less = { $n } fewer than now
organisation-headcount-bars = Sensitivity
organisation-headcount-bars-note = People with each input 10% lower and higher
organisation-headcount-bars-empty = Fill in the numbers above to see which of them moves the result most.
organisation-headcount-way = Method
organisation-headcount-way-workload = By workload
organisation-headcount-way-volume = By volume
organisation-headcount-each-tier = Each tier
organisation-headcount-spread = Spread
organisation-headcount-input = Input
organisation-headcount-input-accounts = Customers
organisation-headcount-input-calls = Visits a year
organisation-headcount-input-call-hours = Visit hours
organisation-headcount-input-travel-hours = Travel hours
organisation-headcount-input-weeks = Weeks a year
organisation-headcount-input-week-hours = Hours a week
organisation-headcount-input-non-selling = Not selling
organisation-headcount-input-target = Target of the year
organisation-headcount-input-per-head = Signed per head
organisation-headcount-problem-weeks = Give the weeks worked in a year, above 0 and at most 53
organisation-headcount-problem-hours = Give the hours of a week, above 0 and at most 168
organisation-headcount-problem-share = Enter the time not spent on selling, below 100%
organisation-headcount-problem-name = Tier { $n } has no name
organisation-headcount-problem-twice = Tier { $n } has the name of another
organisation-headcount-problem-number = A number of tier { $n } is missing or below zero
organisation-headcount-problem-amount = A target is not below zero, an amount per head is above it
# The page of a person.
organisation-profile-pick = Choose a person
organisation-profile-gone = { $name } (left)
organisation-profile-place = { $scope }, { $at } of { $of }
organisation-profile-walk = { $place }; J and K go on and back
organisation-profile-next = Next person
organisation-profile-previous = Previous person
organisation-profile-edit = Edit
organisation-profile-nobody-detail = Choose another scope
organisation-profile-superior = manager { $name }
organisation-profile-last-day = Leaving, last day { $day }
organisation-profile-tenure = { $time } here
organisation-profile-accounts = Customers
organisation-profile-accounts-unit = { $n ->
    [one] customer
   *[other] customers
 }
organisation-profile-amount-unknown = Amount unknown
organisation-profile-without-amount = { $n } without amount
organisation-profile-attained = Reached in { $period }
organisation-profile-signed = { $value } { $unit } signed
organisation-profile-signed-key = Signed
organisation-profile-target = Target
organisation-profile-unset = Not set
organisation-profile-no-data = No data
organisation-profile-evaluation = Last evaluation
organisation-profile-evaluation-of = Evaluation { $period }
organisation-profile-evaluation-none = No quarter is over yet
organisation-profile-unrated = Not rated
organisation-profile-rank = { $at } of { $of } in the team
organisation-profile-strip = Posts and levels
organisation-profile-strip-none = No team or post yet
organisation-profile-no-post = Post unknown
organisation-profile-promoted = promoted
organisation-profile-leaves = left

# The page of a person: results, funnel, reports.
organisation-profile-goals = Attainment
organisation-profile-goals-sub = Signed by quarter, { $unit }
organisation-profile-see-targets = Targets
organisation-profile-pace = { $period } to { $day }: { $signed } of { $target }, due { $due }
organisation-profile-pace-unset = { $period } to { $day }: { $signed } signed, no target set
organisation-profile-pace-no-data = { $period }: no data
organisation-profile-ahead = { $value } ahead
organisation-profile-behind = { $value } behind
organisation-profile-symptoms = Funnel symptoms
organisation-profile-symptoms-none = No visits of this time can be counted
organisation-profile-symptoms-note = No verdict on fewer than 10 visits; the dashed line is the team. Low: 90% evidence or more against the others
organisation-profile-window = { $from } to { $to }
organisation-profile-beside = beside { $team }
organisation-profile-beside-nobody = no team to compare with
organisation-profile-own-model = { $n ->
    [one] { $text } deal with a stage model of its own is left out
   *[other] { $text } deals with a stage model of their own are left out
 }
organisation-profile-step = { $from } to { $to }
organisation-profile-head-step = Stage
organisation-profile-head-count = Moved on
organisation-profile-head-interval = 95% interval
organisation-profile-head-own = Own
organisation-profile-head-team = Team
organisation-profile-head-verdict = Verdict
organisation-profile-interval = 95% interval { $low }–{ $high }%
organisation-profile-team-rate = team { $rate }
organisation-profile-low = { $step } is low
organisation-profile-stays = Median stay { $own } days, team { $team } days
organisation-profile-stays-alone = Median stay { $own } days
organisation-profile-reports = Reports and promises
organisation-profile-see-reports = Reports
organisation-profile-see-learning = Learning record
organisation-profile-on-time = Reports in time
organisation-profile-kept = Promises kept
organisation-profile-none-due = None due
organisation-profile-weeks = Last 8 weekly reports
organisation-profile-weeks-none = Owes no weekly report
organisation-profile-promises = Last promises
organisation-profile-promise = { $promised } promised, { $signed } { $unit } signed
organisation-profile-promise-kept = Kept
organisation-profile-promise-broken = Not kept
organisation-profile-promise-open = Not due

# The page of a person: skills, papers, evaluations.
organisation-profile-skills = Skill gaps
organisation-profile-skills-none = No skill is rated yet; import a sheet of ratings under Reports
organisation-profile-no-sheet = The post has no duty sheet yet
organisation-profile-no-skills = The duty sheet asks for no skills
organisation-profile-met = { $met } of { $asked } reached
organisation-profile-gap = { $gap } short
organisation-profile-unrated-skill = Not rated
organisation-profile-rated = rated on { $day }
organisation-profile-capability = Capability
organisation-profile-capability-sub = Skill 40, experience 20, results 40
organisation-profile-points = { $n } points
organisation-profile-level-missing = Still missing: { $list }
organisation-profile-part-skill = Skill
organisation-profile-part-years = Experience
organisation-profile-part-attainment = Results
organisation-profile-basis-skill = { $n ->
    [one] { $n } skill, newest rating { $mean } of 4
   *[other] { $n } skills, newest ratings, mean { $mean } of 4
 }
organisation-profile-basis-no-skill = No skill is rated
organisation-profile-basis-trade = { $years } years in the trade; more than 5 add nothing
organisation-profile-basis-hire = { $years } years here, the start in the trade is not given; more than 5 add nothing
organisation-profile-basis-no-years = Neither the hire nor the start in the trade is given
organisation-profile-basis-attainment = { $n } of the last 4 quarters have a target; { $share } reached in all
organisation-profile-basis-no-attainment = None of the last 4 quarters has both target and results
organisation-profile-papers = Certificates and training
organisation-profile-certificates = Certificates
organisation-profile-certificates-none = No certificates
organisation-profile-trainings = Training
organisation-profile-trainings-none = No training
organisation-profile-no-expiry = Validity unknown
organisation-profile-expires = Until { $day }
organisation-profile-expires-soon = { $n ->
    [one] Until { $day }, { $n } day left
   *[other] Until { $day }, { $n } days left
 }
organisation-profile-revoked = Revoked { $day }
organisation-profile-expired = Ended { $day }
organisation-profile-score = { $n } points
organisation-profile-more = { $n ->
    [one] { $n } earlier training besides
   *[other] { $n } earlier trainings besides
 }
organisation-profile-record = Evaluations and recognitions
organisation-profile-evaluations-none = No quarter can be evaluated
organisation-profile-recognitions = Recognitions
organisation-profile-recognitions-none = No recognition yet
organisation-profile-reward = ¥{ $yuan }
organisation-profile-mentors = Mentors
organisation-profile-mentors-none = No pair
organisation-profile-notes = Notes
organisation-profile-notes-none = No notes; Ctrl+N writes one
organisation-profile-guides = Guides { $name }
organisation-profile-guided = Guided by { $name }
organisation-profile-tasks = { $done } of { $all } tasks done
organisation-profile-pair-closed = ended { $day }
organisation-profile-history = Changes

# Seats, openings and mentors in the chart.
organisation-opening = Open: { $post }
organisation-opening-days = { $n } days open
organisation-empty-seat = Open seat
organisation-crew = Posts of { $team }
organisation-mentor = Mentor
organisation-mentee = Mentee
