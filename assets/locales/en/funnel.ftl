# The funnel. $n chooses the form, $text is the number as written.
funnel-tabs = Pages of the funnel
funnel-tab-overview = Overview
funnel-tab-list = Deals
funnel-tab-time = Time machine
funnel-tab-forecast = Forecast
funnel-as-of = Data through { $day }
funnel-go-to = See { $period }

# Empty states
funnel-empty-workspace = No deals yet
funnel-empty-workspace-detail = Import a list of deals or a weekly report to see the funnel
funnel-empty-workspace-action = Go to Import
funnel-empty-scope = No deals in this scope
funnel-empty-scope-detail = Choose another team or person, or see the whole company
funnel-empty-scope-action = See the company
funnel-empty-period = No data for { $period }
funnel-empty-period-detail = Data through { $day }; the last period with data is { $last }
funnel-empty-period-action = See { $last }

# Key figures
funnel-note-deals = { $n ->
    [one] { $text } deal
   *[other] { $text } deals
 }
funnel-note-won = { $text } won
funnel-note-cycle = Mean { $mean }, { $text } won
funnel-note-left-out = { $text } left out
funnel-metric-left-out = Left out
funnel-metric-trend = Trend ({ $unit })
funnel-trend-point = { $period }: { $value }, { $n } records
funnel-trend-small = Hollow dots rest on fewer than 10 cases
funnel-records = Records
funnel-records-counted = Counted { $n }
funnel-records-omitted = Left out { $n }
funnel-records-some = Listing { $shown } of { $text }
funnel-records-none = No records

# Stage funnel
funnel-stages = Stage funnel
funnel-window-entered = Entered { $from } to { $to }
funnel-window-created = Created { $from } to { $to }
funnel-window-stock = Stock on { $day }
funnel-bars = Meaning of the bars
funnel-bars-count = Count
funnel-bars-amount = Amount
funnel-rule = Counting rule
funnel-model = Stage model
funnel-model-general = General stages
funnel-model-of = Funnel of { $line }, { $text } open
funnel-rule-snapshot = Stock: deals open in each stage on the day; no conversion
funnel-rule-created-cohort = Reach of created deals: deals created in the period that reached the stage, and the share that reached the next
funnel-rule-stage-entry = Stage entries: visits that began in the period, and the share that has moved on or won by now
funnel-rule-matured = Matured conversion: visits begun in the period at least { $days } days ago, and the share moved on or won within { $days } days
funnel-rule-eventual = Eventual conversion: visits begun in the period, and the share expected to move on or win; open visits count by their age
funnel-key-estimate = Estimate, 95% interval
funnel-key-year-before = Last year
funnel-head-stage = Stage
funnel-head-matured = Entered and matured
funnel-head-stage-entry = Entered
funnel-head-eventual = Entered
funnel-head-created-cohort = Reached
funnel-head-snapshot = Stock
funnel-head-open-amount = Open amount { $unit }
funnel-head-open = Open
funnel-head-amount = Amount { $unit }
funnel-head-next = To next stage
funnel-head-rate = Rate
funnel-head-stay = Median stay
funnel-days-short = { $n }d
funnel-small = Few
funnel-left-out = Left out: { $list }
funnel-left-out-part = { $reason } { $n }
funnel-left-out-stage = Open, stage unknown
funnel-left-out-own = Open, stage model of its own
funnel-left-out-amount = Open, amount unknown

# Reps
funnel-people = Reps
funnel-people-of-team = With the team
funnel-people-open = Open deals by rep
funnel-step = { $from } to { $to }
funnel-compare = Compare by
funnel-compare-rate = Rate
funnel-compare-open = Open
funnel-bench = All { $rate }
funnel-bench-none = All
funnel-people-foot = "Low" from evidence 90%, "Watch" from 75%; no verdict under 10
funnel-people-team-foot = Everyone in { $team }, this person first; no verdict under 10
funnel-people-eventual-foot = Reps by moved on / entered; no verdict under 10
funnel-people-open-foot = Deals open in the stage on the day
funnel-people-none = Nothing to compare in this stage
funnel-people-none-detail = Choose another stage on the left, or another counting rule
funnel-column-person = Rep
funnel-column-advanced = Moved

# Columns
funnel-expected-past = Past
funnel-column-deal = Customer and deal
funnel-column-owner = Owner
funnel-column-expected = Expected close
funnel-column-created = Created
funnel-column-closed = Closed
funnel-column-reported = Last report
funnel-column-outcome = Outcome
funnel-column-reason = Why left out
funnel-column-gave = What it counts

# Deals
funnel-search = Search deals
funnel-search-placeholder = Customer, deal, number, owner
funnel-table-export = Export
funnel-list-number = Deal number
funnel-list-amount-yuan = Amount (yuan)
funnel-list-status = Status of deals
funnel-list-won = Won in period
funnel-list-lost = Lost in period
funnel-list-all = { $n ->
    [one] { $text } deal
   *[other] { $text } deals
 }
funnel-list-some = The first { $shown } of { $text } deals
funnel-list-undated = { $text } more with unknown closing day
funnel-list-none = No such deals
funnel-list-none-detail = Choose another status, scope or period
funnel-list-not-found = Nothing found for "{ $search }"
funnel-list-not-found-detail = Search by customer, deal, number or owner
