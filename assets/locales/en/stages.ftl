# Stage models: versions by line of products; limit, evidence, tasks and roles of each stage.
stages-models = Stage models
stages-general = General
stages-new = New stage model
stages-import = Import a file
stages-export = Export to a file
stages-retire = Take out of use
stages-earlier = Earlier versions
stages-earlier-note = New deals do not begin under this version; deals that did keep it, so it stays as it is
stages-model-detail = { $line }, version { $version }, { $open } open
stages-model-detail-old = { $line }, version { $version } (earlier), { $open } open
stages-keep = Do these stages fit?
stages-keep-detail = Keep them if they do, or change them below and save; either way the step is done
stages-keep-go = Keep these stages
stages-none = No stage model yet
stages-none-detail = Begin one from a template, or import a file
stages-note-same = No deal began under this version, so saving changes it in place
stages-note-next =
    { $n ->
        [one] { $text } deal began under this version and keeps it; saving makes version { $version }
       *[other] { $text } deals began under this version and keep it; saving makes version { $version }
    }
stages-note-shared = A handover shares credit by these stages and keeps them; saving makes version { $version }
stages-template-standard = Standard sales process
stages-template-four-stages = Four-stage sales process
stages-template-project = Project sales process
stages-told = { $n } { $stage }, { $limit }, evidence: { $evidence }, tasks: { $tasks }
stages-told-limit = limit { $days } days
stages-no-limit = None
stages-days = days
stages-workdays = workdays

# Editing.
stages-name = Name
stages-starts = For deals that begin from
stages-starts-help = Blank for all; a new deal that began earlier gets an earlier version
stages-stage-name = Stage
stages-stage-name-en = English name
stages-stage-limit = Limit
stages-stage-name-of = Name of stage { $n }
stages-stage-name-en-of = English name of stage { $n }
stages-stage-limit-of = Limit of stage { $n }
stages-up = Move stage { $n } up
stages-down = Move stage { $n } down
stages-remove = Delete stage { $n }
stages-details = What stage { $n } asks for
stages-add = Add stage
stages-full = { $n } stages at most
stages-save = Save stage model
stages-details-title = Stage { $n } asks for
stages-step = The customer's own step
stages-step-en = The customer's own step in English
stages-step-hint = What the customer does in this stage
stages-evidence = Evidence before a deal leaves this stage
stages-evidence-of = Evidence { $n }
stages-evidence-en-of = Evidence { $n } in English
stages-evidence-remove = Delete evidence { $n }
stages-evidence-add = Add evidence
stages-tasks = Tasks, due by working days after a deal enters the stage
stages-task-of = Task { $n }
stages-task-en-of = Task { $n } in English
stages-task-days-of = Working days of task { $n }
stages-task-remove = Delete task { $n }
stages-task-add = Add task
stages-in-chinese = Chinese
stages-in-english = English, may be blank
stages-roles = Who takes part
stages-role-presales = Presales
stages-role-consultant = Technical consultant
stages-role-executive = Executive
stages-role-commercial = Commercial
stages-role-finance = Finance
stages-role-legal = Legal
stages-enforced = Missing roles keep deals out
stages-enforced-note = Off, they are only listed; turn it on for the stages that matter
stages-problem-day = Write the day as 2026-01-01
stages-problem-name = Enter a name

# Beginning, importing, putting out of use.
stages-new-template = Template
stages-new-line = Product line
stages-new-line-help = A series of the product list; deals of other products use the general model
stages-new-name = Name of the new model
stages-new-starts = First day of the new model
stages-new-replaces = The version in use becomes an earlier one; deals that began under it keep it
stages-name-of-line = { $line } sales process
stages-import-title = Use the stage model in the file?
stages-import-body = { $name } ({ $line }): { $stages }. New deals begin under it from now on; deals that exist stay as they are.
stages-import-take = Use it
stages-retire-title = Take the stage model of { $line } out of use?
stages-retire-body = New deals of this line begin under the general model; deals that exist stay as they are.
stages-retire-yes = Take it out of use
