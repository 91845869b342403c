ALTER TABLE "identity" ADD COLUMN "looked_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "zone" text;--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "gone_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "by_room" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "gone_at" timestamptz(3);--> statement-breakpoint
CREATE INDEX "identity_looked" ON "identity" USING btree ("looked_at" NULLS FIRST);--> statement-breakpoint
UPDATE "person" SET "name" = 'Somebody (not known yet)' WHERE EXISTS (SELECT FROM "identity" i
  WHERE i."workspace_id" = "person"."workspace_id" AND i."person_id" = "person"."id" AND "person"."name" IN (i."user_key", i."directory_id"));
