ALTER TABLE "project" ADD COLUMN "lost" jsonb;--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "archived_at" timestamptz(3);