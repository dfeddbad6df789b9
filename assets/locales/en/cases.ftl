# The case library. $n is a count; days, shares and names are texts that are written already.

# The list
cases-new = Write a case
cases-line = { $n ->
        [one] { $n } case
       *[other] { $n } cases
    }, told { $told ->
        [one] once
       *[other] { $told } times
    } in meetings this quarter
cases-list = Cases
cases-search = Search cases
cases-search-hint = Search problems, customers, actions
cases-all = All
cases-all-drafts = All with drafts
cases-won = Won
cases-lost = Lost
cases-draft = Draft
cases-nothing-found = No case fits; try another word or filter
cases-used = Used { $n }×
cases-no-play = No play yet
cases-empty = No cases yet
cases-empty-detail = Take a deal that was won or lost apart into at least three steps: who did what, what shows it, why it worked
cases-span = { $from } to { $to }

# One case
cases-publish = Put into library
cases-edit = Edit case
cases-print = Print one page
cases-more = More
cases-withdraw = Take out of library
cases-remove = Delete case
cases-column-step = Step and who
cases-column-did = What they did
cases-column-evidence = Evidence
cases-column-why = Why it worked
cases-no-steps = No steps yet; the library asks for three, each with all four parts
cases-when = When it can be used
cases-suits = Fits
cases-suits-not = Does not fit
cases-takeaways = Take along
cases-deal = Deal
cases-deal-open = Open deal
cases-fact-deal = Name
cases-fact-amount = Amount
cases-fact-product = Product
cases-fact-closed = Closed
cases-fact-days = From creation to close
cases-days = { $n ->
        [one] { $n } day
       *[other] { $n } days
    }

# Meetings and readers
cases-meeting = In team meetings
cases-meeting-next = Next { $day }
cases-meeting-last = Last { $day }
cases-meeting-none = Not in a meeting yet
cases-meeting-add = Put into meeting
cases-meeting-edit = Edit this meeting
cases-meeting-remove = Take out of this meeting
cases-meeting-name = Meeting
cases-meeting-hint = Such as Monday meeting
cases-meeting-minutes = Minutes
cases-meeting-agenda = What is done
cases-agenda-help = One a line, such as: tell 3 minutes, practise 5, agree 2
cases-minutes = { $n } min
cases-meetings = In { $n ->
        [one] { $n } meeting
       *[other] { $n } meetings
    } in all
cases-read = Read by { $people }
cases-read-scored = Read by { $people }, mean score { $mean }, n = { $n }
cases-read-add = Record a reader
cases-reader = Who read it
cases-score = How useful
cases-score-help = 1 to 5; blank where it was not scored

# Plays
cases-play = Play
cases-play-make = Make a play
cases-play-none = No play is made of this case yet. Only a play records who used it and what came of it.
cases-play-draft = A play can be made once the case is in the library
cases-play-which = Which play
cases-play-next = New version
cases-play-retire = Retire play
cases-play-publish = Publish play
cases-play-name = Name of the play
cases-play-stage-help = Only with a stage can use be set against results
cases-play-steps = Steps
cases-play-steps-help = Actions that others can repeat, at least three
cases-play-step = What step { $n } is
cases-play-standard = What counts as step { $n } done
cases-change = What is new in this version
cases-version = Version { $number }, published { $day } by { $by }
cases-retired = Out of use

# Who used it
cases-people = Who used it
cases-users = { $users } of { $people } people, { $uses } uses
cases-not-used = Not used
cases-deals = { $n }×
cases-remind = Copy reminder ({ $n })
cases-reminded = Copied
cases-and = { ", " }
cases-reminder = { $names }: please try "{ $play }" once on a deal that fits, and tell us in the next meeting which steps you used and what came of it.
cases-uses = Latest uses
cases-uses-sub = Which steps, when, what came of it
cases-uses-none = Nobody has used it yet
cases-all-uses = All { $n }
cases-fewer-uses = Latest only (of { $n })
cases-adopt = Record a use
cases-adopt-deal = On which deal
cases-adopt-help = A use without a deal is kept, but not set against results
cases-adopt-steps = Which steps were used
cases-adopt-remove = Delete this use
cases-user = Who used it
cases-without-deal = No deal given
cases-result = What came of it
cases-said = A word on it
cases-worked = Worked
cases-partly = Partly worked
cases-failed = Did not work
cases-open = No result yet

# What goes together with it
cases-outcome = Result: going on from "{ $stage }"
cases-outcome-sub = Stays that began { $from } to { $to } and are 45 days old; going on within 45 days counts, n = { $n }
cases-with = With it
cases-without = Without
cases-before = Before it
cases-interval = 95% interval { $low } to { $high }
cases-share-note = The dot is the share, the line its 95% interval (Wilson); before it: the 180 days before it was published
cases-few = Too few
cases-none = None
cases-unknown = Not reached
cases-difference = Difference
cases-difference-interval = 90% interval { $low } to { $high } (Newcombe)
cases-verdict-few = Too few cases: { $used } with it, { $unused } without; at least 10 of each are compared
cases-verdict-unclear = No conclusion yet: the interval crosses 0. At this difference it takes about { $n } of each to tell (power 80%)
cases-verdict-even = No conclusion yet: both are the same
cases-verdict-more = More go on with it, and the interval leaves 0
cases-verdict-fewer = Fewer go on with it, and the interval leaves 0: find out why before it spreads
cases-guard = Correlation is not causation: nobody drew lots for who uses a play. Users may be stronger anyway, and deals that stay longer leave more time to use it.
cases-left-out = { $n ->
        [one] { $n } more stay began before the play and used it later; it is
       *[other] { $n } more stays began before the play and used it later; they are
    } in neither group
cases-median = Median stay: with it { $used }, without { $unused }, before it { $before }
cases-records-about = { $n ->
        [one] { $n } stay
       *[other] { $n } stays
    } that began { $from } to { $to }
cases-column-deal = Customer and deal
cases-column-owner = Owner
cases-column-enter = Entered
cases-column-days = Stay
cases-column-went = In 45 days
cases-went-on = Went on
cases-did-not = Did not

# Forms
cases-save = Save
cases-find = Search
cases-find-nothing = Nothing found
cases-nobody = Nobody
cases-no-deal = No deal
cases-no-stage = No stage
cases-title = Title
cases-title-hint = The action and what came of it, in a sentence
cases-deal-help = Deals closed in the last two years; the customer and how it ended come with the deal
cases-ended = How it ended
cases-starts = From
cases-ends = To
cases-person = Owner
cases-presenter = Told by
cases-stage = For the stage
cases-steps = Steps
cases-steps-help = The library asks for three, each complete: who, what they did, evidence, why it worked
cases-step-name = Step { $n }
cases-step-who = Who in step { $n }, the customer too
cases-step-did = What was done in step { $n }
cases-step-evidence = What shows step { $n }
cases-step-why = Why step { $n } worked or did not
cases-step-add = Add step
cases-lines-help = One a line
cases-tags = Tags
cases-tags-help = One tag a line
cases-day = Day
cases-of-deal = Write this deal up as a case
cases-of-deal-note = Won or lost: take it apart into steps for everybody
cases-problem-title = Write a title
cases-problem-day = Write the day as 2025-11-18
cases-problem-turned = It ends before it begins
cases-problem-future = Not later than today
cases-problem-step = Give this step a name
cases-problem-change = Say what is new
cases-problem-name = Write a name
cases-problem-steps = At least three steps
cases-problem-meeting = Say which meeting
cases-problem-minutes = At least 1 minute, or blank
cases-problem-person = Choose somebody
cases-problem-score = 1 to 5, or blank
cases-problem-used = Choose at least one step
cases-problem-result = Choose what came of it

# On paper
doc-case-page-title = Case
doc-case-page-file-one = Case { $title }
doc-case-page-file-many = Cases { $period }
doc-case-page-person = Owner
doc-case-page-account = Customer
doc-case-page-deal = Deal
doc-case-page-result = Result
doc-case-page-presenter = Told by
doc-case-page-days = Days
doc-case-page-stage = For the stage
doc-case-page-tags = Tags
doc-case-page-steps = Steps
doc-case-page-step = Step and who
doc-case-page-did = What they did
doc-case-page-evidence = Evidence
doc-case-page-why = Why it worked
doc-case-page-when = When it can be used
doc-case-page-suits = Fits
doc-case-page-suits-not = Does not fit
doc-case-page-takeaways = Take along
doc-case-page-meeting = In team meetings
doc-case-page-plays = Plays
doc-case-page-plays-note = Uses are counted up to the day in the footer
doc-case-page-play = { $name }, version { $number }, used by { $users } of { $people } people, { $uses } uses
reports-one-each-case = One for each case
reports-everyone-case = All cases
reports-no-cases = No case in the library by { $period }
reports-no-cases-hint = Write one under Training, Case library, and put it into the library, or choose another period or team
cli-cases-without = No case in the library: { $names }
