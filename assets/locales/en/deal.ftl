# The page of a deal, the filters of the list of deals, and the board. $n chooses the form, $text is the number as written.
funnel-deal-open = Open its page
funnel-deal-back = Back to list
funnel-deal-print = Print deal sheet
funnel-deal-previous = Previous
funnel-deal-next = Next
funnel-deal-save = Save
funnel-deal-nothing = none
funnel-deal-first = First entry
funnel-deal-again = Entered again
funnel-deal-days = { $days } days
funnel-deal-find = Name
funnel-deal-find-none = Nobody of this name
funnel-deal-outside = Somebody from outside

# Head
funnel-deal-stuck = { $n ->
    [one] Stuck for { $text } day
   *[other] Stuck for { $text } days
 }
funnel-deal-amount-changed = at first { $first }, changed { $text }×
funnel-deal-entry = Entry { $text }, { $day }
funnel-deal-expected = Expected
funnel-deal-class = Forecast class
funnel-deal-class-stage = By stage
funnel-deal-class-of = Forecast class for { $period }
funnel-deal-stated = stated { $chance }
funnel-deal-learned = stage { $chance }
funnel-deal-learned-few = too few closed deals for a rate
funnel-deal-contacted = Last contact
funnel-deal-reported = report

# Path
funnel-deal-path = Path through stages
funnel-deal-path-days = { $n ->
    [one] { $text } day
   *[other] { $text } days
 }
funnel-deal-path-forward = { $text } forward
funnel-deal-path-back = { $text } back
funnel-deal-path-stays = { $n ->
    [one] { $text } stay
   *[other] { $text } stays
 }
funnel-deal-path-entries = Entries
funnel-deal-path-total = Days / limit
funnel-deal-path-times = { $text }x
funnel-deal-path-label = { $text }d
funnel-deal-path-over = { $text } of them over the limit
funnel-deal-path-end = Signing
funnel-deal-path-first = first { $day }
funnel-deal-path-last = now { $day }
funnel-deal-path-went-on = { $stage } { $from } to { $to }, { $days } days, went on
funnel-deal-path-went-back = { $stage } { $from } to { $to }, { $days } days, went back
funnel-deal-path-won = { $stage } { $from } to { $to }, { $days } days, won
funnel-deal-path-lost = { $stage } { $from } to { $to }, { $days } days, lost
funnel-deal-path-lasts = { $stage } since { $from } (to { $to }), { $days } days
funnel-deal-path-none = No stage was recorded
funnel-deal-month = { $month ->
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
funnel-deal-legend-within = Within limit
funnel-deal-legend-over = Was over
funnel-deal-legend-over-now = Is over
funnel-deal-legend-limit = Limit

# Our people
funnel-deal-team = Our people
funnel-deal-team-sub = { $there } of { $text } for this stage in place
funnel-deal-team-none = This stage asks for no roles
funnel-deal-team-add = Ask for another role
funnel-deal-team-empty = The stage model asks for no roles, and nobody was asked to take part
funnel-deal-role-presales = Presales
funnel-deal-role-consultant = Consultant
funnel-deal-role-executive = Executive
funnel-deal-role-commercial = Commercial
funnel-deal-role-finance = Finance
funnel-deal-role-legal = Legal
funnel-deal-nobody = Missing
funnel-deal-later = For the next stage
funnel-deal-asked = asked { $day }, no answer yet
funnel-deal-declined = declined: { $why }
funnel-deal-part-ask = Ask for { $role }
funnel-deal-part-take = { $role } takes part
funnel-deal-part-decline = { $role } declines
funnel-deal-part-remove = Take { $role } off

# Contacts
funnel-deal-contacts = Contacts and decision
funnel-deal-contacts-sub = { $met } of { $text } met
funnel-deal-contacts-decider = who decides was not met
funnel-deal-contacts-single = relies on one contact
funnel-deal-contacts-add = Add contact
funnel-deal-contacts-take = Add { $name } to the deal
funnel-deal-contacts-edit = Edit { $name }
funnel-deal-contacts-remove = Take { $name } off
funnel-deal-contacts-empty = The customer has no contacts, and none was added here
funnel-deal-column-part = Part in the decision
funnel-deal-column-stance = Stance
funnel-deal-part-decides = Decides
funnel-deal-part-approves = Approves
funnel-deal-part-gatekeeper = Gatekeeper
funnel-deal-part-buys = Buys
funnel-deal-part-uses = Uses
funnel-deal-part-coach = Coach
funnel-deal-stance-supports = Supports
funnel-deal-stance-neutral = Neutral
funnel-deal-stance-against = Against
funnel-deal-stance-unmet = Not met

# History
funnel-deal-history = What changed
funnel-deal-history-all = All { $n }
funnel-deal-history-amount = amount { $sum }
funnel-deal-history-days = signing { $days } days
funnel-deal-column-day = Day
funnel-deal-column-field = Field
funnel-deal-column-change = Before → after
funnel-deal-column-diff = Change
funnel-deal-column-source = Source
funnel-deal-field-amount = Amount
funnel-deal-field-expected = Expected day
funnel-deal-field-stage = Stage
funnel-deal-field-owner = Owner
funnel-deal-field-next = Next step
funnel-deal-field-decision = Decision
funnel-deal-field-class = Forecast class

# Next step
funnel-deal-next-change = Another day or step
funnel-deal-next-late = { $text }d late
funnel-deal-next-today = Due today
funnel-deal-next-left = { $text }d left

# Tasks
funnel-deal-tasks = Tasks of this stage
funnel-deal-tasks-overdue = { $text } overdue
funnel-deal-task-due = By { $day }
funnel-deal-task-today = Due { $day }
funnel-deal-task-late = { $n ->
    [one] Due { $day }, { $text } working day ago
   *[other] Due { $day }, { $text } working days ago
 }
funnel-deal-task-was-late = { $n ->
    [one] { $text } working day late
   *[other] { $text } working days late
 }
funnel-deal-task-undated = No day set

# Evidence
funnel-deal-evidence = Evidence to leave the stage
funnel-deal-evidence-missing = { $text } still missing to be done with this stage
funnel-deal-evidence-empty = The stage model asks for no evidence
funnel-deal-customer-step = The customer's own step: { $step }
funnel-deal-waivers = Went on without evidence
funnel-deal-waiver = { $stage } left { $day } with { $text } missing
funnel-deal-waiver-none = Nobody said why
funnel-deal-waiver-say = Say why
funnel-deal-waiver-change = Edit

# Risks and fallbacks
funnel-deal-risks = Risks and fallbacks
funnel-deal-risks-sub = { $n ->
    [one] { $text } risk
   *[other] { $text } risks
 }
funnel-deal-risks-closed = { $text } over
funnel-deal-risks-empty = No risk and no fallback yet
funnel-deal-risk-add = Add risk
funnel-deal-fallback-add = Add fallback
funnel-deal-risk-edit = Edit "{ $name }"
funnel-deal-risk-close = "{ $name }" is over
funnel-deal-risk-due = by { $day }
funnel-deal-fallback-when = Fallback when { $when }
funnel-deal-weight-high = High
funnel-deal-weight-medium = Medium
funnel-deal-weight-low = Low

# Notes
funnel-deal-notes = Notes
funnel-deal-note-add = Write a note
funnel-deal-note-remove = Delete the note of { $day }
funnel-deal-notes-empty = No notes yet

# Forms
funnel-deal-form-who = Person
funnel-deal-form-weight = Weight
funnel-deal-form-ask = Ask to take part
funnel-deal-form-ask-name = Name
funnel-deal-form-ask-more = What for
funnel-deal-form-decline = Why it was declined
funnel-deal-form-decline-name = Why not
funnel-deal-form-contact = Contact
funnel-deal-form-contact-name = Name
funnel-deal-form-contact-more = Job title
funnel-deal-form-contact-day = Last met
funnel-deal-form-risk = Risk
funnel-deal-form-risk-name = What could go wrong
funnel-deal-form-risk-more = What is done about it
funnel-deal-form-risk-day = By when
funnel-deal-form-fallback = Fallback
funnel-deal-form-fallback-name = When it is taken
funnel-deal-form-fallback-more = What it is
funnel-deal-form-fallback-day = By when
funnel-deal-form-evidence = Evidence
funnel-deal-form-evidence-more = Where it is to be seen (file, mail, meeting)
funnel-deal-form-evidence-day = Since when
funnel-deal-form-task = Task done
funnel-deal-form-task-more = Where it is to be seen (file, mail, meeting)
funnel-deal-form-task-day = Done on
funnel-deal-form-note = Note
funnel-deal-form-note-name = What is to be noted
funnel-deal-form-waiver = Why it went on without evidence
funnel-deal-form-waiver-name = Why it went on
funnel-deal-form-next = Next step
funnel-deal-form-next-name = What is to be done
funnel-deal-form-next-day = By which day
funnel-deal-form-class = Change the forecast class
funnel-deal-form-class-name = Why this class
funnel-deal-need-name = This cannot be empty
funnel-deal-need-fallback = Say what the fallback is
funnel-deal-need-past = Not later than today
funnel-deal-need-met = Who was not met has no such day

# Filters
funnel-filter-stages = All stages
funnel-filter-stage-of = { $line }: { $stage }
funnel-filter-owners = All owners
funnel-filter-products = All products
funnel-filter-months = All months
funnel-filter-classes = All classes
funnel-filter-product = Product
funnel-filter-month = Expected month
funnel-filter-class = Forecast class
funnel-filter-least = Amount from
funnel-filter-most = Amount to
funnel-filter-no-next = No next step
funnel-filter-find = Name
funnel-filter-find-none = Nothing found
funnel-filter-clear = Clear filters
funnel-filter-keep = Save this list
funnel-filter-name = Name of the list
funnel-filter-name-new = Save this list under a name
funnel-filter-name-other = Rename the list
funnel-filter-rename = Rename "{ $name }"
funnel-filter-remove = Delete list "{ $name }"

# Board
funnel-board = Board
funnel-board-list = List
funnel-board-as = List or board
funnel-board-by = Columns of the board
funnel-board-month = Expected month
funnel-board-hint = Stages come from the reports: cards cannot be dragged

# Command line
deal-cli-head = { $deal } in { $stage }, { $amount }, { $owner }
deal-cli-path = Path { $days } days, { $forward } forward, { $back } back
deal-cli-team = Roles in place { $there } / { $needed }
deal-cli-tasks = Tasks of the stage { $done } / { $all }, overdue { $overdue }
deal-cli-evidence = Evidence { $there } / { $needed }
deal-cli-contacts = Contacts met { $met } / { $all }
deals-cli-sum = { $n } deals, amount { $amount }, { $unknown } of unknown amount

step-deal-part-ask = Ask somebody to take part in { $subject }
step-deal-part-take = Somebody takes part in { $subject }
step-deal-part-decline = Somebody declined { $subject }
step-deal-part-remove = Take somebody off { $subject }
step-deal-contact = Record a contact of { $subject }
step-deal-contact-remove = Take a contact off { $subject }
step-deal-risk = Record a risk or fallback of { $subject }
step-deal-risk-close = A risk or fallback of { $subject } is over
step-deal-evidence = Record evidence of { $subject }
step-deal-evidence-remove = Take evidence of { $subject } back
step-deal-task = Task of a stage done for { $subject }
step-deal-task-remove = Take a task of { $subject } back
step-deal-note = Note on { $subject }
step-deal-note-remove = Delete a note on { $subject }
step-deal-waiver = Say why { $subject } went on without evidence
step-list-save = Save list { $subject }
step-list-rename = Rename a list to { $subject }
step-list-remove = Delete list { $subject }

error-deal-number = There is no deal with the number "{ $number }"
error-deal-number-hint = Name the deal by --deal NUMBER; the list of deals can be searched by number
error-deal-page-closed = { $name } is closed; nobody can be asked to take part and no risk added
error-deal-page-closed-hint = If it is still open, wait for a report that says so, or undo the step that closed it
error-deal-page-future = The day { $day } is later than today ({ $today })
error-deal-page-future-hint = Enter today or an earlier day
error-deal-page-stage = This stage is not in the stage model of { $name }
error-deal-page-stage-hint = Go back to the list, open the deal again and record it there
error-deal-part-who = Nobody is named
error-deal-part-who-hint = Choose a person, or enter the name of somebody from outside
error-deal-part-left = { $name } is no longer in the company
error-deal-part-left-hint = Choose somebody who is
error-deal-part-taken = This role is taken
error-deal-part-taken-hint = Take who has it off first, then ask somebody else
error-deal-part-reason = The reason for declining is missing
error-deal-part-reason-hint = Say in a sentence why not
error-deal-contact-name = The contact has no name
error-deal-contact-name-hint = Enter the name
error-deal-contact-twice = { $name } is in this deal already
error-deal-contact-twice-hint = Edit the one that is there
error-deal-contact-unmet = Who was not met cannot have been met on { $day }
error-deal-contact-unmet-hint = Change the stance, or leave the day empty
error-deal-risk-name = The risk does not say what
error-deal-risk-name-hint = Say in a sentence what could go wrong
error-deal-risk-closed = This was over on { $day }
error-deal-risk-closed-hint = Record a new one, or undo the step that closed it
error-deal-fallback-action = The fallback does not say what it is
error-deal-fallback-action-hint = Say in a sentence what is done then
error-deal-task-before = { $day } is not after { $left }, when the deal left this stage before
error-deal-task-before-hint = Tasks begin again when a deal comes back: fill in when it was done this time
error-deal-note-blank = The note is empty
error-deal-note-blank-hint = Write a sentence
error-deal-waiver-reason = The reason for going on without evidence is missing
error-deal-waiver-reason-hint = Say in a sentence why
error-list-name = The list has no name
error-list-name-hint = Enter a name
error-list-twice = There is a list named { $name } already
error-list-twice-hint = Choose another name
error-list-unknown = There is no list named { $name }
error-list-unknown-hint = Use the name of a list that was saved in the list of deals
error-stage-unknown = There is no stage { $stage } in the current stage model
error-stage-unknown-hint = Use the name of a stage in Settings
error-status-unknown = There is no status { $status } of deals
error-status-unknown-hint = Use open, won or lost
