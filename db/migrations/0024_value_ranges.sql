-- Values that earlier versions stored and this one refuses: a share above 100 in a table of a document, and prices.
UPDATE "milestone" SET "share" = NULL WHERE "share" > 100;--> statement-breakpoint
UPDATE "project" SET "price" = 999999999999999 WHERE "price" > 999999999999999;--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_share_range" CHECK ("milestone"."share" between 0 and 100);--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_risk_after_range" CHECK ("milestone"."risk_after" between 0 and 100);--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_percent_range" CHECK ("milestone"."percent" between 0 and 100);--> statement-breakpoint
ALTER TABLE "progress_update" ADD CONSTRAINT "progress_update_percent_range" CHECK ("progress_update"."percent" between 0 and 100);--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_price_range" CHECK ("project"."price" between 0 and 999999999999999);--> statement-breakpoint
ALTER TABLE "cadence" ADD CONSTRAINT "cadence_percent_range" CHECK ("cadence"."percent" between 0 and 100);