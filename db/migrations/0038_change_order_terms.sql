ALTER TABLE "scope_snapshot" DROP CONSTRAINT "scope_snapshot_amount_range";--> statement-breakpoint
ALTER TABLE "change_order" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "change_order" ADD COLUMN "adds_work" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "scope_snapshot" ADD CONSTRAINT "scope_snapshot_amount_range" CHECK ("scope_snapshot"."amount" between -999999999999999 and 999999999999999);--> statement-breakpoint
UPDATE "change_order" SET "currency" = p."currency" FROM "project" p
  WHERE p."workspace_id" = "change_order"."workspace_id" AND p."id" = "change_order"."project_id" AND "change_order"."cost" <> 0;
