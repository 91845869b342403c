CREATE TABLE "proposal" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"state" text NOT NULL,
	"sent_by_id" uuid NOT NULL,
	"sent_at" timestamptz(3) NOT NULL,
	"closed_by_id" uuid,
	"closed_at" timestamptz(3),
	"reason" text,
	CONSTRAINT "proposal_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "proposal_number" UNIQUE("workspace_id","project_id","number")
);
--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_workspace_id_sent_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sent_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_workspace_id_closed_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","closed_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON "proposal" TO milepost_app USING (workspace_id = milepost_tenant())
  WITH CHECK (workspace_id = milepost_tenant());
--> statement-breakpoint
-- What was proposed is never changed and never deleted: an accepted one is the contract (CUS-10).
GRANT SELECT, INSERT, UPDATE ("state", "closed_by_id", "closed_at", "reason") ON "proposal" TO milepost_app;
