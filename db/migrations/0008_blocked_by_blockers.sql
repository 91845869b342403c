ALTER TABLE "milestone" DROP COLUMN "blocked_reason";--> statement-breakpoint
ALTER TABLE "milestone" DROP COLUMN "blocked_by";