-- Version 7: what is decided about deals that are stuck, what is to happen next, why deals were won and
-- lost, what a manager says will be signed, and what was said on which day.

-- What was decided about a deal that is stuck; the newest one speaks.
CREATE TABLE deal_decision (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  on_day TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('reassess', 'change-approach', 'ask-for-help', 'close-lost', 'wait')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  until TEXT,
  by_name TEXT NOT NULL,
  CHECK (decision <> 'wait' OR until IS NOT NULL)
);
CREATE INDEX deal_decision_of_deal ON deal_decision (opportunity_id, on_day);

-- What is to happen next with a deal; the newest one that is not done speaks.
CREATE TABLE deal_next_step (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  said_on TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what <> ''),
  due TEXT NOT NULL,
  confirmed_on TEXT,
  done_on TEXT,
  by_name TEXT NOT NULL
);
CREATE INDEX deal_next_step_of_deal ON deal_next_step (opportunity_id, said_on);

-- Why a deal was won or lost; one for each deal that is closed.
CREATE TABLE deal_outcome (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL UNIQUE REFERENCES opportunity (id),
  said_on TEXT NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('won', 'lost')),
  -- Unknown where a report names the rival alone.
  reason TEXT CHECK (reason <> ''),
  competitor TEXT CHECK (competitor <> ''),
  -- Their price in fen, where it is known.
  their_price BIGINT CHECK (their_price >= 0),
  detail TEXT,
  by_name TEXT NOT NULL,
  -- The import it came with; NULL where a person said so, whom no report overrides.
  batch_id BIGINT,
  CHECK (reason IS NOT NULL OR competitor IS NOT NULL)
);

-- What a manager says of a class of deals in place of what was worked out; the newest one speaks, and
-- one without a value takes the earlier ones back.
CREATE TABLE forecast_call (
  id BIGINT PRIMARY KEY,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team', 'person')),
  scope_id BIGINT NOT NULL,
  period TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('commit', 'best_case', 'pipeline')),
  said_on TEXT NOT NULL,
  value BIGINT CHECK (value >= 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  by_name TEXT NOT NULL
);
CREATE INDEX forecast_call_of_scope ON forecast_call (scope_kind, scope_id, period);

-- What was expected of a period on a day, kept as it was: worked out and called, in fen.
CREATE TABLE forecast_freeze (
  id BIGINT PRIMARY KEY,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team', 'person')),
  scope_id BIGINT NOT NULL,
  period TEXT NOT NULL,
  on_day TEXT NOT NULL,
  closed BIGINT NOT NULL,
  -- NULL where too few closed deals told the chances.
  computed BIGINT,
  called BIGINT,
  -- Closed and what was committed on that day.
  committed BIGINT NOT NULL,
  low BIGINT,
  high BIGINT,
  target BIGINT,
  chance_bp BIGINT CHECK (chance_bp BETWEEN 0 AND 10000),
  by_name TEXT NOT NULL,
  UNIQUE (scope_kind, scope_id, period, on_day)
);

-- How sure somebody is of an open deal for a period, in place of what its stage says; the newest one of
-- a period speaks, and one without a class takes the earlier ones back.
CREATE TABLE deal_category (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  period TEXT NOT NULL,
  category TEXT CHECK (category IN ('commit', 'best_case', 'pipeline', 'omitted')),
  said_on TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  by_name TEXT NOT NULL
);
CREATE INDEX deal_category_of_deal ON deal_category (opportunity_id, said_on);

-- A person can say so of a deal without any report: an answer need not belong to an import.
CREATE TABLE deal_answer_7 (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  report_date TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('lost', 'dropped', 'forgotten')),
  by_name TEXT NOT NULL,
  batch_id BIGINT
);
INSERT INTO deal_answer_7 SELECT id, opportunity_id, report_date, answer, by_name, batch_id FROM deal_answer;
DROP TABLE deal_answer;
ALTER TABLE deal_answer_7 RENAME TO deal_answer;
CREATE INDEX deal_answer_of_opportunity ON deal_answer (opportunity_id, report_date);

-- Which sheet a person has though the time in the company says the other: what was said on a day holds
-- until the next; without a sheet the time decides again.
CREATE TABLE duty_choice_7 (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  audience TEXT CHECK (audience IN ('new', 'experienced')),
  reason TEXT CHECK (reason <> ''),
  on_day TEXT NOT NULL,
  by_name TEXT NOT NULL,
  UNIQUE (person_id, on_day),
  CHECK (audience IS NULL OR reason IS NOT NULL)
);
INSERT INTO duty_choice_7 SELECT id, person_id, audience, reason, on_day, by_name FROM duty_choice;
DROP TABLE duty_choice;
ALTER TABLE duty_choice_7 RENAME TO duty_choice;

-- The passes over deals read the expected day too; all they read stays within the index.
DROP INDEX move_of_opportunity;
CREATE INDEX move_of_opportunity ON move (opportunity_id, on_day, id, place_after, amount_after, owner_after, close_after);

-- A move bears the report that first told it. Where a later one gave it another day: the day it had
-- first, where that is known, and the day of the later report.
ALTER TABLE move ADD COLUMN first_day TEXT;
ALTER TABLE move ADD COLUMN redated_on TEXT;
-- Of moves of before: the first report that stated the day, where that is not their own.
UPDATE move SET redated_on = (
  SELECT MIN(s.report_date) FROM sighting s JOIN batch b ON b.id = move.batch_id
  WHERE s.opportunity_id = move.opportunity_id AND s.report_date >= b.report_date
    AND s.stated LIKE '%_on":"' || move.on_day || '"%'
) WHERE day_basis = 'stated' AND place_after IS NOT NULL AND batch_id IS NOT NULL;
UPDATE move SET redated_on = NULL
WHERE redated_on <= (SELECT b.report_date FROM batch b WHERE b.id = move.batch_id);
