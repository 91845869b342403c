DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['blocker', 'snooze'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO milepost_app USING (workspace_id = milepost_tenant())
      WITH CHECK (workspace_id = milepost_tenant())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO milepost_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- What is blocked already waits for something: each gets the blocker that says so.
INSERT INTO blocker (workspace_id, id, project_id, milestone_id, number, text, waits_for, opened_by_id, opened_at)
SELECT workspace_id, gen_random_uuid(), project_id, id,
  row_number() OVER (PARTITION BY workspace_id, project_id ORDER BY number), coalesce(blocked_reason, 'No reason given'),
  blocked_by, '00000000-0000-0000-0000-000000000000', now()
FROM milestone WHERE status = 'blocked' AND dropped_at IS NULL;
