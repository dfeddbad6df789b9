-- Version 5: targets with two higher levels, how each value came about, and how it is to be reached.

ALTER TABLE target ADD COLUMN stretch BIGINT CHECK (stretch >= 0);
ALTER TABLE target ADD COLUMN challenge BIGINT CHECK (challenge >= 0);

-- Every value that a target ever had, in order; without a value it was taken away.
CREATE TABLE target_version (
  id BIGINT PRIMARY KEY,
  metric TEXT NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team', 'person')),
  scope_id BIGINT NOT NULL,
  period TEXT NOT NULL,
  number BIGINT NOT NULL CHECK (number >= 1),
  value BIGINT,
  stretch BIGINT,
  challenge BIGINT,
  reason TEXT,
  approver TEXT,
  basis TEXT,
  on_day TEXT NOT NULL,
  by_name TEXT NOT NULL,
  UNIQUE (metric, scope_kind, scope_id, period, number)
);

-- How a target is to be reached: key actions and the support that was agreed.
CREATE TABLE target_action (
  id BIGINT PRIMARY KEY,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team', 'person')),
  scope_id BIGINT NOT NULL,
  period TEXT NOT NULL,
  position BIGINT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  owner TEXT,
  due TEXT
);

-- What the market does to a target: a percentage with its source, applied in sight.
CREATE TABLE market_note (
  id BIGINT PRIMARY KEY,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team', 'person')),
  scope_id BIGINT NOT NULL,
  bp BIGINT NOT NULL CHECK (bp <> 0 AND bp > -10000),
  source TEXT NOT NULL CHECK (source <> ''),
  on_day TEXT NOT NULL,
  by_name TEXT NOT NULL,
  archived BIGINT NOT NULL CHECK (archived IN (0, 1))
);
