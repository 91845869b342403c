ALTER TABLE "activity" ADD COLUMN "undoing" jsonb;--> statement-breakpoint
CREATE INDEX "activity_undone" ON "activity" USING btree ("workspace_id","project_id") WHERE type = 'undone';--> statement-breakpoint
-- `undo` deletes what was added, so these numbers too are never given to another thing (MODEL-6).
CREATE TRIGGER spend_number AFTER DELETE ON milestone FOR EACH ROW EXECUTE FUNCTION milepost_spend_number('milestone');
--> statement-breakpoint
CREATE TRIGGER spend_number AFTER DELETE ON blocker FOR EACH ROW EXECUTE FUNCTION milepost_spend_number('B');
--> statement-breakpoint
CREATE TRIGGER spend_number AFTER DELETE ON cadence FOR EACH ROW EXECUTE FUNCTION milepost_spend_number('C');
