# The time machine. $n chooses the form, $text is the number as written, $kind the kind of period.
# Names in full, in the chart.
waterfall-part-new = New
waterfall-part-back = Revived
waterfall-part-pulled-in = Pulled in
waterfall-part-redated-in = Redated in
waterfall-part-transferred-in = Taken over
waterfall-part-grown = Grown
waterfall-part-shrunk = Shrunk
waterfall-part-pushed-out = Pushed out
waterfall-part-redated-out = Redated out
waterfall-part-transferred-out = Passed on
waterfall-part-won = Won
waterfall-part-lost = Lost

# Short names, in filters and rows.
funnel-time-part-new = New
funnel-time-part-back = Revived
funnel-time-part-pulled-in = Pulled in
funnel-time-part-redated-in = Redated in
funnel-time-part-transferred-in = Taken over
funnel-time-part-grown = Grown
funnel-time-part-shrunk = Shrunk
funnel-time-part-pushed-out = Pushed
funnel-time-part-redated-out = Redated out
funnel-time-part-transferred-out = Passed on
funnel-time-part-won = Won
funnel-time-part-lost = Lost

# The two days
funnel-time-reports = From imported reports, { $text } in all
funnel-time-from = From
funnel-time-to = To
funnel-time-week = Last week
funnel-time-month = Month start
funnel-time-quarter = Quarter start
funnel-time-rail-report = { $day }, with a report
funnel-time-rail-day = { $day }, no report
funnel-time-day-unread = Write 2025-11-18
funnel-time-day-late = Data end { $day }
funnel-time-day-order = Choose a day before To

# Waterfall
funnel-time-title = Open deals expected in { $period }
funnel-time-title-whole = All open deals
funnel-time-sub = { $unit }, opening + { $text } changes = closing, difference { $difference }
funnel-time-problem = Opening and changes miss the closing by { $amount } { $unit } and { $deals } deals: make a backup and report this
funnel-time-note-unknown = { $opening } at the opening and { $closing } at the closing have no known amount and count as deals only
funnel-time-note-undated = { $n ->
    [one] { $text } open deal has no expected day and is not counted
   *[other] { $text } open deals have no expected day and are not counted
 }
funnel-time-which = Deals to compare
funnel-time-in-period = This period
funnel-time-whole = All open
funnel-time-key-in = Added
funnel-time-key-out = Gone
funnel-time-key-done = Signed
funnel-time-open-on = Open { $day }
funnel-time-deals = { $n ->
    [one] { $text } deal
   *[other] { $text } deals
 }
funnel-time-unknown = { $text } without a known amount

# Who pushes
funnel-time-push = Whose deals are pushed
funnel-time-push-sub = { $n ->
    [one] { $text } deal at the opening, 95% interval
   *[other] { $text } deals at the opening, 95% interval
 }
funnel-time-push-high = { $name } { $rate }, { $all } overall; from evidence 90%
funnel-time-push-none = Nobody is high; marked from evidence 90%
funnel-time-push-see = { $n ->
    [one] See { $text } deal
   *[other] See { $text } deals
 }
funnel-time-push-empty = Nothing open at the opening
funnel-time-push-empty-detail = Choose another first day, period or scope
funnel-time-push-whole = Pushes need a period
funnel-time-push-whole-detail = Choose This period to see whose deals left it
funnel-time-high = High
funnel-time-col-share = Share

# Changes
funnel-time-changes = Changes
funnel-time-order = Largest first
funnel-time-listed = The largest { $shown } of { $text }
funnel-time-all = All { $n }
funnel-time-total = { $n ->
    [one] { $text } change
   *[other] { $text } changes
 }
funnel-time-export = Export
funnel-time-none = No such changes
funnel-time-none-detail = Choose other changes, or days further apart
funnel-time-col-change = Change
funnel-time-col-account = Customer
funnel-time-col-name = Deal
funnel-time-col-before = Before
funnel-time-col-after = After
funnel-time-col-effect = Effect { $unit }
funnel-time-col-effect-yuan = Effect (yuan)
funnel-time-col-source = Source
funnel-time-nothing = Nothing
funnel-time-no-day = No day
funnel-time-expected = Expected { $day }
funnel-time-amount = Amount { $amount }
funnel-time-won-on = Signed { $day }
funnel-time-lost-on = Lost { $day }
funnel-time-lost = Lost

# One deal
funnel-time-moves = Moves
funnel-time-moves-between = Moves { $days }
funnel-time-moves-none = Nothing was recorded between the two days: the owner changed teams, and the deal went along
funnel-time-field-stage = Stage
funnel-time-field-amount = Amount
funnel-time-field-expected = Expected
funnel-time-field-owner = Owner
