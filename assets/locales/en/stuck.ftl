# Stuck deals. $n chooses the form, $text is the number as written.
funnel-stuck = Stuck deals
funnel-stuck-sub = { $count }. Longer in their stage than 80% of won deals; by the stage's own limit where fewer than 8 were won
funnel-stuck-n-waiting = { $text } to decide
funnel-stuck-n-decided = { $text } decided
funnel-stuck-worth = { $n } ({ $amount })
funnel-stuck-unknown = { $text } of unknown amount
funnel-stuck-some = listing the first { $shown }
funnel-stuck-without-stage = { $text } more with unknown stage
funnel-stuck-tile-note = { $amount }, { $share } of open
funnel-stuck-tile-none = None over the limit
funnel-stuck-lists = Lists of stuck deals
funnel-stuck-waiting = To decide { $n }
funnel-stuck-decided = Decided { $n }
funnel-stuck-export = Export
funnel-stuck-open = Open deal
funnel-stuck-none-waiting = No stuck deal waits for a decision
funnel-stuck-none-waiting-detail = All open deals are within their limits, or were decided about
funnel-stuck-none-decided = Nothing was decided yet
funnel-stuck-none-decided-detail = Open a stuck deal, choose a decision and say why
funnel-stuck-narrow = No such stuck deals
funnel-stuck-narrow-detail = Choose another stage or reason
funnel-stuck-narrow-all = Show all

# Columns
funnel-stuck-column-stay = Stay / limit
funnel-stuck-column-stay-hint = All days in this stage, earlier visits added. With ≥ only the day of the report is known: it may have entered earlier
funnel-stuck-column-touched = Last touch
funnel-stuck-column-touched-hint = The last contact with the customer, or the last change of the deal
funnel-stuck-column-mark = Reason
funnel-stuck-column-mark-hint = The most telling one, where there are several
funnel-stuck-column-action = Suggested action
funnel-stuck-column-decision = Decision
funnel-stuck-of-limit = { " " }/ { $limit }d
funnel-stuck-today = same day
funnel-stuck-ago = { $text }d ago

# Columns of the export
funnel-stuck-sheet-account = Customer
funnel-stuck-sheet-deal = Deal
funnel-stuck-sheet-amount = Amount (CNY)
funnel-stuck-sheet-days = Days in stage
funnel-stuck-sheet-limit = Limit in days
funnel-stuck-sheet-basis = Basis of the limit
funnel-stuck-sheet-chance = Chance to advance in 30 days
funnel-stuck-sheet-pushes = Times pushed
funnel-stuck-basis-winners = 80% of won deals
funnel-stuck-basis-configured = Limit of the stage

# Why
funnel-stuck-why-stay = { $days } days in { $stage }, limit { $limit } days
funnel-stuck-why-winners = Longer in this stage than 80% of won deals ({ $n } won in 24 months)
funnel-stuck-why-configured = Only { $n } won, fewer than 8: the limit is that of the stage in Settings
funnel-stuck-why-again = Not its first time in this stage: this visit since { $day }, { $days } days
funnel-stuck-why-report = The day it entered is unknown; counted from the report of { $day }, it may be longer
funnel-stuck-chance = Of { $n } stays as long, about { $chance } advanced within { $days } days
funnel-stuck-chance-least = Of { $n } stays as long, at least { $chance } advanced within { $days } days
funnel-stuck-chance-few = Chance to advance within { $days } days: too few, only { $n } stays as long
funnel-stuck-amount = Amount
funnel-stuck-passed = passed
funnel-stuck-pushes = pushed { $n }×, { $days } days in all
funnel-stuck-touched = Last touched on
funnel-stuck-people = Contacts
funnel-stuck-contacts = { $n ->
    [one] { $text } person
   *[other] { $text } people
 }
funnel-stuck-contacts-unknown = Not kept

# Next step
funnel-stuck-next = Next step
funnel-stuck-next-none = No next step is agreed
funnel-stuck-next-text = { $day } { $what }
funnel-stuck-confirmed = Customer agreed on { $day }
funnel-stuck-unconfirmed = Customer has not agreed yet
funnel-stuck-next-confirm = Customer agreed
funnel-stuck-next-finish = Done
funnel-stuck-next-add = Add next step
funnel-stuck-next-replace = Replace by this
funnel-stuck-what = What
funnel-stuck-what-hint = Such as: meet the technical director, with the manager
funnel-stuck-due = By when

# Decision
funnel-stuck-decide = What to do
funnel-stuck-reason = Why so
funnel-stuck-reason-hint = Such as: a new head of purchasing, the budget has to be confirmed again
funnel-stuck-until = Look again on
funnel-stuck-until-help = It comes back on that day; without one when it changes its stage
funnel-stuck-until-day = look again on { $day }
funnel-stuck-lost-detail = Lost as of today; can be undone. A later report that names it as open opens it again
funnel-stuck-save = Save decision
funnel-stuck-save-lost = Close as lost
funnel-stuck-history = Earlier decisions
funnel-stuck-problem-decision = Choose what to do
funnel-stuck-problem-reason = Say why
funnel-stuck-problem-wait = Waiting needs a day
funnel-stuck-problem-day = Write the day as 2025-12-01
funnel-stuck-problem-later = Later than today
funnel-stuck-problem-past = Not before today
funnel-stuck-problem-what = Say what

# Shared by the window and the command line
stuck-cli-sum = Stuck { $stuck }, amount { $amount }; to decide { $waiting }; open { $open }
stuck-mark-overdue = Past close date
stuck-mark-pushed = Pushed often
stuck-mark-no-next-step = No next step
stuck-mark-few-contacts = Single contact
stuck-mark-long-stay = Long stay
stuck-action-overdue = Check the close date and what blocks it
stuck-action-pushed = Ask the decision maker in person why
stuck-action-no-next-step = Agree on a next step this week
stuck-action-few-contacts = Ask to be introduced to other deciders
stuck-action-long-stay = Review need and proposal, try another way in
stuck-decision-reassess = Reassess the need
stuck-decision-change-approach = Change approach
stuck-decision-ask-for-help = Ask for help
stuck-decision-close-lost = Close as lost
stuck-decision-wait = Wait until a day

step-deal-decide = Decide about { $subject }
step-deal-close = Close { $subject } as lost
step-deal-next = Set next step of { $subject }
step-deal-next-confirm = Customer agreed to next step of { $subject }
step-deal-next-done = Finish next step of { $subject }

error-deal-closed = { $name } is closed; nothing more can be decided or agreed
error-deal-closed-hint = If it is still open, wait for a report that says so, or undo the step that closed it
error-decision-reason = A decision needs a reason
error-decision-reason-hint = Say in a sentence why
error-decision-wait = Waiting needs a day later than today ({ $today })
error-decision-wait-hint = Enter a later day; the deal comes back then
error-decision-until = The day to look again, { $day }, is not later than today ({ $today })
error-decision-until-hint = Enter a later day, or leave it empty
error-next-step-blank = The next step does not say what
error-next-step-blank-hint = Say in a sentence what is to be done
error-next-step-due = The day of the next step, { $day }, is before today ({ $today })
error-next-step-due-hint = Enter today or a later day
error-next-step-done = This step was done on { $day }
error-next-step-done-hint = Agree on a new next step, or undo the one that was done
error-next-step-confirmed = The customer agreed to this step on { $day } already
error-next-step-confirmed-hint = For another day, set a new next step
