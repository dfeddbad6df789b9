# Gap attribution. $n selects the plural, $text is the number as written.
gap-tab = Gap
gap-switch = Attainment or gap
gap-switch-progress = Attainment
gap-title = Where the gap of { $period } comes from
gap-n = { $n ->
    [one] { $text } person
   *[other] { $text } people
 }
gap-as-one = nobody has a target, split as one
gap-target = Target
gap-actual = Signed
gap-gap = Gap
gap-total = Total
gap-rest = Not with people
gap-signs = Above zero = short, below zero = made up
gap-adds-up = Four parts + what is not with people = gap; not with people { $rest }

# How
gap-how = How
gap-means = Each person alone: deals due × conversion × size, averaged over all orders of switching; what was pushed out is timing; people add up
gap-means-due = Due: won or lost in the period, or open and expected in it at any time up to its end
gap-plan-from = Planned deals follow from the target; conversion { $conversion }, size { $size }
gap-from-target = from targets
gap-from-past = from the 12 months before
gap-from-both = partly from targets, partly from the 12 months before
gap-unknown = { $n ->
    [one] { $text } deal without an amount is left out
   *[other] { $text } deals without an amount are left out
 }

# The parts
gap-part-count = Deals
gap-part-conversion = Conversion
gap-part-size = Size
gap-part-timing = Timing
gap-count = { $n } due, { $plan } planned
gap-conversion = Won { $won } / { $n } = { $rate }, plan { $plan }
gap-conversion-none = Nothing to count yet, plan { $plan }
gap-conversion-open = { $n ->
    [one] { $text } pushed out and open, split as if it came
   *[other] { $text } pushed out and open, split as if they came
 }
gap-few = Too few (under 10), no verdict
gap-chance = 95% interval { $interval } holds the plan, no verdict
gap-below = 95% interval { $interval } is below the plan
gap-above = 95% interval { $interval } is above the plan
gap-size = Mean { $mean }, plan { $plan }
gap-size-of = { $n ->
    [one] over { $text } deal
   *[other] over { $text } deals
 }
gap-size-none = Nothing won, so size makes no gap
gap-timing = { $n } pushed out: { $later } signed since, { $open } open
gap-timing-none = Nothing was pushed out
gap-timing-signed = Known deal by deal
gap-timing-open = Open ones count in full and may not come
gap-rest-driver = Target above the people's, and what is not split
gap-rest-verdict = People without a target and deals without an owner
gap-look-deals = { $n ->
    [one] { $text } deal
   *[other] { $text } deals
 }
gap-deals = Deals behind the gap
gap-deal-head = Customer and deal
gap-deal-end = What became of it
gap-deal-unknown = amount unknown, not counted
gap-end-landed = Signed in the period
gap-end-later = Pushed out, signed since
gap-end-pushed = Pushed out, still open
gap-end-lost = Lost
gap-end-open = Due and not signed
gap-said = { $reason } ({ $day }, { $by })

# The sentence
gap-say-timing = Go after the { $value } pushed out first
gap-say-few = too few deals to judge conversion
gap-say-chance = the interval of conversion holds the plan, it may be chance
gap-say-below = conversion is below the plan, see where the funnel holds
gap-say-above = conversion is above the plan
gap-say-unsaid = { $n ->
    [one] { $text } lost deal has no reason yet
   *[other] { $text } lost deals have no reason yet
 }
gap-to-funnel = Go to Funnel

# Reasons
gap-reasons = Reason codes
gap-reasons-sub = Losses, pushed out, size and number add up to the gap
gap-head-code = Code
gap-head-reason = Reason
gap-head-deals = Number
gap-code-overdue = Due, not signed, still open
gap-code-won-more = Won more than planned
gap-code-signed-later = Pushed out, signed since
gap-code-still-open = Pushed out, still open
gap-code-smaller = Below the planned size
gap-code-larger = Made up by large deals
gap-code-fewer = Fewer due than planned
gap-code-more = More due than planned
gap-reason = Say why
gap-reason-help = A sentence or two: which customer, what happened, who can confirm it
gap-form-title = Why this part of the gap came about
gap-form-save = Save
gap-form-clear = Take back

# People
gap-people = By person
gap-people-sub = Four parts of a row = that person's gap; columns add up. No verdict under 10 deals
gap-not-split = { $n ->
    [one] { $text } person without a target or anything to plan by is not split
   *[other] { $text } people without a target or anything to plan by are not split
 }
gap-net = Net gap
gap-export = Export
gap-head-person = Person
gap-head-bar = Made up | short
gap-head-told = Won / due
gap-head-interval = Conversion, 95% interval
gap-rate = { $rate } ({ $interval })
gap-head-due = Due
gap-head-won = Won
gap-head-rate = Conversion rate
gap-head-low = 95% interval from
gap-head-high = 95% interval to
gap-head-plan-count = Planned deals
gap-head-plan-conversion = Planned conversion
gap-head-plan-size = Planned size

# Refused
gap-refused-period = The gap is split for a month or a quarter
gap-refused-period-detail = Choose a month or a quarter
gap-refused-not-over = The period is not known to its end, so there is no gap yet
gap-refused-not-over-detail = Reports speak of { $day }; look again when the last one is imported, or at the period before
gap-refused-no-target = No target is set
gap-refused-no-target-detail = Without a target on the signed amount there is no gap; none can be set for a period that is over
gap-refused-no-actual = The signed amount is not known
gap-refused-no-actual-detail = The period has no data, or no won deal has an amount; complete the deals first
gap-refused-no-deal = No deal was due
gap-refused-no-deal-detail = Nothing was won, lost or expected in the period; import a list or report of deals first
gap-refused-no-plan = Nothing says what conversion and size to expect
gap-refused-no-plan-detail = Fewer than 10 deals were due in the 12 months before; targets on the win rate and the average deal would do
gap-look-at = Look at { $period }
gap-set-target = Set a target

# Commands
step-gap-reason = Say why the gap came about { $subject }
step-gap-reason-clear = Take back why the gap came about { $subject }
error-gap-period = The gap of { $period } is not split
error-gap-period-hint = Gaps are split for a month or a quarter, written 2025-10 or 2025-Q4
error-gap-ahead = { $period } has not begun, so there is no gap to explain
error-gap-ahead-hint = Choose a month or quarter that has begun
error-gap-reason = The reason is empty
error-gap-reason-hint = Write a sentence or two, or take it back
