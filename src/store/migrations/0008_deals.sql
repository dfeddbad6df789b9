-- Version 8: what a stage asks for, one stage model for each line of products, and what is known of a
-- deal beside its moves; what people say of their own duties month by month.

-- The line of products whose deals begin under the model: the series of their product. Without one it is
-- for all that have no model of their own.
ALTER TABLE stage_model ADD COLUMN line TEXT CHECK (line <> '');
-- The first day on which deals begin under this version.
ALTER TABLE stage_model ADD COLUMN starts TEXT;

-- What the customer does for themselves in the stage, and whether roles that are missing hold a deal up.
ALTER TABLE stage ADD COLUMN customer_step TEXT;
ALTER TABLE stage ADD COLUMN customer_step_en TEXT;
ALTER TABLE stage ADD COLUMN enforced BIGINT NOT NULL DEFAULT 0 CHECK (enforced IN (0, 1));

-- What has to be there before a deal leaves a stage, what is done in it, and who takes part.
CREATE TABLE stage_item (
  id BIGINT PRIMARY KEY,
  stage_id BIGINT NOT NULL REFERENCES stage (id),
  kind TEXT NOT NULL CHECK (kind IN ('evidence', 'task', 'role')),
  position BIGINT NOT NULL CHECK (position > 0),
  -- The words; of a role one of those that the program knows.
  name TEXT NOT NULL CHECK (name <> ''),
  name_en TEXT NOT NULL,
  -- Working days from the beginning of the stage within which a task is done.
  days BIGINT CHECK (days > 0),
  UNIQUE (stage_id, kind, position)
);

-- Who of us takes part in a deal.
CREATE TABLE deal_part (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  role TEXT NOT NULL CHECK (role IN ('presales', 'consultant', 'executive', 'commercial', 'finance', 'legal')),
  person_id BIGINT REFERENCES person (id),
  -- Who it is where it is nobody of the organisation.
  name TEXT NOT NULL,
  -- The day on which the part was taken; until then it is asked for.
  since TEXT,
  -- The day on which it was declined.
  declined_on TEXT,
  note TEXT,
  asked_on TEXT NOT NULL,
  by_name TEXT NOT NULL,
  UNIQUE (opportunity_id, role)
);

-- Whom we know at the customer's in a deal, what part they play in the decision and how they stand.
CREATE TABLE deal_contact (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  name TEXT NOT NULL CHECK (name <> ''),
  title TEXT,
  part TEXT NOT NULL CHECK (part IN ('decides', 'approves', 'gatekeeper', 'buys', 'uses', 'coach')),
  stance TEXT NOT NULL CHECK (stance IN ('supports', 'neutral', 'against', 'unmet')),
  met_on TEXT,
  by_name TEXT NOT NULL,
  UNIQUE (opportunity_id, name)
);

-- What could go wrong with a deal and what is done about it; of a fallback, when it is taken and what it is.
CREATE TABLE deal_risk (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  kind TEXT NOT NULL CHECK (kind IN ('risk', 'fallback')),
  weight TEXT NOT NULL CHECK (weight IN ('high', 'medium', 'low')),
  name TEXT NOT NULL CHECK (name <> ''),
  action TEXT,
  due TEXT,
  closed_on TEXT,
  said_on TEXT NOT NULL,
  by_name TEXT NOT NULL
);
CREATE INDEX deal_risk_of_deal ON deal_risk (opportunity_id);

-- What of a stage's evidence is there, and which of its tasks are done.
CREATE TABLE deal_evidence (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  item_id BIGINT NOT NULL REFERENCES stage_item (id),
  on_day TEXT NOT NULL,
  -- Where it is to be seen: the name of a file, a mail, a meeting.
  shown_in TEXT,
  by_name TEXT NOT NULL,
  UNIQUE (opportunity_id, item_id)
);

-- A word on a deal.
CREATE TABLE deal_note (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  on_day TEXT NOT NULL,
  words TEXT NOT NULL CHECK (words <> ''),
  by_name TEXT NOT NULL
);
CREATE INDEX deal_note_of_deal ON deal_note (opportunity_id);

-- Why a deal went on though evidence of the stage it left was missing.
CREATE TABLE deal_waiver (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  stage_id BIGINT NOT NULL REFERENCES stage (id),
  on_day TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  by_name TEXT NOT NULL,
  UNIQUE (opportunity_id, stage_id)
);

-- A list as somebody wants to see it again: what was filtered, as JSON.
CREATE TABLE saved_list (
  id BIGINT PRIMARY KEY,
  page TEXT NOT NULL CHECK (page IN ('deals')),
  name TEXT NOT NULL CHECK (name <> ''),
  asked TEXT NOT NULL,
  UNIQUE (page, name)
);

-- Something to do better in how deals are worked on, with the same measure before and after.
CREATE TABLE process_improvement (
  id BIGINT PRIMARY KEY,
  -- Whose process; 0 for the company.
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team', 'person')),
  scope_id BIGINT NOT NULL,
  -- What was found: the word of a finding, and where (a stage, a reason), as the page names it.
  finding TEXT NOT NULL CHECK (finding <> ''),
  place TEXT,
  what TEXT NOT NULL CHECK (what <> ''),
  owner_id BIGINT REFERENCES person (id),
  due TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  -- The measure on the day it was opened: hundredths of its unit, with the cases behind it.
  before_value BIGINT,
  before_cases BIGINT CHECK (before_cases >= 0),
  closed_on TEXT,
  result TEXT,
  by_name TEXT NOT NULL
);

-- Why a part of a gap between target and result came about, where somebody said so.
CREATE TABLE gap_reason (
  id BIGINT PRIMARY KEY,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team', 'person')),
  scope_id BIGINT NOT NULL,
  period TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('count', 'conversion', 'size', 'timing')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  said_on TEXT NOT NULL,
  by_name TEXT NOT NULL,
  UNIQUE (scope_kind, scope_id, period, part)
);

-- What a person says of a duty of theirs for a month: done or not, and what shows it.
CREATE TABLE duty_check (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  line_id BIGINT NOT NULL REFERENCES duty_line (id),
  -- As periods are written: 2025-11.
  month TEXT NOT NULL CHECK (LENGTH(month) = 7),
  done BIGINT NOT NULL CHECK (done IN (0, 1)),
  -- Known where it was done.
  proof TEXT CHECK (done = 0 OR proof IS NOT NULL),
  on_day TEXT NOT NULL,
  by_name TEXT NOT NULL,
  UNIQUE (person_id, line_id, month)
);

-- Open deals are few among all: lists of them read nothing else.
CREATE INDEX opportunity_status ON opportunity (status, archived, owner_id);
-- The newest report that any deal was named in is asked for after every change.
CREATE INDEX opportunity_reported ON opportunity (last_reported);
