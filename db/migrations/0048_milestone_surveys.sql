ALTER TABLE "survey" DROP CONSTRAINT "survey_project";--> statement-breakpoint
ALTER TABLE "survey" ADD COLUMN "milestone_id" uuid;--> statement-breakpoint
ALTER TABLE "survey" ADD CONSTRAINT "survey_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey" ADD CONSTRAINT "survey_subject" UNIQUE NULLS NOT DISTINCT("workspace_id","project_id","milestone_id");--> statement-breakpoint
-- projects keep asking as they did: once delivered
UPDATE "project" SET "policies" = '{"satisfaction": "delivery"}'::jsonb || "policies";
