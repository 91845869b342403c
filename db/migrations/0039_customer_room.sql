CREATE TABLE "action_item" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"label" text NOT NULL,
	"due_date" date NOT NULL,
	"urgency" text NOT NULL,
	"blocks_go_live" boolean DEFAULT false NOT NULL,
	"added_by_id" uuid NOT NULL,
	"added_at" timestamptz(3) NOT NULL,
	"completed_by_id" uuid,
	"completed_at" timestamptz(3),
	"remind_at" timestamptz(3),
	"reminded_for" date,
	CONSTRAINT "action_item_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "action_item_number" UNIQUE("workspace_id","project_id","number")
);
--> statement-breakpoint
CREATE TABLE "logged_change" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"text" text NOT NULL,
	"days" integer DEFAULT 0 NOT NULL,
	"cost" bigint DEFAULT 0 NOT NULL,
	"currency" text,
	"added_by_id" uuid NOT NULL,
	"added_at" timestamptz(3) NOT NULL,
	CONSTRAINT "logged_change_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "logged_change_days_range" CHECK ("logged_change"."days" between -365 and 365),
	CONSTRAINT "logged_change_cost_range" CHECK ("logged_change"."cost" between -999999999999999 and 999999999999999)
);
--> statement-breakpoint
ALTER TABLE "card" ADD COLUMN "audience" text DEFAULT 'team' NOT NULL;--> statement-breakpoint
ALTER TABLE "room" ADD COLUMN "past_cards" jsonb;--> statement-breakpoint
ALTER TABLE "action_item" ADD CONSTRAINT "action_item_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_item" ADD CONSTRAINT "action_item_workspace_id_added_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","added_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_item" ADD CONSTRAINT "action_item_workspace_id_completed_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","completed_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logged_change" ADD CONSTRAINT "logged_change_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logged_change" ADD CONSTRAINT "logged_change_workspace_id_added_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","added_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "action_item_open" ON "action_item" USING btree ("workspace_id","project_id") WHERE completed_at is null;--> statement-breakpoint
CREATE INDEX "action_item_remind" ON "action_item" USING btree ("remind_at") WHERE completed_at is null;--> statement-breakpoint
CREATE INDEX "logged_change_newest" ON "logged_change" USING btree ("workspace_id","project_id","added_at");--> statement-breakpoint
UPDATE "card" SET "audience" = "room"."audience" FROM "room"
  WHERE "room"."workspace_id" = "card"."workspace_id" AND "room"."id" = "card"."room_id";--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['action_item', 'logged_change'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO milepost_app USING (workspace_id = milepost_tenant())
      WITH CHECK (workspace_id = milepost_tenant())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO milepost_app', t);
  END LOOP;
END $$;--> statement-breakpoint
CREATE TRIGGER spend_number AFTER DELETE ON action_item FOR EACH ROW EXECUTE FUNCTION milepost_spend_number('A');
