# The yearly plan: the plan, the figures beside it, the targets of the years to come, and the printed page.

strategy-section-economy = Economy and trade
strategy-section-competition = Competition
strategy-section-strength = Own strengths
strategy-section-resources = Resources
strategy-section-life-cycle = Product life cycle
strategy-section-goal = Goals
strategy-section-initiative = Initiatives
strategy-state-draft = Draft
strategy-state-agreed = Agreed
strategy-state-reviewed = Reviewed
strategy-outcome-worked = Worked
strategy-outcome-partly = Worked in part
strategy-outcome-failed = Did not work
strategy-outcome-not-done = Not done
strategy-outcome-open = No outcome yet

# The figures beside the plan, worked out from the reports.
strategy-fact-of-year = { $metric } { $year }
strategy-fact-no-data = No data
strategy-fact-whole = Data of the whole year
strategy-fact-part = Data { $first } to { $last }
strategy-fact-no-sample = No closed deals
strategy-fact-sample = { $closed } closed, { $won } won
strategy-fact-target = Target { $year }, signed amount
strategy-fact-attained = { $signed } signed, { $share } reached
strategy-fact-signed = { $signed } signed
strategy-fact-pipeline = { $count ->
    [one] On { $day }, { $n } deal
   *[other] On { $day }, { $n } deals
 }
strategy-unset = Not set

# The page
strategy-person = Yearly plans are made for the company, a region or a team
strategy-person-detail = What a person is to reach stands in the target letter
strategy-person-action = See the plan of { $name }
strategy-none = { $who } has no plan for { $year } yet
strategy-none-detail = Write down how things stand, the goals and the initiatives; once agreed they hold, and at the end of the year you see which worked
strategy-start = Write the yearly plan
strategy-start-save = Begin the plan
strategy-title = Title
strategy-title-edit = Edit title
strategy-title-offered = Sales strategy and plan { $year }, { $who }
strategy-title-missing = Write a title
strategy-by = By { $name }
strategy-agreed-on = agreed { $day }
strategy-reviewed-on = reviewed { $day }
strategy-unwritten = Not written about yet: { $names }
strategy-context = How things stand
strategy-edit = Edit
strategy-not-written = Not written
strategy-add-goal = Add goal
strategy-add-initiative = Add initiative
strategy-no-goals = No goals yet: say what the year is to reach
strategy-no-initiatives = No initiatives yet: say what is done, by whom, by when and how it is measured
strategy-judged = { $judged } / { $all } judged, { $worked } worked
strategy-late = Due
strategy-nobody = Nobody yet
strategy-no-owner = no owner
strategy-no-due = no day
strategy-no-measure = no measure
strategy-no-facts = No owner, day or measure was written
strategy-until = by { $day }

# Forms
strategy-save = Save
strategy-lines = Points
strategy-help-economy = One in a line: how the economy and the customers' trades do, and whom it touches
strategy-help-competition = One in a line: who they are, where they win against us, where they lose to us
strategy-help-strength = One in a line: what we are good at and what not
strategy-help-resources = One in a line: people, budget, technical support, channels
strategy-help-life-cycle = One in a line: which products are new, growing, mature, fading
strategy-text = What
strategy-text-missing = Say what it is
strategy-owner = Owner
strategy-due = Due
strategy-measure = Measure
strategy-measure-help = Which figure tells, and how much of it is enough
strategy-initiative-needs = Before the plan is agreed, each initiative needs an owner, a day and a measure
strategy-search = Search names
strategy-nothing-found = Nobody found
strategy-line-remove = Delete this line
strategy-day-wrong = There is no such day; write it as 2025-06-30
strategy-day-future = Not later than today
strategy-day-early = Before the day on which the plan was agreed
strategy-due-far = Within one year before or after the plan's year
strategy-judge = Outcome and lesson
strategy-outcome = Outcome
strategy-lesson = Lesson
strategy-lesson-help = Why it came so, and what to do next time
strategy-lesson-missing = What did not work in full needs a lesson
strategy-agree = Agree on the plan
strategy-agree-save = It is agreed
strategy-agree-what = Once it is agreed, the plan no longer changes; only outcomes are added to its lines. The one way back is to undo this step.
strategy-agree-day = Agreed on
strategy-agree-thin = It needs a goal and an initiative at least
strategy-agree-open = Some initiatives have no owner, day or measure yet
strategy-close = Finish the review
strategy-close-save = It is reviewed
strategy-close-what = Write down what the year showed. After that nothing in the plan changes any more.
strategy-review = What the year showed
strategy-review-help = What was judged rightly and what wrongly; what goes on next year and what stops
strategy-review-missing = Write down what the year showed
strategy-review-open = Some goals or initiatives have no outcome yet
strategy-review-day = Reviewed on
strategy-remove = Delete draft
strategy-remove-title = Delete "{ $title }"?
strategy-remove-detail = { $count ->
    [one] Its one line goes with it; this can be undone.
   *[other] Its { $n } lines go with it; this can be undone.
 }
strategy-remove-stay = Keep it

# The years to come
strategy-years = This year and the next three
strategy-year-set = Set
strategy-year-change = Edit
strategy-year-title = Long-term target { $year }
strategy-year-what = { $metric } of { $who }. When that year comes, it is split to people and months under Setting.
strategy-year-no-value = Type a target, not below zero
strategy-year-actions-help = How it is reached: key actions, customers and means, one in a line
strategy-no-actions = No actions set
strategy-actions = { $count ->
    [one] 1 action
   *[other] { $n } actions
 }

# Command line
cli-plan-none = There is no plan for { $year }
cli-plans-none = No plan: { $names }
cli-plans-unwritten = How things stand is not written in full: { $names }

# Names of steps in the journal
step-strategy-start = Begin plan { $subject }
step-strategy-title = Edit title of plan { $subject }
step-strategy-section = Edit plan { $subject }
step-strategy-agree = Agree on plan { $subject }
step-strategy-judge = Say what came of { $subject }
step-strategy-review = Review plan { $subject }
step-strategy-remove = Delete draft of plan { $subject }

# When something fails
error-strategy-scope = Yearly plans are made for the company, a region or a team, not for a person
error-strategy-scope-hint = Use all, region:NAME or team:NAME
error-strategy-exists = There is a plan for { $year } already
error-strategy-exists-hint = Open it and go on there
error-strategy-agreed = The plan is agreed and no longer changes
error-strategy-agreed-hint = To change it, undo the step that agreed on it
error-strategy-draft = The plan is a draft and has no outcomes yet
error-strategy-draft-hint = Agree on the plan first
error-strategy-reviewed = The plan is reviewed and no longer changes
error-strategy-reviewed-hint = To change it, undo the step that reviewed it
error-strategy-blank = A line has an owner, a day or a measure and does not say what it is
error-strategy-blank-hint = Say what it is, or clear the line
error-strategy-owner = { $name } is not employed here and cannot be the owner
error-strategy-owner-hint = Choose somebody of the company
error-strategy-due = { $day } is too far from { $year }
error-strategy-due-hint = A line is due within one year before or after the plan's year
error-strategy-day = { $day } has not come yet
error-strategy-day-hint = Use today or an earlier day
error-strategy-early = A review is not before { $day }, when the plan was agreed
error-strategy-early-hint = Use a later day
error-strategy-thin = A plan needs a goal and an initiative at least
error-strategy-thin-hint = Add them, then agree on it
error-strategy-open = The initiative "{ $text }" lacks an owner, a day or a measure
error-strategy-open-hint = Add them, then agree on the plan
error-strategy-lesson = What did not work in full needs a lesson
error-strategy-lesson-hint = Say why it came so, and what to do next time
error-strategy-unjudged = { $n } of the goals and initiatives have no outcome yet
error-strategy-unjudged-hint = Say what came of each, then finish the review
error-strategy-words = The review is blank
error-strategy-words-hint = Write down what the year showed

# The printed page
doc-yearly-plan-title = Yearly sales strategy and plan
doc-yearly-plan-file-one = Yearly plan { $name } { $period }
doc-yearly-plan-file-many = Yearly plans { $period }
doc-yearly-plan-items = { $n }
doc-yearly-plan-whose = For
doc-yearly-plan-year = Year
doc-yearly-plan-state = Status
doc-yearly-plan-author = Written by
doc-yearly-plan-agreed = Agreed on
doc-yearly-plan-reviewed = Reviewed on
doc-yearly-plan-number-of-goals = Goals
doc-yearly-plan-number-of-initiatives = Initiatives
doc-yearly-plan-facts = Figures
doc-yearly-plan-facts-note = Worked out from the reports, not typed
doc-yearly-plan-figure = Figure
doc-yearly-plan-value = Value
doc-yearly-plan-rests-on = Rests on
doc-yearly-plan-context = How things stand
doc-yearly-plan-factor = Factor
doc-yearly-plan-what = What is the case
doc-yearly-plan-unwritten = Not written
doc-yearly-plan-goals = Goals
doc-yearly-plan-initiatives = Initiatives
doc-yearly-plan-index = No.
doc-yearly-plan-goal = Goal
doc-yearly-plan-initiative = Initiative
doc-yearly-plan-owner = Owner
doc-yearly-plan-due = Due
doc-yearly-plan-measure = Measure
doc-yearly-plan-outcome = Outcome and lesson
doc-yearly-plan-review = What the year showed
doc-yearly-plan-signatures = Signatures
doc-yearly-plan-signatures-note = Once agreed it no longer changes; at the end of the year each line is reviewed
doc-yearly-plan-sign-author = Written by
doc-yearly-plan-sign-checked = Checked by
doc-yearly-plan-sign-approved = Approved by
