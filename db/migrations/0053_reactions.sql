CREATE TABLE "reaction" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"key" text NOT NULL,
	"reactor" text NOT NULL,
	"is_on" boolean NOT NULL,
	"stamp" text NOT NULL,
	CONSTRAINT "reaction_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reaction_of" ON "reaction" USING btree ("workspace_id","project_id","key","reactor");--> statement-breakpoint
ALTER TABLE "reaction" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON "reaction" TO milepost_app USING (workspace_id = milepost_tenant())
  WITH CHECK (workspace_id = milepost_tenant());--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "reaction" TO milepost_app;--> statement-breakpoint
UPDATE "project" SET "policies" = '{"evidenceReaction": "white_check_mark"}'::jsonb || "policies";--> statement-breakpoint
UPDATE "evidence" SET "quote" = '{"byReaction": false}'::jsonb || "quote" WHERE "quote" IS NOT NULL;
