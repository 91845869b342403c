CREATE TABLE "question" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"text" text NOT NULL,
	"asked_by_id" uuid NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"stops_clock" boolean NOT NULL,
	"answer" text,
	"answered_by_id" uuid,
	"answered_at" timestamptz(3),
	CONSTRAINT "question_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "review" ADD COLUMN "window_days" integer;--> statement-breakpoint
ALTER TABLE "review" ADD COLUMN "silence" text DEFAULT 'escalate' NOT NULL;--> statement-breakpoint
ALTER TABLE "review" ADD COLUMN "ended_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "review" ADD COLUMN "ended_as" text;--> statement-breakpoint
ALTER TABLE "review" ADD COLUMN "clock_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "review" ADD COLUMN "clock_done" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "review" ADD COLUMN "reminded" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "question" ADD CONSTRAINT "question_workspace_id_review_id_review_workspace_id_id_fk" FOREIGN KEY ("workspace_id","review_id") REFERENCES "public"."review"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "question_review" ON "question" USING btree ("workspace_id","review_id","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "question_open" ON "question" USING btree ("workspace_id","review_id") WHERE answered_at is null;--> statement-breakpoint
CREATE INDEX "review_clock" ON "review" USING btree ("clock_at") WHERE outcome = 'open' and window_days is not null and not clock_done;--> statement-breakpoint
CREATE INDEX "review_undecided" ON "review" USING btree ("workspace_id","project_id") WHERE outcome = 'open' and window_days is not null;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_window_days_range" CHECK ("review"."window_days" between 1 and 365);--> statement-breakpoint
ALTER TABLE "question" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON "question" TO milepost_app USING (workspace_id = milepost_tenant())
  WITH CHECK (workspace_id = milepost_tenant());--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "question" TO milepost_app;--> statement-breakpoint
-- The window of a review depends on who may decide and on their zones (APR-5): its clock is computed again after
-- each change of these, whichever way the change comes.
CREATE FUNCTION milepost_reset_review_clock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed record;
BEGIN
  IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
  UPDATE review SET clock_at = NULL
    WHERE workspace_id = changed.workspace_id AND outcome = 'open' AND window_days IS NOT NULL
      AND clock_at IS NOT NULL AND project_id IN (
        SELECT changed.id WHERE TG_TABLE_NAME = 'project'
        UNION ALL SELECT m.project_id FROM member m WHERE TG_TABLE_NAME = 'person'
          AND m.workspace_id = changed.workspace_id AND m.person_id = changed.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER reset_review_clock AFTER UPDATE OF zone, gone_at ON person FOR EACH ROW
  WHEN (OLD.zone IS DISTINCT FROM NEW.zone OR OLD.gone_at IS DISTINCT FROM NEW.gone_at)
  EXECUTE FUNCTION milepost_reset_review_clock();
--> statement-breakpoint
CREATE TRIGGER reset_review_clock AFTER UPDATE OF policies ON project FOR EACH ROW
  WHEN (OLD.policies ->> 'approver' IS DISTINCT FROM NEW.policies ->> 'approver')
  EXECUTE FUNCTION milepost_reset_review_clock();
--> statement-breakpoint
CREATE FUNCTION milepost_reset_project_review_clock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed record;
BEGIN
  IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
  UPDATE review SET clock_at = NULL
    WHERE workspace_id = changed.workspace_id AND project_id = changed.project_id AND outcome = 'open'
      AND window_days IS NOT NULL AND clock_at IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER reset_review_clock AFTER INSERT OR DELETE OR UPDATE OF role, person_id ON member FOR EACH ROW
  EXECUTE FUNCTION milepost_reset_project_review_clock();
