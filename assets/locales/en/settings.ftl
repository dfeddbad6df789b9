# Settings: workspace, stages, evaluation template, appearance and language.
settings-tabs = Pages of settings
settings-workspace = Workspace
settings-stages = Stages
settings-calendar = Working calendar
settings-template = Evaluation template
settings-appearance = Appearance and language
settings-reset = Reset
settings-nothing-to-save = Nothing was changed
settings-version = version { $n }
settings-comma = ,{ " " }

# Workspace.
settings-sample = This is the sample workspace
settings-sample-detail = Its people, customers and figures are invented; try anything
settings-sample-remove = Remove the sample
settings-sample-ask = Remove the sample workspace?
settings-sample-ask-detail = The sample closes, and its file goes to the folder "removed" beside it with everything you changed in it; it is not deleted. The welcome screen makes a new one whenever you like.
settings-first = The first steps are put away
settings-first-detail = Team, stages, first list of deals and targets are not all done yet
settings-first-show = Show them on Today
settings-names = Names
settings-names-sub = Printed on evaluations and other pages
settings-company = Company
settings-department = Department
settings-author = Your name
settings-author-help = Kept with every change
settings-save-names = Save names
settings-file = Contents
settings-file-sub = All in one workspace file
settings-content-people = People on duty
settings-content-teams = Teams
settings-content-accounts = Customers
settings-content-deals = Deals
settings-content-imports = Imported sheets
settings-backup = Back up now
settings-backup-note = Every backup is opened and checked once it is written

# Working calendar.
settings-calendar-year-before = Previous year
settings-calendar-year-after = Next year
settings-calendar-official = Published
settings-calendar-edited = Entered
settings-calendar-estimated = Not published, estimated
settings-calendar-notice = Notice of the General Office of the State Council on the public holidays of { $year }
settings-calendar-none = The holidays of { $year } are neither published nor entered: plain weekends are assumed
settings-calendar-none-detail = Splits of targets, progress by working days and due dates of reports change with it; enter or paste the notice here once it is out
settings-calendar-entered = { $notice } (entered on { $day })
settings-calendar-entered-by = { $notice } (entered on { $day } by { $by })
settings-calendar-enter = Enter
settings-calendar-paste = Enter or paste holidays
settings-calendar-edit = Edit holidays
settings-calendar-copy = Copy as text
settings-calendar-copied = Copied
settings-calendar-away = Take the entered list away
settings-calendar-back = The published list that comes with the program holds again
settings-calendar-plain = Plain weekends are assumed again
settings-calendar-workdays = { $count ->
    [one] { $n } working day in the year
   *[other] { $n } working days in the year
 }
settings-calendar-month-days = { $n } d
settings-calendar-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 }
settings-calendar-and = ,{ " " }
settings-calendar-told-off = off on { $days }
settings-calendar-told-work = weekends worked: { $days }
settings-calendar-told-own = company days: { $days }
settings-calendar-workday = Working day
settings-calendar-weekend = Weekend
settings-calendar-holiday = Day off
settings-calendar-makeup = Make-up working day
settings-calendar-own-off = { $name } (company day off)
settings-calendar-own-work = { $name } (worked by the company)
settings-calendar-mon = Mon
settings-calendar-tue = Tue
settings-calendar-wed = Wed
settings-calendar-thu = Thu
settings-calendar-fri = Fri
settings-calendar-sat = Sat
settings-calendar-sun = Sun
settings-weekdays = Mo Tu We Th Fr Sa Su
settings-calendar-lists = Holidays and make-up days
settings-calendar-holidays = Holidays
settings-calendar-makeups = Make-up days
settings-calendar-company = Company days
settings-calendar-company-sub = The company's own days off and on; they go first
settings-calendar-company-add = Add company day
settings-calendar-company-edit = Edit company day
settings-calendar-company-edit-of = Edit { $day }
settings-calendar-company-remove-of = Delete { $day }
settings-calendar-company-none = No company days in { $year }; annual party, plant shutdown and stocktaking go here
settings-calendar-company-day = Day
settings-calendar-company-first = First day
settings-calendar-company-last = Last day
settings-calendar-company-last-help = Leave it blank for a single day
settings-calendar-company-kind = On this day
settings-calendar-company-label = What it is called
settings-calendar-company-example = Annual party, plant shutdown
settings-calendar-company-help = Due dates of reports, splits of targets to weeks and days and progress by working days follow; targets that are saved keep their amounts.
settings-calendar-off = Off
settings-calendar-on = Worked
settings-calendar-form = Holidays of { $year }
settings-calendar-form-notice = The notice it goes by
settings-calendar-form-notice-help = Its number, or its title and date
settings-calendar-form-list = Days off and worked weekends
settings-calendar-form-list-help = One stretch a line: first day,last day,off or work,holiday. Such as 2027-10-01,2027-10-07,off,National Day; it can be pasted from a spreadsheet
settings-calendar-form-found = { $off } days off, { $work } weekend days worked
settings-save = Save
settings-problem-notice = Say which notice it goes by
settings-problem-day = Write a date as 2026-12-31
settings-problem-day-turned = The last day is before the first
settings-problem-days-many = At most 62 days are added at once
settings-problem-day-taken = One of these days is a company day already
settings-problem-label = Say what the day is called

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
settings-remove-row = Delete row { $n }
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
settings-grade-lowest = { $grade }: everything below
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
settings-help = Help
settings-help-sub = Guide F1, shortcuts Ctrl + /
settings-default-template = Quarterly evaluation

# Health.
settings-health = Health
settings-health-well = All is well: a recent backup, room on the disk, the file on this computer
settings-health-damaged = The last full check found the file damaged
settings-health-damaged-detail = Enter nothing more for now; restore a verified backup on the page Backups, the present file is set aside
settings-health-full = The disk of the workspace has { $free } left
settings-health-full-backups = The disk of the backups has { $free } left
settings-health-full-detail = Without room saving and backups fail, and saved data stay as they are; free some space
settings-health-place-detail = Keep the workspace in a folder of this computer, and only backups and exports there
settings-health-none = There is no backup yet
settings-health-old = The newest backup is { $days } days old
settings-health-old-detail = Backups are made when a workspace is opened, before imports and after an hour of work; or make one now on the page Backups
settings-health-file = Workspace file
settings-health-file-sub = Where it is, its size, its last backup and check
settings-health-place = Place
settings-health-size = File size
settings-health-free = Free on its disk
settings-health-backup = Newest backup
settings-health-backup-free = Free for backups
settings-health-check = Last full check
settings-health-never = None yet
settings-health-sound = { $at }, sound
settings-health-bad = { $at }, damaged
settings-health-check-now = Check in full now
settings-health-folder = Open its folder
settings-health-program = Program
settings-health-program-sub = To copy for whoever helps you; no names, files or places
settings-health-version = Version
settings-health-renderer = Drawn with
settings-health-system = System
settings-health-backups = Number of backups
settings-health-copy = Copy
settings-health-copied = Copied

# Backups.
settings-backups = Backups
settings-backups-rule = All of today are kept; the last of each day for { $days } days, the last of each week for { $weeks } weeks, the last of each month for { $months } months. Those you asked for stay until they are deleted.
settings-backups-when = Backups are made when a workspace is opened, before an import, before the format is raised and after an hour of work, if anything changed. Each is opened and checked once it is written.
settings-backups-none = There is no backup yet.
settings-backups-folder = Open the folder of backups
settings-backups-restore-of = Restore the backup of { $made }
settings-backups-check-of = Verify the backup of { $made }
settings-backups-remove-of = Delete the backup of { $made }
settings-backups-restore = Restore the backup of { $made }?
settings-backups-restore-text = In its place, the present file is set aside beside it, not deleted, and what changed since the backup is in that file alone. Or save it as a new file and look at it first.
settings-backups-copy = Save as…
settings-backups-here = Restore in its place
settings-backups-remove = Delete the backup of { $made }?
settings-backups-remove-text = This backup is deleted from the disk, which cannot be undone; the workspace and other backups stay as they are.
settings-backups-remove-go = Delete backup
