ALTER TABLE "activity" ALTER COLUMN "platform" DROP NOT NULL;--> statement-breakpoint
CREATE INDEX "milestone_time" ON "milestone" USING btree ("due_date") WHERE type = 'time' and status = 'upcoming';