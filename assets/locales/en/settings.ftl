# Settings: workspace, stages, evaluation template, appearance and language.
settings-tabs = Pages of settings
settings-workspace = Workspace
settings-stages = Stages
settings-template = Evaluation template
settings-appearance = Appearance and language
settings-reset = Reset
settings-nothing-to-save = Nothing was changed
settings-version = version { $n }
settings-comma = ,{ " " }

# Workspace.
settings-sample = This is the sample workspace
settings-sample-detail = Its people, customers and figures are invented; try anything
settings-names = Names
settings-names-sub = Printed on evaluations and other pages
settings-company = Company
settings-department = Department
settings-author = Your name
settings-author-help = Kept with every change
settings-save-names = Save names
settings-file = Contents
settings-file-sub = All in one workspace file
settings-content-people = Active people
settings-content-teams = Teams
settings-content-accounts = Accounts
settings-content-deals = Deals
settings-content-imports = Imported sheets
settings-backup = Back up now
settings-backup-note = Every backup is opened and checked once it is written

# Stages.
settings-stages-note = A new name shows on earlier records too; deals past their limit are marked in the funnel.
settings-stage-name = Name
settings-stage-name-en = English name
settings-stage-limit = Limit
settings-stage-name-of = Name of stage { $n }
settings-stage-name-en-of = English name of stage { $n }
settings-stage-limit-of = Limit of stage { $n }
settings-days = days
settings-no-limit = None
settings-save-stages = Save stages
settings-no-stages = No stages yet
settings-no-stages-detail = A new workspace comes with the standard sales process
settings-problem-stage-blank = Enter a name
settings-problem-stage-twice = Two stages have this name
settings-problem-stage-limit = Enter a whole number from 1 to 3650, or nothing for no limit

# Evaluation template.
settings-category = Category
settings-category-own = Other
settings-category-hint = Category name
settings-category-of = Category of row { $n }
settings-category-name-of = Category name of row { $n }
settings-metric = Metric
settings-metric-of = Metric of row { $n }
settings-weight = Weight
settings-weight-of = Weight of row { $n }
settings-remove-row = Remove row { $n }
settings-add-row = Add metric
settings-all-metrics-used = All metrics are listed
settings-total = Total
settings-total-missing = { $part } missing
settings-total-over = { $part } too much
settings-save-template = Save as version { $n }
settings-template-note = { $n ->
    [one] { $n } cycle keeps the present version
   *[other] { $n } cycles keep the present version
 }
settings-template-note-unused = New cycles use the new version
settings-no-template = No evaluation template yet
settings-no-template-detail = A new workspace comes with a quarterly evaluation
settings-problem-category = Enter a category name
settings-problem-metric-twice = This metric is listed already
settings-problem-weight = The weight must be above 0% and at most 100%
settings-problem-total = The weights must total 100%
settings-grades = Grades and scores
settings-grades-sub = A target reached scores 100
settings-cap = At most { $points } points for one metric
settings-min-cover = No grade when less than { $part } of the weight has data

# Appearance and language.
settings-appearance-sub = On this computer only
settings-language = Language
settings-language-zh = 中文
settings-language-en = English
settings-theme = Theme
settings-theme-system = System
settings-theme-light = Light
settings-theme-dark = Dark
settings-zoom = Zoom
settings-zoom-hint = 80% to 200%
settings-zoom-larger = Larger
settings-zoom-smaller = Smaller
settings-zoom-usual = Back to 100%
settings-contrast = High contrast
settings-contrast-hint = Stronger outlines of fields and buttons
settings-motion = Reduced motion
settings-motion-hint = Drawers, messages and switches no longer slide
settings-colours = What colours mean
settings-colours-text = Green is reached or better, red is behind or worse; the stock market's red for rising and green for falling does not apply here.
settings-keys = Shortcuts
settings-keys-sub = On every page
settings-key-palette = Search or run a command
settings-key-open = Open a workspace
settings-key-new = New workspace
settings-key-undo = Undo
settings-key-redo = Redo
settings-key-areas = Change the page, in the order of the sidebar
settings-key-period = Previous, next period
settings-key-rows = Next, previous row of a list
settings-key-escape = Close drawers, dialogs and menus
settings-default-model = Standard sales process
settings-default-template = Quarterly evaluation
