DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['page', 'page_session', 'page_message'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO milepost_app USING (workspace_id = milepost_tenant())
      WITH CHECK (workspace_id = milepost_tenant())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO milepost_app', t);
  END LOOP;
END $$;
