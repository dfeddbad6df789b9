# Forecast. $n chooses the form, $text is the number as written.
forecast-company = Whole company
forecast-when = Working day { $over } of { $all }, week { $week }
forecast-week = week { $week }
forecast-freeze = Freeze { $week }
forecast-freeze-hint = Keeps today's computed value, call, range, target and chance for the scope and everyone in it; a second freeze on the same day takes its place

# Year and week
forecast-not-offered = { $period } is not forecast
forecast-not-offered-detail = Forecasts are made for a month or a quarter
forecast-not-offered-action = Show { $period }

# Roll-up
forecast-roll = Roll-up
forecast-roll-sub = { $who }, { $period }, { $unit }. The computed value stays, the call stands beside it
forecast-sums = How classes add up
forecast-single = Single
forecast-cumulative = Cumulative
forecast-column-class = Class
forecast-column-deals = Deals
forecast-column-face = Face
forecast-column-chance = Chance
forecast-column-computed = Computed
forecast-column-call = Call
forecast-column-difference = Diff.
forecast-column-reason = Reason
forecast-sheet-face = Face (yuan)
forecast-sheet-computed = Computed (yuan)
forecast-sheet-call = Call (yuan)
forecast-sheet-difference = Difference (yuan)
forecast-total = Total
forecast-signed = Signed
forecast-signed-note = as of { $day }
forecast-unknown = { $n ->
        [one] { $text } deal without an amount
       *[other] { $text } deals without an amount
    }
forecast-class-commit = Commit
forecast-class-commit-note = last stage
forecast-class-best-case = Best case
forecast-class-best-case-note = next to last
forecast-class-pipeline = Pipeline
forecast-class-pipeline-note = earlier
forecast-class-omitted = Omitted
forecast-pulled = Early
forecast-pulled-note = expected later
forecast-fresh = New business
forecast-fresh-note = to come
forecast-about = about { $n }
forecast-no-target = No target is set
forecast-above-target = { $by } above the target { $target }
forecast-below-target = { $by } below the target { $target }
forecast-left-out = Open deals left out: { $list }
forecast-left-one = { $why } { $text }, { $amount }
forecast-left-other-period = expected in another period
forecast-left-no-expected-day = no expected day
forecast-left-no-amount = no amount
forecast-left-no-stage = stage unknown
forecast-left-omitted = omitted by call
forecast-past-n = { $n ->
        [one] { $text } deal is past its expected day: update it first
       *[other] { $text } deals are past their expected day: update them first
    }
forecast-past = was due { $day }
forecast-call-of = Call for { $class }
forecast-reason-of = Reason for { $class }
forecast-reset-of = Back to computed: { $class }
forecast-save-of = Save call for { $class }
forecast-drop-of = Drop change of { $class }
forecast-reason-needed = Required
forecast-reason-missing = Give the reason before saving: which deal, and why

# Chance
forecast-chance = Chance to hit target
forecast-chance-sub = { $n ->
        [one] { $text } deal, ρ { $rho }
       *[other] { $text } deals one by one, ρ { $rho }
    }
forecast-chance-sub-usual = { $n ->
        [one] { $text } deal, default ρ { $rho }
       *[other] { $text } deals one by one, default ρ { $rho }
    }
forecast-now = Now
forecast-slip = { $n ->
        [one] If the checked deal slips
       *[other] If the { $n } checked deals slip
    }
forecast-slip-hint = Check deals to see what changes if they slip
forecast-slips = { $deal } slips
forecast-range = 80% range { $low }–{ $high }
forecast-chance-of = Chance to hit target { $chance }
forecast-reached = Reached
forecast-missed = Not reached
forecast-out-of-reach = Not enough even if every deal closes
forecast-too-many = Too many deals to add up one by one
forecast-too-many-detail = More than { $most } deals are in play: see the chance by team or person
forecast-no-chance = Chance unknown
forecast-no-chance-detail = { $n ->
        [one] { $text } deal has no chance: fewer than 10 closed deals like it. So range and chance are unknown
       *[other] { $text } deals have no chance: fewer than 10 closed deals like them. So range and chance are unknown
    }
forecast-beyond = Amounts too large to add up
forecast-beyond-detail = The amounts are past what can be counted: check the amounts of the deals
forecast-no-deals = No open deal changes the outcome
forecast-testing = Testing on past periods
forecast-testing-detail = Chances, totals and errors follow from the same working day of 24 periods before, and appear once they are worked out
forecast-over = The period is over
forecast-over-detail = The result stands; see how right the frozen forecasts were
forecast-goal = Target { $target }
forecast-bars-told = Totals that may be: P10 { $low }, P50 { $middle }, P90 { $high }
forecast-deals = Deals of the period
forecast-column-deal-hint = Double-click or press Enter to open a deal
forecast-column-deal = Deal
forecast-column-effect = If slips
forecast-column-effect-hint = By how many points the chance falls if this deal slips; of many deals only the weightiest are asked
forecast-by-stage = By stage
forecast-by-stage-is = { $class } (by stage)
forecast-class-of = Class of { $deal }
forecast-class-change = Change the class
forecast-class-why = Why this class
forecast-class-why-missing = Give the reason before saving: what the customer said, and who
forecast-class-said = Classes said for this period

# How it is worked out
forecast-means = How
forecast-means-basis = Chances by { $basis }, moved by the owner's record by half at most, and between 1% and 99%
forecast-means-brier = { $n ->
        [one] { $basis }: Brier { $brier } on { $text } deal; smaller is better
       *[other] { $basis }: Brier { $brier } on { $text } deals; smaller is better
    }
forecast-means-unscored = Fewer than 10 deals of past periods can be compared, so the chances are not scored yet: what was kept within the period counts, and the win rate of the stage only without such a record
forecast-means-fitted = { $n ->
        [one] Correlation ρ { $rho }, replayed on { $text } whole period; { $held } ended in its 80% range
       *[other] Correlation ρ { $rho }, replayed on { $text } whole periods; { $held } ended in their 80% range
    }
forecast-means-usual = Correlation ρ is the default: fewer than 10 periods can be replayed
forecast-means-pulled = { $n ->
        [one] Of { $text } deal expected later, { $deals } on average comes early, by the record of its stage
       *[other] Of { $text } deals expected later, { $deals } on average come early, by the record of their stages
    }
forecast-means-no-pulled = No record of at least 10 deals tells how many expected later come early, so none is counted
forecast-means-fresh = After the same working day, past periods found and signed { $n } new deals on average
forecast-means-no-fresh = No deal was ever found and signed within a period, so new business counts as nothing
forecast-means-fresh-unknown = No past period tells of new business, so none is counted
forecast-means-cover = Open face value is { $has } times the gap to the target; the win rate by value asks for { $needs }
forecast-means-cover-only = Open face value is { $has } times the gap to the target; the win rate by value is unknown
forecast-basis-stage = win rate of the stage
forecast-basis-category = class kept in the past
forecast-basis-time = time in the stage

# Frozen each week
forecast-track = Frozen forecasts and results
forecast-track-sub = Hits: each period's middle one
forecast-track-told = Frozen { $n } times in four periods. { $hits }
forecast-hits = Hits { $k } / { $n } periods, 95% interval { $low }–{ $high }%
forecast-hits-few = Hits { $k } / { $n } periods, few, 95% interval { $low }–{ $high }%
forecast-key-range = 80% range
forecast-key-missed = Missed
forecast-key-actual = Actual
forecast-key-target = Target
forecast-panel-actual = { $period } actual { $actual }
forecast-panel-target = { $period } target { $target }
forecast-point = { $day } computed { $computed }, called { $called }, { $range }
forecast-not-frozen = { $week } not frozen
forecast-no-track = Nothing was frozen yet
forecast-no-track-detail = Freeze once a week, and the end of the period shows how right it was

# Simpler ways
forecast-methods = Against simpler methods
forecast-methods-sub = Back-tested on the last 12 periods with what was known then
forecast-column-method = Method
forecast-column-how = How
forecast-column-value = Says { $unit }
forecast-column-against = vs target
forecast-column-error = Mean error, 95% interval
forecast-column-error-hint = Sum of absolute errors over the sum of actuals, on the same periods for all methods
forecast-method-few = { $n ->
        [one] Few: { $text } period
       *[other] Few: { $text } periods
    }
forecast-way-deals = Deal by deal
forecast-way-deals-how = Chance × amount
forecast-way-called = Manager's call
forecast-way-called-how = With a reason each
forecast-way-run-rate = Run rate
forecast-way-run-rate-how = { $signed } ÷ { $over } × { $all } days
forecast-way-last-year = Last year
forecast-way-last-year-how = { $period }
forecast-way-moving = Moving average
forecast-way-moving-how = Last 3 periods 5 : 3 : 2
forecast-way-mean = Mean
forecast-way-mean-how = All periods before
forecast-way-naive = Period before
forecast-way-naive-how = { $period }
forecast-chosen-naive = Nothing beats the period before: it is used
forecast-chosen = Least wrong: { $way }
forecast-not-chosen = Too little history to compare

# Bias by person
forecast-people = Bias by person
forecast-people-sub = Frozen commitments over what was signed, 12 periods, 95% interval; no verdict below 10
forecast-no-people = Nobody belongs to this scope
forecast-no-people-detail = Choose another team, or the whole company
forecast-column-person = Person
forecast-column-frozen = Periods
forecast-column-bias = Bias
forecast-column-verdict = Verdict
forecast-leaning-too-few = Few
forecast-leaning-optimistic = Optimistic
forecast-leaning-cautious = Cautious

# Commands
step-forecast-call = Change the call { $subject }
step-forecast-reset = Back to the computed value { $subject }
step-forecast-category = Change the class of { $subject }
step-forecast-freeze = Freeze the forecast { $subject }
error-forecast-period = { $period } is not forecast
error-forecast-period-hint = Forecasts are made for a month or a quarter, written 2025-11 or 2025-Q4
error-forecast-over = { $period } is over: its calls no longer change, and nothing is frozen for it
error-forecast-over-hint = Choose a month or quarter that is not over
error-forecast-nothing = There are no deals, so there is no forecast to freeze
error-forecast-nothing-hint = Import a list or report of deals first
error-forecast-negative = A call is not below zero
error-forecast-negative-hint = Write 0 to count on nothing; empty the field to go back to the computed value
error-forecast-reason = A call needs a reason
error-forecast-reason-hint = Say which deal and why; it is kept with the call
error-forecast-class = This class cannot be called
error-forecast-class-hint = Commit, best case and pipeline can be; what is signed is a fact
error-forecast-no-call = Nothing is called for this class: the computed value counts already
error-forecast-no-call-hint = There is nothing to take back
error-forecast-closed = "{ $deal }" is not open, or this class is not for open deals
error-forecast-closed-hint = Open deals can be commit, best case, pipeline or omitted
error-forecast-class-reason = Another class needs a reason
error-forecast-class-reason-hint = Say why it is surer or less sure than its stage; it is kept with the class
error-forecast-no-class = Nobody put this deal in another class for this period: that of its stage counts already
error-forecast-no-class-hint = There is no class to take back
