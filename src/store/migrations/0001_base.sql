-- Version 1: the records of the main job. Portable DDL; the SQLite driver adds STRICT.
-- Money is fen, unit prices ten-thousandths of a yuan, rates basis points, dates YYYY-MM-DD,
-- instants UTC text. Flags are 0 or 1.

CREATE TABLE allocator (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  next_id BIGINT NOT NULL CHECK (next_id > 0)
);
INSERT INTO allocator (id, next_id) VALUES (1, 1);

-- The journal: one step for one thing a person did, one change for each row it wrote.
CREATE TABLE step (
  id BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  title TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped', 'fixed')),
  last_change BIGINT NOT NULL
);
CREATE TABLE change (
  id BIGINT PRIMARY KEY,
  step_id BIGINT NOT NULL,
  table_name TEXT NOT NULL,
  row_id BIGINT NOT NULL,
  verb TEXT NOT NULL CHECK (verb IN ('insert', 'update', 'delete')),
  before_image TEXT,
  after_image TEXT
);
CREATE INDEX change_of_row ON change (row_id);

CREATE TABLE setting (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
);

CREATE TABLE batch (
  id BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sheet_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  report_date TEXT NOT NULL,
  n_rows BIGINT NOT NULL,
  n_new BIGINT NOT NULL,
  n_changed BIGINT NOT NULL,
  n_unchanged BIGINT NOT NULL,
  n_rejected BIGINT NOT NULL,
  step_id BIGINT NOT NULL,
  taken_back BIGINT NOT NULL CHECK (taken_back IN (0, 1)),
  CHECK (n_rows = n_new + n_changed + n_unchanged + n_rejected)
);
CREATE TABLE reject (
  id BIGINT PRIMARY KEY,
  batch_id BIGINT NOT NULL REFERENCES batch (id),
  row_number BIGINT NOT NULL,
  reason TEXT NOT NULL,
  cells TEXT NOT NULL
);
CREATE TABLE alias (
  id BIGINT PRIMARY KEY,
  field TEXT NOT NULL,
  text_key TEXT NOT NULL,
  meaning TEXT NOT NULL,
  UNIQUE (field, text_key)
);

CREATE TABLE region (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  archived BIGINT NOT NULL CHECK (archived IN (0, 1))
);
CREATE TABLE post (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  archived BIGINT NOT NULL CHECK (archived IN (0, 1))
);
CREATE TABLE person (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  number TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('employee', 'external')),
  hired TEXT,
  city TEXT,
  phone TEXT,
  email TEXT,
  origin TEXT NOT NULL CHECK (origin IN ('typed', 'import', 'created_by_import')),
  archived BIGINT NOT NULL CHECK (archived IN (0, 1)),
  extra TEXT
);
CREATE INDEX person_by_name ON person (name);
CREATE TABLE team (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  region_id BIGINT REFERENCES region (id),
  manager_id BIGINT REFERENCES person (id),
  archived BIGINT NOT NULL CHECK (archived IN (0, 1))
);
CREATE TABLE membership (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  team_id BIGINT REFERENCES team (id),
  post_id BIGINT REFERENCES post (id),
  starts TEXT,
  ends TEXT,
  CHECK (starts IS NULL OR ends IS NULL OR starts < ends)
);
CREATE INDEX membership_of_person ON membership (person_id);

CREATE TABLE product (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  series TEXT,
  list_price BIGINT CHECK (list_price >= 0),
  origin TEXT NOT NULL CHECK (origin IN ('typed', 'import', 'created_by_import')),
  archived BIGINT NOT NULL CHECK (archived IN (0, 1)),
  extra TEXT
);
CREATE TABLE account (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  industry TEXT,
  location TEXT,
  owner_id BIGINT REFERENCES person (id),
  origin TEXT NOT NULL CHECK (origin IN ('typed', 'import', 'created_by_import')),
  archived BIGINT NOT NULL CHECK (archived IN (0, 1)),
  extra TEXT
);
CREATE INDEX account_by_key ON account (name_key);

CREATE TABLE stage_model (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  version BIGINT NOT NULL CHECK (version > 0),
  current BIGINT NOT NULL CHECK (current IN (0, 1)),
  UNIQUE (name, version)
);
CREATE TABLE stage (
  id BIGINT PRIMARY KEY,
  model_id BIGINT NOT NULL REFERENCES stage_model (id),
  position BIGINT NOT NULL CHECK (position > 0),
  name TEXT NOT NULL CHECK (name <> ''),
  name_en TEXT NOT NULL,
  limit_days BIGINT CHECK (limit_days > 0),
  UNIQUE (model_id, position),
  UNIQUE (model_id, name)
);

CREATE TABLE opportunity (
  id BIGINT PRIMARY KEY,
  number TEXT,
  name TEXT NOT NULL,
  account_id BIGINT REFERENCES account (id),
  product_id BIGINT REFERENCES product (id),
  owner_id BIGINT REFERENCES person (id),
  model_id BIGINT NOT NULL REFERENCES stage_model (id),
  status TEXT NOT NULL CHECK (status IN ('open', 'won', 'lost')),
  stage_id BIGINT REFERENCES stage (id),
  amount BIGINT,
  expected_close TEXT,
  created_on TEXT,
  closed_on TEXT,
  first_seen TEXT NOT NULL,
  last_reported TEXT NOT NULL,
  note TEXT,
  archived BIGINT NOT NULL CHECK (archived IN (0, 1)),
  extra TEXT,
  CHECK (status = 'open' OR stage_id IS NULL),
  CHECK (status <> 'open' OR closed_on IS NULL)
);
CREATE UNIQUE INDEX opportunity_by_number ON opportunity (number);
CREATE INDEX opportunity_closed ON opportunity (closed_on);

-- One row per change of an opportunity; a column pair is NULL where that did not change.
CREATE TABLE move (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  on_day TEXT NOT NULL,
  day_basis TEXT NOT NULL CHECK (day_basis IN ('stated', 'reported')),
  place_before TEXT,
  place_after TEXT,
  amount_before BIGINT,
  amount_after BIGINT,
  close_before TEXT,
  close_after TEXT,
  owner_before BIGINT REFERENCES person (id),
  owner_after BIGINT REFERENCES person (id),
  by_name TEXT NOT NULL,
  batch_id BIGINT
);
-- Holds all that a pass over the deals reads of a move, so that it stays within the index.
CREATE INDEX move_of_opportunity ON move (opportunity_id, on_day, id, place_after, amount_after, owner_after);

CREATE TABLE target (
  id BIGINT PRIMARY KEY,
  metric TEXT NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team', 'person')),
  scope_id BIGINT NOT NULL,
  period TEXT NOT NULL,
  value BIGINT NOT NULL,
  UNIQUE (metric, scope_kind, scope_id, period)
);

CREATE TABLE evaluation_template (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  version BIGINT NOT NULL CHECK (version > 0),
  current BIGINT NOT NULL CHECK (current IN (0, 1)),
  cap BIGINT NOT NULL CHECK (cap >= 10000),
  min_cover_bp BIGINT NOT NULL CHECK (min_cover_bp BETWEEN 0 AND 10000),
  UNIQUE (name, version)
);
CREATE TABLE evaluation_row (
  id BIGINT PRIMARY KEY,
  template_id BIGINT NOT NULL REFERENCES evaluation_template (id),
  position BIGINT NOT NULL,
  category TEXT NOT NULL,
  metric TEXT NOT NULL,
  weight_bp BIGINT NOT NULL CHECK (weight_bp BETWEEN 1 AND 10000),
  UNIQUE (template_id, position)
);
CREATE TABLE grade_band (
  id BIGINT PRIMARY KEY,
  template_id BIGINT NOT NULL REFERENCES evaluation_template (id),
  grade TEXT NOT NULL,
  min_score BIGINT NOT NULL CHECK (min_score >= 0),
  UNIQUE (template_id, grade)
);
CREATE TABLE evaluation_cycle (
  id BIGINT PRIMARY KEY,
  period TEXT NOT NULL UNIQUE,
  template_id BIGINT NOT NULL REFERENCES evaluation_template (id)
);
CREATE TABLE evaluation (
  id BIGINT PRIMARY KEY,
  cycle_id BIGINT NOT NULL REFERENCES evaluation_cycle (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  self_comment TEXT NOT NULL,
  manager_comment TEXT NOT NULL,
  UNIQUE (cycle_id, person_id)
);
CREATE TABLE improvement (
  id BIGINT PRIMARY KEY,
  evaluation_id BIGINT NOT NULL REFERENCES evaluation (id),
  position BIGINT NOT NULL,
  goal TEXT NOT NULL,
  action TEXT NOT NULL,
  due TEXT,
  supporter TEXT NOT NULL,
  UNIQUE (evaluation_id, position)
);
CREATE TABLE signature (
  id BIGINT PRIMARY KEY,
  evaluation_id BIGINT NOT NULL REFERENCES evaluation (id),
  role TEXT NOT NULL CHECK (role IN ('employee', 'manager', 'hr')),
  name TEXT NOT NULL CHECK (name <> ''),
  on_day TEXT NOT NULL,
  content_code TEXT NOT NULL,
  UNIQUE (evaluation_id, role)
);
