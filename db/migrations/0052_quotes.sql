ALTER TABLE "evidence" ADD COLUMN "quote" jsonb;--> statement-breakpoint
CREATE INDEX "evidence_quoted" ON "evidence" USING btree ((quote ->> 'key')) WHERE quote is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_quote" ON "evidence" USING btree ("workspace_id","milestone_id",coalesce(item_id, milestone_id),(quote ->> 'key')) WHERE quote is not null;