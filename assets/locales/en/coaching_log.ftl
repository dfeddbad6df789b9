# The coaching log and what was agreed in it: for pages, paper and the command line. $n counts, $day is a day as it is written.

# Kinds, phases, states
log-kind-one-to-one = One-to-one
log-kind-visit = Field visit
log-kind-new-hire = New hire
log-kind-low-performer = Low performer
log-kind-event = Major event
log-phase-before = Before
log-phase-during = During
log-phase-after = After
log-due-late = { $n ->
    [one] 1 day late
   *[other] { $n } days late
}
log-due-today = Due today
log-due-left = { $n ->
    [one] 1 day left
   *[other] { $n } days left
}
log-due-done = Done
log-planned = Planned
log-missed = Planned day passed
log-incomplete = Incomplete
log-signed = Confirmed
log-both-open = Both to confirm
log-rep-open = Rep to confirm
log-coach-open = Coach to confirm
log-all-done = All actions done
log-n-due = { $n } due
log-n-open = { $n ->
    [one] 1 action
   *[other] { $n } actions
}
log-n-late = { $n } late
log-day = { $weekday } { $day }

# The list
log-list = Coaching log
log-search-log = Search the coaching log
log-search-hint = Search people, customers
log-all = All
log-none-found = Nothing found
log-none-found-detail = Try other words, or show every kind
log-nothing = No coaching in this period yet
log-nothing-detail = Choose somebody: the page lists what changed since last time, the weakest step of the funnel, open actions and stuck deals
log-nothing-begin = Record the first coaching

# The record
log-coached-by = Coach { $name }
log-coach-self = Myself
log-present = Present { $names }
log-prepared-on = Prepared { $day }
log-skill-is = Skill { $skill }
log-before = Prepared with
log-goal = Goal
log-goal-sub = What to reach
log-reality = Reality
log-reality-sub = How it stands
log-options = Options
log-options-sub = Ways to go
log-will = Will
log-will-sub = What to do
log-note = Note
log-note-sub = Of the event
log-unsaid = Nothing written
log-by = by { $day }
log-option-own = the rep's own
log-option-chosen = choice { $n }
log-option-marks = { $text } ({ $marks })
log-sure-of = Confidence { $n } / 10
log-to-seven-by = What would make it 7: { $text }
log-help-is = Help needed: { $text }
log-next-meeting = Next on { $day }
log-symptom-stage = { $name } conversion
log-symptom-level = level { $n }
log-with-sample = { $value } (n={ $n })
log-symptom-guess = guess: { $cause }
log-symptom-cause = cause: { $cause }
log-symptom-team = team { $value }
log-symptom-post = post asks for { $value }
log-symptom-as-of = as of { $day }
log-deal-about = Deal: { $deal }
log-deal-open = Open deal
log-deal-stage-days = { $stage } day { $n }
log-deal-won = won
log-deal-lost = lost
log-edit = Edit
log-print = Print coaching record
log-print-printer = Print
log-print-pdf = Save as PDF
log-print-centre = Go to Print
log-more = More
log-remove = Delete record
log-remove-title = Delete this coaching record?
log-remove-body = Its actions, cited figures and confirmations go with it; the observation sheet stays. You can undo this.
log-remove-keep = Keep

# What is missing
log-needs = Still needed: { $parts }
log-needs-saving = Everything is there: save it once more and it can be confirmed
log-needs-goal = what is to be reached
log-needs-goal-number = a number in the goal
log-needs-goal-day = a day for the goal
log-needs-goal-day-past = a day for the goal that is not before the coaching
log-needs-reality = how things stand
log-needs-figure = a figure that shows it
log-needs-evidence = cause { $n } has no figure: mark it as a guess
log-needs-options = { $need } options or more, there are { $have }
log-needs-own-option = an option that the rep brought
log-needs-will = what will be done
log-needs-will-day = a day for it
log-needs-will-day-past = a day for it that is not before the coaching
log-needs-help = which help is needed, or that none is
log-needs-sure = how sure the rep is, 0 to 10
log-needs-to-seven = ask what would make it 7, and write the answer

# Actions
log-actions = Follow-up actions
log-actions-counts = { $open } open, { $done } done
log-actions-none = No action was agreed
log-action-add = Add action
log-action-edit = Edit action
log-action-remove = Delete action
log-action-done = Finish action
log-action-done-save = Done
log-action-postpone = Put off action
log-action-postpone-save = Put off
log-action-postpone-note = The agreed day and the reason are kept; both confirmations still stand
log-action-edit-note = What was agreed changes, so both confirm anew; where it is only later, put it off
log-action-what = What
log-action-owner = Who does it
log-owner-coach = The coach
log-action-due = Due
log-action-new-due = Put off to
log-action-reason = Why it is put off
log-action-day = Done on
log-action-result = Result
log-action-tick = Finish "{ $text }"
log-action-undo = Reopen "{ $text }"
log-action-more = More on "{ $text }"
log-action-record = Open the record of "{ $text }"
log-action-done-on = Done { $day }
log-action-put-off = Agreed for { $day }, put off: { $reason }
log-action-from = From { $day } { $topic }
log-actions-part = Which actions
log-actions-open = Open
log-actions-late = Late
log-actions-done = Done
log-actions-open-note = { $open } open, { $late } late; who has waited longest first
log-actions-done-note = Done in this period, the newest first
log-actions-done-title = Finished actions
log-actions-column-tick = Done
log-actions-column-what = Action
log-actions-column-owner = Owner
log-actions-column-due = Due
log-actions-column-done = Done on
log-actions-column-state = Status
log-actions-column-more = More
log-actions-empty = No open actions
log-actions-empty-detail = Add actions in a coaching record; what is due and late is listed here
log-actions-done-empty = No action was finished in this period
log-actions-done-empty-detail = Tick one under "Open" and write down the result

# Confirmations
log-words-and-signs = The rep's words and signatures
log-words-none = The rep has not said anything yet
log-words-quoted = "{ $words }"
log-confirm = Confirm coaching record
log-confirm-of = { $name } confirms
log-confirm-save = Confirm
log-confirm-day = Confirmed on
log-confirm-note = What stands there now is confirmed; whatever changes it later has to be confirmed anew

# What was seen
log-seen = Observation
log-seen-steps = { $n ->
    [one] 1 step, levels 1–5
   *[other] { $n } steps, levels 1–5
}
log-seen-of = Visit of { $day }
log-seen-same = Unchanged
log-seen-step = Step
log-seen-last-level = Last
log-seen-level = Now
log-seen-before = Last time
log-seen-now = Now
log-seen-asked = Required
log-seen-required = Required: { $value }
log-seen-score = Score { $now } of 100
log-seen-score-change = Score { $before } to { $now } of 100
log-seen-fact = { $name }: { $fact }
log-seen-trend = Trend of visits
log-seen-last = Last { $n }
log-seen-trend-none = Too few steps were seen for a score
log-seen-told = Scores of visits: { $scores }
log-seen-lowest = { $names } alone: { $scores }
log-seen-reached = All steps that were seen reach what the post asks for
log-seen-below = Below what the post asks for: { $names }
log-seen-agreed = the one thing to change: { $text }
log-and = {" and "}

# The form
log-form-new = New coaching
log-form-planned = Planned coaching
log-form-edit = Edit coaching record
log-form-hold = Record coaching
log-form-plan = Save as planned
log-save = Save
log-form-kind = Kind of coaching
log-form-visit-note = The sheet is filled in under "Field visits" and then stands beside this record
log-form-person = Who is coached
log-form-coach = Who coaches
log-form-day = Day
log-form-time = Begins at
log-form-minutes = Length
log-form-minute = min
log-form-topic = Topic
log-form-topic-hint = What the talk is about, in a sentence
log-form-deal = Deal
log-form-account = Customer
log-form-skill = Skill
log-form-present = Who else was there
log-form-event = Which event
log-form-phase = When
log-form-questions = Questions to go in with, one per line
log-form-prepared = Prepared on
log-form-note = What was seen and said
log-form-goal = G · Goal
log-form-goal-what = What is to be reached
log-form-goal-by = By when
log-form-reality = R · Reality
log-form-reality-what = How things stand, what was seen
log-form-figures = Figures and causes
log-form-figure = Figure
log-form-figure-period = Period
log-form-figure-add = Cite
log-form-figure-remove = Remove figure or cause { $n }
log-form-cause = Cause { $n }
log-form-cause-hint = What it is put down to; may stay empty
log-form-cause-add = Add a guessed cause
log-form-guess = Cause { $n } is a guess
log-form-options = O · Options
log-form-option = Option { $n }
log-form-option-own = Option { $n } is the rep's own
log-form-option-turn = Order of option { $n }
log-form-option-not = Not chosen
log-form-option-add = Add an option
log-form-will = W · Will
log-form-will-what = What the rep will do
log-form-will-by = By which day
log-form-help = Help needed
log-form-help-hint = Write that none is where none is
log-form-sure = How sure the rep is, 0 to 10
log-form-sure-open = Not asked
log-form-to-seven = What would make it 7
log-form-actions = Follow-up actions to agree
log-form-action = Action { $n }
log-form-action-owner = Owner of action { $n }
log-form-action-due = Due day of action { $n }
log-form-action-add = Add one more action
log-form-rep-words = The rep's words
log-form-next-on = Next meeting on
log-form-next-what = What for
log-choose-person = Choose somebody
log-none-chosen = None
log-figure-choose = Choose a figure
log-event-choose = Choose an event
log-search = Search
log-search-people = Search people
log-nothing-found = Nothing was found
log-nobody-found = Nobody found
log-problem-person = Choose a person
log-problem-self = Nobody coaches themselves: choose another coach
log-problem-not-yet = That day is still to come: save it as planned
log-problem-past = A planned day is not before today
log-problem-future = The day is not after today
log-problem-before = The day is not before the coaching
log-problem-later = The day is later than so far, and not before today
log-problem-day = This is no day: write it as 2025-11-19
log-problem-early = The day is not before that of the coaching
log-problem-next = The next meeting is later than this one
log-problem-prepared = Prepared by today and by the day of the coaching
log-problem-time = Write it as 14:00
log-problem-minutes = Between 1 and 1440 minutes
log-problem-guess = A cause without a figure is marked as a guess

# What a talk is prepared with
log-prep = Before the talk
log-prep-choose = Choose somebody: what changed since last time and what could be talked about stands here
log-prep-last = Last coached { $day }
log-prep-first = Not coached before
log-prep-as-of = { $period }, as of { $day }
log-prep-changed = What changed since
log-prep-then = { $value } on { $day }
log-prep-weakest = Weakest step of the funnel
log-prep-weakest-none = No step below the team, or too few cases
log-prep-steps = Below what the post asks for on visits
log-prep-open = Actions still open
log-prep-open-none = None is open
log-prep-skills = Skill gaps
log-prep-skill = level { $level }, post asks for { $required }
log-prep-skills-none = The post asks for no skills
log-prep-skills-unrated = { $n } of the { $asked } skills that the post asks for were never rated
log-prep-skills-met = All skills reach what the post asks for
log-prep-stuck = Stuck deals
log-prep-stuck-none = No deal is stuck
log-prep-more = { $n } more
log-prep-cite = Cite { $name }

# Major events
log-events = Major events
log-events-unprepared-note = Without coaching before: { $n }, listed first
log-events-none = No major events
log-events-none-detail = Enter visits of directors, bid presentations, key negotiations; coach before, during and after each
log-event-add = Add major event
log-event-edit = Edit major event
log-event-edit-of = Edit { $name }
log-event-remove = Delete event
log-event-unprepared = Not coached before
log-event-name = Event
log-event-name-hint = A visit of directors, a bid presentation
log-event-person = Who takes part
log-event-day = Day of the event
log-event-note = Remarks
log-note-add = Coach { $phase }: { $name }
log-note-show = Open coaching { $phase }: { $name }
log-note-none = None yet

# Effect
effect-title = Effect
effect-note = Week by week; no single case proves a cause
effect-badge-better = One direction, weak evidence
effect-badge-worse = Worse, weak evidence
effect-badge-open = No difference seen
effect-badge-few = Too few cases
effect-days-before = before { $from } to { $to }
effect-days-after = since { $from } to { $to }
effect-change = Before and since
effect-change-text = weekly { $before } (n={ $n }) to { $after } (n={ $m }), difference { $diff }, { $level } interval { $lo } to { $hi }
effect-rebound = Expected rebound
effect-rebound-text = { $expected } was to be expected without coaching; { $beyond } beyond it
effect-peers = Beside peers
effect-peers-text = peers without coaching ({ $m }) changed by { $usual }; { $effect } beyond them, { $level } interval { $lo } to { $hi }
effect-chance = Chance
effect-chance-text = p={ $p }; with so many people the smallest possible is { $least }
effect-better = All comparisons point to better; the evidence is weak and chance may still explain it
effect-worse = All comparisons point to worse; the evidence is weak and chance may still explain it
effect-holds-zero = The interval holds zero: no difference is seen
effect-disagree = The comparisons point different ways: no conclusion
effect-unknown = One comparison is missing, so no conclusion: { $why }
effect-few = Too few cases ({ $of } = { $have }, at least { $need })
effect-of-before = weeks before
effect-of-after = weeks since
effect-of-peers = peers
effect-of-team = people to compare
effect-no-spread = All values are the same, so there is no interval
effect-cannot = It cannot be worked out from these values

# On paper
doc-coaching-record-title = Coaching record
doc-coaching-record-file-one = Coaching record { $name } { $day }
doc-coaching-record-file-many = Coaching records { $period }
doc-coaching-record-number = No.
doc-coaching-record-name = Name
doc-coaching-record-post = Post
doc-coaching-record-territory = Territory
doc-coaching-record-coach = Coach
doc-coaching-record-kind = Kind
doc-coaching-record-account = Customer
doc-coaching-record-deal = Deal
doc-coaching-record-amount = Amount
doc-coaching-record-talk = The talk
doc-coaching-record-figures = Figures
doc-coaching-record-note = Note
doc-coaching-record-seen = Observation
doc-coaching-record-seen-note = Levels 1–5; dashed: what the post asks for, hollow: last time { $day }, filled: now
doc-coaching-record-step = Step
doc-coaching-record-before = Last
doc-coaching-record-now = Now
doc-coaching-record-change = Change
doc-coaching-record-fact = What was seen
doc-coaching-record-below = Below
doc-coaching-record-score = Score of 100
doc-coaching-record-reached = { $n } steps seen, { $m } reach what the post asks for
doc-coaching-record-actions = Follow-up actions
doc-coaching-record-action = Action
doc-coaching-record-owner = Owner
doc-coaching-record-due = Due
doc-coaching-record-state = Status
doc-coaching-record-open = Open
doc-coaching-record-done = Done
doc-coaching-record-put-off = put off to { $day }
doc-coaching-record-words = The rep's words and the next meeting
doc-coaching-record-rep-words = The rep's words
doc-coaching-record-next = Next
doc-coaching-record-none = None
doc-coaching-record-signatures = Signatures
doc-coaching-record-signatures-note = By signing, both confirm what was talked about and agreed
doc-coaching-record-sign-rep = Rep
doc-coaching-record-sign-coach = Coach
doc-coaching-record-sign-review = Reviewed
