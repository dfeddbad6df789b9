# Evaluation: scorecards of a period, comments, signatures and printing.
evaluation-tabs = Evaluation
evaluation-tab-year = Yearly evaluation
evaluation-tab-quarter = Quarterly evaluation
evaluation-tab-month = Monthly evaluation
evaluation-tab-week = Weekly evaluation
evaluation-hint = { $done } of { $all } complete, { $waiting } to sign
evaluation-export-all = Save all as PDF
evaluation-mode = View
evaluation-mode-person = Person
evaluation-mode-summary = Summary
evaluation-comma = { ", " }
evaluation-save = Save
evaluation-open = Open
evaluation-import = Go to Import

# Nothing to show.
evaluation-empty-period = No data for { $period }
evaluation-empty-person = { $name } has no data for { $period }
evaluation-empty-detail = No deals were won or lost in this period and none were open
evaluation-empty-go = Show { $period }
evaluation-empty-workspace = Nobody to evaluate yet
evaluation-empty-workspace-detail = Import deals; each owner then gets a scorecard
evaluation-no-targets = No targets for { $period }
evaluation-no-targets-detail = Without targets there are no scores. Import a targets sheet with person, metric and period.

# Summary.
evaluation-people = Evaluation summary
evaluation-people-sub = { $n ->
    [one] { $n } person, { $rated } with a score
   *[other] { $n } people, { $rated } with a score
 }
evaluation-col-name = Name
evaluation-col-team = Team
evaluation-col-stand = Status
evaluation-no-data = No data
evaluation-stand-changed = Changed since signing
evaluation-stand-comments = Comments missing
evaluation-stand-employee = Employee to sign
evaluation-stand-manager = Manager to sign
evaluation-stand-hr = HR to sign
evaluation-stand-signed = Complete

# Person: the head.
evaluation-pick = Choose a person
evaluation-pick-find = Search names
evaluation-pick-nothing = Nothing found
evaluation-previous = Previous (K)
evaluation-next = Next (J)
evaluation-head = Evaluation { $period }, no. { $number }
evaluation-score = Overall score
evaluation-grade = Grade
evaluation-rank = Team rank
evaluation-unrated = Not rated
evaluation-step-self = Self-review
evaluation-step-manager = Manager comment
evaluation-step-employee-signs = Employee signs
evaluation-step-manager-signs = Manager signs
evaluation-step-hr-signs = HR signs
evaluation-changed = Changed since signing; sign again
evaluation-changed-detail = Figures or comments changed after signing, so paper and record differ. Withdraw the signatures to sign again.

# Scorecard.
evaluation-scorecard = Scorecard
evaluation-sub = { $met } met, { $below } below target
evaluation-sub-running = { $met } met as of { $day }
evaluation-sub-missing = { $missing } without target or data
evaluation-category = Category
evaluation-metric = Metric
evaluation-weight = Weight
evaluation-target = Target
evaluation-actual = Actual
evaluation-attainment = Attainment
evaluation-points = Score
evaluation-weighted = Weighted
evaluation-total = Total
evaluation-cap = Scores end at { $cap }
evaluation-why-no-target = No target is set for { $period }
evaluation-why-zero-target = The target is 0, so there is no attainment
evaluation-why-no-deals = No deals to count in the period
evaluation-why-unknown = Not enough data to tell
evaluation-basis = { $n ->
    [one] From { $n } deal
   *[other] From { $n } deals
 }
evaluation-left-out = ; left out: { $list }
evaluation-left-out-one = { $reason } ({ $n })

# Where the team stands.
evaluation-spread = Team scores
evaluation-spread-sub = { $people } people, better to the right
evaluation-spread-sub-some = { $rated } of { $people } people have a score
evaluation-spread-band = { $grade }: { $n }
evaluation-spread-mean = Mean { $mean }
evaluation-spread-several = { $n } people
evaluation-spread-few = { $n ->
    [one] Few cases: { $n } person in the team has a score; the chart needs 3
   *[other] Few cases: { $n } people in the team have a score; the chart needs 3
 }

# Comments.
evaluation-comments = Comments
evaluation-unsaved = Not saved yet
evaluation-comment-self = Self-review
evaluation-comment-manager = Manager comment
evaluation-comment-self-hint = What went well, what did not, what support is needed
evaluation-comment-manager-hint = Conclusion, the figures behind it, focus for next time
evaluation-comment-count = { $n } / { $max }
evaluation-comment-long = More than { $max } characters; shorten to save
evaluation-comment-none = Nothing written
evaluation-locked = Signed; withdraw the signatures to change this

# Improvement plan.
evaluation-plan = Improvement plan
evaluation-plan-sub = { $n ->
    [one] { $n } item
   *[other] { $n } items
 }
evaluation-plan-empty = No improvements yet; the printed page leaves lines to write on
evaluation-plan-add = Add improvement
evaluation-plan-edit = Edit
evaluation-plan-title = Improvement plan for { $name }
evaluation-plan-item = Improvement { $n }
evaluation-plan-remove = Remove improvement { $n }
evaluation-plan-goal = Goal
evaluation-plan-goal-missing = Enter a goal
evaluation-plan-action = Action
evaluation-plan-due = Due
evaluation-plan-supporter = Supported by
evaluation-plan-save = Save plan

# Print preview and signing.
evaluation-preview = Print preview
evaluation-preview-sub = { $n ->
    [one] A4 portrait, { $n } page
   *[other] A4 portrait, { $n } pages
 }
evaluation-preview-failed = Save as PDF and open it in a reader instead
evaluation-zoom-in = Zoom in
evaluation-zoom-out = Zoom out
evaluation-zoom-fit = Fit width
evaluation-print = Print
evaluation-printers-looking = Looking for printers…
evaluation-printers-none = No printer found; you can save a PDF
evaluation-printer-default = Default
evaluation-export = Save as PDF
evaluation-sign = Sign
evaluation-sign-employee = Employee signs
evaluation-sign-manager = Manager signs
evaluation-sign-hr = HR signs
evaluation-sign-note = Signing locks the page until withdrawn
evaluation-sign-title = Evaluation of { $name }: signature of { $role }
evaluation-sign-detail = { $period }, content code { $code }. After signing, comments and plan cannot be changed.
evaluation-signer = Signed by
evaluation-signer-missing = Enter the name of the signer
evaluation-sign-day = Signed on
evaluation-signed-by = { $role } { $name }
evaluation-signed-note = Signed: { $list }
evaluation-role-employee = employee
evaluation-role-manager = manager
evaluation-role-hr = HR
evaluation-withdraw = Withdraw signatures
evaluation-withdraw-short = Withdraw
evaluation-withdraw-title = Withdraw all signatures on the evaluation of { $name }?
evaluation-withdraw-detail = { $n ->
    [one] { $n } signature leaves the record. Comments and plan can then be changed and signed again. Undo restores it.
   *[other] { $n } signatures leave the record. Comments and plan can then be changed and signed again. Undo restores them.
 }
evaluation-withdraw-stay = Keep signatures
evaluation-day-wrong = No such day; enter it like 2025-11-19
evaluation-day-future = The date cannot be after today
