ALTER TABLE "progress_update" ADD COLUMN "state" text DEFAULT 'approved' NOT NULL;--> statement-breakpoint
ALTER TABLE "progress_update" ADD COLUMN "decided_by_id" uuid;--> statement-breakpoint
ALTER TABLE "progress_update" ADD COLUMN "decided_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "progress_update" ADD COLUMN "reason" text;--> statement-breakpoint
CREATE INDEX "update_undecided" ON "progress_update" USING btree ("workspace_id","project_id","milestone_id","at") WHERE state <> 'approved';