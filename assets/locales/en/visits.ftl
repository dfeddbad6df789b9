# Field visits. Numbers come as texts, except counts such as $n and $have.

# Figures
visits-tile-joint = Weeks with enough joint visits
visits-tile-own = Weeks with enough own visits
visits-tile-agreement = Agreement of two observers
visits-few = Too few
visits-agree-none = No visit of the past year was observed by two
visits-agree-few = { $have } steps rated by two; a verdict takes { $need }
visits-agree-well = Weighted kappa; { $visits } visits, { $alike } of { $pairs } steps alike
visits-agree-retrain = Kappa below 0.6: read the levels again; { $visits } visits, { $alike } of { $pairs } steps alike
visits-agree-same = All { $pairs } steps of { $visits } visits have one level ({ $alike } alike): nothing to tell by

# Records
visits-left-customer = { $n } without a customer, not counted
visits-left-result = { $n } without a result, not counted
visits-left-kind = { $n } of unknown kind, not counted

# The chosen one
visits-no-score = No score
visits-cover = { $cover } of the weight was seen
visits-cover-little = { $cover } of the weight was seen, less than { $need }: no score
visits-trend-few = Seen { $have } times; a trend takes { $need }. One visit up or down is for talking, not for judging
visits-trend-even = Neither half scatters ({ $from } and { $to }), so there is no interval
visits-trend-rose = { $from } on the first { $before } visits, { $to } on the last { $after }: it rose (90% interval of the difference { $low } to { $high })
visits-trend-fell = { $from } on the first { $before } visits, { $to } on the last { $after }: it fell (90% interval of the difference { $low } to { $high })
visits-trend-open = { $from } on the first { $before } visits, { $to } on the last { $after }: open (90% interval of the difference { $low } to { $high })

# Writing one
visits-kept-yes = Done
visits-kept-partly = Partly
visits-kept-no = Not done
