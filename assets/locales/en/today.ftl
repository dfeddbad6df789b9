# Today. $n selects the plural, $text is the written number.
today-tabs = Today
today-tab-day = Overview
today-tab-week = This week
today-tab-todo = My tasks
today-tab-rules = Notice rules
today-when = { $day }, week { $week }
today-day = { $weekday } { $day } { $month ->
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
today-import = Import reports
today-see = View
today-empty = There is nobody here yet, and no data
today-empty-detail = Import a roster and a list of deals, and the chance, the notices and the agenda appear here
today-people = { $n ->
    [one] { $text } rep
   *[other] { $text } reps
 }
today-workdays = day { $over } of { $all }
today-unit = in { $unit }

# Attainment
today-chance-title = { $period } attainment
today-chance = { $kind ->
    [month] Chance to hit target, deal by deal
   *[other] Chance to hit target, deal by deal
 }
today-attainment = Attainment
today-chance-delta = { $by } vs { $day }
today-chance-sum = Forecast { $sum }
today-total = { $kind ->
    [month] Month-end forecast
    [quarter] Quarter-end forecast
   *[other] Forecast
 }
today-gap = { $gap } to go
today-part-deals = { $n ->
    [one] { $text } deal
   *[other] { $text } deals
 }
today-part-share = { $deals } × { $share }
today-part-rest = Other, weighted
today-signed = Signed { $amount }
today-range = 80% range
today-missed = Miss { $share }
today-reached = Hit { $share }
today-pace = { $gone } of the time gone: pace { $due }
today-pace-ahead = { $gone } of the time gone: pace { $due }, ahead { $by }
today-pace-behind = { $gone } of the time gone: pace { $due }, behind { $by }
today-how-title = How it works
today-how = Each open deal is won or lost by its own odds. Every outcome is added to what is signed, and the chances of those that reach the target add up to the chance
today-how-chance = { $n ->
    [one] { $text } deal of the period, worked out exactly, correlation ρ { $rho }: the same figure as the forecast in Funnel
   *[other] { $text } deals of the period, worked out exactly, correlation ρ { $rho }: the same figure as the forecast in Funnel
 }
today-how-attainment = Attainment is what is signed of the target. A year or a week is not forecast; look at a month or a quarter for the chance
today-how-pace = The pace is the target's share of the working days gone, up to the newest report
today-how-see = See the forecast in Funnel

# Tiles
today-tile-received = Collections
today-tile-weighted = Pipeline, wtd
today-tile-visits = Valid visits
today-tile-visits-n = { $text }
today-tile-weeks = full weeks { $reached } / { $target }
today-tile-new = New deals
today-tile-new-n = { $text }
today-tile-none = No data yet
today-tile-import = Import
today-tile-see = See Funnel
today-delta-year = { $by } YoY
today-delta-period = { $by } { $kind ->
    [month] MoM
    [week] WoW
    [year] YoY
   *[quarter] QoQ
}
today-delta-week = { $by } WoW
today-delta-flat = flat
today-cover = { $times }× the gap
today-cover-nothing = Target is zero
today-cover-over = Period is over

# Needs you now
today-list = Needs you now
today-list-later = { $n ->
    [one] { $text } more snoozed
   *[other] { $text } more snoozed
 }
today-list-rest = the { $listed } most pressing, { $rest } more not listed
today-list-calm = Nothing needs you right now
today-list-calm-detail = What is stuck, missing, unsigned or due appears here
today-group-all = All { $n }
today-group-stuck = Stuck { $n }
today-group-deals = Deals { $n }
today-group-signing = Sign { $n }
today-group-reports = Reports { $n }
today-group-coaching = Coach { $n }
today-group-training = Training { $n }
today-group-mentors = Mentors { $n }
today-group-targets = Targets { $n }
today-done-name = Done: "{ $name }"
today-snooze-name = Snooze "{ $name }"
today-snooze-title = Snooze until when?
today-snooze = Snooze
today-snooze-next = Next working day, { $day }
today-snooze-monday = Monday, { $day }
today-snooze-fortnight = In two weeks, { $day }
today-snooze-day = Another day
today-snooze-wrong = Enter a day after today, such as 2025-11-20

# Agenda
today-agenda = Today's cadence
today-agenda-sub = { $done } of { $all } done
today-agenda-plan = Plan coaching
today-agenda-none = Nothing is planned for today
today-agenda-none-detail = Coaching, field visits, classes and reports that are due appear here
today-agenda-more = { $n ->
    [one] { $n } more, see This week
   *[other] { $n } more, see This week
 }
today-agenda-coaching = { $kind }: { $name }
today-agenda-class = Class: { $name }
today-agenda-people = { $n ->
    [one] { $text } person
   *[other] { $text } people
 }
today-agenda-report-daily = Daily report due: { $period }
today-agenda-report-weekly = Weekly report due: { $period }
today-agenda-report-monthly = Monthly report due: { $period }
today-agenda-sent = { $sent } of { $owed } received
today-agenda-notice = { $kind }: { $detail }
today-agenda-start = Start
today-agenda-open = Open
today-agenda-done = done
today-agenda-open-state = open

# Funnel
today-funnel-sub = { $text } open, { $amount }
today-funnel-count = { $text } open
today-funnel-beyond = { $n ->
    [one] { $sub }, { $text } more in none of these stages
   *[other] { $sub }, { $text } more in none of these stages
 }
today-funnel-bottleneck = Bottleneck: { $stage } { $rate }, { $before } { $then }
today-funnel-watch = Watch: { $stage } { $rate }, { $before } { $then }
today-funnel-fine = No stage has clearly become slower or worse
today-year-before = last year
today-window-before = the window before
today-funnel-none = There are no deals yet
today-funnel-none-detail = Import a list of deals to see what lies in each stage

# Members
today-members = Reps
today-members-sub = line marks { $gone } of the time
today-members-none = There is nobody in this scope
today-members-none-detail = Choose another scope, or import a roster

# This week
today-week = This week
today-week-sub = { $first } to { $last }, { $done }
today-week-today = today
today-week-off = off
today-week-nothing = nothing planned
today-week-rest = { $text } more not listed
today-changes = Open deals, change in a week
today-changes-sub = { $from } to { $to }
today-changes-opening = Open before
today-changes-closing = Open now
today-changes-none = No change can be told yet
today-changes-none-detail = Import weekly reports of deals to see what was added, won and lost in a week

# The first steps.
today-first = Four steps to begin
today-first-sub = { $n } of 4 done
today-first-away = Put away
today-first-away-hint = The command palette and Settings show them again
today-first-done = Done
today-first-team = Build the team
today-first-team-detail = Import the roster, or add people one by one
today-first-team-go = Go to the team
today-first-stages = Settle the stages
today-first-stages-detail = Five stages are there: keep them if they fit, or change them to yours
today-first-stages-go = Look at the stages
today-first-report = Import the first list of deals
today-first-report-detail = Headings are recognised, nothing is stored before you have seen it
today-first-report-go = Go to Import
today-first-targets = Set targets
today-first-targets-detail = The whole first, then its parts for teams and people
today-first-targets-go = Go to the targets
