# Words on printed pages (doc-) and around sending them to a printer (print-).

## Every page

doc-head-number = No. { $number }
doc-head-confidential = Internal
doc-foot-data = Data as of { $date }
# $page and $pages are filled in by the page itself
doc-foot-pages = Page { $page } of { $pages }
doc-foot-code = Content code { $code }
# Beside the name of someone who signed on screen
doc-electronic = e-signature
# Under a line that is not signed yet
doc-undated = Date

## Evaluation summary: one page for one person

doc-evaluation-title = Sales performance evaluation
doc-evaluation-file-one = Sales performance evaluation { $name } { $period }
doc-evaluation-file-many = Sales performance evaluation { $period }
doc-evaluation-period = Period: { $from } to { $to }

doc-evaluation-name = Name
doc-evaluation-number = Employee no.
doc-evaluation-post = Post
doc-evaluation-unit = Department
doc-evaluation-territory = Territory
doc-evaluation-hired = Hired on
doc-evaluation-manager = Manager
doc-evaluation-kind = Review type

doc-evaluation-scores = 1  Metrics
doc-evaluation-scoring = Score = attainment, at most { $cap }; weighted = score × weight
doc-evaluation-category = Category
doc-evaluation-metric = Metric
doc-evaluation-weight = Weight
doc-evaluation-target = Target
doc-evaluation-actual = Actual
doc-evaluation-attainment = Attainment
doc-evaluation-score = Score
doc-evaluation-weighted = Weighted
doc-evaluation-total = Total

doc-evaluation-final-score = Overall score
doc-evaluation-grade = Grade
doc-evaluation-factor = Factor
doc-evaluation-rank = Team rank
# After the place, smaller: 3 of 10
doc-evaluation-rank-of = of { $people }
doc-evaluation-bands = Grades
doc-evaluation-bands-mean = Grades (team mean { $mean })
doc-evaluation-unrated = Not rated

doc-evaluation-comments = 2  Comments
doc-evaluation-self-comment = Employee
doc-evaluation-manager-comment = Manager

doc-evaluation-plan = 3  Improvement and development plan
doc-evaluation-index = No.
doc-evaluation-goal = Goal
doc-evaluation-action = Action
doc-evaluation-due = Due
doc-evaluation-support = Support

doc-evaluation-signatures = 4  Signatures
doc-evaluation-signatures-note = Signing confirms that the review talk took place. Objections go to human resources within 5 working days.
doc-evaluation-sign-employee = Employee
doc-evaluation-sign-manager = Manager
doc-evaluation-sign-hr = Human resources

## What can go wrong with pages

doc-error-template = The page was not made
doc-error-template-hint = This is a fault of the program. Send the log file to the maintainers.
doc-error-pdf = The PDF was not made
doc-error-pdf-hint = This is a fault of the program. Send the log file to the maintainers.
doc-error-image = The image of the page was not made
doc-error-image-hint = Save the PDF and look at it in a reader.
doc-error-page = There is no such page
# $characters lists what no font of the program can draw
doc-missing-characters = Some characters print as empty boxes: { $characters }

## Sending to a printer

print-sent = Sent to printer { $printer }
print-sent-default = Sent to the default printer
print-error-missing = This computer has no print command { $program }
print-error-missing-hint = Save the PDF, then open and print it with the system's reader.
print-error-failed = Not sent to the printer
print-error-failed-hint = The system answered: { $answer }
print-error-start = The print command { $program } did not start
print-error-start-hint = Save the PDF, then open and print it with the system's reader.
print-error-no-viewer = No program was found that opens PDF files
print-error-no-viewer-hint = The file is saved; open it from its folder.
print-error-file = The file to print is not there
print-error-file-hint = Make the pages again and retry.
