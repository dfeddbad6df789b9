# Won and lost. $n chooses the form, $text is the number as written.
winloss-tab = Won and lost
winloss-fill = Add reasons { $n }
winloss-empty = No deals were closed in this period
winloss-empty-detail = Won and lost count by the closing day; choose another period or scope
winloss-untold = Nothing is known of this period
winloss-untold-detail = No report tells of deals closed by then; import one, or choose another period

# Reasons: as they are called for a loss, and where a win is called otherwise.
winloss-reason-unsaid = No reason
winloss-reason-budget = No budget
winloss-reason-budget-won = Budget in place
winloss-reason-value = Value not shown
winloss-reason-value-won = Value shown
winloss-reason-price = Price
winloss-reason-product = Product and solution
winloss-reason-deciders = Decision makers changed
winloss-reason-deciders-won = Support of those who decide
winloss-reason-relations = Customer relations
winloss-reason-delivery = Delivery time
winloss-reason-service = Service
winloss-reason-references = References and reputation
winloss-reason-shelved = Project shelved
winloss-reason-shelved-won = Project moved on
winloss-reason-other = Something else

# Key figures
winloss-amount-unknown = Amount unknown
winloss-note-amounts = { $n ->
    [one] { $text } amount
   *[other] { $text } amounts
 }
winloss-interval = 95% CI { $interval }
winloss-contested = With a competitor
winloss-contested-won = { $text } of them won
winloss-contested-untold = Nobody said how any ended
winloss-contested-definition = Closed deals of which a competitor is named
winloss-unsaid-definition = Closed deals without a reason, and those whose reason is about another outcome
winloss-of = Of { $n }

# Reasons
winloss-reasons = Reasons
winloss-reasons-of = Outcome whose reasons are shown
winloss-deals = { $n ->
    [one] { $text } deal
   *[other] { $text } deals
 }
winloss-without-reason = { $text } without a reason
winloss-reason-said = { $n }, { $share } of all, { $sum } together
winloss-none = No such deals
winloss-none-detail = Choose another period or scope
winloss-column-reason = Reason
winloss-column-count = Deals
winloss-column-share = Share
winloss-column-sum = Together

# People
winloss-people = Reps
winloss-people-of-team = Beside the team
winloss-people-foot = "Low" from evidence 90%, "Watch" from 75%
winloss-people-team-foot = All of { $team }, this rep first; marked from evidence 90%
winloss-bench = All { $rate }
winloss-bench-none = All
winloss-nobody = Without an owner
winloss-column-won-of = Won of

# Competitors, products, stages, amounts
winloss-rivals = By competitor
winloss-rivals-sub = A deal with several counts for each
winloss-rival-none = No competitor named
winloss-column-rival = Competitor
winloss-column-amount = Won { $unit }
winloss-column-interval = 95% interval
winloss-column-price = Our price
winloss-column-price-hint = By how much our amount lies above or below their price, the median; deals with both prices known
winloss-price-above = { $share } above, { $n ->
    [one] { $text } deal
   *[other] { $text } deals
 }
winloss-price-below = { $share } below, { $n ->
    [one] { $text } deal
   *[other] { $text } deals
 }
winloss-price-same = The same, { $n ->
    [one] { $text } deal
   *[other] { $text } deals
 }
winloss-products = By product
winloss-column-product = Product
winloss-product-unknown = Product unknown
winloss-stages = Lost in stage
winloss-stages-sub = The last stage before the loss
winloss-column-stage = Lost in
winloss-stage-unknown = Stage unknown
winloss-bands = By amount
winloss-bands-sub = The closed amounts in three equal parts
winloss-column-band = Amount
winloss-band-small = Up to { $first } { $unit }
winloss-band-middle = { $first } to { $second } { $unit }
winloss-band-large = Above { $second } { $unit }
winloss-band-unknown = Amount unknown

# Deals
winloss-list = Closed deals
winloss-list-all = { $n ->
    [one] { $text } deal
   *[other] { $text } deals
 }
winloss-list-some = Newest { $shown } of { $text }
winloss-list-none = No such deals
winloss-list-none-detail = Choose another filter
winloss-filter-all = All
winloss-outdated = Reason is about { $result }
winloss-fill-one = Add reason
winloss-edit = Edit
winloss-export = Export
winloss-records-some = Listing { $shown } of { $n }
winloss-records-hint = Double-click or press Enter to open a deal; the pencil says why it ended
winloss-column-account = Customer
winloss-column-deal = Deal
winloss-column-yuan = Amount (yuan)
winloss-column-their-yuan = Their price (yuan)
winloss-column-detail = In words

# Saying why
winloss-form-title = Why it ended so
winloss-form-keys = A digit chooses; Ctrl+Enter saves and goes on
winloss-form-reason-missing = Choose a main reason
winloss-form-price = Their price
winloss-form-price-help = Blank when unknown
winloss-form-yuan = yuan
winloss-form-imported = From a report; once saved, what stands here holds and later reports do not change it
winloss-form-outdated = The reason there was is about another outcome; say why it ended so
winloss-form-save = Save
winloss-form-save-next = Save and go on
winloss-form-clear = Take the reason back
winloss-form-wrong = Something is to be corrected
