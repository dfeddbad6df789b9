# Notices: what needs the manager. $n selects the plural; $amount, $names and $day are written texts.
notice-kind-stuck-deal = Stuck deal
notice-kind-decision-due = Decision due
notice-kind-deal-hygiene = Deal to update
notice-kind-report-missing = Report missing
notice-kind-target-letter = Letter to sign
notice-kind-evaluation-sign = Evaluation to sign
notice-kind-coaching-action = Coaching action
notice-kind-coaching-missed = Coaching missed
notice-kind-coaching-due = Coaching to plan
notice-kind-visit-sheet = Visit without sheet
notice-kind-plan-check = Check point
notice-kind-feedback = Feedback to answer
notice-kind-certificate = Certificate ending
notice-kind-class-results = Results to record
notice-kind-class-seats = Free seats
notice-kind-newcomer = No mentor
notice-kind-mentor-silent = Pair out of touch
notice-kind-duty-sheet = Duty sheet to sign
notice-kind-targets-unset = Targets not set

# Titles
notice-title-deal = { $deal } { $amount }
notice-title-deal-of = { $account }, { $deal } { $amount }
notice-title-report-daily = Daily report { $period }: { $names }
notice-title-report-weekly = Weekly report, { $period }: { $names }
notice-title-report-monthly = Monthly report, { $period }: { $names }
notice-title-target-letter = Target letters { $period }: { $names }
notice-title-evaluation = { $name }, evaluation { $period }
notice-title-action = { $name }: { $text }
notice-title-missed = { $name }: { $kind } of { $day } has no record
notice-title-due = { $name }: time to plan a { $meeting }
notice-title-visit = { $name }: visit of { $day } has no observation sheet
notice-title-visit-of = { $name }: visit of { $day } to { $account } has no observation sheet
notice-title-check = { $name }: check point { $number } of the improvement plan
notice-title-feedback = { $name } ({ $kind }): { $text }
notice-title-certificate = { $name }: { $certificate }
notice-title-newcomer = { $name } has no mentor
notice-title-silent = { $mentor } and { $name }: out of touch
notice-title-duty-sheet = Duty sheet, { $post }: { $names }
notice-title-targets = { $scope }: no signed-amount target for { $period }
notices-comma = {", "}
notice-names-more = { $names } and others, { $n } in all
notice-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
notices-company = Whole company
notice-gone = A deleted deal

# Second lines
notice-detail-stuck = { $stage } for { $days } days (limit { $limit }), { $mark }
notice-detail-decision = "{ $decision }" of { $day } is over; { $stage } for { $days } days
notice-detail-passed = Expected on { $day }, which has passed
notice-detail-passed-no-step = Expected on { $day }, which has passed, and no next step
notice-detail-no-step = Expected on { $day }, no next step agreed
notice-detail-report = Was due { $day } { $hour }:00, at most { $n ->
    [one] { $n } working day
   *[other] { $n } working days
} overdue
notice-detail-unsigned = { $n ->
    [one] { $n } person has
   *[other] { $n } people have
} not signed
notice-detail-evaluation = Next to sign: { $role }
notice-detail-evaluation-after = { $last } signed on { $day }, next to sign: { $role }
notice-detail-action = Agreed in the coaching session of { $day }
notice-detail-action-postponed = Agreed in the coaching session of { $day }, put off { $n ->
    [one] once
   *[other] { $n } times
}
notice-detail-due = Last on { $day }, every { $n } days
notice-detail-due-never = None on record, every { $n } days
notice-detail-check = { $n ->
    [one] { $n } check point
   *[other] { $n } check points
} in the plan
notice-detail-feedback = Said on { $day }
notice-detail-certificate-booked = Enrolled for renewal
notice-detail-certificate-free = A renewal class has seats
notice-detail-certificate-none = No renewal class to enrol in
notice-detail-class-results = Began { $day }, { $n ->
    [one] { $n } person
   *[other] { $n } people
}, results not recorded
notice-detail-class-seats = Begins { $day }, { $n } enrolled, { $free ->
    [one] { $free } seat
   *[other] { $free } seats
} free
notice-detail-newcomer = { $n ->
    [one] Hired { $day }, { $n } month ago; could guide: { $names }
   *[other] Hired { $day }, { $n } months ago; could guide: { $names }
}
notice-detail-newcomer-nobody = Hired { $day }, { $n ->
    [one] { $n } month
   *[other] { $n } months
} ago; nobody fits as a mentor yet
notice-detail-silent = Last talk { $day }
notice-detail-silent-never = No talk on record since they were paired
notice-detail-targets = Begins { $day }; this period has a target, the next has none

# Badges
notice-badge-stuck = { $n ->
    [one] { $n } day stuck
   *[other] { $n } days stuck
}
notice-badge-late = { $n ->
    [one] { $n } day late
   *[other] { $n } days late
}
notice-badge-today = Due today
notice-badge-left = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
notice-badge-since = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
notice-badge-waits = Waiting

# Actions, exactly one for each notice
notice-act-open-deal = Open deal
notice-act-remind = Remind
notice-act-sign-letters = Record signatures
notice-act-sign-evaluation = Review and sign
notice-act-open-coaching = Open record
notice-act-coach = Plan coaching
notice-act-open-visit = Fill in sheet
notice-act-open-plan = Open plan
notice-act-answer = Answer
notice-act-open-certificates = Arrange renewal
notice-act-open-class = Open class
notice-act-find-mentor = Find a mentor
notice-act-open-pair = Open pair
notice-act-open-duty-sheet = Collect signatures
notice-act-set-targets = Set targets

# The rules: what becomes a notice
notice-rule-stuck-deal = A deal stayed in its stage longer than the limit, and nothing is decided
notice-rule-decision-due = What was decided about a stuck deal is over, and it is still in its stage
notice-rule-deal-hygiene = The expected day has passed, or is near and no next step is agreed
notice-rule-report-missing = A daily, weekly or monthly report is past its deadline
notice-rule-target-letter = Targets of this month, quarter or year are set, and the person has not signed the letter
notice-rule-evaluation-sign = An evaluation has its comments and waits for the next signature
notice-rule-coaching-action = What was agreed in a coaching session is due or soon due, and not done
notice-rule-coaching-missed = A planned coaching session is past its day and has no record
notice-rule-coaching-due = By the rhythm it is time for a coaching session, and none is planned
notice-rule-visit-sheet = A field visit took place and has no observation sheet
notice-rule-plan-check = A check point of an improvement plan is due or soon due
notice-rule-feedback = What somebody said has no answer
notice-rule-certificate = A certificate has expired, or ends within the warning days of its kind
notice-rule-class-results = A class is over and its results are not recorded
notice-rule-class-seats = A class begins soon and has free seats
notice-rule-newcomer = An employee in the first year has no mentor
notice-rule-mentor-silent = A mentor pair has no talk on record for more than a month
notice-rule-duty-sheet = An employee has not signed their duty sheet
notice-rule-targets-unset = The next month, quarter or year begins soon without a target on the signed amount
notice-days-deal-hygiene = At most so many days to the expected day
notice-days-report-missing = Only those due within so many days back
notice-days-coaching-action = So many days ahead
notice-days-coaching-due = So many days ahead
notice-days-visit-sheet = Only visits of so many days back
notice-days-plan-check = So many days ahead
notice-days-class-seats = So many days before it begins
notice-days-targets-unset = So many days before it begins

# The page of rules
notices-rules = Notice rules
notices-rules-sub = A rule that is off gives no notices; what was snoozed and done is kept
notices-rules-column-what = When
notices-rules-column-days = Days
notices-rules-column-now = Now
notices-rules-column-on = On
notices-rules-count = { $n ->
    [one] { $n } notice
   *[other] { $n } notices
}
notices-rules-none = None
notices-rules-off = Off
notices-rules-usual = Default
notices-rules-set = Changed
notices-rules-switch = Switch on "{ $name }"
notices-rules-days-edit = Edit the days of "{ $name }"
notices-rules-days-field = { $what } ({ $least }–{ $most } days)
notices-rules-days-text = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
notices-rules-days-wrong = Enter a whole number from { $least } to { $most }
notices-rules-save = Save
notices-rules-reset = Back to default

# The page of what is to be done
notices-todo-notes = My notes
notices-todo-notes-sub = { $open } to do, { $done } done
notices-todo-notes-none = No notes
notices-todo-notes-none-detail = Press Ctrl+N to write one on a person, a deal or a customer; with a day it becomes a to-do
notices-todo-later = Snoozed notices
notices-todo-later-sub = They come back by themselves on their day
notices-todo-later-none = Nothing is snoozed
notices-todo-later-none-detail = Press S on a notice and choose a day to see it again
notices-todo-done = Notices done
notices-todo-done-sub = They come back when the matter changes
notices-todo-done-none = No notice is marked done
notices-todo-done-none-detail = Press D on a notice and it moves here
notices-todo-back = Back on { $day }
notices-todo-wake = Show now
notices-todo-wake-name = Show now: { $name }
notices-todo-tick = Done: "{ $name }"
notices-todo-edit-name = Edit note: { $name }
notices-todo-new = New note
notices-todo-due = Due { $day }
notices-todo-late = { $n ->
    [one] { $n } day late
   *[other] { $n } days late
}
notices-todo-today = Due today
notices-todo-done-on = Done { $day }
notices-todo-written = { $day } { $by }
notices-todo-written-nobody = { $day }

# A quick note
notices-note = Quick note
notices-note-edit = Edit note
notices-note-about = About
notices-note-about-hint = Name of a person, a customer or a deal
notices-note-nothing = Nothing found
notices-note-words = Note
notices-note-words-hint = For example: the customer wants the list of spares by Wednesday
notices-note-due = To do by (optional)
notices-note-save = Save
notices-note-remove = Delete
notices-note-problem-about = Choose a person, a deal or a customer
notices-note-problem-words = Write the note
notices-note-problem-long = At most { $max } characters: make it shorter
notices-note-problem-day = Write the day as 2025-11-18
notices-note-problem-past = The day must not lie before today
notices-note-of-person = { $name }
notices-note-of-deal = { $name } (deal)
notices-note-of-account = { $name } (account)

# Steps
step-notice-snooze = Snooze notice { $subject }
step-notice-done = Mark notice done { $subject }
step-notice-wake = Bring notice back { $subject }
step-notice-rule = Edit notice rule { $subject }
step-note-write = Write note { $subject }
step-note-rewrite = Edit note { $subject }
step-note-done = Tick off { $subject }
step-note-undone = Reopen { $subject }
step-note-remove = Delete note { $subject }

# Errors
error-notice-until = { $day } does not lie after today
error-notice-until-hint = Choose tomorrow or a later day
error-notice-unknown = There is no such notice
error-notice-unknown-hint = Go back to Today and choose one from the list
error-notice-no-days = This rule has no number of days
error-notice-no-days-hint = Just switch it on or off
error-notice-days = The days must be between { $least } and { $most }
error-notice-days-hint = Enter a whole number in this range
error-note-blank = The note is empty
error-note-blank-hint = Write a sentence, then save
error-note-long = The note has more than { $max } characters
error-note-long-hint = Make it shorter, or write two
error-note-nobody = The note is about nobody and nothing
error-note-nobody-hint = Choose a person, a deal or a customer
error-note-due = The day { $day } lies before today
error-note-due-hint = Choose today or a later day, or leave it empty
error-note-without-day = This note has no day, so there is nothing to tick
error-note-without-day-hint = Give it a day first
