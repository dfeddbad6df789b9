# Reports: import, print, export. $n is the number as written, $count the same number, to choose the plural.
reports-tabs = Reports
reports-tab-import = Import
reports-tab-submissions = Submissions
reports-tab-print = Print
reports-tab-export = Export
reports-comma = {", "}
reports-semicolon = {"; "}
reports-and-more = { $names } and { $n } more
reports-back = Back
reports-continue = Continue
reports-dismiss = Dismiss
reports-all = All
reports-sum = Total
reports-search = Search
reports-nothing-found = Nothing found
reports-replace = Change

# Choosing files
reports-last-import = Last import { $at }, { $file }
reports-drop-title = Drop weekly reports, deal lists, targets or a roster here
reports-drop-detail = Headings are recognised, nothing is stored before you have seen it
reports-choose-files = Choose files
reports-paste = Paste
reports-paste-hint = Copy a block of cells in Excel or WPS and paste it here (Ctrl+V)
reports-watch = Watch a folder…
reports-watch-note = Tells of new sheets put there; nothing is imported by itself
reports-watching = Watching { $folder }
reports-watch-change = Another folder
reports-watch-stop = Stop watching
reports-watched-new = { $count ->
    [one] 1 new file in the watched folder
   *[other] { $n } new files in the watched folder
 }
reports-watched-join = Add to the queue
reports-watched-ignore = Ignore these files
reports-add-files = Add files
reports-draft = { $count ->
    [one] 1 file was not imported to the end last time
   *[other] { $n } files were not imported to the end last time
 }
reports-draft-detail = Kinds, fields, dates and answers are still there
reports-draft-go-on = Go on
reports-draft-discard = Discard that import
reports-chosen-files = { $count ->
    [one] 1 file chosen
   *[other] { $n } files chosen
 }
reports-chosen-files-hint = Choosing new files replaces them
reports-local = Files are read on this computer and data stay on it
reports-past = Recent imports
reports-past-all = Full history

# Steps
reports-step-choose = Choose files
reports-step-headings = Find headings
reports-step-map = Map and check
reports-step-changes = Preview changes
reports-step-done = Done
reports-file-facts = { $sheet }, rows: { $n }, { $size }

# Columns
reports-col-file = File
reports-col-rows = Rows
reports-col-state = Status
reports-col-row = Row
reports-col-line = Row
reports-col-field = Field
reports-col-problem = Problem
reports-col-remedy = Remedy
reports-col-verdict = Result
reports-col-subject = Record
reports-col-change = Change
reports-col-time = Time
reports-col-by = Imported by
reports-col-table = Table
reports-col-holds = Holds
reports-col-stands = In the sheet
reports-col-taken = Read as
reports-col-number = Number
reports-col-deal = Deal
reports-col-owner = Owner
reports-col-last-reported = Last reported
reports-col-answer = Answer

# Queue of files
reports-queue = Sheets to import
reports-kind = Kind of sheet
reports-state-skipped = Left out
reports-state-date = Check the date
reports-state-checking = Not checked
reports-state-needs = { $n } to resolve
reports-state-ready = Ready
reports-state-hidden = Hidden
reports-show-hidden = Read it

# Sheet preview
reports-sheet-preview = Sheet preview
reports-headings = Heading row
reports-headings-found = Row { $row } holds the headings ({ $sure }% sure)
reports-headings-skipping = Row { $row } holds the headings ({ $sure }% sure); left out: { $list }
reports-skipped-notes = titles and notes { $n }
reports-skipped-headers = repeated headings { $n }
reports-skipped-sections = sections { $n }
reports-skipped-sums = totals { $n }
reports-skipped-side = side tables { $n }
reports-skipped-hidden = hidden { $n }
reports-skipped-blank = blank { $n }
reports-form-sub = A form; values read: { $n }
reports-legend-corrected = Corrected { $n }
reports-legend-needed = To resolve { $n }
reports-headings-none-sub = No headings; rows of data: { $n }
reports-headings-row = Headings: row { $row }
reports-headings-none = No headings
reports-kind-unknown-sub = It is not clear yet what this sheet is
reports-charset = Encoding
reports-charset-found = Encoding: { $name }
reports-charset-find = Find it out
reports-charset-named = { $language } { $name }
charset-utf-8 = Universal
charset-gb18030 = Simplified Chinese
charset-big5 = Traditional Chinese
charset-utf-16le = Unicode text
charset-shift-jis = Japanese
charset-euc-kr = Korean
charset-windows-1252 = Western European
reports-damaged = Some characters cannot be read as { $name } and show as boxes
reports-garbled = Garbled text near the headings: { $list }
reports-garbled-said = "{ $text }" (perhaps "{ $said }")
reports-garbled-text = "{ $text }"
reports-garbled-choose = Choose another encoding above the preview, which follows at once; names and numbers with lost characters are not taken
reports-garbled-again = The texts in the file itself are broken; ask the sender to export it again, and do not import garbled names and numbers
reports-kind-choose = Choose the kind of sheet below, then check headings and fields, or leave the sheet out
reports-skip-sheet = Leave this sheet out
reports-field = Field
reports-field-of-column = Field of column { $column }
reports-column-leave-out = Leave this column out
reports-column-other = Other column (kept)
reports-column-kept = Kept as other column
reports-column-ignored = Ignored
reports-column-wide = One record each: { $label }
reports-row = Row { $row }
reports-rows = { $count ->
    [one] 1 row
   *[other] { $n } rows
 }
reports-row-ignored = { $role }, ignored
reports-row-blank = Blank row
reports-row-elsewhere = Not in this table
reports-row-take = Take row { $row } for data
reports-row-leave = Leave row { $row } out
reports-row-leave-out = Leave out
reports-blank = Blank
reports-unit-yuan = ¥
reports-unit-thousand = ¥ thousand
reports-unit-wan = ¥ ten thousand
reports-unit-million = ¥ million
reports-unit-yi = ¥ hundred million
reports-missing-fields = Required fields are missing: { $fields }
reports-missing-fields-hint = Choose the field above its column; otherwise all rows of this sheet are rejected

# Report date
reports-date = Report date
reports-date-help = Changes without a date of their own are recorded on this day
reports-date-future = This day has not come yet; please check
reports-date-bad = Write the report date as 2025-11-18
reports-weekday-mon = Mo
reports-weekday-tue = Tu
reports-weekday-wed = We
reports-weekday-thu = Th
reports-weekday-fri = Fr
reports-weekday-sat = Sa
reports-weekday-sun = Su

# To resolve
reports-needs = To resolve
reports-needs-sub = Items: { $n }, rows concerned: { $rows }; rows left unresolved are rejected and can be saved
reports-take-proposals = { $count ->
    [one] Accept 1 suggestion
   *[other] Accept { $n } suggestions
 }
reports-take = Accept
reports-another-account = A different one
reports-choose-ours = Match to…
reports-ours-for = Match for "{ $text }"
reports-mend-in-source = Correct it in the file and import again
reports-value-of = Value of { $cell }
reports-leave = Skip
reports-recall-left = Bring back { $n } skipped
reports-day-first = Day/month
reports-month-first = Month/day
reports-fixes = Put right by hand: { $n }
reports-fixes-note = They stand in the place of the sheet's values; the file stays as it is
reports-unfix = Restore { $cell }
reports-create-person = Add missing people
reports-create-account = Add missing customers
reports-create-product = Add missing products
reports-meanings = Matched names
reports-meanings-note = Remembered after the import and used next time
reports-forget-meaning = Forget the match for "{ $text }"

# Corrections
reports-corrections = Corrected while reading
reports-corrections-sub = Cells: { $n }
reports-corrections-review = Show each
reports-corrections-first = Only the first { $n } are listed
reports-corrected-money = Amounts
reports-corrected-rate = Rates
reports-corrected-date = Dates
reports-corrected-number = Numbers
reports-corrected-stage = Stage names
reports-corrected-name = Names
reports-corrected-text = Texts
reports-corrected-unknown = Not known
reports-places = { $n }
reports-not-known = not known
reports-more = { $n } more
reports-checks = Totals that do not agree: { $n }
reports-checks-note = Rows of totals are not imported; please check the sheet
reports-check = Row { $row }: the total of "{ $heading }" says { $claims }, its rows come to { $sum }

# What earlier sheets taught
reports-template = Mapping
reports-template-of = Mapping: { $sender }
reports-template-matched = { $n } of { $all } columns
reports-template-guess = Column { $column }, "{ $heading }", is new. It looks like { $field }; please confirm.
reports-template-new = Column { $column }, "{ $heading }", is new and not known. It stays with the record.
reports-template-confirm = It is { $field }
reports-template-keep = Keep it
reports-template-ignore = Leave it out
reports-template-more = { $n } more new columns, which stay with the record.
reports-template-note = Your answer is kept with the import and used for this sender's next sheet.

# Deals that are not named
reports-missing = Open deals not named this time: { $n }
reports-missing-note = The report names other deals of these people but no longer these. Ask, and say here what became of them: lost or dropped closes the deal on the day of the report, forgotten keeps it open. What is not answered stays as it is until the next report.
reports-missing-first = Only the first { $n } are listed
reports-answered = Missing deals answered: { $n }
reports-answer-for = Answer for { $deal }
reports-answer-none = Not answered
reports-answer-lost = Lost
reports-answer-dropped = Dropped
reports-answer-forgotten = Forgotten

# Estimate
reports-estimate = Expected result
reports-data-rows = { $count ->
    [one] row of data
   *[other] rows of data
 }
reports-new = New
reports-changed = Changed
reports-unchanged = Unchanged
reports-rejected = Rejected
reports-new-note = New record
reports-unchanged-note = Same as on record
reports-rejected-note = Resolve to import
reports-rows-of-sheet = Rows in the sheet { $all } = data { $data } + headings and ignored { $ignored }
reports-sum-line = { $field } adds up to ¥{ $sum }
reports-sum-more = { $field } adds up to ¥{ $sum } (¥{ $by } more than in the file: each row is rounded)
reports-sum-less = { $field } adds up to ¥{ $sum } (¥{ $by } less than in the file: each row is rounded)
reports-created = Added by the import
reports-created-note = Records the sheets name that the workspace does not have yet
reports-not-asked = Skills that no post asks for
reports-not-asked-note = The ratings are imported all the same and close no gap; what is asked for stands in duty sheets and skill requirements

# Footer
reports-checking = Checking
reports-checked = Checked { $n } / { $n } rows
reports-nothing-chosen = No sheet to import
reports-preview-changes = { $count ->
    [one] Preview changes (1 row)
   *[other] Preview changes ({ $n } rows)
 }
reports-importing = Importing
reports-will-reject = { $count ->
    [one] 1 row will be rejected; you can save it after the import
   *[other] { $n } rows will be rejected; you can save them after the import
 }
reports-nothing-stored-yet = Nothing has been stored yet
reports-import-rows = { $count ->
    [one] Import 1 row
   *[other] Import { $n } rows
 }
reports-nothing-to-import = There are no rows to import
reports-first-rows = Only the first { $n } rows of each sheet are listed; counts cover all rows
reports-no-rows = No such rows
reports-no-rows-hint = Choose another filter

# Done
reports-imported = { $count ->
    [one] Imported 1 row
   *[other] Imported { $n } rows
 }
reports-imported-nothing = No data were changed
reports-reconciled = Rows in files { $rows } = new { $new } + changed { $changed } + unchanged { $unchanged } + rejected { $rejected }
reports-not-imported = { $count ->
    [one] 1 row was not imported
   *[other] { $n } rows were not imported
 }
reports-not-imported-hint = The saved sheet gives the reason beside each row; correct it and import it again
reports-save-rejects = { $count ->
    [one] Save this row
   *[other] Save these { $n } rows
 }
reports-rejects-file = { $file }_rows not imported.xlsx
reports-result = Reconciliation
reports-result-sub = Rows of each sheet = new + changed + unchanged + rejected
reports-undo = Undo this import
reports-undone = This import was undone
reports-undone-hint = Data are as they were before it; redo brings it back
reports-import-more = Import more
reports-go-funnel = Go to Funnel

# Import history
reports-history = Import history
reports-history-empty = Nothing has been imported yet
reports-history-empty-hint = Every sheet you import is listed here and can be taken back
reports-taken-back = Taken back
reports-take-back = Take back
reports-take-back-import = Take import back
reports-take-back-title = Take back the import of "{ $file }"?
reports-rejects-again = Save the { $n } rejected rows of { $file }
reports-file-hash = File hash { $hash }
reports-take-back-rows = { $count ->
    [one] 1 change is taken back
   *[other] { $n } changes are taken back
 }
reports-kept-changed = Kept, changed since: { $name } { $n }
reports-kept-in-use = Kept, still in use: { $name } { $n }
reports-take-back-undo = Taking back can be undone
reports-record-person = people
reports-record-team = teams
reports-record-region = regions
reports-record-post = posts
reports-record-membership = memberships
reports-record-account = customers
reports-record-product = products
reports-record-opportunity = deals
reports-record-move = deal changes
reports-record-target = targets
reports-record-alias = matched names
reports-record-batch = import records
reports-record-reject = rejected rows

# Print
reports-documents = Documents
reports-documents-count = { $count ->
    [one] 1 kind
   *[other] { $n } kinds
 }
reports-documents-meetings = Meetings
reports-documents-people = People
reports-documents-business = Business
reports-one-each = One each
reports-one-each-target = One for each target
reports-one-each-charter = One for each team
reports-one-each-training = One each with records
reports-one-each-duty = One for each person
reports-one-each-plan = One each with a plan
reports-one-each-sign-in = One for each class
reports-one-each-certificate = Everyone who passed
reports-one-each-review = One each for every week
reports-one-each-deal = One for each deal
reports-one-each-skills = Company, regions, teams
reports-one-each-visit = One for each visit
reports-one-each-blank = For the clipboard
reports-one-each-coaching = One for each person
reports-range = For whom
reports-period = Period
reports-scope = Team
reports-scope-all = Whole company
reports-scope-region = { $name } (region)
reports-scope-team = { $name } (team)
reports-everyone = Everyone
reports-everyone-target = All people and teams
reports-everyone-charter = All teams
reports-everyone-training = Everyone with records
reports-everyone-duty = All people in post
reports-everyone-plan = All plans
reports-everyone-sign-in = All classes
reports-everyone-certificate = All certificates
reports-everyone-review = All reviews
reports-everyone-deal = All deals
reports-everyone-coaching = All with coaching records
reports-all-deals = List all deals
reports-everyone-skills = All matrices
reports-everyone-visit = All visits
reports-everyone-blank = Sheets in use
reports-chosen = { $n } / { $all } chosen
reports-gaps = { $count ->
    [one] 1 gap
   *[other] { $n } gaps
 }
reports-gaps-note = { $count ->
    [one] 1 page has gaps and prints as it is
   *[other] { $n } pages have gaps and print as they are
 }
reports-nobody-enrolled = Nobody enrolled
reports-nobody-enrolled-note = { $count ->
    [one] Nobody is enrolled in 1 class, which is printed all the same
   *[other] Nobody is enrolled in { $n } classes, which are printed all the same
 }
reports-no-method = Not said how
reports-no-method-note = { $count ->
    [one] 1 letter does not say how the target is reached and prints as it is
   *[other] { $n } letters do not say how the targets are reached and print as they are
 }
reports-without-note = { $count ->
    [one] 1 person has no data and no page
   *[other] { $n } people have no data and no page
 }
reports-without-target = { $count ->
    [one] 1 team or person has no target and no page
   *[other] { $n } teams or people have no target and no page
 }
reports-without-review = { $count ->
    [one] 1 region or team has no open deals and no page
   *[other] { $n } regions or teams have no open deals and no page
 }
reports-without-deal = { $count ->
    [one] 1 more deal is not listed: choose a smaller range, or print it from its page
   *[other] { $n } more deals are not listed: choose a smaller range, or print them from their pages
 }
reports-without-skills = { $count ->
    [one] Of 1 scope no skill is asked or rated, and it has no page
   *[other] Of { $n } scopes no skill is asked or rated, and they have no page
 }
reports-without-charter = { $count ->
    [one] 1 team has no charter and no page
   *[other] { $n } teams have no charter and no page
 }
reports-without-training = { $count ->
    [one] 1 person has no learning record and no page
   *[other] { $n } people have no learning record and no page
 }
reports-without-duty = { $count ->
    [one] 1 person has no duty sheet and no page
   *[other] { $n } people have no duty sheet and no page
 }
reports-no-people = No people yet
reports-no-people-hint = Add people or import a roster first
reports-go-organisation = Go to Organisation
reports-no-pages = No evaluation pages for { $period }
reports-no-pages-hint = Choose another period or team
reports-no-sign-ins = No classes in { $period }
reports-no-sign-ins-hint = Plan one under Training, Classes, or choose another period
reports-no-certificates = Nobody passed a training in { $period }
reports-no-certificates-hint = Record or import results of training first, or choose another period
reports-no-letters = No targets for { $period }
reports-no-letters-hint = Set or import targets first, or choose another period or team
reports-no-charters = No team charter holds in { $period }
reports-no-charters-hint = Publish one under Organisation, Team life, or choose another period or team
reports-no-trainings = No training files for { $period }
reports-no-trainings-hint = Record trainings, certificates or ratings first, or choose another period or team
reports-no-duties = No duty sheets to print
reports-no-duties-hint = Write and publish one under Organisation, Posts first, or choose another team
reports-no-reviews = No deals to review in { $period }
reports-no-reviews-hint = Import a list of deals or weekly reports first, or choose another week or team
reports-no-deals = No deals in { $period }
reports-no-deals-hint = Open deals are listed in the period of today, closed ones in that in which they were closed: choose another period or team
reports-no-skills = No skill is asked or rated in { $period }
reports-no-skills-hint = Set what posts ask or rate people under Training, Skills matrix, or choose another period or team
reports-no-visits = No field visit filled in in { $period }
reports-no-visits-hint = Fill one in under Coaching, Field visits first, or choose another period or team
reports-no-blanks = No observation sheet in use
reports-no-blanks-hint = Bring the default one back under Coaching, Field visits first
reports-no-coachings = No coaching records in { $period }
reports-no-coachings-hint = Records of coachings that were held are printed: choose another period or team, or record one first
reports-no-plans = No yearly plan for { $period }
reports-no-plans-hint = Write one under Targets, Yearly plan, or choose another period or team
reports-preview = Preview
reports-preview-sub = { $count ->
    [one] 1 document, A4 portrait
   *[other] { $n } documents, A4 portrait
 }
reports-look = View
reports-look-grid = All
reports-look-page = One
reports-page-before = Previous
reports-page-after = Next
reports-nobody-chosen = Nothing is ticked
reports-nobody-chosen-hint = Tick the people or teams to print on the left
reports-output = Output
reports-output-one = One PDF
reports-output-one-detail = { $count ->
    [one] 1 document, with bookmark
   *[other] { $n } documents, with bookmarks
 }
reports-output-each = One PDF each
reports-output-each-detail = { $count ->
    [one] 1 file
   *[other] { $n } files
 }
reports-output-printer = Print
reports-output-printer-detail = { $count ->
    [one] Choose a printer, 1 document
   *[other] Choose a printer, { $n } documents
 }
reports-printer = Printer
reports-finding-printers = Looking for printers
reports-no-printers = No printer was found; make a PDF and print it with the system's reader
reports-search-again = Look again
reports-file-name = File name
reports-folder = Folder
reports-no-folder = Not chosen yet
reports-pick-folder = Choose
reports-make-pdf = { $count ->
    [one] Make PDF (1 document)
   *[other] Make PDF ({ $n } documents)
 }
reports-print-now = { $count ->
    [one] Print 1 document
   *[other] Print { $n } documents
 }
reports-written = { $count ->
    [one] 1 file written
   *[other] { $n } files written
 }
reports-foot-data = Footer: data as of
reports-foot-pages = Page numbers
reports-foot-pages-value = page x of y
reports-foot-code = Content code
reports-foot-code-value = same content, same code
reports-foot-time = Print time
reports-foot-time-value = not printed

# Export
reports-export-title = Tables
reports-export-sub = All records, names instead of keys, for any spreadsheet program
reports-export-as = Export as
reports-export-copy = Copy
reports-export-everything = Export everything…
reports-export-systems = Exports of other systems: deals and customers of Zoho CRM come in as they are. Fxiaoke and Hecom do not publish the headings of their exports: use the templates, or choose the columns once, and they are remembered for the sender. Columns that are not recognised stay with the record.
reports-export-templates = Templates for reps…
reports-everything = Coxswain export
reports-table-people = People
reports-table-people-detail = Name, number, post, team, region, manager, hire date
reports-table-accounts = Customers
reports-table-accounts-detail = Name, industry, place, owner
reports-table-products = Products
reports-table-products-detail = Name, series, price
reports-table-contacts = Contacts
reports-table-contacts-detail = Customer, name, job title, role in decisions, telephone, email, WeChat
reports-table-opportunities = Deals
reports-table-opportunities-detail = Number, customer, product, owner, stage, amount, dates
reports-table-moves = Deal changes
reports-table-moves-detail = Every change of stage, amount, closing day or owner, with day and source
reports-table-targets = Targets
reports-table-targets-detail = Subject, metric, period, value
reports-table-orders = Orders
reports-table-orders-detail = Number, line, customer, product, quantity, price, amount, dates
reports-table-returns = Returns
reports-table-returns-detail = Order number, day, amount, reason
reports-table-receipts = Receipts
reports-table-receipts-detail = Customer, amount, day received, invoice
reports-table-activities = Activities
reports-table-activities-detail = Person, day, customer, subject, result, next step
reports-table-reports = Work reports
reports-table-reports-detail = Person, period, work done, plan, problems, help needed, feedback
reports-table-trainings = Training records
reports-table-trainings-detail = Person, course, day, trainer, cost, outcome, score
reports-table-skills = Skill ratings
reports-table-skills-detail = Person, skill, level, day, rated by, evidence
reports-table-certificates = Certificates
reports-table-certificates-detail = Person, certificate, number, day of issue, valid until
reports-table-satisfaction = Customer satisfaction
reports-table-satisfaction-detail = Customer, score, day, contact, question, comment
reports-table-evaluations = Evaluations
reports-table-evaluations-detail = Period, person, own comment, manager's comment
reports-table-imports = Imports
reports-table-imports-detail = Time, file, rows, new, changed, unchanged, rejected

# Submissions
reports-owed-daily = Daily report
reports-owed-weekly = Weekly report
reports-owed-monthly = Monthly report
reports-owed-due = { $period }, due { $due }
reports-owed-earlier = The one before
reports-owed-later = The next one
reports-owed-newest = Newest
reports-owed-kind = Kind of report
reports-owed-matrix = { $report } submissions
reports-owed-sub = Due { $due }; low = 95% interval below the team
reports-owed-low = Low
reports-owed-total = Total
reports-owed-overdue = { $count ->
    [one] 1 working day overdue
   *[other] { $n } working days overdue
 }
reports-owed-affected = { $names } missing, who hold
reports-owed-share = Of the team's open { $amount }
reports-owed-deals = { $count ->
    [one] 1 open deal, { $amount }
   *[other] { $n } open deals, { $amount }
 }
reports-owed-and-more = { $names } and others ({ $n })
reports-owed-calendar = Calendar and rules
reports-key-on-time = On time
reports-key-late = Late
reports-key-missing = Missing
reports-key-holiday = Holiday
reports-key-open = Not due
reports-cell-late = +{ $n }d
reports-cell-holiday = Off
reports-rule-holiday = Holiday { $from } to { $to }
reports-rule-holiday-off = { $periods } not owed
reports-rule-holiday-owed = Owed as usual
reports-rule-company = { $day } { $name }
reports-rule-company-off = Company day off
reports-rule-company-on = Worked by the company
reports-rule-no-notice = No notice of holidays for { $year }
reports-rule-estimated = Plain weekends assumed
reports-rule-newcomer = { $name } from { $period }
reports-rule-newcomers = Newcomers owe
reports-rule-newcomers-none = From the period they join in
reports-rule-due-first-daily = next working day
reports-rule-due-first-weekly = first working day of the next week
reports-rule-due-first-monthly = first working day of the next month
reports-rule-due-weekday = { $day } of the next week
reports-rule-due-day = day { $day } of the next month
reports-rule-add = Add rule
reports-rule-edit = Edit
reports-rule-new = Add a rule of who reports
reports-rule-change = Change who reports
reports-rule-save = Save rule
reports-rule-everyone = Everyone
reports-rule-name = { $report }, { $who }
reports-rule-value = { $count ->
    [one] { $due }, 1 day of grace
   *[other] { $due }, { $n } days of grace
 }
reports-rule-off = Turned off
reports-rule-since = from { $day }: { $value }
reports-rule-how = How to change it
reports-rule-how-from = From a day on
reports-rule-how-correct = Correct the past too
reports-rule-how-from-help = Makes a further rule; periods that begin before the day stay as they are
reports-rule-how-correct-help = Changes this rule; all periods it decided about are judged again
reports-rule-who = Whose
reports-rule-who-help = Everyone are those who are in a team and manage none; a rule for a post goes before that for everyone
reports-rule-due = Due on
reports-rule-hour = Until
reports-rule-grace = Grace
reports-rule-grace-help = Working days after the due day that are still in time
reports-rule-starts = From
reports-rule-starts-help = Decides about periods that begin on this day or later, until the next rule of the kind; blank since ever
reports-rule-active = Holds
reports-rule-twice = There is a rule for this report and this post from the same day already
reports-rule-bad-grace = A whole number from 0 to 31
reports-rule-bad-day = There is no such day
reports-rule-no-day = Say from which day
reports-manner = Manner
reports-manner-gentle = Friendly
reports-manner-direct = Direct
reports-manner-impact = With stakes
reports-owed-sent = Sent
reports-owed-sent-late = Sent, { $n } late
reports-owed-open = { $count ->
    [one] 1 to come, not due yet
   *[other] { $n } to come, not due yet
 }
reports-owed-person = Person
reports-owed-on-time = On time / due
reports-owed-past = Up to now
reports-owed-promised = Promised before
reports-owed-planned = Planned before
reports-owed-done = Done
reports-owed-problems = Problems
reports-owed-help = Help needed
reports-owed-not-written = No written report. A list of deals counts as sent; plans and results come from imported work reports.
reports-owed-no-rule = Nobody is asked for a report
reports-owed-no-rule-detail = Once someone is, this says who was in time, late or missing
reports-owed-no-rule-action = Ask for weekly reports
reports-owed-nobody = Nobody owes a report
reports-owed-nobody-detail = Those owe one who are in a team and manage none
reports-owed-nobody-action = Go to Organisation
reports-owed-import = Import reports
reports-owed-not-yet = Nothing is known of this time
reports-owed-not-yet-detail = Counting begins with the first report that was imported
reports-owed-not-yet-action = Import reports
reports-owed-holiday = Holidays: no report is owed
reports-owed-holiday-detail = Less than half of the usual days are worked
reports-promise = Promises and results
reports-promise-sub = Amounts to sign in { $unit }; 90% of it keeps a promise; 95% interval, no verdict under 10
reports-promise-of = { $period } promise
reports-promise-signed = Signed
reports-promise-difference = Gap
reports-promise-kept = Kept of last { $n }
reports-promise-bench = Team { $share }
reports-promise-no-bench = 95% interval
reports-promise-share = Share
reports-promise-verdict = Verdict
reports-promise-action = Next step
reports-promise-talk = Plan a talk
reports-promise-few = Few
reports-promise-interval = 95% interval { $low }–{ $high }
reports-promise-who = { $count ->
    [one] one who
   *[other] { $n } who
 }
reports-promise-note = The { $who } promised: { $signed } − { $promised }
reports-promise-none = No amount was promised yet
reports-promise-none-detail = Add a column Promised amount to the weekly report, for what is to be signed in the next one; once imported it stands beside what was signed
reports-promise-none-action = Write templates
reports-remind = Reminder
reports-remind-n = { $count ->
    [one] 1 person
   *[other] { $n } people
 }
reports-remind-group = For the group
reports-remind-copy = Copy
reports-remind-copy-all = Copy reminder
reports-remind-copied = Copied
reports-remind-more = { $n } more; open a person of the list to copy
reports-remind-local = Coxswain sends nothing; paste it where you write to them
reports-remind-name-due = { $name } ({ $due })
reports-remind-own-due = the time behind each name
reports-remind-none = All reports are there
reports-remind-none-hint = Nobody needs a reminder
reports-remind-one-gentle = Hello { $names }, your { $report } for { $period } has not arrived; it was due { $due }. Please send it when you can, and tell me if something is in the way. Thank you.
reports-remind-one-direct = { $names }, your { $report } for { $period } has not arrived and was due { $due }. Please send it today.
reports-remind-one-impact = { $names }, your { $report } for { $period } has not arrived (due { $due }). There is nothing new on your deals: { $deals }. Please send it today, and tell me if something is in the way.
reports-remind-one-gentle-open = Hello { $names }, please send your { $report } for { $period } by { $due }. Thank you.
reports-remind-one-direct-open = { $names }, please send your { $report } for { $period } by { $due }.
reports-remind-one-impact-open = { $names }, please send your { $report } for { $period } by { $due }. Your deals wait for it: { $deals }.
reports-remind-all-gentle = Hello all, { $sent } / { $owed } have sent the { $report } for { $period }, thank you. Not here yet: { $names }. It was due by { $due }; please send it when you can, and tell me if something is in the way.
reports-remind-all-direct = { $sent } / { $owed } have sent the { $report } for { $period }. Missing: { $names }. It was due by { $due }; please send it today.
reports-remind-all-impact = { $sent } / { $owed } have sent the { $report } for { $period }. Missing: { $names }. There is nothing new on their deals: { $deals }. It was due by { $due }; please send it today.
reports-remind-all-gentle-open = Hello all, please send the { $report } for { $period } by { $due }: { $names }. { $sent } / { $owed } are here, thank you.
reports-remind-all-direct-open = Please send the { $report } for { $period } by { $due }: { $names }. { $sent } / { $owed } are here.
reports-remind-all-impact-open = Please send the { $report } for { $period } by { $due }: { $names }. { $sent } / { $owed } are here; the deals of the others wait: { $deals }.
