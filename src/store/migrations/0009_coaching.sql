-- Version 9: coaching. Talks, field visits and what was agreed in them, sheets by which a visit is observed,
-- improvement plans, cases and the plays made of them, what was found of behaviour and tried, feedback, and
-- how often everybody is to be coached.

-- Something important at a customer's, before, during and after which somebody is coached.
CREATE TABLE major_event (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  on_day TEXT NOT NULL,
  person_id BIGINT NOT NULL REFERENCES person (id),
  account_id BIGINT REFERENCES account (id),
  opportunity_id BIGINT REFERENCES opportunity (id),
  note TEXT,
  by_name TEXT NOT NULL
);
CREATE INDEX major_event_by_day ON major_event (on_day);
CREATE INDEX major_event_of_account ON major_event (account_id);
CREATE INDEX major_event_of_deal ON major_event (opportunity_id);

-- A coaching, planned or held: one talk, one field visit, one note to an event.
CREATE TABLE coaching (
  id BIGINT PRIMARY KEY,
  -- The quarter in which it was for when it was first put down, as periods are written, and its number in it:
  -- CO-2025Q4-0017.
  quarter TEXT NOT NULL CHECK (LENGTH(quarter) = 7),
  number BIGINT NOT NULL CHECK (number > 0),
  kind TEXT NOT NULL CHECK (kind IN ('one_to_one', 'visit', 'new_hire', 'low_performer', 'event')),
  event_id BIGINT REFERENCES major_event (id),
  phase TEXT CHECK (phase IN ('before', 'during', 'after')),
  state TEXT NOT NULL CHECK (state IN ('planned', 'held')),
  person_id BIGINT NOT NULL REFERENCES person (id),
  -- Without one it is who wrote it down.
  coach_id BIGINT REFERENCES person (id),
  on_day TEXT NOT NULL,
  -- As 14:00.
  starts_at TEXT CHECK (LENGTH(starts_at) = 5),
  -- How long it took, or is to take.
  minutes BIGINT CHECK (minutes > 0),
  topic TEXT NOT NULL CHECK (topic <> ''),
  -- Who else was there, at the customer's or ours.
  present TEXT,
  account_id BIGINT REFERENCES account (id),
  opportunity_id BIGINT REFERENCES opportunity (id),
  -- The skill it is about, by name.
  skill TEXT CHECK (skill <> ''),
  prepared_on TEXT,
  -- What the coach goes in with, a line each.
  questions TEXT,
  goal TEXT,
  goal_by TEXT,
  reality TEXT,
  will TEXT,
  will_by TEXT,
  help TEXT,
  confidence BIGINT CHECK (confidence BETWEEN 0 AND 10),
  -- Below seven: what would make it seven.
  to_seven TEXT,
  complete BIGINT NOT NULL CHECK (complete IN (0, 1)),
  -- What the rep says of it.
  rep_words TEXT,
  next_on TEXT,
  next_what TEXT,
  coach_confirmed_on TEXT,
  rep_confirmed_on TEXT,
  by_name TEXT NOT NULL,
  UNIQUE (quarter, number),
  CHECK ((kind = 'event') = (event_id IS NOT NULL)),
  CHECK ((event_id IS NULL) = (phase IS NULL)),
  CHECK (complete = 1 OR (coach_confirmed_on IS NULL AND rep_confirmed_on IS NULL))
);
CREATE INDEX coaching_of_person ON coaching (person_id, on_day);
CREATE INDEX coaching_by_day ON coaching (on_day);
CREATE INDEX coaching_of_event ON coaching (event_id);
CREATE INDEX coaching_of_account ON coaching (account_id);
CREATE INDEX coaching_of_deal ON coaching (opportunity_id);

-- A way that could be gone, whose idea it was, and as which it was chosen.
CREATE TABLE coaching_option (
  id BIGINT PRIMARY KEY,
  coaching_id BIGINT NOT NULL REFERENCES coaching (id),
  position BIGINT NOT NULL CHECK (position > 0),
  text TEXT NOT NULL CHECK (text <> ''),
  from_rep BIGINT NOT NULL CHECK (from_rep IN (0, 1)),
  -- The place in the order in which ways are gone; none for those that are not.
  chosen BIGINT CHECK (chosen > 0),
  UNIQUE (coaching_id, position)
);
CREATE TABLE coaching_action (
  id BIGINT PRIMARY KEY,
  coaching_id BIGINT NOT NULL REFERENCES coaching (id),
  position BIGINT NOT NULL CHECK (position > 0),
  text TEXT NOT NULL CHECK (text <> ''),
  -- Without one it is the coach.
  owner_id BIGINT REFERENCES person (id),
  due TEXT NOT NULL,
  done_on TEXT,
  result TEXT,
  UNIQUE (coaching_id, position)
);
CREATE INDEX coaching_action_by_due ON coaching_action (due);
-- That an action was put off: what was agreed stays readable.
CREATE TABLE coaching_postponement (
  id BIGINT PRIMARY KEY,
  action_id BIGINT NOT NULL REFERENCES coaching_action (id),
  -- By when it was to be done until then, and by when it is since.
  was TEXT NOT NULL,
  due TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  on_day TEXT NOT NULL,
  by_name TEXT NOT NULL,
  CHECK (was < due)
);
CREATE INDEX coaching_postponement_of_action ON coaching_postponement (action_id);

-- A plan by which somebody who is behind gets support. It knows no dismissal.
CREATE TABLE improvement_plan (
  id BIGINT PRIMARY KEY,
  -- IP-2025-0004.
  year BIGINT NOT NULL,
  number BIGINT NOT NULL CHECK (number > 0),
  person_id BIGINT NOT NULL REFERENCES person (id),
  coach_id BIGINT REFERENCES person (id),
  -- Who guides in the daily work.
  helper_id BIGINT REFERENCES person (id),
  title TEXT NOT NULL CHECK (title <> ''),
  cause TEXT NOT NULL CHECK (cause <> ''),
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  coach_confirmed_on TEXT,
  person_confirmed_on TEXT,
  -- What the person says of it, also where they do not agree.
  person_words TEXT,
  closed_on TEXT,
  outcome TEXT CHECK (outcome IN ('met', 'partly', 'not_met', 'stopped')),
  result TEXT,
  by_name TEXT NOT NULL,
  UNIQUE (year, number),
  CHECK (starts < ends),
  CHECK ((closed_on IS NULL) = (outcome IS NULL))
);
CREATE INDEX improvement_plan_of_person ON improvement_plan (person_id);

-- A figure that a coaching or a plan answers, as it stood on a day, and what it is put down to. A cause
-- without a figure is marked as a guess.
CREATE TABLE coaching_symptom (
  id BIGINT PRIMARY KEY,
  coaching_id BIGINT REFERENCES coaching (id),
  plan_id BIGINT REFERENCES improvement_plan (id),
  position BIGINT NOT NULL CHECK (position > 0),
  cause TEXT CHECK (cause <> ''),
  guess BIGINT NOT NULL CHECK (guess IN (0, 1)),
  subject_kind TEXT CHECK (subject_kind IN ('metric', 'stage', 'step')),
  -- The word of a metric, the key of a stage, the word of an observed step.
  subject TEXT,
  -- What a stage or a step was called.
  name TEXT,
  period TEXT,
  value BIGINT,
  sample BIGINT CHECK (sample >= 0),
  -- Beside what it stood: the team's, or what the post asks for.
  against TEXT CHECK (against IN ('team', 'post')),
  against_value BIGINT,
  against_sample BIGINT CHECK (against_sample >= 0),
  frozen_on TEXT,
  CHECK ((coaching_id IS NULL) <> (plan_id IS NULL)),
  CHECK ((subject_kind IS NULL) = (subject IS NULL)),
  CHECK ((subject_kind IS NULL) = (frozen_on IS NULL)),
  CHECK (subject_kind IS NOT NULL OR (guess = 1 AND cause IS NOT NULL))
);
CREATE INDEX coaching_symptom_of_coaching ON coaching_symptom (coaching_id);
CREATE INDEX coaching_symptom_of_plan ON coaching_symptom (plan_id);

-- A version of the sheet by which visits are observed; versions of one sheet share its series, the key of
-- the first.
CREATE TABLE observation_template (
  id BIGINT PRIMARY KEY,
  series BIGINT NOT NULL,
  number BIGINT NOT NULL CHECK (number >= 1),
  current BIGINT NOT NULL CHECK (current IN (0, 1)),
  name TEXT NOT NULL CHECK (name <> ''),
  name_en TEXT NOT NULL,
  change_note TEXT,
  -- Unknown for the one that a workspace begins with.
  published_on TEXT,
  by_name TEXT NOT NULL,
  UNIQUE (series, number)
);
-- A step of the visit. Its word is the same in all versions, so that sheets of different ones compare.
CREATE TABLE observation_step (
  id BIGINT PRIMARY KEY,
  template_id BIGINT NOT NULL REFERENCES observation_template (id),
  position BIGINT NOT NULL CHECK (position > 0),
  word TEXT NOT NULL CHECK (word <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  name_en TEXT NOT NULL,
  weight BIGINT NOT NULL CHECK (weight BETWEEN 1 AND 10000),
  -- The level that is asked for, where a post has none of its own.
  required BIGINT CHECK (required BETWEEN 1 AND 5),
  UNIQUE (template_id, position),
  UNIQUE (template_id, word)
);
-- What is to be seen at a level.
CREATE TABLE observation_anchor (
  id BIGINT PRIMARY KEY,
  step_id BIGINT NOT NULL REFERENCES observation_step (id),
  level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5),
  text TEXT NOT NULL CHECK (text <> ''),
  text_en TEXT NOT NULL,
  UNIQUE (step_id, level)
);
-- Something concrete in a step that is done or not.
CREATE TABLE observation_practice (
  id BIGINT PRIMARY KEY,
  step_id BIGINT NOT NULL REFERENCES observation_step (id),
  position BIGINT NOT NULL CHECK (position > 0),
  word TEXT NOT NULL CHECK (word <> ''),
  text TEXT NOT NULL CHECK (text <> ''),
  text_en TEXT NOT NULL,
  UNIQUE (step_id, position),
  UNIQUE (step_id, word)
);
-- The level that a post asks for in a step.
CREATE TABLE observation_requirement (
  id BIGINT PRIMARY KEY,
  step_id BIGINT NOT NULL REFERENCES observation_step (id),
  post_id BIGINT NOT NULL REFERENCES post (id),
  level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5),
  UNIQUE (step_id, post_id)
);

-- A sheet: what was seen of a person on one visit.
CREATE TABLE observation (
  id BIGINT PRIMARY KEY,
  template_id BIGINT NOT NULL REFERENCES observation_template (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  coaching_id BIGINT REFERENCES coaching (id),
  activity_id BIGINT REFERENCES activity (id),
  account_id BIGINT REFERENCES account (id),
  opportunity_id BIGINT REFERENCES opportunity (id),
  on_day TEXT NOT NULL,
  -- Without one it is who wrote it down.
  observer_id BIGINT REFERENCES person (id),
  -- A second observer; the name where it is nobody of the organisation.
  second_id BIGINT REFERENCES person (id),
  second_name TEXT CHECK (second_name <> ''),
  -- Whether what was agreed the time before was done.
  kept TEXT CHECK (kept IN ('yes', 'partly', 'no')),
  -- The one thing that was agreed: in which step, what, how it is practised.
  focus_id BIGINT REFERENCES observation_step (id),
  agreed TEXT CHECK (agreed <> ''),
  practice TEXT,
  next_on TEXT,
  next_account_id BIGINT REFERENCES account (id),
  next_what TEXT,
  complete BIGINT NOT NULL CHECK (complete IN (0, 1)),
  by_name TEXT NOT NULL,
  CHECK (second_id IS NULL OR second_name IS NULL)
);
CREATE INDEX observation_of_person ON observation (person_id, on_day);
CREATE INDEX observation_by_day ON observation (on_day);
CREATE INDEX observation_of_coaching ON observation (coaching_id);
CREATE INDEX observation_of_activity ON observation (activity_id);
CREATE INDEX observation_of_account ON observation (account_id);
CREATE INDEX observation_of_next_account ON observation (next_account_id);
CREATE INDEX observation_of_deal ON observation (opportunity_id);
CREATE INDEX observation_of_template ON observation (template_id);
-- The level of a step by one observer; without a level it was not seen.
CREATE TABLE observation_rating (
  id BIGINT PRIMARY KEY,
  observation_id BIGINT NOT NULL REFERENCES observation (id),
  step_id BIGINT NOT NULL REFERENCES observation_step (id),
  rater TEXT NOT NULL CHECK (rater IN ('observer', 'second', 'self')),
  level BIGINT CHECK (level BETWEEN 1 AND 5),
  fact TEXT,
  UNIQUE (observation_id, step_id, rater)
);
CREATE TABLE observation_tick (
  id BIGINT PRIMARY KEY,
  observation_id BIGINT NOT NULL REFERENCES observation (id),
  practice_id BIGINT NOT NULL REFERENCES observation_practice (id),
  done BIGINT NOT NULL CHECK (done IN (0, 1)),
  UNIQUE (observation_id, practice_id)
);

-- What a plan is to reach: a figure in its unit, or words. The baseline is that of the beginning and stays;
-- one that is to be reached otherwise ends with the reason, and another takes its place.
CREATE TABLE improvement_objective (
  id BIGINT PRIMARY KEY,
  plan_id BIGINT NOT NULL REFERENCES improvement_plan (id),
  position BIGINT NOT NULL CHECK (position > 0),
  name TEXT NOT NULL CHECK (name <> ''),
  -- The word of a metric, where it is one.
  metric TEXT,
  -- Amounts in fen, shares in basis points, levels in hundredths.
  unit TEXT CHECK (unit IN ('fen', 'count', 'bp', 'days', 'level')),
  weight BIGINT NOT NULL CHECK (weight BETWEEN 1 AND 10000),
  baseline BIGINT,
  baseline_sample BIGINT CHECK (baseline_sample >= 0),
  baseline_period TEXT,
  target BIGINT,
  baseline_words TEXT,
  target_words TEXT,
  since TEXT NOT NULL,
  ended_on TEXT,
  end_reason TEXT,
  CHECK ((unit IS NULL) = (target IS NULL)),
  CHECK ((unit IS NULL) = (baseline IS NULL)),
  CHECK ((unit IS NULL) = (target_words IS NOT NULL)),
  CHECK (metric IS NULL OR unit IS NOT NULL),
  CHECK (baseline <> target),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL))
);
CREATE INDEX improvement_objective_of_plan ON improvement_objective (plan_id);
-- A day on which a plan is looked at, and what was said then.
CREATE TABLE improvement_check (
  id BIGINT PRIMARY KEY,
  plan_id BIGINT NOT NULL REFERENCES improvement_plan (id),
  position BIGINT NOT NULL CHECK (position > 0),
  due TEXT NOT NULL,
  held_on TEXT,
  verdict TEXT CHECK (verdict IN ('continue', 'adjust', 'finish')),
  note TEXT,
  coach_confirmed_on TEXT,
  person_confirmed_on TEXT,
  UNIQUE (plan_id, position),
  CHECK ((held_on IS NULL) = (verdict IS NULL))
);
-- An objective at a check point: what is asked for by then, and what was found.
CREATE TABLE improvement_point (
  id BIGINT PRIMARY KEY,
  objective_id BIGINT NOT NULL REFERENCES improvement_objective (id),
  check_id BIGINT NOT NULL REFERENCES improvement_check (id),
  target BIGINT,
  target_words TEXT,
  actual BIGINT,
  sample BIGINT CHECK (sample >= 0),
  period TEXT,
  -- Of an objective in words.
  reached TEXT CHECK (reached IN ('yes', 'partly', 'no')),
  said TEXT,
  UNIQUE (objective_id, check_id)
);
-- What shows how an objective stands.
CREATE TABLE improvement_evidence (
  id BIGINT PRIMARY KEY,
  objective_id BIGINT NOT NULL REFERENCES improvement_objective (id),
  on_day TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  -- Where it is to be seen: the name of a file, a mail, a meeting.
  shown_in TEXT,
  source TEXT CHECK (source IN ('coaching', 'observation', 'opportunity')),
  source_id BIGINT,
  by_name TEXT NOT NULL,
  CHECK ((source IS NULL) = (source_id IS NULL))
);
CREATE INDEX improvement_evidence_of_objective ON improvement_evidence (objective_id);
CREATE INDEX improvement_evidence_of_source ON improvement_evidence (source_id);
-- What the person was promised, how often, and when it was given.
CREATE TABLE improvement_support (
  id BIGINT PRIMARY KEY,
  plan_id BIGINT NOT NULL REFERENCES improvement_plan (id),
  position BIGINT NOT NULL CHECK (position > 0),
  text TEXT NOT NULL CHECK (text <> ''),
  -- Without one it is the coach.
  owner_id BIGINT REFERENCES person (id),
  times BIGINT NOT NULL CHECK (times > 0),
  due TEXT,
  UNIQUE (plan_id, position)
);
CREATE TABLE support_given (
  id BIGINT PRIMARY KEY,
  support_id BIGINT NOT NULL REFERENCES improvement_support (id),
  on_day TEXT NOT NULL,
  note TEXT,
  by_name TEXT NOT NULL
);
CREATE INDEX support_given_of_support ON support_given (support_id);

-- A deal that was won or lost, taken apart into steps.
CREATE TABLE sales_case (
  id BIGINT PRIMARY KEY,
  title TEXT NOT NULL CHECK (title <> ''),
  result TEXT NOT NULL CHECK (result IN ('won', 'lost')),
  opportunity_id BIGINT REFERENCES opportunity (id),
  account_id BIGINT REFERENCES account (id),
  -- Whose deal it was, and who tells of it.
  person_id BIGINT REFERENCES person (id),
  presenter_id BIGINT REFERENCES person (id),
  starts TEXT,
  ends TEXT,
  -- The stage in which what it teaches helps.
  stage_id BIGINT REFERENCES stage (id),
  -- When it fits, when not, what to take away, tags: a line each.
  suits TEXT,
  suits_not TEXT,
  takeaways TEXT,
  tags TEXT,
  written_on TEXT NOT NULL,
  published_on TEXT,
  by_name TEXT NOT NULL
);
CREATE INDEX sales_case_of_deal ON sales_case (opportunity_id);
CREATE INDEX sales_case_of_account ON sales_case (account_id);
CREATE TABLE case_step (
  id BIGINT PRIMARY KEY,
  case_id BIGINT NOT NULL REFERENCES sales_case (id),
  position BIGINT NOT NULL CHECK (position > 0),
  name TEXT NOT NULL CHECK (name <> ''),
  -- Who, of us and at the customer's.
  who TEXT,
  did TEXT,
  evidence TEXT,
  why TEXT,
  on_day TEXT,
  UNIQUE (case_id, position)
);
-- That somebody read a case, and how useful it was to them.
CREATE TABLE case_reading (
  id BIGINT PRIMARY KEY,
  case_id BIGINT NOT NULL REFERENCES sales_case (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  on_day TEXT NOT NULL,
  score BIGINT CHECK (score BETWEEN 1 AND 5),
  UNIQUE (case_id, person_id)
);
-- A meeting in which a case is told.
CREATE TABLE case_use (
  id BIGINT PRIMARY KEY,
  case_id BIGINT NOT NULL REFERENCES sales_case (id),
  on_day TEXT NOT NULL,
  meeting TEXT NOT NULL CHECK (meeting <> ''),
  minutes BIGINT CHECK (minutes > 0),
  -- What is done in these minutes, a line each.
  agenda TEXT,
  presenter_id BIGINT REFERENCES person (id),
  by_name TEXT NOT NULL,
  UNIQUE (case_id, on_day, meeting)
);
-- A version of a play: what others are to do, made of cases. Versions share their series, the key of the
-- first.
CREATE TABLE play (
  id BIGINT PRIMARY KEY,
  series BIGINT NOT NULL,
  number BIGINT NOT NULL CHECK (number >= 1),
  current BIGINT NOT NULL CHECK (current IN (0, 1)),
  name TEXT NOT NULL CHECK (name <> ''),
  stage_id BIGINT REFERENCES stage (id),
  suits TEXT,
  suits_not TEXT,
  takeaways TEXT,
  change_note TEXT,
  published_on TEXT NOT NULL,
  by_name TEXT NOT NULL,
  UNIQUE (series, number)
);
CREATE TABLE play_step (
  id BIGINT PRIMARY KEY,
  play_id BIGINT NOT NULL REFERENCES play (id),
  position BIGINT NOT NULL CHECK (position > 0),
  text TEXT NOT NULL CHECK (text <> ''),
  -- What counts as done.
  standard TEXT,
  UNIQUE (play_id, position)
);
CREATE TABLE play_source (
  id BIGINT PRIMARY KEY,
  play_id BIGINT NOT NULL REFERENCES play (id),
  case_id BIGINT NOT NULL REFERENCES sales_case (id),
  UNIQUE (play_id, case_id)
);
CREATE INDEX play_source_of_case ON play_source (case_id);
-- That somebody used a play, on which deal, and what came of it.
CREATE TABLE play_adoption (
  id BIGINT PRIMARY KEY,
  play_id BIGINT NOT NULL REFERENCES play (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  opportunity_id BIGINT REFERENCES opportunity (id),
  on_day TEXT NOT NULL,
  result TEXT CHECK (result IN ('worked', 'partly', 'failed')),
  result_on TEXT,
  said TEXT,
  by_name TEXT NOT NULL,
  CHECK ((result IS NULL) = (result_on IS NULL))
);
CREATE INDEX play_adoption_of_play ON play_adoption (play_id);
CREATE INDEX play_adoption_of_person ON play_adoption (person_id, on_day);
CREATE INDEX play_adoption_of_deal ON play_adoption (opportunity_id);
CREATE TABLE play_adoption_step (
  id BIGINT PRIMARY KEY,
  adoption_id BIGINT NOT NULL REFERENCES play_adoption (id),
  step_id BIGINT NOT NULL REFERENCES play_step (id),
  UNIQUE (adoption_id, step_id)
);

-- An analysis of behaviour that was run, with the groups as they were fixed before.
CREATE TABLE behaviour_finding (
  id BIGINT PRIMARY KEY,
  on_day TEXT NOT NULL,
  -- Of whom.
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('all', 'region', 'team')),
  scope_id BIGINT NOT NULL,
  -- The days of the behaviour.
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  -- By what the groups were told apart: the word of a metric and its period, and the rule in words.
  outcome TEXT NOT NULL CHECK (outcome <> ''),
  outcome_period TEXT,
  basis TEXT NOT NULL CHECK (basis <> ''),
  note TEXT,
  by_name TEXT NOT NULL,
  CHECK (starts <= ends)
);
CREATE TABLE behaviour_member (
  id BIGINT PRIMARY KEY,
  finding_id BIGINT NOT NULL REFERENCES behaviour_finding (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  part TEXT NOT NULL CHECK (part IN ('top', 'rest')),
  outcome BIGINT,
  -- How often they were seen.
  cases BIGINT CHECK (cases >= 0),
  UNIQUE (finding_id, person_id)
);
-- One behaviour in both groups. Means, differences, effects and chances in ten-thousandths.
CREATE TABLE behaviour_line (
  id BIGINT PRIMARY KEY,
  finding_id BIGINT NOT NULL REFERENCES behaviour_finding (id),
  position BIGINT NOT NULL CHECK (position > 0),
  kind TEXT NOT NULL CHECK (kind IN ('step', 'practice', 'metric')),
  word TEXT NOT NULL CHECK (word <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  top_value BIGINT,
  rest_value BIGINT,
  top_cases BIGINT NOT NULL CHECK (top_cases >= 0),
  rest_cases BIGINT NOT NULL CHECK (rest_cases >= 0),
  difference BIGINT,
  low BIGINT,
  high BIGINT,
  effect BIGINT,
  effect_low BIGINT,
  effect_high BIGINT,
  -- Of how many groupings how many are as far apart or farther.
  extreme BIGINT CHECK (extreme >= 0),
  groupings BIGINT CHECK (groupings > 0),
  p BIGINT CHECK (p BETWEEN 0 AND 10000),
  adjusted_p BIGINT CHECK (adjusted_p BETWEEN 0 AND 10000),
  -- Whether it was still a finding after all were looked at.
  holds BIGINT NOT NULL CHECK (holds IN (0, 1)),
  UNIQUE (finding_id, position),
  UNIQUE (finding_id, kind, word),
  CHECK (extreme <= groupings)
);
-- What was made of a finding: a hypothesis, tried with some people, then a standard step or dropped.
CREATE TABLE behaviour_trial (
  id BIGINT PRIMARY KEY,
  finding_id BIGINT NOT NULL REFERENCES behaviour_finding (id),
  line_id BIGINT REFERENCES behaviour_line (id),
  state TEXT NOT NULL CHECK (state IN ('hypothesis', 'trying', 'standard', 'dropped')),
  -- What is done now, what is to be done instead, and what counts as done.
  now_text TEXT,
  text TEXT NOT NULL CHECK (text <> ''),
  standard TEXT NOT NULL CHECK (standard <> ''),
  -- What is looked at, and with how many cases in each group.
  look_at TEXT,
  fewest BIGINT CHECK (fewest > 0),
  proposed_on TEXT NOT NULL,
  starts TEXT,
  ends TEXT,
  decided_on TEXT,
  decision TEXT,
  -- Where it became standard: a play, or a place in words.
  play_id BIGINT REFERENCES play (id),
  standard_in TEXT,
  by_name TEXT NOT NULL,
  CHECK ((starts IS NULL) = (ends IS NULL)),
  CHECK (starts < ends),
  CHECK ((state IN ('standard', 'dropped')) = (decided_on IS NOT NULL))
);
CREATE TABLE behaviour_trial_person (
  id BIGINT PRIMARY KEY,
  trial_id BIGINT NOT NULL REFERENCES behaviour_trial (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  part TEXT NOT NULL CHECK (part IN ('trial', 'control', 'out')),
  note TEXT,
  UNIQUE (trial_id, person_id)
);

-- What a rep says to the manager. Without a person it was said without a name, and nothing here or in the
-- journal tells whose it is.
CREATE TABLE rep_feedback (
  id BIGINT PRIMARY KEY,
  person_id BIGINT REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('suggestion', 'problem', 'support', 'coaching', 'praise')),
  text TEXT NOT NULL CHECK (text <> ''),
  on_day TEXT NOT NULL,
  due TEXT NOT NULL,
  answer TEXT,
  answered_on TEXT,
  answered_by TEXT,
  closed_on TEXT,
  CHECK ((answer IS NULL) = (answered_on IS NULL)),
  CHECK (closed_on IS NULL OR answer IS NOT NULL)
);
CREATE INDEX rep_feedback_by_day ON rep_feedback (on_day);

-- Within how many days everybody is to be coached in a way, and one person where it is another number.
CREATE TABLE coaching_rhythm (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('one_to_one', 'visit', 'new_hire', 'low_performer')),
  person_id BIGINT REFERENCES person (id),
  days BIGINT NOT NULL CHECK (days BETWEEN 1 AND 366),
  -- How they talk where they do not meet.
  channel TEXT,
  since TEXT NOT NULL,
  by_name TEXT NOT NULL,
  UNIQUE (kind, person_id)
);

-- A question that everybody is asked at once (脉搏), and how many gave which mark. Nobody is named, and no
-- team of which there are fewer than five answers stands apart.
CREATE TABLE pulse (
  id BIGINT PRIMARY KEY,
  on_day TEXT NOT NULL,
  question TEXT NOT NULL CHECK (question <> ''),
  by_name TEXT NOT NULL,
  UNIQUE (on_day, question)
);
CREATE TABLE pulse_count (
  id BIGINT PRIMARY KEY,
  pulse_id BIGINT NOT NULL REFERENCES pulse (id),
  -- Without one they are of teams with too few answers, or of no team.
  team_id BIGINT REFERENCES team (id),
  score BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),
  answers BIGINT NOT NULL CHECK (answers > 0),
  UNIQUE (pulse_id, team_id, score)
);
