# Process analysis. Numbers are texts as written.
process-tab = Process
process-export = Export
process-empty = No deals to analyse in this scope yet
process-empty-detail = Choose another scope or period
process-all = All
process-days = { $text }d
process-few = Few
process-as-of = As of { $day }
process-company = Company
process-nobody = Nobody yet

# Findings: name, what is counted, the value, a sentence
process-name-time = Time in stage
process-about-time = Stays that ended; active days are those on which the deal moved or the customer was contacted
process-value-time = Median stay
process-none-time = No deal left a stage in this period
process-said-time = Deals stay longest in { $place }: median { $value }, { $cases } stays
process-name-waiting = Waiting after hand-offs
process-about-waiting = Days from another owner to the next change of stage, amount or close date
process-value-waiting = Median wait
process-none-waiting = No deal changed its owner in this period
process-said-waiting = After a hand-off deals wait longest in { $place }: median { $value } to the next move, { $cases } hand-offs
process-name-returns = Returns
process-about-returns = Moves back, of all moves out of the stage; days are lost until it is there again, closed, or today
process-value-returns = Went back
process-none-returns = No deal left a stage in this period
process-said-returns = { $place } comes back most: { $count } of { $cases } moves, { $value }
process-name-lost = Where deals are lost
process-about-lost = Lost in the stage, of all moves out of it; most losses first
process-value-lost = Lost
process-none-lost = No deal left a stage in this period
process-said-lost = Most is lost in { $place }: { $count } of { $cases } moves, { $value }
process-name-pushes = Pushed close dates
process-about-pushes = Deals pushed to a later month, of those that stood in the stage in this period
process-value-pushes = Pushed
process-none-pushes = No deals in hand in this period
process-said-pushes = { $place } is pushed most: { $count } of { $cases } deals, { $value }
process-name-missing = Missing information
process-about-missing = What open deals do not say, by stage
process-value-missing = Missing
process-none-missing = No open deals
process-said-missing = { $place } lacks most: { $count } of { $cases } open deals, { $value }
process-name-duplicates = Duplicates
process-about-duplicates = Possible duplicates for a person to confirm, never merged by themselves; names with other numbers are not alike
process-value-duplicates = Possible
process-none-duplicates = No open deals with a known customer
process-said-duplicates = Most are { $place }: { $count } of { $cases }, { $value }
process-name-single = Hanging on one person
process-about-single = One contact or none at the customer, or nobody of us beside the owner
process-value-single = Share
process-none-single = Neither contacts nor our own people are recorded, so nothing can be said
process-said-single = Most are { $place }: { $count } of { $cases } open deals, { $value }
process-said-few = Too few to say: { $cases }
process-said-nothing = Nothing found among { $cases }
process-said-scattered = { $cases } in all, but fewer than 10 in each place: too few to say where

# Fields and kinds
process-field-amount = Amount
process-field-expected = Close date
process-field-product = Product
process-field-account = Customer
process-field-contact = Contact
process-field-next-step = Next step
process-kind-deal-names = Deals of one customer with like names
process-kind-deal-amounts = Deals of one customer with near amounts
process-kind-same-accounts = Customers of the same name
process-kind-like-accounts = Customers with like names
process-kind-customer = One person at the customer
process-kind-ours = One person of us
process-kind-both = One person on both sides

# What else is said
process-more-time = { $days }d in all, { $share } active
process-more-waiting = { $n } still waiting
process-more-returns = Deals: { $deals }, days lost: { $days }
process-more-lost = Stayed { $stay }, no contact for { $silent } before
process-more-lost-unknown = Stayed { $stay }, no contact for { $silent } before, { $unknown } without any record
process-more-pushes = Pushes: { $n }
process-unused = Never filled in, so not counted: { $fields }
process-without-stage = { $n } more with unknown stage are left out
process-own-model = { $n } more have a stage model of their own and are left out
process-note-still = Waiting for { $text }d
process-note-like = Like { $other }
process-note-contacts = Contacts: { $n }
process-note-lost = Stayed { $text }d, last contact { $contact }

# Columns
process-column-finding = Finding
process-column-place = Where
process-column-count = Count
process-column-cases = Cases
process-column-measure = Measure
process-column-value = Value
process-column-more = Detail
process-column-day = Day

# Improvements
process-improve = Improve
process-items = Improvements
process-items-open = { $text } under way
process-items-elsewhere = { $text } elsewhere
process-items-none = No improvements yet
process-items-none-detail = Press Improve on a row: say what is done, by whom and by when
process-item-add = New improvement
process-item-close = Close improvement
process-item-open = Under way
process-item-overdue = Overdue
process-item-closed = Closed { $day }
process-item-owner = { $owner }, by { $due }
process-before = Before
process-after = After
process-measure = { $value } (cases: { $cases })
process-after-none = No newer data yet
process-overlap = Both look at 90 days, { $n } of them the same

process-form-what = What is done
process-form-what-hint = For example: first draft of an offer within three days, reviewed together
process-form-owner = Owner
process-form-search = Search names
process-form-nothing = Nothing found
process-form-due = Due
process-form-due-missing = Fill in a day, such as 2025-12-31
process-form-due-past = The day must not lie before today
process-form-measure = Saving keeps the value of the last 90 days as before; after is measured the same way, over as many days.
process-form-result = Result
process-form-save = Save
process-form-wrong = Something has to be corrected
process-discard-title = Throw away what is typed?
process-discard-body = The improvement is not saved yet.
process-discard-stay = Keep writing
process-discard = Throw away

step-improvement-open = Open improvement { $subject }
step-improvement-close = Close improvement { $subject }
