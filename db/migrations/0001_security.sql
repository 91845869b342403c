-- The app works as a role of its own, which row-level security binds; the role that owns the
-- tables (and runs the migrations) only says which tenant a transaction is for.
-- Looked for first: who may not create roles may have been given this one.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'milepost_app') THEN
    CREATE ROLE milepost_app NOLOGIN NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
-- Since PostgreSQL 16, to have made a role is to be its member without the right to act as it.
DO $$ BEGIN
  IF NOT pg_has_role(current_user, 'milepost_app',
    CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
    EXECUTE format('GRANT milepost_app TO %I', current_user);
  END IF;
END $$;
--> statement-breakpoint
DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO milepost_app', current_schema()); END $$;
--> statement-breakpoint
CREATE FUNCTION milepost_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.workspace_id', true), '')::uuid $$;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['workspace', 'person', 'identity', 'project', 'member', 'room', 'milestone', 'item',
    'evidence', 'progress_update', 'review', 'activity', 'card', 'receipt', 'arrival', 'installation',
    'room_address', 'link_code']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO milepost_app USING (workspace_id = milepost_tenant())
      WITH CHECK (workspace_id = milepost_tenant())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO milepost_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- History is never rewritten (MODEL-8).
REVOKE UPDATE, DELETE ON activity FROM milepost_app;
