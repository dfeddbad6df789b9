-- Version 4: the amount in fen that a report promises to sign in the period after its own.

ALTER TABLE report ADD COLUMN promised BIGINT CHECK (promised >= 0);
