CREATE TABLE "contingency" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"on_day" date,
	"condition" text NOT NULL,
	"action" text NOT NULL,
	"outcome" text,
	"decided_by_id" uuid,
	"decided_at" timestamptz(3),
	"check_at" timestamptz(3),
	"checked_for" date,
	"created_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "contingency_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "contingency_number" UNIQUE("workspace_id","project_id","number")
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"question" text NOT NULL,
	"on_day" date,
	"criteria" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"fallback" text,
	"outcome" text,
	"outcome_note" text,
	"decided_by_id" uuid,
	"decided_at" timestamptz(3),
	"fell_back_at" timestamptz(3),
	"ask_at" timestamptz(3),
	"asked_for" date,
	"created_by_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "decision_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "decision_number" UNIQUE("workspace_id","project_id","number")
);
--> statement-breakpoint
CREATE TABLE "vote" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"choice" text,
	"note" text,
	"at" timestamptz(3),
	CONSTRAINT "vote_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "vote_person" UNIQUE("workspace_id","decision_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "card" ADD COLUMN "decision_id" uuid;--> statement-breakpoint
ALTER TABLE "card" ADD COLUMN "contingency_id" uuid;--> statement-breakpoint
ALTER TABLE "contingency" ADD CONSTRAINT "contingency_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_workspace_id_decision_id_decision_workspace_id_id_fk" FOREIGN KEY ("workspace_id","decision_id") REFERENCES "public"."decision"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contingency_due" ON "contingency" USING btree ("check_at") WHERE outcome is null and on_day is not null and checked_for is distinct from on_day;--> statement-breakpoint
CREATE INDEX "decision_open" ON "decision" USING btree ("workspace_id","project_id","on_day") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "decision_due" ON "decision" USING btree ("ask_at") WHERE outcome is null and on_day is not null and asked_for is distinct from on_day;--> statement-breakpoint
CREATE INDEX "vote_waiting" ON "vote" USING btree ("workspace_id","person_id") WHERE choice is null;--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['decision', 'vote', 'contingency'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO milepost_app USING (workspace_id = milepost_tenant())
      WITH CHECK (workspace_id = milepost_tenant())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO milepost_app', t);
  END LOOP;
END $$;
