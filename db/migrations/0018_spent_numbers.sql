ALTER TABLE "card" ADD COLUMN "closed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "spent" jsonb DEFAULT '{}'::jsonb NOT NULL;