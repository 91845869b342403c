ALTER TABLE "survey" ADD COLUMN "remind_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "survey" ADD COLUMN "reminded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "survey_remind" ON "survey" USING btree ("remind_at") WHERE score is null and not reminded;