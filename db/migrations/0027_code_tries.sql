CREATE TABLE "code_try" (
	"workspace_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"tries" integer NOT NULL,
	CONSTRAINT "code_try_workspace_id_scope_pk" PRIMARY KEY("workspace_id","scope")
);

--> statement-breakpoint
ALTER TABLE "code_try" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON "code_try" TO milepost_app USING (workspace_id = milepost_tenant())
  WITH CHECK (workspace_id = milepost_tenant());
--> statement-breakpoint
GRANT SELECT ON "code_try" TO milepost_app;
--> statement-breakpoint
-- Takes a try from each scope in turn and stops at the first without one left. Its rows stay locked until the
-- transaction ends, so that tries at once in several processes are counted one after the other.
CREATE FUNCTION milepost_take_code_try(scopes text[], limits int[], at timestamptz, minutes int)
  RETURNS TABLE (nth int, until timestamptz)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  counted code_try;
  lasts interval := make_interval(mins => minutes);
BEGIN
  FOR i IN 1 .. cardinality(scopes) LOOP
    INSERT INTO code_try AS t VALUES ('00000000-0000-0000-0000-000000000000', scopes[i], at, 1)
    ON CONFLICT ON CONSTRAINT code_try_workspace_id_scope_pk DO UPDATE SET
      tries = CASE WHEN t.since BETWEEN at - lasts AND at + lasts THEN least(t.tries, limits[i]) + 1 ELSE 1 END,
      since = CASE WHEN t.since BETWEEN at - lasts AND at + lasts THEN t.since ELSE at END
    RETURNING * INTO counted;
    IF counted.tries > limits[i] THEN
      nth := i;
      until := counted.since + lasts;
      RETURN NEXT;
      RETURN;
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION milepost_return_code_try(scopes text[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ UPDATE code_try SET tries = tries - 1
    WHERE workspace_id = '00000000-0000-0000-0000-000000000000' AND scope = ANY (scopes) AND tries > 0 $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION milepost_take_code_try(text[], int[], timestamptz, int), milepost_return_code_try(text[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION milepost_take_code_try(text[], int[], timestamptz, int), milepost_return_code_try(text[])
  TO milepost_app;
