CREATE TABLE "change_order" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"route" text NOT NULL,
	"days" integer NOT NULL,
	"cost" bigint NOT NULL,
	"swap_item" integer,
	"state" text NOT NULL,
	"supplier" jsonb,
	"client" jsonb,
	"reason" text,
	"proposed_by_id" uuid NOT NULL,
	"proposed_at" timestamptz(3) NOT NULL,
	"expires_on" date,
	"closed_by_id" uuid,
	"closed_at" timestamptz(3),
	"effect" jsonb,
	CONSTRAINT "change_order_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "change_order_number" UNIQUE("workspace_id","project_id","number")
);
--> statement-breakpoint
CREATE TABLE "scope_snapshot" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"share" integer,
	"amount" bigint,
	"start_date" date,
	"due_date" date,
	"items" jsonb NOT NULL,
	CONSTRAINT "scope_snapshot_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "scope_snapshot_share_range" CHECK ("scope_snapshot"."share" between 0 and 100),
	CONSTRAINT "scope_snapshot_amount_range" CHECK ("scope_snapshot"."amount" between 0 and 999999999999999)
);
--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "extra" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "change_order" ADD CONSTRAINT "change_order_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_order" ADD CONSTRAINT "change_order_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_order" ADD CONSTRAINT "change_order_workspace_id_proposed_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proposed_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_order" ADD CONSTRAINT "change_order_workspace_id_closed_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","closed_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scope_snapshot" ADD CONSTRAINT "scope_snapshot_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "scope_snapshot_milestone" ON "scope_snapshot" USING btree ("workspace_id","milestone_id","at");--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['scope_snapshot', 'change_order'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO milepost_app USING (workspace_id = milepost_tenant())
      WITH CHECK (workspace_id = milepost_tenant())', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "change_order" TO milepost_app;
--> statement-breakpoint
-- What was agreed at the start is never changed: nobody may update or delete a snapshot (SCP-1).
GRANT SELECT, INSERT ON "scope_snapshot" TO milepost_app;
--> statement-breakpoint
-- Freezes what was agreed when a milestone starts, whatever starts it: a command, an import or its date. The amount
-- is its part of the price by largest remainder, as `splitByShares` computes it, with what change orders added. The
-- instant is that of the record of the start, which the same statement writes: the clock of the server may be moved.
CREATE FUNCTION milepost_snapshot_scope() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  amount bigint;
BEGIN
  SELECT CASE
      WHEN NEW.share IS NULL THEN nullif(NEW.extra, 0)
      WHEN NEW.parent_id IS NOT NULL THEN round(p.price::numeric * NEW.share / 100)::bigint + NEW.extra
      ELSE (
        WITH part AS (
          SELECT m.id, div(p.price::numeric * m.share, 100) AS whole, (p.price::numeric * m.share) % 100 AS rest,
            row_number() OVER (ORDER BY (p.price::numeric * m.share) % 100 DESC, m.number) AS nth
          FROM milestone m WHERE m.workspace_id = NEW.workspace_id AND m.project_id = NEW.project_id
            AND m.parent_id IS NULL AND m.dropped_at IS NULL AND m.share IS NOT NULL)
        SELECT (part.whole + (part.nth <= (SELECT round(sum(whole * 100 + rest) / 100) - sum(whole) FROM part))::int)::bigint
          + NEW.extra FROM part WHERE part.id = NEW.id)
    END INTO amount
    FROM project p WHERE p.workspace_id = NEW.workspace_id AND p.id = NEW.project_id AND p.price IS NOT NULL
      AND coalesce((p.policies->>'moneyOn')::boolean, false);
  INSERT INTO scope_snapshot (workspace_id, id, project_id, milestone_id, at, share, amount, start_date, due_date, items)
    VALUES (NEW.workspace_id, gen_random_uuid(), NEW.project_id, NEW.id,
      coalesce((SELECT max(a.at) FROM activity a
        WHERE a.workspace_id = NEW.workspace_id AND a.project_id = NEW.project_id), now()),
      NEW.share, amount, NEW.start_date, NEW.due_date,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('number', i.number, 'kind', i.kind, 'text', i.text)
          ORDER BY i.number), '[]') FROM item i
        WHERE i.workspace_id = NEW.workspace_id AND i.milestone_id = NEW.id
          AND i.kind IN ('deliverable', 'criterion')));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER snapshot_scope AFTER UPDATE OF status ON milestone FOR EACH ROW
  WHEN (OLD.status = 'upcoming' AND NEW.status <> 'upcoming') EXECUTE FUNCTION milepost_snapshot_scope();
--> statement-breakpoint
CREATE TRIGGER snapshot_new_scope AFTER INSERT ON milestone FOR EACH ROW
  WHEN (NEW.status <> 'upcoming') EXECUTE FUNCTION milepost_snapshot_scope();
--> statement-breakpoint
CREATE TRIGGER spend_number AFTER DELETE ON change_order FOR EACH ROW EXECUTE FUNCTION milepost_spend_number('CO');
