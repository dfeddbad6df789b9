-- Version 12: the passes over deals read the report that told a move too; all they read stays within the index.
DROP INDEX move_of_opportunity;
CREATE INDEX move_of_opportunity ON move (opportunity_id, on_day, id, place_after, amount_after, owner_after, close_after, first_day, redated_on, batch_id);
