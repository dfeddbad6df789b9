-- Version 10: skills and what posts ask of them, courses and what is to be read, classes with who came
-- and what came of it, certificates by kind, plans of training, careers, refreshers.

-- What somebody can be good at.
CREATE TABLE skill (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  name_en TEXT NOT NULL,
  topic TEXT NOT NULL CHECK (topic IN ('product', 'industry', 'selling', 'market', 'service', 'tools', 'safety', 'leading', 'other')),
  position BIGINT NOT NULL CHECK (position > 0),
  archived BIGINT NOT NULL CHECK (archived IN (0, 1))
);
-- By what a level of a skill is told.
CREATE TABLE skill_anchor (
  id BIGINT PRIMARY KEY,
  skill_id BIGINT NOT NULL REFERENCES skill (id),
  level BIGINT NOT NULL CHECK (level BETWEEN 0 AND 4),
  words TEXT NOT NULL CHECK (words <> ''),
  words_en TEXT NOT NULL,
  UNIQUE (skill_id, level)
);

-- A kind of certificate: how long it is valid, and how long before its end somebody is to be told.
CREATE TABLE certificate_kind (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  name_en TEXT NOT NULL,
  -- Without an end where no months are stated.
  months BIGINT CHECK (months > 0),
  warn_days BIGINT NOT NULL CHECK (warn_days >= 0),
  issuer TEXT CHECK (issuer <> ''),
  archived BIGINT NOT NULL CHECK (archived IN (0, 1))
);

-- Hours in ten-thousandths, scores in ten-thousandths of a point, money in fen.
CREATE TABLE course (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  name_en TEXT NOT NULL,
  topic TEXT NOT NULL CHECK (topic IN ('product', 'industry', 'selling', 'market', 'service', 'tools', 'safety', 'leading', 'other')),
  form TEXT NOT NULL CHECK (form IN ('classroom', 'online', 'drill', 'role_play', 'case', 'reading', 'on_the_job')),
  summary TEXT CHECK (summary <> ''),
  hours BIGINT CHECK (hours > 0),
  cost_per_head BIGINT CHECK (cost_per_head >= 0),
  full_score BIGINT CHECK (full_score > 0),
  pass_score BIGINT CHECK (pass_score >= 0),
  -- After so many months it is to be repeated.
  valid_months BIGINT CHECK (valid_months > 0),
  certificate_kind_id BIGINT REFERENCES certificate_kind (id),
  -- By which metric its result is measured, over how many days before and after.
  kpi TEXT CHECK (kpi <> ''),
  kpi_days BIGINT CHECK (kpi_days > 0),
  archived BIGINT NOT NULL CHECK (archived IN (0, 1)),
  CHECK (pass_score IS NULL OR (full_score IS NOT NULL AND pass_score <= full_score))
);
-- To which level a course brings a skill.
CREATE TABLE course_skill (
  id BIGINT PRIMARY KEY,
  course_id BIGINT NOT NULL REFERENCES course (id),
  skill_id BIGINT NOT NULL REFERENCES skill (id),
  level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 4),
  UNIQUE (course_id, skill_id)
);

-- Another name by which sheets say a skill, a course or a kind of certificate.
CREATE TABLE learning_name (
  id BIGINT PRIMARY KEY,
  skill_id BIGINT REFERENCES skill (id),
  course_id BIGINT REFERENCES course (id),
  certificate_kind_id BIGINT REFERENCES certificate_kind (id),
  name TEXT NOT NULL CHECK (name <> ''),
  CHECK ((CASE WHEN skill_id IS NULL THEN 0 ELSE 1 END)
    + (CASE WHEN course_id IS NULL THEN 0 ELSE 1 END)
    + (CASE WHEN certificate_kind_id IS NULL THEN 0 ELSE 1 END) = 1)
);

-- Which level of a skill a post asks for from a day on; of a capability level, or of all where it is 0.
CREATE TABLE skill_requirement (
  id BIGINT PRIMARY KEY,
  post_id BIGINT NOT NULL REFERENCES post (id),
  at_level BIGINT NOT NULL CHECK (at_level BETWEEN 0 AND 4),
  skill_id BIGINT NOT NULL REFERENCES skill (id),
  -- 0 where it is no longer asked for.
  level BIGINT NOT NULL CHECK (level BETWEEN 0 AND 4),
  importance BIGINT NOT NULL CHECK (importance BETWEEN 1 AND 5),
  starts TEXT NOT NULL,
  by_name TEXT NOT NULL,
  UNIQUE (post_id, at_level, skill_id, starts)
);

-- What shows a rating, and which record that is: a result of training, an observation, a deal.
ALTER TABLE skill_rating ADD COLUMN evidence_kind TEXT CHECK (evidence_kind IN ('test', 'observation', 'deal'));
ALTER TABLE skill_rating ADD COLUMN record_id BIGINT;

-- What somebody thinks of their own skill; it is no rating.
CREATE TABLE skill_self_rating (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  skill_id BIGINT NOT NULL REFERENCES skill (id),
  on_day TEXT NOT NULL,
  level BIGINT NOT NULL CHECK (level BETWEEN 0 AND 4),
  words TEXT CHECK (words <> ''),
  UNIQUE (person_id, skill_id, on_day)
);

-- Something new to be read, with a short quiz.
CREATE TABLE knowledge_update (
  id BIGINT PRIMARY KEY,
  title TEXT NOT NULL CHECK (title <> ''),
  topic TEXT NOT NULL CHECK (topic IN ('product', 'industry', 'selling', 'market', 'service', 'tools', 'safety', 'leading', 'other')),
  text TEXT NOT NULL CHECK (text <> ''),
  product_id BIGINT REFERENCES product (id),
  skill_id BIGINT REFERENCES skill (id),
  source TEXT CHECK (source <> ''),
  published_on TEXT NOT NULL,
  due_on TEXT,
  -- So many right answers pass; without a quiz it is read and no more.
  pass_correct BIGINT CHECK (pass_correct > 0),
  archived BIGINT NOT NULL CHECK (archived IN (0, 1)),
  by_name TEXT NOT NULL,
  CHECK (due_on IS NULL OR published_on <= due_on)
);
CREATE TABLE knowledge_question (
  id BIGINT PRIMARY KEY,
  update_id BIGINT NOT NULL REFERENCES knowledge_update (id),
  position BIGINT NOT NULL CHECK (position > 0),
  question TEXT NOT NULL CHECK (question <> ''),
  -- A line each; the answer is the place of the right one, from 1.
  choices TEXT NOT NULL CHECK (choices <> ''),
  answer BIGINT NOT NULL CHECK (answer > 0),
  UNIQUE (update_id, position)
);
-- Who is to read it, who has, and how the quiz went.
CREATE TABLE knowledge_reader (
  id BIGINT PRIMARY KEY,
  update_id BIGINT NOT NULL REFERENCES knowledge_update (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  read_on TEXT,
  answered_on TEXT,
  -- Right answers of the last try, and how many tries there were.
  correct BIGINT CHECK (correct >= 0),
  tries BIGINT NOT NULL CHECK (tries >= 0),
  passed_on TEXT,
  UNIQUE (update_id, person_id)
);

CREATE TABLE training_class (
  id BIGINT PRIMARY KEY,
  course_id BIGINT NOT NULL REFERENCES course (id),
  -- What it is called where that is more than the course.
  title TEXT CHECK (title <> ''),
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  place TEXT CHECK (place <> ''),
  trainer TEXT CHECK (trainer <> ''),
  trainer_id BIGINT REFERENCES person (id),
  seats BIGINT CHECK (seats > 0),
  -- What it is expected to cost; what it did cost stands in the results.
  cost BIGINT CHECK (cost >= 0),
  status TEXT NOT NULL CHECK (status IN ('planned', 'held', 'cancelled')),
  confirmed_on TEXT,
  mark TEXT CHECK (mark IN ('mandatory', 'focus')),
  -- The metric that its result is measured by, over how many days before and after, and when it was named.
  kpi TEXT CHECK (kpi <> ''),
  kpi_days BIGINT CHECK (kpi_days > 0),
  kpi_named_on TEXT,
  -- After how many days the behaviour is looked at.
  behaviour_days BIGINT CHECK (behaviour_days > 0),
  closed_on TEXT,
  close_note TEXT CHECK (close_note <> ''),
  by_name TEXT NOT NULL,
  CHECK (starts <= ends)
);
CREATE INDEX training_class_starts ON training_class (starts);
CREATE INDEX training_class_of_course ON training_class (course_id);
-- A part of a class to which people sign in; times as 09:00, hours in ten-thousandths.
CREATE TABLE class_session (
  id BIGINT PRIMARY KEY,
  class_id BIGINT NOT NULL REFERENCES training_class (id),
  position BIGINT NOT NULL CHECK (position > 0),
  on_day TEXT NOT NULL,
  begins TEXT,
  ends TEXT,
  hours BIGINT NOT NULL CHECK (hours > 0),
  UNIQUE (class_id, position)
);
-- Who goes to a class, and why: which gap it closes, by how many levels.
CREATE TABLE enrolment (
  id BIGINT PRIMARY KEY,
  class_id BIGINT NOT NULL REFERENCES training_class (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  state TEXT NOT NULL CHECK (state IN ('enrolled', 'waiting', 'withdrawn')),
  skill_id BIGINT REFERENCES skill (id),
  gap BIGINT CHECK (gap BETWEEN 1 AND 4),
  -- The class that was missed and is made up for.
  makeup_for_id BIGINT REFERENCES training_class (id),
  note TEXT CHECK (note <> ''),
  on_day TEXT NOT NULL,
  withdrawn_on TEXT,
  by_name TEXT NOT NULL,
  UNIQUE (class_id, person_id)
);
CREATE INDEX enrolment_of_person ON enrolment (person_id);
-- Whether somebody came to a session.
CREATE TABLE class_presence (
  id BIGINT PRIMARY KEY,
  session_id BIGINT NOT NULL REFERENCES class_session (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  present BIGINT NOT NULL CHECK (present IN (0, 1)),
  UNIQUE (session_id, person_id)
);
-- Which level somebody showed in a role play, as one rater saw it.
CREATE TABLE class_score (
  id BIGINT PRIMARY KEY,
  class_id BIGINT NOT NULL REFERENCES training_class (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  skill_id BIGINT NOT NULL REFERENCES skill (id),
  rater TEXT NOT NULL CHECK (rater <> ''),
  level BIGINT NOT NULL CHECK (level BETWEEN 0 AND 4),
  UNIQUE (class_id, person_id, skill_id, rater)
);

-- The class a result is of, where that is known; hours in ten-thousandths, scores in ten-thousandths of a
-- point; what the person said of it.
ALTER TABLE training_result ADD COLUMN class_id BIGINT REFERENCES training_class (id);
ALTER TABLE training_result ADD COLUMN hours BIGINT CHECK (hours >= 0);
ALTER TABLE training_result ADD COLUMN score_before BIGINT CHECK (score_before >= 0);
ALTER TABLE training_result ADD COLUMN retest_on TEXT;
ALTER TABLE training_result ADD COLUMN retest_score BIGINT CHECK (retest_score >= 0);
ALTER TABLE training_result ADD COLUMN feedback BIGINT CHECK (feedback BETWEEN 1 AND 5);
ALTER TABLE training_result ADD COLUMN feedback_words TEXT CHECK (feedback_words <> '');
CREATE INDEX training_result_on_day ON training_result (on_day);
CREATE INDEX training_result_of_class ON training_result (class_id);

-- When a certificate was taken away, and why; the class in which it was earned.
ALTER TABLE certificate ADD COLUMN revoked_on TEXT;
ALTER TABLE certificate ADD COLUMN revoked_why TEXT CHECK (revoked_why <> '');
ALTER TABLE certificate ADD COLUMN class_id BIGINT REFERENCES training_class (id);
-- What a certificate was up to a renewal: the present stands in the certificate itself.
CREATE TABLE certificate_term (
  id BIGINT PRIMARY KEY,
  certificate_id BIGINT NOT NULL REFERENCES certificate (id),
  number TEXT,
  issued_on TEXT,
  expires_on TEXT,
  renewed_on TEXT NOT NULL,
  by_name TEXT NOT NULL
);
CREATE INDEX certificate_term_of_certificate ON certificate_term (certificate_id);

-- Who is to learn what in a period, and what it may cost; hours in ten-thousandths.
CREATE TABLE training_plan (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team')),
  scope_id BIGINT NOT NULL,
  period TEXT NOT NULL,
  budget BIGINT CHECK (budget >= 0),
  hours_per_head BIGINT CHECK (hours_per_head > 0),
  status TEXT NOT NULL CHECK (status IN ('draft', 'agreed', 'closed')),
  agreed_on TEXT,
  closed_on TEXT,
  review TEXT CHECK (review <> ''),
  note TEXT CHECK (note <> ''),
  by_name TEXT NOT NULL,
  UNIQUE (scope_kind, scope_id, period, name)
);
CREATE TABLE training_plan_item (
  id BIGINT PRIMARY KEY,
  plan_id BIGINT NOT NULL REFERENCES training_plan (id),
  position BIGINT NOT NULL CHECK (position > 0),
  course_id BIGINT NOT NULL REFERENCES course (id),
  class_id BIGINT REFERENCES training_class (id),
  due TEXT,
  cost BIGINT CHECK (cost >= 0),
  note TEXT CHECK (note <> ''),
  dropped_on TEXT,
  dropped_why TEXT CHECK (dropped_why <> ''),
  UNIQUE (plan_id, position)
);
CREATE TABLE training_plan_person (
  id BIGINT PRIMARY KEY,
  item_id BIGINT NOT NULL REFERENCES training_plan_item (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  skill_id BIGINT REFERENCES skill (id),
  UNIQUE (item_id, person_id)
);
CREATE INDEX training_plan_person_of_person ON training_plan_person (person_id);

-- A step of the ladder: from which post and grade into which, and on what conditions.
CREATE TABLE career_step (
  id BIGINT PRIMARY KEY,
  position BIGINT NOT NULL CHECK (position > 0),
  from_post_id BIGINT REFERENCES post (id),
  from_grade TEXT CHECK (from_grade <> ''),
  post_id BIGINT NOT NULL REFERENCES post (id),
  grade TEXT CHECK (grade <> ''),
  note TEXT CHECK (note <> ''),
  archived BIGINT NOT NULL CHECK (archived IN (0, 1))
);
CREATE TABLE career_condition (
  id BIGINT PRIMARY KEY,
  step_id BIGINT NOT NULL REFERENCES career_step (id),
  position BIGINT NOT NULL CHECK (position > 0),
  kind TEXT NOT NULL CHECK (kind IN ('capability', 'tenure', 'skill', 'skill_fit', 'certificate', 'attainment', 'grade')),
  skill_id BIGINT REFERENCES skill (id),
  certificate_kind_id BIGINT REFERENCES certificate_kind (id),
  number BIGINT CHECK (number > 0),
  times BIGINT CHECK (times > 0),
  grade TEXT CHECK (grade <> ''),
  UNIQUE (step_id, position)
);
-- What somebody is to become, what is missing and what is done about it.
CREATE TABLE career_plan (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  step_id BIGINT REFERENCES career_step (id),
  post_id BIGINT NOT NULL REFERENCES post (id),
  grade TEXT CHECK (grade <> ''),
  by_day TEXT,
  gap TEXT CHECK (gap <> ''),
  status TEXT NOT NULL CHECK (status IN ('open', 'reached', 'dropped')),
  opened_on TEXT NOT NULL,
  review_on TEXT,
  closed_on TEXT,
  result TEXT CHECK (result <> ''),
  by_name TEXT NOT NULL
);
CREATE INDEX career_plan_of_person ON career_plan (person_id);
CREATE TABLE career_action (
  id BIGINT PRIMARY KEY,
  plan_id BIGINT NOT NULL REFERENCES career_plan (id),
  position BIGINT NOT NULL CHECK (position > 0),
  what TEXT NOT NULL CHECK (what <> ''),
  skill_id BIGINT REFERENCES skill (id),
  course_id BIGINT REFERENCES course (id),
  owner_id BIGINT REFERENCES person (id),
  due TEXT,
  done_on TEXT,
  UNIQUE (plan_id, position)
);
CREATE TABLE career_review (
  id BIGINT PRIMARY KEY,
  plan_id BIGINT NOT NULL REFERENCES career_plan (id),
  on_day TEXT NOT NULL,
  words TEXT NOT NULL CHECK (words <> ''),
  by_name TEXT NOT NULL,
  UNIQUE (plan_id, on_day)
);
-- A chance to develop that was offered to somebody, and what came of it.
CREATE TABLE development_offer (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('promotion', 'project', 'trainee', 'training', 'resource')),
  what TEXT NOT NULL CHECK (what <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  offered_on TEXT NOT NULL,
  answer TEXT CHECK (answer IN ('accepted', 'declined')),
  answered_on TEXT,
  review_on TEXT,
  reviewed_on TEXT,
  result TEXT CHECK (result <> ''),
  by_name TEXT NOT NULL,
  CHECK ((answer IS NULL) = (answered_on IS NULL))
);
CREATE INDEX development_offer_of_person ON development_offer (person_id);

-- What somebody refreshes: since when, with which half-life in days; the tries say what it is today.
CREATE TABLE refresher (
  id BIGINT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  skill_id BIGINT NOT NULL REFERENCES skill (id),
  since TEXT NOT NULL,
  half_life BIGINT NOT NULL CHECK (half_life BETWEEN 7 AND 365),
  UNIQUE (person_id, skill_id)
);
CREATE TABLE refresher_try (
  id BIGINT PRIMARY KEY,
  refresher_id BIGINT NOT NULL REFERENCES refresher (id),
  on_day TEXT NOT NULL,
  passed BIGINT NOT NULL CHECK (passed IN (0, 1)),
  UNIQUE (refresher_id, on_day)
);
