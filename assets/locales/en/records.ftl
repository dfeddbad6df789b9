# Training, learning records.

# Words of learning records.
records-kind-training = Training
records-kind-update = Updates
records-kind-certificate = Certificates
records-kind-skill = Skill ratings
records-kind-coaching = Coaching
records-kind-mentoring = Mentoring
records-kind-case = Cases
records-score = { $n } points
records-retest = retest { $n } points
records-quiz = { $right } of { $asked } right
records-read = Read
records-useful = rated { $n }
records-paper-issued = Issued
records-paper-renewed = Renewed
records-paper-revoked = Revoked
records-until = until { $day }
records-level-changed = { $before } to { $now }
records-level-same = still { $now }
records-refreshed = Refreshed
records-minutes = { $n } minutes
records-guided = Guided by { $name }
records-guides = Guides { $name }
records-pair-began = Began
records-pair-task = Task done
records-pair-talk = Talk
records-pair-ended = Ended

# The page of learning records.
records-person = Person
records-file = Training file
records-file-pdf = Save as PDF
records-file-print = Print
records-file-centre = Go to Print
records-nobody = Nobody is in this scope
records-nobody-detail = Choose another scope, or add people under Organisation
records-search = Search records
records-search-hint = Course, skill or trainer
records-none = Nothing was learned yet
records-none-detail = Classes held, certificates, ratings, coaching and mentoring are listed here
records-narrow = No record matches
records-narrow-detail = Choose another kind or topic, or search for something else
records-all = All
records-day = Day
records-kind = Kind
records-what = What
records-hours = Hours
records-cost = Cost
records-result = Result
records-years = Hours by year
records-years-sub = The mark is where today should be
records-no-quota = No hours are asked for
records-quota-unknown = The hours of some trainings are unknown
records-quota-done = All that is asked for
records-quota-left = { $n } to go
records-year-detail = { $n ->
    [one] 1 training
   *[other] { $n } trainings
 }, { $passed } passed or completed
records-year-cost = cost { $cost }
records-unknown-hours = hours of { $n } unknown
records-unknown-cost = cost of { $n } unknown
records-ahead = Upcoming
records-ahead-none = Nothing is arranged
records-ahead-class = Enrolled
records-ahead-waiting = Waiting list
records-ahead-task = Task of { $name }
records-ahead-update = To be read
records-no-day = No day
