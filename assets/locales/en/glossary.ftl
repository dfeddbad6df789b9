# Glossary: what each figure is, how it is worked out, where that is from, its card; data in order.
glossary-title = Glossary
glossary-about = { $figure }: definition and records
glossary-more = Definition and example
glossary-search = Search figures
glossary-search-hint = Name or ID
glossary-none = No such figure
glossary-none-detail = Try another word, or clear the search
glossary-in-card = See card
glossary-each = By stage
glossary-each-person = By person
glossary-nobody = No owner
glossary-export = Export
glossary-copy = Copy
glossary-copied = Copied
glossary-left-out = Left out
glossary-records = Records
glossary-records-none = There are no records to list
glossary-yuan = yuan
glossary-points = points
glossary-times = times
glossary-hours = hours
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
glossary-list-places = Places { $text }
glossary-list-cases = Records { $text }
glossary-list-skills = Skills { $text }
glossary-list-topics = Topics { $text }
glossary-list-posts = Posts { $text }
glossary-list-replaced = Set before { $text }
glossary-target-zero = Target is zero
glossary-gave-counted = Counted
glossary-gave-kept = Kept
glossary-gave-broken = Not kept
glossary-gave-times = { $n ->
    [one] { $text } time
   *[other] { $text } times
 }
glossary-gave-in-time = In time
glossary-gave-late = Late
glossary-gave-no-talks = No time to judge
glossary-gave-running = Week not over
glossary-gave-untold = No report tells
glossary-gave-people = { $n } took part
glossary-gave-planned = Planned
glossary-gave-no-cost = Cost unknown
glossary-gave-no-people = Nobody named
glossary-gave-no-tasks = No tasks
glossary-gave-no-seats = No seats set
glossary-gave-unrated = Not rated
glossary-gave-no-hours = Hours unknown
glossary-gave-hours = { $n } hours
glossary-gave-minutes = { $n } min
glossary-gave-no-minutes = Minutes unknown
glossary-gave-elsewhere = Not among the people listed
glossary-gave-unplanned = Not planned
glossary-gave-in-force = In force
glossary-gave-replaced = Replaced
glossary-gave-taken-away = Target taken away
glossary-gave-teams = { $n ->
    [one] { $n } team
   *[other] { $n } teams
 }
glossary-gave-stay = { $days } days, limit { $limit }
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
glossary-worked-set = It was set and is not worked out: { $value }
glossary-worked-others = { $n ->
    [one] { $text } other
   *[other] { $text } others
 }
glossary-worked-stage = { $stage }: { $part } ÷ { $all } = { $value }
glossary-worked-middle = Of the days of { $n } deals from short to long the one in the middle is { $value } (mean { $mean } days)
glossary-worked-heads = { $sum } ÷ ({ $days } person-days ÷ { $workdays } working days) = { $value }
glossary-worked-flow = { $open } open × win rate { $rate } × mean amount { $mean } ÷ mean { $days } days = { $value } a day
glossary-worked-outlook = { $signed } signed, target { $target }, { $deals } open deals counted on: { $value }
glossary-worked-midst = Of { $n } from short to long the one in the middle is { $value }
glossary-worked-alike = { $pairs } steps rated by both, { $alike } of them alike: { $value }
glossary-worked-person = { $name }: { $text }

glossary-name-attainment = Attainment
glossary-name-chance = Chance to hit target
glossary-name-conversion = Stage conversion
glossary-name-received = Collections
glossary-name-visits = Valid visits
glossary-name-coached = Coaching coverage
glossary-name-hygiene = Data in order
glossary-name-contested = Deals with a competitor
glossary-name-unexplained = Deals without a reason
glossary-name-stuck = Stuck deals
glossary-name-score = Overall score
glossary-name-feedback-waiting = Feedback to answer
glossary-name-feedback-in-time = Feedback answered in time
glossary-name-feedback-days = Time to answer feedback
glossary-name-rhythm-kept = Coaching rhythm kept
glossary-name-visit-weeks = Weeks with enough visits
glossary-name-joint-visits = Joint visits
glossary-name-observers = Agreement of observers
glossary-name-talks-due = Coaching due and not planned
glossary-name-talks-missed = Coaching not held
glossary-name-staffing = Seats filled
glossary-name-vacancies = Vacancies
glossary-name-team-events = Team events
glossary-name-event-cost = Cost of events
glossary-name-event-per-head = Cost of events per head
glossary-name-praises = Recognitions
glossary-name-mentor-pairs = Mentor pairs
glossary-name-mentor-tasks = Mentor tasks done
glossary-name-without-mentor = New without a mentor
glossary-name-skills-reached = Skills reached
glossary-name-training-hours = Training hours of the year
glossary-name-certificates-due = Certificates to renew
glossary-name-careers-open = Career plans in progress
glossary-name-careers-without = People without a career plan
glossary-name-year-target = Target of the year
glossary-name-coached-times = Coachings per head
glossary-name-coaching-hours = Time spent coaching
glossary-name-own-visits-kept = Visits made of those asked
glossary-name-joint-visits-kept = Joint visits made of those asked
glossary-name-talks-planned = Coaching planned
glossary-name-events-unprepared = Events without a note before
glossary-name-mentors-silent = Mentor talks overdue
glossary-name-mentors-overdue = Mentoring past its end
glossary-name-people = People on duty
glossary-name-teams = Teams
glossary-name-regions = Regions
glossary-name-external = External people
glossary-name-without-team = People without a team
glossary-name-new-people = People new from import
glossary-definition-attainment = Signed amount of the period as a share of its target; without a target there is none
glossary-definition-chance = Chance that the signed amount of a month or quarter reaches its target, from what is signed, open deals and new ones; years and weeks are not forecast
glossary-definition-conversion = Of the deals that came into a stage, the share that moved on in time
glossary-definition-received = Sum of the money that arrived in the period, by the day it arrived and its owner
glossary-definition-visits = Visits of reports that name the customer and what came of them; without either a visit does not count
glossary-definition-coached = Of the people to be coached who are there at the end of the period, the share with at least one coaching in it
glossary-definition-hygiene = Of all that is asked of open deals and of those that ended in the last 180 days, the share that is filled in and does not contradict itself
glossary-definition-contested = Deals won or lost in the period of which a competitor is named
glossary-definition-unexplained = Deals won or lost in the period of which nobody said why, and those whose reason is about another outcome
glossary-definition-stuck = Open deals that have been in their stage longer than the limit, all stays added up
glossary-definition-score = The total of a scorecard: the points of its rows by weight
glossary-definition-feedback-waiting = What reps said by the end of the period and nobody answered yet
glossary-definition-feedback-in-time = Of what was said in the period and was answered or is overdue, the share answered by its day
glossary-definition-feedback-days = Working days from what was said in the period to its answer
glossary-definition-rhythm-kept = Of the times between two talks in the period, the share no longer than the rhythm allows
glossary-definition-visit-weeks = Of the working weeks that are over, the share in which a rep made as many visits as are asked for, week by week and person by person
glossary-definition-joint-visits = Visits of the period that manager and rep made together
glossary-definition-observers = Whether two who observed the same visits of the year up to the end of the period gave the steps the same levels: 1 is one mind, 0 no better than chance
glossary-definition-talks-due = Talks and joint visits that fall due by the rhythm in the weeks ahead and have no day yet
glossary-definition-talks-missed = Talks and joint visits whose planned day has passed and that were not held
glossary-definition-staffing = People on duty today in posts with seats, as a share of those seats
glossary-definition-vacancies = Seats that are being filled today
glossary-definition-team-events = Events held in the period; those of regions and teams count above them, those of the company do not count as a region's
glossary-definition-event-cost = What the events held in the period cost; those of unknown cost are left out
glossary-definition-event-per-head = What the events held in the period cost for each who took part
glossary-definition-praises = Recognition that people received in the period
glossary-definition-mentor-pairs = Pairs of a mentor and a newcomer that run today
glossary-definition-mentor-tasks = Of the tasks of the pairs that run, the share that is done
glossary-definition-without-mentor = Employees who are new and have no mentor, now or agreed
glossary-definition-skills-reached = Of the skills that posts ask for and that were rated, the share that reaches what is asked, person by person
glossary-definition-training-hours = Hours learned in the year, as a share of those that the training plan asks for; without a plan there is none
glossary-definition-certificates-due = Certificates of people on duty that expire soon or have expired; not where another of the same name holds, nor those revoked
glossary-definition-careers-open = Career plans of people on duty that are worked on
glossary-definition-careers-without = People on duty who have no career plan that is worked on
glossary-definition-year-target = The base target on the signed amount that is set for the year of the period
glossary-definition-coached-times = How often people were coached in the period, for each of those to be coached who are there at its end
glossary-definition-coaching-hours = How long the coaching of the period took
glossary-definition-own-visits-kept = Visits that reps made in the weeks that are over, as a share of those asked for
glossary-definition-joint-visits-kept = Visits that manager and rep made together in the weeks that are over, as a share of those asked for
glossary-definition-talks-planned = Talks, joint visits and notes to events that are planned from today on
glossary-definition-events-unprepared = Major events to come for which nobody was coached yet
glossary-definition-mentors-silent = Pairs that run and have not talked for too long
glossary-definition-mentors-overdue = Pairs that are over and have no result
glossary-definition-people = People who are part of the company today, external ones too
glossary-definition-teams = Teams that there are today
glossary-definition-regions = Regions that there are today
glossary-definition-external = Agents and channel partners among the people on duty today
glossary-definition-without-team = People on duty today who are in no team; their results count towards none
glossary-definition-new-people = People on duty who are on file because another sheet named them; their details are to be checked

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
glossary-rule-contested = Closed deals that name at least one competitor, counted
glossary-rule-unexplained = Closed deals without a reason, or with the reason of another outcome, counted
glossary-rule-stuck = The limit is the 80% quantile of the days that deals won in the last two years spent in the stage; with fewer than 8 of them the days set for the stage hold, and without these nothing is marked
glossary-rule-score = Points of a row = attainment × 100, up to the cap; points × weight, added up. A row without a target or a fact does not count and the others carry its weight; where too little weight has points there is no score
glossary-rule-feedback-waiting = What has no answer, counted
glossary-rule-feedback-in-time = Answered in time ÷ (answered + overdue); what is not due yet is left out
glossary-rule-feedback-days = Working days from short to long, the one in the middle; what has no answer is left out
glossary-rule-rhythm-kept = Times within the rhythm ÷ all times; one that may still be kept is not judged
glossary-rule-visit-weeks = Weeks with enough ÷ weeks that ask for visits; a visit counts with its customer and what came of it
glossary-rule-joint-visits = Joint visits that name the customer and what came of them, counted
glossary-rule-observers = Weighted kappa = 1 − squared distances seen ÷ squared distances that chance would make of both; not given below 10 steps
glossary-rule-talks-due = The last one + the days of the rhythm, within the weeks of the calendar and without a plan, counted
glossary-rule-talks-missed = Those planned for a day before today and not held, counted
glossary-rule-staffing = People in posts with seats ÷ seats; posts without any are left out
glossary-rule-vacancies = Those opened and not filled yet, counted
glossary-rule-team-events = Events whose day lies in the period and not after today, counted
glossary-rule-event-cost = Their costs, added up
glossary-rule-event-per-head = Cost ÷ attendances, of the events of which both are known
glossary-rule-praises = Those whose day lies in the period, counted
glossary-rule-mentor-pairs = Pairs that have begun and are neither over nor ended, counted
glossary-rule-mentor-tasks = Tasks done ÷ tasks
glossary-rule-without-mentor = New employees who manage no team and have no pair, counted; without a day of hire nobody is
glossary-rule-skills-reached = Reached ÷ rated; what was never rated is left out
glossary-rule-training-hours = Hours learned ÷ (hours each × people on duty)
glossary-rule-certificates-due = Of each person and kind the one that holds best; those expiring or expired are counted
glossary-rule-careers-open = Plans begun and neither reached nor dropped, counted
glossary-rule-careers-without = People without one in progress, counted
glossary-rule-year-target = Set by somebody and not worked out; unknown where it is not set
glossary-rule-coached-times = Coachings of the people listed ÷ people; those of others are left out
glossary-rule-coaching-hours = Minutes of the coachings of which they are known, added up; the others are left out
glossary-rule-own-visits-kept = Visits that name the customer and what came of them ÷ visits asked for; more may be made, so it can pass 100%
glossary-rule-joint-visits-kept = Joint visits that name the customer and what came of them ÷ visits asked for; more may be made, so it can pass 100%
glossary-rule-talks-planned = Those whose day lies within the weeks of the calendar from today on, counted
glossary-rule-events-unprepared = Events within the weeks of the calendar from today on without a note before them that was held, counted; one that is planned is not held yet
glossary-rule-mentors-silent = Pairs whose last talk, or first day without one, is more than a month ago, counted
glossary-rule-mentors-overdue = Pairs whose last day has passed and that were not ended, counted
glossary-rule-people = Those who have come and have neither left nor been taken off the lists, counted
glossary-rule-teams = Teams that stand today, and those in which somebody still is, counted
glossary-rule-regions = Regions of these teams, and those that have none yet, counted; archived ones are left out
glossary-rule-external = People on duty whose kind is external, counted
glossary-rule-without-team = People on duty who are in no team today, counted
glossary-rule-new-people = People on duty who were made by an import, counted; no longer once a sheet of people names them
glossary-rule-process-time = Days of every stay that ended, from short to long, the one in the middle
glossary-rule-process-waiting = Days from the hand-off to the next change, from short to long, the one in the middle; those still waiting are not in it
glossary-rule-process-returns = Moves back ÷ moves out of stages
glossary-rule-process-lost = Losses ÷ moves out of stages
glossary-rule-process-pushes = Deals put off ÷ deals that stood in the stage
glossary-rule-process-adoption = Deals with all steps done ÷ deals that went on
glossary-rule-process-missing = Open deals with something missing ÷ open deals; what nobody ever filled in is not asked
glossary-rule-process-duplicates = Open deals that may be there twice ÷ open deals that name the customer
glossary-rule-process-single = Open deals that hang on one person on either side ÷ those of which that is known

glossary-source-count = Counts and sums, no model
glossary-source-wilson = A share; its interval is the Wilson score interval (Wilson 1927), which holds for small samples too
glossary-source-middle = Mean and median
glossary-source-little = Sales velocity as usually defined; the figure beside it by Little's law (Little 1961)
glossary-source-stage = Weighted by how many of this company's ended deals were won, not by chances that people enter
glossary-source-total = Exact total of the chances deal by deal, with how they hang together, calibrated by past periods
glossary-source-median = Median
glossary-source-winners = The limit is set by how long the deals that this company won stayed
glossary-source-score = A weighted mean; weights and cap are those of the template
glossary-source-kappa = Weighted kappa (Cohen 1968), squared weights
glossary-source-set = Set by people, not worked out

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
