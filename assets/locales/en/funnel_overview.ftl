# The overview of the funnel: verdicts, comparison, deals behind the figures. $n chooses the form, $text is the number as written.
funnel-review-print = Print weekly review
funnel-review-export = Weekly review as workbook
funnel-unit-a-day = a day
funnel-note-lead = { $won } / { $text } ({ $open } pending)
funnel-note-weighted = By stage win rates
funnel-note-velocity = by all stays { $steady }

# Marks
funnel-mark-bottleneck = Bottleneck
funnel-mark-watch = Watch
funnel-mark-low = Low
funnel-evidence = Evidence { $share }
funnel-key-window-before = Window before
funnel-key-before = Last year or window before
funnel-maturity = Created { $text }, still open { $open } ({ $share }).{" "}
funnel-maturity-young = Not mature: created { $text }, still open { $open } ({ $share }), so rates are low.{" "}

# The sentence below the funnel
funnel-insight-flag = { $step } is clearly low (evidence { $share })
funnel-insight-watch = { $step } is worth a look (evidence { $share })
funnel-insight-year-before = last year
funnel-insight-window-before = the window before
funnel-insight-none = No stage is clearly lower than before
funnel-insight-no-past = Too few: fewer than 10 last year and in the window before, so no bottleneck is named
funnel-insight-not-judged = This rule names no bottleneck; matured conversion is fit to compare
funnel-insight-rate = { $rate } move on ({ $count }), { $before } { $then } ({ $past })
funnel-insight-stay = { $days } days, { $before } { $then }
funnel-insight-reason = { $reason } { $text }
funnel-insight-reasons = Main causes: { $list }.
funnel-insight-lift = At the rate of { $before }, { $n ->
    [0] less than one more deal
    [one] about { $text } more deal
   *[other] about { $text } more deals
 } and { $amount } a quarter.
funnel-insight-lift-count = At the rate of { $before }, { $n ->
    [0] less than one more deal
    [one] about { $text } more deal
   *[other] about { $text } more deals
 } a quarter.
funnel-insight-see = { $n ->
    [one] See { $text } deal
   *[other] See { $text } deals
 }
funnel-left-out-see = Left out

# What a target takes in new deals
funnel-need = New deals that the target takes
funnel-need-short = The target of { $period }, { $target }, takes { $needed } new deals by the rates of the stages and the mean of deals won of the last 180 days; { $leads } began, { $gap } are missing
funnel-need-enough = The target of { $period }, { $target }, takes { $needed } new deals by the rates of the stages and the mean of deals won of the last 180 days; { $leads } began, { $gap } more than that
funnel-need-stages = Each stage must see: { $list }
funnel-need-no-target = There is no target on the signed amount for this scope and period, so nothing is said of what it takes
funnel-need-few-won = Fewer than 10 deals were won in the last 180 days: too few to say what one is worth
funnel-need-few-visits = Fewer than 10 deals were in { $stage } in the last 180 days: too few for a rate
funnel-need-none-went-on = No deal went on from { $stage } in the last 180 days

# Reasons of losses

# Comparison
funnel-by = Compare whom
funnel-by-person = Reps
funnel-by-team = Teams
funnel-by-region = Regions
funnel-by-product = Products
funnel-compare-stay = Stay
funnel-compare-teams = Teams
funnel-compare-regions = Regions
funnel-compare-products = Products
funnel-column-team = Team
funnel-column-region = Region
funnel-column-product = Product
funnel-column-finished = Finished
funnel-people-stay = Stay compared
funnel-people-stay-foot = Median of finished stays, the tick is all; no verdict under 10

# Deals behind a figure
funnel-behind-all-stages = All stages
funnel-behind-of = { $group }, { $stage }
funnel-behind-entered = Counted { $n }
funnel-behind-advanced = Moved on { $n }
funnel-behind-not-advanced = Not moved on { $n }
funnel-behind-open = Open { $n }
funnel-behind-left-out = Left out { $n }
funnel-behind-came = Reached the next stage
funnel-behind-exit-advance = Moved on, { $n }d
funnel-behind-exit-won = Won, { $n }d
funnel-behind-exit-lost = Lost, { $n }d
funnel-behind-exit-back = Went back, { $n }d
funnel-behind-exit-open = Not over, { $n }d so far
funnel-column-began = Began
funnel-column-became = What became of it
funnel-list-stage = Only { $stage }
