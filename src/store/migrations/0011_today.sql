-- Version 11: what needs the manager and what became of it, by which rules something does, and notes.

-- That something which needs the manager was put off until a day, or ticked off where no day is stated. The
-- key says what it was, and no more than that: what it was about may be gone by now.
CREATE TABLE notice_mark (
  id BIGINT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  until TEXT,
  on_day TEXT NOT NULL,
  by_name TEXT NOT NULL,
  CHECK (until IS NULL OR until > on_day)
);

-- A rule that is not the usual one: whether it is switched on, and its number of days.
CREATE TABLE notice_rule (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL UNIQUE CHECK (kind <> ''),
  active BIGINT NOT NULL CHECK (active IN (0, 1)),
  threshold BIGINT CHECK (threshold >= 0)
);

-- A note on a person, a deal or a customer; with a day it is something to be done by then.
CREATE TABLE note (
  id BIGINT PRIMARY KEY,
  person_id BIGINT REFERENCES person (id),
  opportunity_id BIGINT REFERENCES opportunity (id),
  account_id BIGINT REFERENCES account (id),
  words TEXT NOT NULL CHECK (words <> ''),
  due TEXT,
  done_on TEXT,
  on_day TEXT NOT NULL,
  by_name TEXT NOT NULL,
  CHECK ((person_id IS NOT NULL AND opportunity_id IS NULL AND account_id IS NULL)
    OR (person_id IS NULL AND opportunity_id IS NOT NULL AND account_id IS NULL)
    OR (person_id IS NULL AND opportunity_id IS NULL AND account_id IS NOT NULL))
);
CREATE INDEX note_of_person ON note (person_id);
CREATE INDEX note_of_deal ON note (opportunity_id);
CREATE INDEX note_of_account ON note (account_id);
