-- A number that people have read on a card is never given to another thing (MODEL-6), whichever way its
-- row goes. After the statement, so that several removals and a change of the project itself add up.
CREATE FUNCTION milepost_spend_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE project SET spent = spent || jsonb_build_object(TG_ARGV[0],
      greatest(OLD.number, coalesce((spent ->> TG_ARGV[0])::int, 0)))
    WHERE workspace_id = OLD.workspace_id AND id = OLD.project_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER spend_number AFTER DELETE ON metric FOR EACH ROW EXECUTE FUNCTION milepost_spend_number('M');
--> statement-breakpoint
CREATE TRIGGER spend_number AFTER DELETE ON risk FOR EACH ROW EXECUTE FUNCTION milepost_spend_number('R');
--> statement-breakpoint
CREATE TRIGGER spend_number AFTER DELETE ON decision FOR EACH ROW EXECUTE FUNCTION milepost_spend_number('D');
--> statement-breakpoint
CREATE TRIGGER spend_number AFTER DELETE ON contingency FOR EACH ROW EXECUTE FUNCTION milepost_spend_number('P');
