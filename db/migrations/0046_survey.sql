CREATE TABLE "survey" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"score" integer,
	"comment" text,
	"answered_by_id" uuid,
	"answered_at" timestamptz(3),
	CONSTRAINT "survey_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "survey_project" UNIQUE("workspace_id","project_id"),
	CONSTRAINT "survey_score_range" CHECK ("survey"."score" between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "survey" ADD CONSTRAINT "survey_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey" ADD CONSTRAINT "survey_workspace_id_answered_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","answered_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON "survey" TO milepost_app USING (workspace_id = milepost_tenant())
  WITH CHECK (workspace_id = milepost_tenant());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "survey" TO milepost_app;
