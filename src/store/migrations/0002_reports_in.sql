-- Version 2: what offices report besides deals. Units as in version 1; counts, scores, days and
-- levels are ten-thousandths, since people report half days and 4.5 points.
--
-- batch_id is the import a row came with. It refers to nothing: an import writes its batch last,
-- when the counts are known. Keys say what makes two rows the same, so that a sheet that comes
-- twice changes nothing.

ALTER TABLE opportunity ADD COLUMN probability BIGINT CHECK (probability BETWEEN 0 AND 10000);

-- The headings of a sheet's columns, a JSON array of texts, so that its rejected rows can be written
-- out again.
ALTER TABLE batch ADD COLUMN headings TEXT;

-- What a text means may differ from sender to sender; headings are remembered too, as texts of the
-- field heading:KIND.
ALTER TABLE alias RENAME TO alias_of_all;
CREATE TABLE alias (
  id BIGINT PRIMARY KEY,
  sender TEXT NOT NULL DEFAULT '',
  field TEXT NOT NULL,
  text_key TEXT NOT NULL,
  meaning TEXT NOT NULL,
  UNIQUE (sender, field, text_key)
);
INSERT INTO alias (id, field, text_key, meaning) SELECT id, field, text_key, meaning FROM alias_of_all;
DROP TABLE alias_of_all;

-- What each row of a report said of an opportunity, in the order of (report_date, id): the
-- opportunity and its moves follow from these, so that an older report that comes late finds its
-- place. stated is a JSON object of what the row stated; NULL is the same as the one before.
CREATE TABLE sighting (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  report_date TEXT NOT NULL,
  batch_id BIGINT,
  stated TEXT CHECK (stated <> '')
);
CREATE INDEX sighting_of_opportunity ON sighting (opportunity_id, report_date);
CREATE INDEX sighting_by_day ON sighting (report_date, opportunity_id, batch_id);

-- Customers.
CREATE TABLE contact (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL CHECK (name <> ''),
  title TEXT,
  role TEXT,
  phone TEXT,
  email TEXT,
  wechat TEXT,
  note TEXT,
  batch_id BIGINT,
  extra TEXT,
  UNIQUE (account_id, name)
);
CREATE TABLE satisfaction_answer (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL REFERENCES account (id),
  on_day TEXT NOT NULL,
  contact TEXT,
  question TEXT,
  score BIGINT NOT NULL CHECK (score >= 0),
  comment TEXT,
  batch_id BIGINT,
  extra TEXT
);
CREATE INDEX satisfaction_of_account ON satisfaction_answer (account_id, on_day);

-- Sales. A line is the sender's line id, else the product and the how-manyth such line it is.
CREATE TABLE sales_order (
  id BIGINT PRIMARY KEY,
  number TEXT NOT NULL CHECK (number <> ''),
  line TEXT NOT NULL CHECK (line <> ''),
  account_id BIGINT REFERENCES account (id),
  owner_id BIGINT REFERENCES person (id),
  ordered_on TEXT NOT NULL,
  product_id BIGINT REFERENCES product (id),
  quantity BIGINT,
  unit_price BIGINT CHECK (unit_price >= 0),
  amount BIGINT NOT NULL,
  shipped_on TEXT,
  region TEXT,
  note TEXT,
  batch_id BIGINT,
  extra TEXT,
  UNIQUE (number, line)
);
CREATE INDEX sales_order_by_day ON sales_order (ordered_on);
CREATE INDEX sales_order_of_account ON sales_order (account_id, ordered_on);
CREATE INDEX sales_order_of_owner ON sales_order (owner_id, ordered_on);
CREATE TABLE order_return (
  id BIGINT PRIMARY KEY,
  order_number TEXT NOT NULL CHECK (order_number <> ''),
  nth BIGINT NOT NULL CHECK (nth > 0),
  returned TEXT,
  returned_on TEXT,
  amount BIGINT,
  reason TEXT,
  batch_id BIGINT,
  extra TEXT,
  UNIQUE (order_number, nth)
);
CREATE TABLE receipt (
  id BIGINT PRIMARY KEY,
  number TEXT UNIQUE,
  account_id BIGINT NOT NULL REFERENCES account (id),
  received_on TEXT NOT NULL,
  amount BIGINT NOT NULL,
  nth BIGINT NOT NULL CHECK (nth > 0),
  owner_id BIGINT REFERENCES person (id),
  invoice TEXT,
  note TEXT,
  batch_id BIGINT,
  extra TEXT
);
CREATE INDEX receipt_of_account ON receipt (account_id, received_on);
CREATE INDEX receipt_by_day ON receipt (received_on);

-- What people do and report.
CREATE TABLE activity (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  on_day TEXT NOT NULL,
  account_id BIGINT REFERENCES account (id),
  subject TEXT NOT NULL CHECK (subject <> ''),
  kind TEXT,
  result TEXT,
  next_step TEXT,
  next_on TEXT,
  contact TEXT,
  batch_id BIGINT,
  extra TEXT
);
CREATE INDEX activity_of_person ON activity (person_id, on_day);
CREATE INDEX activity_of_account ON activity (account_id, on_day);
CREATE INDEX activity_by_day ON activity (on_day);
-- The period as periods are written, or the day of a daily report; the date is that of the sheet
-- that first brought the report.
CREATE TABLE report (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('daily', 'weekly', 'monthly', 'quarterly', 'yearly')),
  period TEXT NOT NULL CHECK (period <> ''),
  report_date TEXT NOT NULL,
  done TEXT,
  plan TEXT,
  problems TEXT,
  help TEXT,
  feedback TEXT,
  market TEXT,
  commitments TEXT,
  batch_id BIGINT,
  extra TEXT,
  UNIQUE (person_id, period)
);
CREATE INDEX report_of_period ON report (period);
-- Who owes which report. A rule without a post is for everyone who belongs to a team and manages
-- none. Due is the first working day after the period, or due_day: the weekday (1 is Monday) of the
-- week after a weekly report, the day of the month after a monthly one, moved on to a working day.
-- grace_days are working days. A rule that starts on no day holds since ever.
CREATE TABLE report_rule (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('daily', 'weekly', 'monthly')),
  post_id BIGINT REFERENCES post (id),
  due_day BIGINT CHECK (due_day BETWEEN 1 AND 31),
  due_hour BIGINT NOT NULL CHECK (due_hour BETWEEN 0 AND 24),
  grace_days BIGINT NOT NULL CHECK (grace_days BETWEEN 0 AND 31),
  active BIGINT NOT NULL CHECK (active IN (0, 1)),
  starts TEXT
);

-- What people learn.
CREATE TABLE training_result (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  course TEXT NOT NULL CHECK (course <> ''),
  on_day TEXT NOT NULL,
  form TEXT,
  trainer TEXT,
  place TEXT,
  days BIGINT CHECK (days >= 0),
  cost BIGINT CHECK (cost >= 0),
  outcome TEXT,
  score BIGINT CHECK (score >= 0),
  attendance TEXT,
  batch_id BIGINT,
  extra TEXT,
  UNIQUE (person_id, course, on_day)
);
CREATE TABLE skill_rating (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  skill TEXT NOT NULL CHECK (skill <> ''),
  on_day TEXT NOT NULL,
  level BIGINT NOT NULL CHECK (level >= 0),
  rater TEXT,
  evidence TEXT,
  batch_id BIGINT,
  extra TEXT,
  UNIQUE (person_id, skill, on_day)
);
CREATE TABLE certificate (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  certificate TEXT NOT NULL CHECK (certificate <> ''),
  number TEXT,
  issued_on TEXT,
  expires_on TEXT,
  issuer TEXT,
  batch_id BIGINT,
  extra TEXT,
  CHECK (issued_on IS NULL OR expires_on IS NULL OR issued_on <= expires_on)
);
CREATE INDEX certificate_of_person ON certificate (person_id, certificate);
CREATE INDEX certificate_expires ON certificate (expires_on);
