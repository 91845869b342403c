ALTER TABLE "room" ADD COLUMN "user_key" text;--> statement-breakpoint
CREATE INDEX "room_direct" ON "room" USING btree ("workspace_id","platform","tenant","user_key") WHERE kind = 'direct';