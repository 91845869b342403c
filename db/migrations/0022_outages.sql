ALTER TABLE "installation" ADD COLUMN "pause_ms" integer;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "off_why" text;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "off_tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "off_told" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "receipt" ADD COLUMN "seeks_from" timestamptz(3);--> statement-breakpoint
ALTER TABLE "receipt" ADD COLUMN "reposts" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "room" ADD COLUMN "strikes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "room" ADD COLUMN "refused_until" timestamptz(3);--> statement-breakpoint
ALTER TABLE "room" ADD COLUMN "former_project_id" uuid;--> statement-breakpoint
ALTER TABLE "room" ADD COLUMN "former_cards" jsonb;
--> statement-breakpoint
-- A room of another organisation can be linked, and its installation belongs to that workspace: this
-- tells a workspace about the outages of every platform that its own rooms are on, and nothing else.
CREATE FUNCTION milepost_outages() RETURNS TABLE (platform text, tenant text, since timestamptz, why text, until timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ SELECT i.platform, i.tenant, i.off_since, i.off_why, i.paused_until FROM installation i
    WHERE i.off_since IS NOT NULL AND EXISTS (SELECT FROM room
      WHERE room.workspace_id = milepost_tenant() AND room.platform = i.platform AND room.tenant = i.tenant) $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION milepost_outages() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION milepost_outages() TO milepost_app;
