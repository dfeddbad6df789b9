# Targets

targets-tabs = Pages of the targets
targets-tab-setting = Setting
targets-tab-progress = Progress
targets-tab-versions = Versions
targets-tab-strategy = Yearly plan
targets-metric = Metric
targets-company = Whole company
targets-unset = No target
targets-no-data = No data
targets-comma = {", "}
targets-unit-count = deals
targets-unit-percent = %
targets-month = { $month ->
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
targets-by-last-year = months as a year ago, weeks by working days
targets-by-workdays = by working days
targets-basis-own = { $n ->
    [one] The last month
   *[other] Mean of the last { $n } months
 }
targets-basis-ramp = New: { $share } of what the others reach, by months since the start
targets-basis-unknown = Neither history nor day of hire: fill in the day of hire, or type the target
targets-note = Market { $change }: { $source } ({ $day }, { $by })
targets-note-add = Add market adjustment
targets-note-save = Add
targets-note-percent = Adjustment
targets-note-source = Source
targets-note-help = Above zero where the market grows, below where it shrinks, as -5; without it the target is what it was
targets-note-remove = Take back
targets-empty-week = A week has no target of its own
targets-empty-week-detail = Targets are set for months, quarters and years, and split to weeks by working days
targets-empty-week-action = Show { $period }
targets-empty-nobody = Nobody is here to share a target
targets-empty-nobody-detail = The scope has no members in this period
targets-empty-nobody-action = Go to Organisation
targets-set = Set target
targets-set-again = Change target
targets-state-set = Set
targets-state-unset = Not set
targets-state-draft = Draft, not saved
targets-state-closed = Period over, read only
targets-closed = This period is over: its targets no longer change
targets-no-whole = Choose a rule or type the target first
targets-not-even = The parts do not add up to the target yet
targets-chart = { $metric }
targets-chart-sub = { $who }, { $unit }
targets-key-past = Reached
targets-key-base = A year ago
targets-key-expected = Expected
targets-key-range = 80% range
targets-key-mark = 110% of a year ago
targets-no-history = No history yet
targets-no-history-detail = Once deals with a closing day are imported, this shows what was reached and what is expected
targets-no-history-action = Import reports
targets-rules = How to set it
targets-rule-last-year = Last year × growth
targets-rule-last-quarter = Last quarter's mean × growth
targets-rule-weighted = Weighted mean × growth
targets-rule-trend = Trend × growth
targets-rule-seasonal = Season × growth
targets-rule-holt-winters = Season and trend × growth
targets-rule-forecast = Take the forecast
targets-rule-from-above = From above
targets-rule-typed = Type it
targets-fact-quarter = { $quarter }: { $mean } a month × { $months }
targets-fact-year = { $period }: { $value }
targets-fact-method = { $method } on { $months } months: { $value }
targets-fact-above = { $target } above, { $share } of it in the last 12 months
targets-fact-error = {"; "}error { $error } ({ $n }×)
targets-fact-current = Now { $value }
targets-fact-typed = Without a rule
targets-whole = Target
targets-growth = Growth
targets-growth-percent = Growth (%)
targets-growth-band = Growth outside { $least } to { $most } needs a reason when it is saved
targets-locked = { $rule }: { $why }
targets-locked-few = { $have } months known, { $need } needed
targets-locked-quarter = no whole quarter is known
targets-locked-year = last year is not known
targets-locked-above = nothing is set above
targets-locked-answer = this history has no answer
targets-chance = Chance by past months
targets-chance-how = Method: { $method }, on past months alone
targets-chance-deals = Open deals are left aside: the chance deal by deal stands under Funnel, Forecast
targets-chance-easy = cautious
targets-chance-fair = fair
targets-chance-hard = stretching
targets-chance-explain = needs a reason
targets-chance-no-range = too little history for a range
targets-people = Split to people
targets-people-sub = { $when }, { $unit }
targets-given = { $given } / { $whole } given, { $left } left
targets-reset = Back to proposal
targets-mix = Split by
targets-mix-history = By history
targets-mix-blend = History, pipeline, even
targets-mix-pipeline = By pipeline
targets-mix-level = By capability level
targets-level-rule = L1 to L4 weigh 0.6, 0.8, 1.0 and 1.2; new people also by months since the start
targets-level-known = Capability level L{ $level }, weight { $weight }
targets-level-unknown = Capability level unknown, weight 1.0
targets-level-unknown-n = { $n ->
    [one] { $n } person without a known level weighs 1.0
   *[other] { $n } people without a known level weigh 1.0
}
targets-mix-even = Evenly
targets-trouble-whole = There is no target to split: choose a rule or type it
targets-trouble-weights = Nothing to split by: fill in days of hire, choose another way, or type the parts
targets-trouble-much = The typed parts are { $by } more than the target
targets-trouble-large = The numbers are too large to count with
targets-person = Person
targets-last-year = Last year
targets-suggested = By rule
targets-adjusted = Change
targets-target = Target
targets-target-of = Target of { $name }
targets-lock = Lock
targets-keep = Lock
targets-unlock = Unlock
targets-change = YoY
targets-in-range = Forecast
targets-range-told = 80% range { $low } to { $high }, forecast { $middle }
targets-new = New
targets-total = { $count ->
    [one] Total, one person
   *[other] Total of { $n }
 }
targets-even = Adds up
targets-uneven = { $left } left
targets-months = By month
targets-period = Period
targets-weeks = By week
targets-weeks-none = No target to split yet
targets-weeks-none-detail = Once there is one, it is split to weeks by working days
targets-week = Week
targets-week-days = Dates
targets-week-workdays = Days
targets-running = Running
targets-holiday = Holiday
targets-days = { $n } d
targets-set-what = { $metric } of { $who } in { $when }: { $value } { $unit }, saved with everyone's parts and months
targets-stretch = Stretch
targets-challenge = Challenge
targets-bad-levels = A stretch is at least the target, a challenge at least the stretch
targets-actions = How to reach it
targets-actions-help = Key actions, customers and support, one in a line; printed on the target letter
targets-no-actions = Say how it is reached, one line at least
targets-reason = Reason
targets-reason-help = Why it is this much; may stay blank
targets-reason-changes = A target that is set changes: say why
targets-reason-growth = Growth is outside 10 to 20%: say why
targets-reason-chance = The chance by past months is below 30%: say why
targets-approver = Approved by
targets-save = Save target
targets-wrong = Something needs to be changed
targets-fact-below = { $n ->
    [one] One person has a target: { $value }
   *[other] { $n } people have targets: { $value } in all
 }
targets-trouble-floors = The least parts come to { $limits }, and { $left } is left: lower them for { $names }, or raise the target
targets-trouble-caps = The parts may be { $limits } at most, and { $left } is to be given: raise that for { $names }, or lower the target
targets-trouble-crossed = The least part of { $names } is more than the most
targets-limits = Each against last year
targets-least = at least
targets-most = at most

# Progress. $value is a number as written, $count chooses the form.
targets-reached = Reached / target
targets-reached-unit = Reached / target { $unit }
targets-goal = Target { $value }
targets-unset-short = Not set
targets-left-out = { $n } left out
targets-due = Due
targets-due-workdays = Due by working days
targets-due-whole = Does not build up over days
targets-day-of = Day { $day } / { $days }, { $share }
targets-not-begun-days = { $count ->
    [one] Not begun, 1 working day
   *[other] Not begun, { $n } working days
 }
targets-no-workdays = No working day
targets-ahead = Against due
targets-people-reached = { $n } on pace
targets-people-short = { $n } short
targets-nobody-set = Nobody has a target
targets-gap = Gap
targets-surplus = { $value } over
targets-met = Reached
targets-days-left = { $count ->
    [one] 1 working day left
   *[other] { $n } working days left
 }
targets-no-days = No working day left
targets-daily = Needed per day
targets-made-daily = { $value } per day so far
targets-not-daily = Does not build up over days
targets-coverage = Weighted coverage
targets-cover-asked = { $n }× asked
targets-cover-money = For the signed amount only
targets-no-pipeline = No open deals to weigh
targets-times = { $n }×

# Running sum and pace
targets-pace = { $metric } by working day
targets-pace-day = Day { $n }
targets-pace-caught = Caught up on day { $n }, { $value } behind at most before
targets-pace-told = Reached { $value }
targets-pace-told-day = Day { $day } / { $days }
targets-pace-told-due = Due { $value }
targets-outlook = At this pace { $value }
targets-key-actual = Reached
targets-key-plan = Due
targets-key-outlook = At this pace
targets-pace-no-sum = This metric does not build up over days
targets-pace-no-sum-detail = Rates, means and stocks have nothing due by working day; they are compared with the target itself
targets-pace-nothing = Neither a target nor data
targets-pace-nothing-detail = Set a target or import reports to see the running sum and what is due

# Behind and caution
targets-behind = Behind and caution
targets-people-behind = { $n } behind
targets-people-caution = { $n } with caution
targets-behind-by = { $value } behind
targets-covered = Coverage { $value }
targets-missing = { $value } missing
targets-needs-daily = { $value } per day
targets-see = See
targets-calm-no-targets = No targets yet
targets-calm-no-targets-detail = Set targets for { $period } to see who falls behind and by how much
targets-calm-no-targets-action = Set targets
targets-calm-not-begun = Not begun yet
targets-calm-not-begun-detail = Who falls behind is known after the first working day of { $period }
targets-calm-no-data = No data for { $period }
targets-calm-no-data-detail = Import reports to see who falls behind and by how much
targets-calm-no-data-action = Import reports
targets-calm-on-track = Nobody is behind
targets-calm-on-track-detail = Everyone with a target has at least what is due

# People
targets-groups = Progress by region and team
targets-by = Listed by
targets-by-person = People
targets-by-region = Regions
targets-by-team = Teams
targets-head-name = Name
targets-head-group = Name
targets-head-target = Target
targets-head-actual = Reached
targets-head-bar = Tick at target
targets-head-bar-due = Tick at due { $share }
targets-head-share = Share
targets-head-ahead = Vs due
targets-head-gap = Gap
targets-head-daily = Per day
targets-head-coverage = Cover
targets-head-status = Status
targets-head-behind = Behind by
targets-head-reason = Reason
targets-status-hint = On track: at least what is due. Caution: at least 70% of it. Behind: less.
targets-coverage-hint = How often the weighted amount of open deals covers the gap; 3× is asked
targets-sum = Targets listed sum to { $value }
targets-sum-differs = Targets listed sum to { $value }, { $difference }
targets-unset-people = { $n } not set
targets-unset-groups = { $n } not set
targets-rest-nobody = No owner
targets-rest-elsewhere = Counted elsewhere
targets-rest-groups = In none of these
targets-nobody = Nobody in this scope
targets-nobody-detail = Choose another team or person, or see the whole company

# People × places
targets-places = People × places
targets-places-sub = Reached
targets-places-sub-unit = Reached, { $unit }
targets-place-unknown = Unknown
targets-places-others = Others
targets-places-none = Nothing reached yet
targets-places-none-detail = What is reached is listed here by the places of the customers

# Versions
targets-versions = Versions of the targets
targets-span = Which are listed
targets-span-period = This period
targets-span-year = Whole year
targets-versions-none = No versions yet
targets-versions-none-detail = Each time a target is set or changed, its old and new value and the reason are kept here
targets-versions-calm = No versions for this period
targets-versions-calm-detail = Targets for other periods of the year were set or changed
targets-versions-calm-action = See the year
targets-compared = Versions compared
targets-version-fact = Item
targets-version-day = Date
targets-version-name = For
targets-version-period = Period
targets-version-version = Version
targets-version-values = Old → new
targets-version-change = Change
targets-version-reason = Reason
targets-version-approver = Approved by
targets-version-basis = Basis
targets-version-by = Changed by
targets-version-base = Base
targets-version-stretch = Stretch
targets-version-challenge = Challenge
targets-version-number = v{ $n }
targets-version-of = { $name } ({ $level })
targets-version-away = Removed
targets-members = Progress by person
targets-all = Total
targets-rule-rebased = Set anew by results
targets-fact-rebase = Now { $old }; { $reached } of { $before } reached: { $change }
targets-fact-months = { $months } months: { $value }

# Removing a target
targets-away = Remove target
targets-away-title = Remove the target: { $what }?
targets-away-detail = It is then not set, which is not zero. Its values and reasons stay among the versions; this can be undone.
targets-away-parts = { $count ->
    [one] With the one target below it
   *[other] With the { $n } targets of teams, people and months below it
 }
targets-away-reason = Say why it is removed
targets-away-go = Remove this target
targets-away-stay = Keep it

# Signatures on target letters
target-letter-open = Not signed
target-letter-changed = Changed, sign again
target-letter-signed = Signed
targets-letters = Signatures
targets-letters-signed = { $signed } / { $all } signed
targets-letters-changed = { $signed } / { $all } signed, { $changed } changed: sign again
targets-letters-open = Record signatures
targets-letters-title = Target letters signed, { $when }
targets-letters-what = Tick the target letters that were signed. What is signed is the letter as it is now; when the targets change later, it asks to be signed again.
targets-letters-day = Signed on
targets-letters-all = All that are not signed
targets-letters-choose = Tick who has signed first
targets-letters-record = { $count ->
    [one] Record { $n } signature
   *[other] Record { $n } signatures
 }
targets-letters-unsign = Withdraw signature of
targets-letters-head-name = Responsible
targets-letters-head-actions = How
targets-letters-head-state = Signed
targets-letters-head-day = Day
targets-letters-written = Written
targets-letters-lacking = Not written
step-target-sign = Record signed target letter { $subject }
step-target-unsign = Withdraw signature on target letter { $subject }
error-target-sign-day = { $day } has not come yet
error-target-sign-day-hint = Use today or an earlier day
error-target-sign-none = There is no target for { $period }, so there is no letter to sign
error-target-sign-none-hint = Set a target first
error-target-sign-twice = The signature on the letter with code { $code } is recorded already
error-target-sign-twice-hint = If it is wrong, withdraw that signature first
cli-letters-no-method = How it is to be reached is not written: { $names }
