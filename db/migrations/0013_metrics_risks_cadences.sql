CREATE TABLE "cadence" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"what" text NOT NULL,
	"rule" text,
	"every" jsonb,
	"on_day" date,
	"at_time" text DEFAULT '09:00' NOT NULL,
	"audience" text DEFAULT 'team' NOT NULL,
	"draft" text,
	"percent" integer,
	"milestone_id" uuid,
	"minutes" integer DEFAULT 120 NOT NULL,
	"owner_id" uuid NOT NULL,
	"state" text DEFAULT 'on' NOT NULL,
	"next_at" timestamptz(3),
	CONSTRAINT "cadence_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "cadence_number" UNIQUE("workspace_id","project_id","number")
);
--> statement-breakpoint
CREATE TABLE "metric" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"target" text,
	"checkpoint" date,
	"stage" text,
	"checkpoint_at" timestamptz(3),
	"told_for" date,
	CONSTRAINT "metric_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "metric_number" UNIQUE("workspace_id","project_id","number")
);
--> statement-breakpoint
CREATE TABLE "metric_value" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"value" text NOT NULL,
	"note" text,
	"author_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "metric_value_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "risk" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"level" text NOT NULL,
	"resolve_by" date,
	"owner_id" uuid,
	"opened_by_id" uuid NOT NULL,
	"opened_at" timestamptz(3) NOT NULL,
	"resolved_by_id" uuid,
	"resolved_at" timestamptz(3),
	CONSTRAINT "risk_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "risk_number" UNIQUE("workspace_id","project_id","number")
);
--> statement-breakpoint
CREATE TABLE "standup_answer" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"cadence_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"round" date NOT NULL,
	"did" text,
	"next" text,
	"blocks" text,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "standup_answer_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "standup_answer_round" UNIQUE("workspace_id","cadence_id","round","person_id")
);
--> statement-breakpoint
ALTER TABLE "cadence" ADD CONSTRAINT "cadence_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric" ADD CONSTRAINT "metric_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_value" ADD CONSTRAINT "metric_value_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_value" ADD CONSTRAINT "metric_value_workspace_id_metric_id_metric_workspace_id_id_fk" FOREIGN KEY ("workspace_id","metric_id") REFERENCES "public"."metric"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk" ADD CONSTRAINT "risk_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standup_answer" ADD CONSTRAINT "standup_answer_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standup_answer" ADD CONSTRAINT "standup_answer_workspace_id_cadence_id_cadence_workspace_id_id_fk" FOREIGN KEY ("workspace_id","cadence_id") REFERENCES "public"."cadence"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cadence_due" ON "cadence" USING btree ("next_at") WHERE state = 'on' and (every is not null or on_day is not null);--> statement-breakpoint
CREATE INDEX "metric_checkpoint" ON "metric" USING btree ("checkpoint_at") WHERE checkpoint is not null and told_for is distinct from checkpoint;--> statement-breakpoint
CREATE INDEX "metric_values" ON "metric_value" USING btree ("workspace_id","metric_id","at");--> statement-breakpoint
CREATE INDEX "risk_open" ON "risk" USING btree ("workspace_id","project_id") WHERE resolved_at is null;--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['metric', 'metric_value', 'risk', 'cadence', 'standup_answer'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO milepost_app USING (workspace_id = milepost_tenant())
      WITH CHECK (workspace_id = milepost_tenant())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO milepost_app', t);
  END LOOP;
END $$;
