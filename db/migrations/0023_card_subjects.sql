-- Cards that are posted stay live: what each shows is taken from the column of its kind.
ALTER TABLE "card" ADD COLUMN "subject_kind" text;--> statement-breakpoint
ALTER TABLE "card" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
UPDATE "card" SET
  "subject_kind" = CASE WHEN "milestone_id" IS NOT NULL THEN 'milestone' WHEN "decision_id" IS NOT NULL THEN 'decision'
    WHEN "contingency_id" IS NOT NULL THEN 'contingency' ELSE 'project' END,
  "subject_id" = coalesce("milestone_id", "decision_id", "contingency_id", "project_id");--> statement-breakpoint
ALTER TABLE "card" ALTER COLUMN "subject_kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "card" ALTER COLUMN "subject_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "card" DROP COLUMN "milestone_id";--> statement-breakpoint
ALTER TABLE "card" DROP COLUMN "decision_id";--> statement-breakpoint
ALTER TABLE "card" DROP COLUMN "contingency_id";--> statement-breakpoint
-- The same for cards that wait for a room to come back, and for those of posts that failed.
CREATE FUNCTION milepost_with_subject(card jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT card - 'milestone_id' - 'decision_id' - 'contingency_id' || CASE
    WHEN card ->> 'milestone_id' IS NOT NULL THEN jsonb_build_object('subject_kind', 'milestone', 'subject_id', card -> 'milestone_id')
    WHEN card ->> 'decision_id' IS NOT NULL THEN jsonb_build_object('subject_kind', 'decision', 'subject_id', card -> 'decision_id')
    WHEN card ->> 'contingency_id' IS NOT NULL THEN jsonb_build_object('subject_kind', 'contingency', 'subject_id', card -> 'contingency_id')
    ELSE jsonb_build_object('subject_kind', 'project', 'subject_id', card -> 'project_id') END $$;--> statement-breakpoint
UPDATE "room" SET "former_cards" = (SELECT jsonb_agg(milepost_with_subject(one) ORDER BY nth)
    FROM jsonb_array_elements("former_cards") WITH ORDINALITY former(one, nth))
  WHERE jsonb_typeof("former_cards") = 'array';--> statement-breakpoint
UPDATE "receipt" SET "body" = jsonb_set("body", '{card}', milepost_with_subject("body" -> 'card'))
  WHERE "card_id" IS NOT NULL AND jsonb_typeof("body" -> 'card') = 'object';--> statement-breakpoint
DROP FUNCTION milepost_with_subject(jsonb);
