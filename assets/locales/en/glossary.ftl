# Glossary: what each figure is, how it is worked out, where that is from, its card; data in order.
glossary-title = Glossary
glossary-about = { $figure }: definition and records
glossary-more = Definition and example
glossary-search = Search figures
glossary-search-hint = Name or id
glossary-none = No such figure
glossary-none-detail = Try another word, or clear the search
glossary-in-card = See card
glossary-each = By stage
glossary-nobody = No owner
glossary-export = Export
glossary-copy = Copy
glossary-copied = Copied
glossary-left-out = Left out
glossary-records = Records
glossary-records-none = There are no records to list
glossary-yuan = yuan
glossary-whose = { $scope }, { $period }, as of { $day }
glossary-sample = { $n ->
    [one] { $text } record
   *[other] { $text } records
 }
glossary-sample-none = No records
glossary-sample-each = Each stage has its own, listed below
glossary-interval = 95% interval { $low } to { $high }: with few records the true level may be anywhere within
glossary-interval-none = This comes from all records and not from a sample, so it has no interval
glossary-interval-part = This comes from every record that is counted and not from a sample, so it has no interval
glossary-interval-empty = There are no cases yet, so there is no interval
glossary-interval-unknown = The value is not known yet, so there is no interval
glossary-interval-chance = It is a chance itself and has no other interval
glossary-interval-each = Each stage has its own: see the page of the funnel
glossary-course = Trend ({ $unit })
glossary-course-none = No trend is kept of this figure yet
glossary-course-running = { $text } (not over)
glossary-course-signal = { $text } (beyond the limits)
glossary-limits = Mean { $mean }, limits of noise { $low } to { $high }. Going up and down within them is usual and no trend; { $signals ->
    [0] no period lies beyond them
    [one] { $signals } period lies beyond them, which is worth a look
   *[other] { $signals } periods lie beyond them, which is worth a look
 }
glossary-limits-upper = Mean { $mean }, upper limit of noise { $high }. Anything from zero up to it is usual and no trend; { $signals ->
    [0] no period lies above it
    [one] { $signals } period lies above it, which is worth a look
   *[other] { $signals } periods lie above it, which is worth a look
 }
glossary-limits-few = Fewer than { $n } periods are over and known (a percentage with at least { $cases } records), so no limits of noise are drawn
glossary-limits-shared = Neighbouring periods share some of their deals, so no limits of noise are drawn: they would be too narrow and call noise a change
glossary-list-counted = Counted { $text }
glossary-list-omitted = Left out { $text }
glossary-list-people = People { $text }
glossary-list-stages = Stages { $text }
glossary-list-wrong = Deals to mend { $text }
glossary-list-some = { $shown } of { $n } are listed
glossary-target-zero = Target is zero
glossary-gave-counted = Counted
glossary-gave-kept = Kept
glossary-gave-broken = Not kept
glossary-gave-times = { $n ->
    [one] { $text } time
   *[other] { $text } times
 }
glossary-part-whose = Of
glossary-part-definition = Definition
glossary-part-rule = Rule
glossary-part-source = Method
glossary-part-sample = Sample
glossary-part-interval = Interval
glossary-part-worked = Worked out with your numbers
glossary-part-left-out = Left out: { $why }
glossary-part-course = Trend
glossary-part-limits = Limits of noise
glossary-head-part = Part
glossary-head-figure = Figure
glossary-head-value = Now
glossary-head-records = Sample
glossary-head-what = Definition
glossary-head-name = Name
glossary-head-account = Customer
glossary-head-person = Person
glossary-head-amount = Amount ({ $unit })
glossary-head-day = Day
glossary-head-gave = Result
glossary-head-score = In order
glossary-head-deals = Deals
glossary-head-wrong = Most often wrong
glossary-worked-none = Too little is known to work it out
glossary-worked-empty = There is nothing to add up in the period: the sum is zero
glossary-worked-counted = Counted one by one: { $text }
glossary-worked-others = { $n ->
    [one] { $text } other
   *[other] { $text } others
 }
glossary-worked-stage = { $stage }: { $part } ÷ { $all } = { $value }
glossary-worked-middle = Of the days of { $n } deals from short to long the one in the middle is { $value } (mean { $mean } days)
glossary-worked-heads = { $sum } ÷ ({ $days } person-days ÷ { $workdays } working days) = { $value }
glossary-worked-flow = { $open } open × win rate { $rate } × mean amount { $mean } ÷ mean { $days } days = { $value } a day
glossary-worked-outlook = { $signed } signed, target { $target }, { $deals } open deals counted on: { $value }

glossary-name-attainment = Attainment
glossary-name-chance = Chance of the target
glossary-name-conversion = Stage conversion
glossary-name-received = Money received
glossary-name-visits = Valid visits
glossary-name-coached = Coaching coverage
glossary-name-hygiene = Data in order
glossary-definition-attainment = Signed amount of the period as a share of its target; without a target there is none
glossary-definition-chance = Chance that the signed amount of a month or quarter reaches its target, from what is signed, open deals and new ones; years and weeks are not forecast
glossary-definition-conversion = Of the deals that came into a stage, the share that moved on in time
glossary-definition-received = Sum of the money that arrived in the period, by the day it arrived and its owner
glossary-definition-visits = Visits of reports that name the customer and what came of them; without either a visit does not count
glossary-definition-coached = Of the people to be coached who are there at the end of the period, the share with at least one coaching in it
glossary-definition-hygiene = Of all that is asked of open deals and of those that ended in the last 180 days, the share that is filled in and does not contradict itself

glossary-rule-signed-amount = Amounts of deals whose day won lies in the period, added up
glossary-rule-credited-amount = Amounts of deals whose day won lies in the period × the share agreed, added up
glossary-rule-deals-won = Deals whose day won lies in the period, counted
glossary-rule-deals-lost = Deals whose day lost lies in the period, counted
glossary-rule-win-rate = Won ÷ (won + lost)
glossary-rule-win-rate-value = Amount won ÷ (amount won + amount lost); not given where less than four fifths of the amounts are known
glossary-rule-signed-per-head = Signed amount ÷ average people; average people = person-days ÷ working days
glossary-rule-average-deal = Signed amount ÷ deals won
glossary-rule-cycle-days = Days from creation to the win, the one in the middle: one or two very long ones do not pull it away
glossary-rule-open-pipeline = Amounts of the deals open on the day, added up
glossary-rule-weighted-pipeline = Amount of each open deal × the share won of ended deals that reached its stage, added up
glossary-rule-sales-velocity = Open deals × win rate × mean amount ÷ days to the win
glossary-rule-lead-win-rate = Of the deals created in 180 days, those won ÷ all
glossary-rule-new-opportunities = Deals whose day of creation lies in the period, counted
glossary-rule-report-on-time = Reports in time ÷ reports due
glossary-rule-promise-kept = Promises kept ÷ promises due; nine tenths of the amount keep one
glossary-rule-attainment = Signed amount ÷ target
glossary-rule-chance = What is signed, whether each open deal is won, and the new deals still to come make up every possible total with its chance; those that reach the target are added up
glossary-rule-conversion = Moved on ÷ came in; those that came in too recently to tell are left out
glossary-rule-received = Amounts that arrived in the period, added up
glossary-rule-visits = Visits that name the customer and what came of them, counted
glossary-rule-coached = People coached ÷ people
glossary-rule-hygiene = Each deal is asked what fits its state (amount, customer, days, owner, stage, next step, order of days); what is answered well ÷ what is asked. What makes no sense of a deal is not asked

glossary-source-count = Counts and sums, no model
glossary-source-wilson = A share; its interval is the Wilson score interval (Wilson 1927), which holds for small samples too
glossary-source-middle = Mean and median
glossary-source-little = Sales velocity as usually defined; the figure beside it by Little's law (Little 1961)
glossary-source-stage = Weighted by how many of this company's ended deals were won, not by chances that people enter
glossary-source-total = Exact total of the chances deal by deal, with how they hang together, calibrated by past periods

glossary-hygiene = Data in order
glossary-hygiene-sub = { $n ->
    [one] { $score }, { $text } deal
   *[other] { $score }, { $text } deals
 }
glossary-hygiene-none = There are no deals to look at
glossary-hygiene-none-detail = The scope has no open deal, and none that ended in the last 180 days
hygiene-no-amount = No amount
hygiene-no-customer = No customer
hygiene-no-creation-day = No creation day
hygiene-no-owner = No owner
hygiene-no-stage = No stage
hygiene-no-expected-day = No expected day
hygiene-no-next-step = No next step
hygiene-no-closing-day = No closing day
hygiene-expected-day-passed = Expected day has passed
hygiene-days-out-of-order = Days out of order
hygiene-won-for-nothing = Won at zero amount
