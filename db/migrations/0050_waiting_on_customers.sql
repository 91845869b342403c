ALTER TABLE "action_item" ADD COLUMN "remind_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "silence_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "silence_told" boolean;--> statement-breakpoint
CREATE INDEX "action_item_remind" ON "action_item" USING btree ("remind_at") WHERE completed_at is null;--> statement-breakpoint
CREATE INDEX "message_silence" ON "message" USING btree ("silence_at") WHERE silence_told is null and deleted_at is null;--> statement-breakpoint
-- nobody is told of silences from before
UPDATE "message" SET "silence_told" = false;
