-- Version 3: what a person answers of an open deal that a full report no longer names, on the day
-- of that report. batch_id is the import that was asked about; it refers to nothing, as elsewhere.
CREATE TABLE deal_answer (
  id BIGINT PRIMARY KEY,
  opportunity_id BIGINT NOT NULL REFERENCES opportunity (id),
  report_date TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('lost', 'dropped', 'forgotten')),
  by_name TEXT NOT NULL,
  batch_id BIGINT NOT NULL
);
CREATE INDEX deal_answer_of_opportunity ON deal_answer (opportunity_id, report_date);
