DROP INDEX "action_item_remind";--> statement-breakpoint
ALTER TABLE "action_item" DROP COLUMN "remind_at";--> statement-breakpoint
ALTER TABLE "action_item" DROP COLUMN "reminded_for";