CREATE TABLE "achievement" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"achieved" boolean NOT NULL,
	"reason" text,
	"evidence" jsonb NOT NULL,
	"by_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"room_id" uuid,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "achievement_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "stage" text;--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "of_company" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "achievement" ADD CONSTRAINT "achievement_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "achievement" ADD CONSTRAINT "achievement_workspace_id_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "achievement" ADD CONSTRAINT "achievement_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "achievement_project" ON "achievement" USING btree ("workspace_id","project_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "milestone_stage" ON "milestone" USING btree ("workspace_id","project_id","stage") WHERE stage is not null;--> statement-breakpoint
ALTER TABLE "achievement" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON "achievement" TO milepost_app USING (workspace_id = milepost_tenant())
  WITH CHECK (workspace_id = milepost_tenant());
--> statement-breakpoint
-- Both records of a stage that is achieved and taken back stay (STG-2).
GRANT SELECT, INSERT ON "achievement" TO milepost_app;
--> statement-breakpoint
-- Only a coach of the company decides about its stages, whatever wrote the row (STG-2).
CREATE FUNCTION milepost_coach_decides() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM member m WHERE m.workspace_id = NEW.workspace_id AND m.project_id = NEW.project_id
      AND m.person_id = NEW.by_id AND m.role = 'coach') THEN
    RAISE EXCEPTION 'only a coach of the company decides about its stages';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER coach_decides BEFORE INSERT ON "achievement" FOR EACH ROW EXECUTE FUNCTION milepost_coach_decides();
--> statement-breakpoint
-- The milestone of a stage says what its last achievement says, once the transaction has written both.
CREATE FUNCTION milepost_stage_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM milestone m WHERE m.workspace_id = NEW.workspace_id AND m.id = NEW.id
      AND (m.dropped_at IS NOT NULL OR (m.status = 'done') IS DISTINCT FROM coalesce((SELECT a.achieved FROM achievement a
        WHERE a.workspace_id = m.workspace_id AND a.milestone_id = m.id ORDER BY a.at DESC, a.id DESC LIMIT 1), false))) THEN
    RAISE EXCEPTION 'the milestone of a stage changes with its achievement only';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER stage_follows AFTER INSERT OR UPDATE ON "milestone" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.stage IS NOT NULL) EXECUTE FUNCTION milepost_stage_follows();
--> statement-breakpoint
CREATE FUNCTION milepost_stage_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a milestone stays the stage that it is';
END $$;
--> statement-breakpoint
CREATE TRIGGER stage_stays BEFORE UPDATE ON "milestone"
  FOR EACH ROW WHEN (OLD.stage IS DISTINCT FROM NEW.stage) EXECUTE FUNCTION milepost_stage_stays();
