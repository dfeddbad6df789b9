# Training, certificates.

# Around the forms of the training pages.
training-form-save = Save

# How certificates stand, and their list.
certificates-status-lasting = No end
certificates-status-valid = Valid
certificates-status-expiring = Expiring
certificates-status-unknown = Expiry unknown
certificates-status-expired = Expired
certificates-status-revoked = Revoked
certificates-left = { $n ->
    [one] 1 day left
   *[other] { $n } days left
 }
certificates-over = { $n ->
    [one] 1 day over
   *[other] { $n } days over
 }
certificates-title = Certificates held
certificates-sub = { $n } of { $people ->
    [one] 1 person
   *[other] { $people } people
 }
certificates-sub-revoked = { $n } of { $people ->
    [one] 1 person, { $revoked } more revoked
   *[other] { $people } people, { $revoked } more revoked
 }
certificates-tile-lasting = { $n } more without end
certificates-tile-valid = Not within the days of warning
certificates-tile-expiring = Within the days of warning
certificates-tile-expired = Past the last day
certificates-tile-due = To renew
certificates-tile-due-note = Expiring or expired, not revoked
certificates-tile-unknown = Add the end to be warned
certificates-all = All
certificates-search = Search certificates
certificates-search-hint = Name, certificate or number
certificates-person = Name
certificates-name = Certificate
certificates-number = Number
certificates-issued = Issued
certificates-expires = Valid until
certificates-days = Left
certificates-status = Status
certificates-issuer = Issued by
certificates-none = No certificates yet
certificates-none-detail = Record one here, or import a list
certificates-narrow = No certificate matches
certificates-narrow-detail = Choose another status or search for something else

# One certificate.
certificates-issue = Record certificate
certificates-edit = Edit certificate
certificates-renew = Renew
certificates-revoke = Revoke
certificates-restore = Take revocation back
certificates-remove = Delete certificate
certificates-imported = Came with an import, and goes when that is taken back
certificates-revoked = Revoked { $day }: { $why }
certificates-terms = Earlier terms
certificates-term = { $number }, { $issued } to { $expires }, renewed { $renewed }

# The forms of certificates.
certificates-number-keep = Left blank, the number stays
certificates-by-kind = { $n } months by its kind: { $day }
certificates-revoked-on = Revoked on
certificates-why = Reason
certificates-unit-months = months
certificates-problem-person = Choose a person
certificates-problem-name = Enter a name
certificates-problem-day = Write the day as 2025-11-18
certificates-problem-future = Not later than today
certificates-problem-turned = It would end before it was issued
certificates-problem-no-end = This kind has an end
certificates-problem-renew-early = Later than the day it was issued first
certificates-problem-revoke-early = Not before it was issued
certificates-problem-why = Give the reason
certificates-problem-months = At least 1 month
certificates-problem-warn = Enter the days, 0 or more
certificates-problem-course = Choose a course
certificates-problem-past = Not before today
certificates-problem-seats = At least 1 seat

# Renewals.
certificates-renewals = Renewals
certificates-renewals-none = Nothing is to be renewed
certificates-renewal-said = { $n } to renew
certificates-renewal-more = and { $n } more
certificates-seat-booked = enrolled { $when }
certificates-seat-free = free seat { $when }
certificates-seat-late = free seat { $when }, after the end
certificates-seat-none = no class with a seat
certificates-offer = { $when }, { $n } can enrol
certificates-enrol = Enrol { $n }
certificates-class-for = Plan a class for { $n }
certificates-no-course = No course gives this certificate
certificates-class = Plan class
certificates-course = Course
certificates-class-starts = Begins
certificates-class-ends = Ends
certificates-class-place = Place
certificates-class-seats = Seats
certificates-class-help = Left blank, there is no limit

# Kinds of certificates.
certificates-kinds = Kinds of certificates
certificates-kinds-none = No kinds yet. A kind brings its months and its warning
certificates-kind-add = Add kind
certificates-kind-edit = Edit kind
certificates-kind-change = Edit { $name }
certificates-kind-archive = Take { $name } out of use
certificates-kind-restore = Use { $name } again
certificates-kind-archived = Out of use
certificates-kind-name = Name
certificates-kind-name-en = Name in English
certificates-kind-valid = Valid for
certificates-kind-open = Left blank, it has no end
certificates-kind-warn = Warn before
certificates-kind-months = valid { $n } months
certificates-kind-detail = { $months }, warned { $n } days before
certificates-kind-held = { $n } held
