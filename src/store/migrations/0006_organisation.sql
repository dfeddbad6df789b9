-- Version 6: the organisation over time, posts with their duty sheets, handovers, mentors, the life of
-- teams, headcount, the calendar's own years and days, yearly plans.

-- Where in the ladder a person stood in that time, how it ended, and a word on it.
ALTER TABLE membership ADD COLUMN level TEXT;
ALTER TABLE membership ADD COLUMN ended_as TEXT CHECK (ended_as IN ('move', 'promote', 'leave'));
ALTER TABLE membership ADD COLUMN note TEXT;

ALTER TABLE person ADD COLUMN education TEXT CHECK (education IN ('secondary', 'college', 'bachelor', 'master', 'doctor'));
ALTER TABLE person ADD COLUMN major TEXT;
-- Since when the person works in the trade.
ALTER TABLE person ADD COLUMN in_trade_since TEXT;

ALTER TABLE team ADD COLUMN kind TEXT NOT NULL DEFAULT 'own' CHECK (kind IN ('own', 'branch', 'external'));
-- The first day of a team, and the first day after it.
ALTER TABLE team ADD COLUMN starts TEXT;
ALTER TABLE team ADD COLUMN ends TEXT;

-- What a team was before: its region and manager up to the day it changed. The present stands in team.
CREATE TABLE team_term (
  id BIGINT PRIMARY KEY,
  team_id BIGINT NOT NULL REFERENCES team (id),
  region_id BIGINT REFERENCES region (id),
  manager_id BIGINT REFERENCES person (id),
  ends TEXT NOT NULL,
  UNIQUE (team_id, ends)
);

-- A version of what a post does and asks for; one for everyone, or one each for new and experienced
-- people.
CREATE TABLE duty_sheet (
  id BIGINT PRIMARY KEY,
  post_id BIGINT NOT NULL REFERENCES post (id),
  audience TEXT NOT NULL CHECK (audience IN ('everyone', 'new', 'experienced')),
  number BIGINT NOT NULL CHECK (number >= 1),
  starts TEXT NOT NULL,
  code TEXT,
  purpose TEXT NOT NULL,
  change_note TEXT,
  by_name TEXT NOT NULL,
  UNIQUE (post_id, audience, number)
);
CREATE TABLE duty_line (
  id BIGINT PRIMARY KEY,
  sheet_id BIGINT NOT NULL REFERENCES duty_sheet (id),
  section TEXT NOT NULL CHECK (section IN ('duty', 'education', 'experience', 'skill', 'quality', 'relation')),
  position BIGINT NOT NULL CHECK (position > 0),
  group_name TEXT,
  title TEXT NOT NULL CHECK (title <> ''),
  text TEXT,
  standard TEXT,
  metric TEXT,
  number BIGINT,
  weight BIGINT NOT NULL CHECK (weight >= 0),
  UNIQUE (sheet_id, position)
);
CREATE TABLE duty_acknowledgement (
  id BIGINT PRIMARY KEY,
  sheet_id BIGINT NOT NULL REFERENCES duty_sheet (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  on_day TEXT NOT NULL,
  by_name TEXT NOT NULL,
  note TEXT,
  UNIQUE (sheet_id, person_id)
);
-- Which sheet a person has though the time in the company says the other.
CREATE TABLE duty_choice (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL UNIQUE REFERENCES person (id),
  audience TEXT NOT NULL CHECK (audience IN ('new', 'experienced')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  on_day TEXT NOT NULL,
  by_name TEXT NOT NULL
);

CREATE TABLE candidate (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  post_id BIGINT NOT NULL REFERENCES post (id),
  on_day TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'hired', 'declined')),
  education TEXT CHECK (education IN ('secondary', 'college', 'bachelor', 'master', 'doctor')),
  experience_months BIGINT CHECK (experience_months >= 0),
  note TEXT
);
-- What was found of a candidate on a requirement: a level, or there and not there; or why it is waived.
CREATE TABLE candidate_finding (
  id BIGINT PRIMARY KEY,
  candidate_id BIGINT NOT NULL REFERENCES candidate (id),
  title TEXT NOT NULL CHECK (title <> ''),
  level BIGINT CHECK (level BETWEEN 0 AND 4),
  met BIGINT CHECK (met IN (0, 1)),
  waived_for TEXT,
  UNIQUE (candidate_id, title)
);

CREATE TABLE handover (
  id BIGINT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  person_id BIGINT NOT NULL REFERENCES person (id),
  why TEXT NOT NULL CHECK (why IN ('leave', 'move', 'balance')),
  last_day TEXT,
  effective TEXT NOT NULL,
  parallel_days BIGINT NOT NULL CHECK (parallel_days >= 0),
  credit_rule TEXT NOT NULL CHECK (credit_rule IN ('signing_day', 'by_stage', 'successor')),
  credit_until TEXT,
  state TEXT NOT NULL CHECK (state IN ('draft', 'done')),
  note TEXT,
  started_on TEXT NOT NULL,
  done_on TEXT,
  by_name TEXT NOT NULL
);
CREATE TABLE handover_item (
  id BIGINT PRIMARY KEY,
  handover_id BIGINT NOT NULL REFERENCES handover (id),
  what TEXT NOT NULL CHECK (what IN ('account', 'opportunity')),
  item_id BIGINT NOT NULL,
  to_id BIGINT REFERENCES person (id),
  joint_visit_on TEXT,
  next_step TEXT,
  commitments TEXT,
  history_on TEXT,
  UNIQUE (handover_id, what, item_id)
);
-- The share of the one who hands over in a deal that is signed later, by the stage it is handed over in.
CREATE TABLE handover_share (
  id BIGINT PRIMARY KEY,
  handover_id BIGINT NOT NULL REFERENCES handover (id),
  stage_id BIGINT NOT NULL REFERENCES stage (id),
  share BIGINT NOT NULL CHECK (share BETWEEN 0 AND 10000),
  UNIQUE (handover_id, stage_id)
);
-- A step in a deal's past: from this day on it has another owner. Who is credited with it, and the
-- share of the amount that is still the former owner's, if it is signed up to a day.
CREATE TABLE deal_passing (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  on_day TEXT NOT NULL,
  owner_id BIGINT NOT NULL REFERENCES person (id),
  from_id BIGINT REFERENCES person (id),
  rule TEXT NOT NULL CHECK (rule IN ('signing_day', 'by_stage', 'successor')),
  share BIGINT NOT NULL CHECK (share BETWEEN 0 AND 10000),
  until TEXT,
  handover_id BIGINT NOT NULL REFERENCES handover (id),
  by_name TEXT NOT NULL
);
CREATE INDEX deal_passing_of_deal ON deal_passing (opportunity_id);

CREATE TABLE team_charter (
  id BIGINT PRIMARY KEY,
  team_id BIGINT NOT NULL REFERENCES team (id),
  number BIGINT NOT NULL CHECK (number >= 1),
  starts TEXT NOT NULL,
  slogan TEXT,
  positioning TEXT NOT NULL,
  goals TEXT NOT NULL,
  culture TEXT NOT NULL,
  rules TEXT NOT NULL,
  by_name TEXT NOT NULL,
  UNIQUE (team_id, number)
);

CREATE TABLE mentor_pair (
  id BIGINT PRIMARY KEY,
  mentor_id BIGINT NOT NULL REFERENCES person (id),
  mentee_id BIGINT NOT NULL REFERENCES person (id),
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  goal TEXT NOT NULL CHECK (goal <> ''),
  closed_on TEXT,
  result TEXT,
  CHECK (mentor_id <> mentee_id),
  CHECK (starts < ends)
);
CREATE TABLE mentor_task (
  id BIGINT PRIMARY KEY,
  pair_id BIGINT NOT NULL REFERENCES mentor_pair (id),
  position BIGINT NOT NULL CHECK (position > 0),
  text TEXT NOT NULL CHECK (text <> ''),
  due TEXT,
  done_on TEXT,
  UNIQUE (pair_id, position)
);
CREATE TABLE mentor_checkin (
  id BIGINT PRIMARY KEY,
  pair_id BIGINT NOT NULL REFERENCES mentor_pair (id),
  on_day TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  next_on TEXT,
  by_name TEXT NOT NULL
);

CREATE TABLE team_event (
  id BIGINT PRIMARY KEY,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team')),
  scope_id BIGINT NOT NULL,
  on_day TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  place TEXT,
  cost BIGINT CHECK (cost >= 0),
  feedback TEXT
);
CREATE TABLE team_event_person (
  id BIGINT PRIMARY KEY,
  event_id BIGINT NOT NULL REFERENCES team_event (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  UNIQUE (event_id, person_id)
);
CREATE TABLE recognition (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  on_day TEXT NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  reward BIGINT CHECK (reward >= 0),
  by_name TEXT NOT NULL
);

-- How many people a team is to have in a post; without a row that is not set.
CREATE TABLE establishment (
  id BIGINT PRIMARY KEY,
  team_id BIGINT NOT NULL REFERENCES team (id),
  post_id BIGINT NOT NULL REFERENCES post (id),
  seats BIGINT NOT NULL CHECK (seats >= 0),
  UNIQUE (team_id, post_id)
);
CREATE TABLE vacancy (
  id BIGINT PRIMARY KEY,
  team_id BIGINT NOT NULL REFERENCES team (id),
  post_id BIGINT NOT NULL REFERENCES post (id),
  city TEXT,
  opened_on TEXT NOT NULL,
  closed_on TEXT,
  filled_by BIGINT REFERENCES person (id),
  note TEXT
);
-- Counts and hours in ten-thousandths, the share that is no selling in basis points.
CREATE TABLE headcount_plan (
  id BIGINT PRIMARY KEY,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team')),
  scope_id BIGINT NOT NULL,
  year BIGINT NOT NULL,
  weeks BIGINT NOT NULL CHECK (weeks > 0),
  week_hours BIGINT NOT NULL CHECK (week_hours > 0),
  non_selling BIGINT NOT NULL CHECK (non_selling BETWEEN 0 AND 9999),
  target BIGINT CHECK (target >= 0),
  per_head BIGINT CHECK (per_head > 0),
  note TEXT,
  by_name TEXT NOT NULL,
  on_day TEXT NOT NULL,
  UNIQUE (scope_kind, scope_id, year)
);
CREATE TABLE headcount_tier (
  id BIGINT PRIMARY KEY,
  plan_id BIGINT NOT NULL REFERENCES headcount_plan (id),
  position BIGINT NOT NULL CHECK (position > 0),
  name TEXT NOT NULL CHECK (name <> ''),
  accounts BIGINT NOT NULL CHECK (accounts >= 0),
  calls BIGINT NOT NULL CHECK (calls >= 0),
  call_hours BIGINT NOT NULL CHECK (call_hours >= 0),
  travel_hours BIGINT NOT NULL CHECK (travel_hours >= 0),
  UNIQUE (plan_id, position)
);

-- A year of the calendar that was entered or put right, its days off and worked weekends.
CREATE TABLE calendar_year (
  id BIGINT PRIMARY KEY,
  year BIGINT NOT NULL UNIQUE,
  notice TEXT NOT NULL,
  by_name TEXT NOT NULL,
  on_day TEXT NOT NULL
);
CREATE TABLE calendar_span (
  id BIGINT PRIMARY KEY,
  year_id BIGINT NOT NULL REFERENCES calendar_year (id),
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  worked BIGINT NOT NULL CHECK (worked IN (0, 1)),
  names TEXT NOT NULL,
  CHECK (first <= last)
);
CREATE TABLE company_day (
  id BIGINT PRIMARY KEY,
  day TEXT NOT NULL UNIQUE,
  worked BIGINT NOT NULL CHECK (worked IN (0, 1)),
  label TEXT NOT NULL CHECK (label <> '')
);

-- The plan of a year: what stands around it, what is to be done by whom, and what came of it.
CREATE TABLE strategy (
  id BIGINT PRIMARY KEY,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team')),
  scope_id BIGINT NOT NULL,
  year BIGINT NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  state TEXT NOT NULL CHECK (state IN ('draft', 'agreed', 'reviewed')),
  agreed_on TEXT,
  reviewed_on TEXT,
  review TEXT,
  by_name TEXT NOT NULL,
  UNIQUE (scope_kind, scope_id, year)
);
CREATE TABLE strategy_line (
  id BIGINT PRIMARY KEY,
  strategy_id BIGINT NOT NULL REFERENCES strategy (id),
  section TEXT NOT NULL CHECK (section IN ('economy', 'competition', 'strength', 'resources', 'life_cycle', 'goal', 'initiative')),
  position BIGINT NOT NULL CHECK (position > 0),
  text TEXT NOT NULL CHECK (text <> ''),
  owner_id BIGINT REFERENCES person (id),
  due TEXT,
  measure TEXT,
  outcome TEXT CHECK (outcome IN ('worked', 'partly', 'failed', 'not_done')),
  lesson TEXT,
  UNIQUE (strategy_id, section, position)
);

-- A target letter that was signed for; the code is that of the page.
CREATE TABLE target_acknowledgement (
  id BIGINT PRIMARY KEY,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team', 'person')),
  scope_id BIGINT NOT NULL,
  period TEXT NOT NULL,
  code TEXT NOT NULL,
  on_day TEXT NOT NULL,
  by_name TEXT NOT NULL,
  note TEXT,
  UNIQUE (scope_kind, scope_id, period, code)
);
