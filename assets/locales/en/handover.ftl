# Handovers and the movements of people.
handover-comma = {", "}
handover-why-leave = Leaving
handover-why-move = Moving on
handover-why-balance = Rebalancing
handover-parallel-days = { $n ->
    [one] 1 working day, to { $day }
   *[other] { $n } working days, to { $day }
 }
handover-rule-signing-day = Signing day
handover-rule-signing-day-means = Credit goes to the owner on the day of signing; what was signed before the effective day is the former owner's
handover-rule-by-stage = By stage
handover-rule-by-stage-means = Of what is signed by { $day } the former owner keeps a share by the stage at handover, the rest is the successor's; later signings are the successor's alone
handover-rule-successor = Successor
handover-rule-successor-means = The successor is credited with the deals handed over, whenever they were signed

## Checks
handover-check-nothing = There is nothing to hand over
handover-check-nothing-means = Count anew, or delete this draft
handover-check-accounts = { $n ->
    [one] The customer has a new owner
   *[other] All { $n } customers have a new owner
 }
handover-check-accounts-open = { $open } of { $n } customers without a new owner
handover-check-deals = { $n ->
    [one] The deal has a new owner
   *[other] All { $n } deals have a new owner
 }
handover-check-deals-open = { $open } of { $n } deals without a new owner ({ $amount })
handover-check-open-means = Everything needs a new owner
handover-check-outdated = { $came } new and { $went } gone since it was counted
handover-check-outdated-means = Count anew; what was chosen stays
handover-check-too-early = "{ $name }" was first reported on { $day }
handover-check-too-early-means = The effective day cannot be before that
handover-check-no-share = { $n ->
    [one] 1 stage has no share
   *[other] { $n } stages have no share
 }
handover-check-no-share-means = Say for each stage what the former owner keeps
handover-check-not-there = { $name } is not there on the effective day
handover-check-not-there-means = Choose somebody else, or enter the membership first
handover-check-leaves = { $name } is about to leave too
handover-check-leaves-on = { $name } leaves too, last day { $day }
handover-check-leaves-means = It would have to be handed over again
handover-check-many-accounts = { $name } would have { $has } customers, the limit is { $limit }
handover-check-many-deals = { $name } would have { $has } deals, the limit is { $limit }
handover-check-many-means = Give some to others, or change the limit
handover-check-no-contact = { $n ->
    [one] 1 customer has no contact
   *[other] { $n } customers have no contact
 }
handover-check-no-contact-means = Import contacts and this is up to date
handover-check-no-next-step = { $n ->
    [one] 1 deal has no next step
   *[other] { $n } deals have no next step
 }
handover-check-no-next-step-means = The successor has to know what comes next
handover-check-no-commitments = { $n ->
    [one] Promises to 1 customer are not listed
   *[other] Promises to { $n } customers are not listed
 }
handover-check-no-commitments-means = Write "none" where nothing was promised
handover-check-no-history = { $n ->
    [one] The history of 1 customer was not given
   *[other] The history of { $n } customers was not given
 }
handover-check-no-history-means = Note the day when it is
handover-check-reported-since = { $n ->
    [one] 1 deal was reported after the effective day
   *[other] { $n } deals were reported after the effective day
 }
handover-check-reported-since-means = Reports after that day say whose it is
handover-check-targets = { $n ->
    [one] 1 later target, for { $period }
   *[other] { $n } later targets, the first for { $period }
 }
handover-check-targets-means = Split them anew under Targets
handover-check-still-there = Still in { $team } after the last day, { $day }
handover-check-still-there-means = Enter the leaving day in the structure

## Steps
step-handover-start = Begin handover { $subject }
step-handover-head = Edit terms of handover { $subject }
step-handover-assign = Assign handover { $subject }
step-handover-describe = Note for handover { $subject }
step-handover-leave-out = Take off the handover list { $subject }
step-handover-recount = Count handover anew { $subject }
step-handover-drop = Delete handover draft { $subject }
step-handover-done = Carry out handover { $subject }

## Errors
error-handover-all = Who leaves or moves on hands over everything
error-handover-all-hint = Set the reason to rebalancing to hand over a part
error-handover-done = Handover { $number } was carried out
error-handover-done-hint = Undo that step first to change it
error-handover-early = "{ $name }" was first reported on { $day }; the effective day cannot be before that
error-handover-early-hint = Choose { $day } or later
error-handover-empty = There is nothing to hand over
error-handover-empty-hint = Count anew, or delete this draft
error-handover-no-share = Some stages have no share
error-handover-no-share-hint = Say in the terms what the former owner keeps in each stage
error-handover-not-yet = The effective day { $day } has not come
error-handover-not-yet-hint = Carry it out on that day, or change the day
error-handover-nothing = { $name } has no customers and no open deals
error-handover-nothing-hint = No handover is needed
error-handover-open = { $name } already has the draft { $number }
error-handover-open-hint = Open that one, or delete it first
error-handover-outdated = { $came } new and { $went } gone since it was counted
error-handover-outdated-hint = Count anew first
error-handover-parallel = The parallel time is 0 to 250 working days
error-handover-parallel-hint = Write 0 where there is none
error-handover-receiver = { $name } is not there on { $day } and cannot receive
error-handover-receiver-hint = Choose somebody else, or enter the membership first
error-handover-same = Nobody hands over to themselves
error-handover-same-hint = Choose another receiver
error-handover-share = A share is 0% to 100%
error-handover-share-hint = Give 0 to 100; 0 where the former owner keeps nothing
error-handover-unassigned = { $n } without a new owner
error-handover-unassigned-hint = Give everything to somebody first
error-handover-unknown = There is no handover "{ $number }"
error-handover-unknown-hint = See the numbers with coxswain show FILE handovers
error-handover-until = A split by stage needs its last day, not before the effective one
error-handover-until-hint = Enter the last day of signing

## Command line
cli-nothing-changed = Nothing changed
cli-handovers-without = No handover in the period: { $names }
reports-one-each-handover = One for each handover
reports-everyone-handover = All handovers
reports-no-handovers = No handover takes effect in { $period }
reports-no-handovers-hint = Choose another period or team

## Handover sheet
doc-handover-title = Handover sheet
doc-handover-file-one = Handover sheet { $name } { $number }
doc-handover-file-many = Handover sheets { $period }
doc-handover-done = Carried out on { $day }
doc-handover-draft = Draft, not carried out
doc-handover-person = From
doc-handover-staff-number = Staff no.
doc-handover-post = Post
doc-handover-unit = Unit
doc-handover-why = Reason
doc-handover-last-day = Last day
doc-handover-effective = Effective
doc-handover-parallel = Parallel
doc-handover-amount = Amount ({ $unit })
doc-handover-account = Customer
doc-handover-accounts = Customers
doc-handover-about = Industry and place
doc-handover-checks = Checks
doc-handover-commitments = Promised
doc-handover-contacts = People
doc-handover-deal = Customer and deal
doc-handover-deals = Deals
doc-handover-former = Former owner
doc-handover-history = History
doc-handover-next-step = Next step
doc-handover-none = None
doc-handover-rule = Credit
doc-handover-share-stage = Stage at handover
doc-handover-sign-manager = Manager
doc-handover-sign-person = Handing over
doc-handover-sign-successors = Taking over
doc-handover-signatures = Signatures
doc-handover-signatures-note = All three confirm that the above was handed over in person
doc-handover-stage = Stage
doc-handover-sum = Total
doc-handover-to = New owner
doc-handover-visit = Joint visit
doc-handover-mark-error = Required
doc-handover-mark-warning = To note
doc-handover-mark-passed = Passed

## The page
organisation-handover-start = Begin a handover
organisation-handover-begin = Count and begin
organisation-handover-list = Handovers
organisation-handover-count = { $n ->
    [one] 1 handover
   *[other] { $n } handovers
 }
organisation-handover-open = Open
organisation-handover-none = No handovers yet
organisation-handover-none-detail = When somebody leaves, moves on or has too much, customers and deals go to others from here
organisation-handover-head-number = Number
organisation-handover-head-given = Assigned
organisation-handover-head-state = Status
organisation-handover-draft = Draft
organisation-handover-done = Carried out
organisation-handover-done-on = Done { $day }
organisation-handover-moves = Movements
organisation-handover-moves-count = { $n ->
    [one] 1 movement
   *[other] { $n } movements, the newest first
 }
organisation-handover-moves-none = No movements
organisation-handover-moves-none-detail = Once memberships have their days, who joined, moved and left is listed here
organisation-handover-came = Joined
organisation-handover-moved = Moved
organisation-handover-promoted = Promoted
organisation-handover-left = Left
organisation-handover-from-to = { $from } → { $to }
organisation-handover-head-day = Day
organisation-handover-head-what = Movement
organisation-handover-head-name = Name
organisation-handover-head-place = Where
organisation-handover-carry-out = Carry out
organisation-handover-print = Print sheet
organisation-handover-printer = Print
organisation-handover-pdf = Save as PDF
organisation-handover-more = More
organisation-handover-recount = Count anew
organisation-handover-drop = Delete draft
organisation-handover-back = Back to the list
organisation-handover-carry-title = Carry out the handover of { $name }?
organisation-handover-carry-body = { $accounts } customers and { $deals } deals have their new owners from { $day } on; stages, history and contacts stay. It can be undone.
organisation-handover-drop-title = Delete the draft of { $name }?
organisation-handover-drop-body = The new owners that were chosen and what was noted go with it; customers and deals stay as they are.
organisation-handover-badge-draft = { $why }, under way
organisation-handover-badge-done = { $why }, handed over
organisation-handover-last = last day { $day }
organisation-handover-step-count = Count { $n }
organisation-handover-step-give = Assign { $given } / { $n }
organisation-handover-step-check = Check
organisation-handover-step-sign = Sign
organisation-handover-step-hold = Effective { $day }
organisation-handover-not-yet = The effective day { $day } has not come
organisation-handover-accounts = Customers handed over
organisation-handover-deals = Deals handed over
organisation-handover-chip-accounts = Customers { $n }
organisation-handover-chip-deals = Deals { $n }
organisation-handover-no-accounts = No customers to hand over
organisation-handover-no-deals = No deals to hand over
organisation-handover-no-items-detail = Count anew when there are some
organisation-handover-by-fit = Assign by fit
organisation-handover-all = Note for all
organisation-handover-all-history = History given today to all others
organisation-handover-all-commitments = Nothing promised to all others
organisation-handover-nothing-promised = none
organisation-handover-head-account = Customer
organisation-handover-head-about = Industry, place
organisation-handover-head-contacts = Contacts
organisation-handover-head-deal = Customer and deal
organisation-handover-head-stage = Stage
organisation-handover-head-amount = { $unit }
organisation-handover-head-to = New owner
organisation-handover-head-fit = Fit 0–100
organisation-handover-head-note = Notes
organisation-handover-to-of = New owner of { $name }
organisation-handover-nobody = Choose a new owner
organisation-handover-suggested = Suggested: { $name } { $score }
organisation-handover-take = Take
organisation-handover-edit = Note for { $name }
organisation-handover-leave-out = Keep { $name }
organisation-handover-total = { $n } in all
organisation-handover-amounts = Total { $all } = assigned { $given } + open { $open }
organisation-handover-no-step = No next step
organisation-handover-visit-on = Joint visit { $day }
organisation-handover-ready = Complete
organisation-handover-missing-contact = no contact
organisation-handover-missing-step = { $n } without next step
organisation-handover-missing-commitments = promises not listed
organisation-handover-missing-history = history not given
organisation-handover-fit-industry = { $n } of the industry
organisation-handover-fit-no-industry = none of the industry
organisation-handover-fit-city = same city
organisation-handover-fit-place = { $n } in the place
organisation-handover-fit-elsewhere = elsewhere
organisation-handover-fit-room = has { $has } / { $limit }
organisation-handover-fit-skill = skills { $level }
organisation-handover-loads = Load of receivers
organisation-handover-loads-sub = before → after / limit
organisation-handover-loads-none = No receivers yet
organisation-handover-loads-none-detail = Once new owners are chosen, their customers and deals before and after stand here
organisation-handover-head-receiver = Receiver
organisation-handover-head-load-accounts = Customers
organisation-handover-head-load-deals = Deals
organisation-handover-head-received = Received { $unit }
organisation-handover-sum = Total
organisation-handover-plus-accounts = +{ $n } customers
organisation-handover-plus-deals = +{ $n } deals
organisation-handover-limit-accounts = Customers at most
organisation-handover-limit-deals = Deals at most
organisation-handover-terms = Effect and credit
organisation-handover-terms-edit = Edit
organisation-handover-effective = Effective day
organisation-handover-effective-help = The first day of the new owners; it may be in the past
organisation-handover-last-day = Last working day
organisation-handover-parallel = Parallel time
organisation-handover-parallel-help = Working days in which both work on it; 0 for none
organisation-handover-no-parallel = none
organisation-handover-workdays = days
organisation-handover-unset = not set
organisation-handover-credit = Credit for signings
organisation-handover-until = Shared for signings up to
organisation-handover-until-missing = Enter the last day
organisation-handover-until-early = Not before the effective day
organisation-handover-share-of = Handed over in { $stage }, the former owner keeps
organisation-handover-share-wrong = Each stage needs 0 to 100
organisation-handover-share-stage = Stage at handover
organisation-handover-example = { $deal }, { $amount }: { $former } { $part }, successor { $rest }
organisation-handover-note = Note
organisation-handover-why = Reason
organisation-handover-person = Who hands over
organisation-handover-person-help = All customers and open deals of the person are listed
organisation-handover-no-person = Choose who hands over
organisation-handover-wrong = Something to correct
organisation-handover-save = Save
organisation-handover-next-step = Next step
organisation-handover-commitments = What was promised
organisation-handover-commitments-help = Prices, dates, services, spoken or written; "none" if nothing was
organisation-handover-history = Day the history was given
organisation-handover-history-help = Contracts, offers and visit notes given to the successor
organisation-handover-visit = Day of the joint visit
organisation-handover-checks = Checks
organisation-handover-check-counts = { $passed } passed, { $warnings } to note, { $errors } to solve
organisation-handover-go-items = Go there
organisation-handover-go-recount = Count
organisation-handover-go-terms = Terms
organisation-handover-stays = What was signed and visited before stays in the former owner's name
organisation-handover-who = Choose who hands over
