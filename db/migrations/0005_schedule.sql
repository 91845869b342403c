CREATE TABLE "blocker" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"waits_for" text,
	"opened_by_id" uuid NOT NULL,
	"opened_at" timestamptz(3) NOT NULL,
	"cleared_by_id" uuid,
	"cleared_at" timestamptz(3),
	CONSTRAINT "blocker_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "blocker_number" UNIQUE("workspace_id","project_id","number")
);
--> statement-breakpoint
CREATE TABLE "snooze" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"until" timestamptz(3),
	"wakes" boolean DEFAULT false NOT NULL,
	CONSTRAINT "snooze_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "snooze_person" UNIQUE("workspace_id","person_id","milestone_id")
);
--> statement-breakpoint
ALTER TABLE "receipt" ALTER COLUMN "room_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "risk_after" integer;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "quiet" jsonb;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "digest" jsonb DEFAULT '{"days":"working","at":"09:00"}'::jsonb;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "digest_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "holidays" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "reminders" jsonb DEFAULT '{"before":[7,3,1],"overdue":true}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "asks" jsonb;--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "asks_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "receipt" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "receipt" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "receipt" ADD COLUMN "milestone_id" uuid;--> statement-breakpoint
ALTER TABLE "receipt" ADD COLUMN "target" text;--> statement-breakpoint
ALTER TABLE "receipt" ADD COLUMN "slot" timestamptz(3);--> statement-breakpoint
ALTER TABLE "room" ADD COLUMN "digest" jsonb;--> statement-breakpoint
ALTER TABLE "room" ADD COLUMN "digest_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "room" ADD COLUMN "digest_in" text DEFAULT 'channel' NOT NULL;--> statement-breakpoint
ALTER TABLE "blocker" ADD CONSTRAINT "blocker_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snooze" ADD CONSTRAINT "snooze_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snooze" ADD CONSTRAINT "snooze_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "blocker_open" ON "blocker" USING btree ("workspace_id","project_id") WHERE cleared_at is null;--> statement-breakpoint
CREATE INDEX "snooze_until" ON "snooze" USING btree ("until") WHERE wakes;--> statement-breakpoint
CREATE INDEX "person_digest" ON "person" USING btree ("digest_at") WHERE digest is not null;--> statement-breakpoint
CREATE INDEX "project_asks" ON "project" USING btree ("asks_at") WHERE asks is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "receipt_slot" ON "receipt" USING btree ("workspace_id","kind","target","slot") WHERE slot is not null;--> statement-breakpoint
CREATE INDEX "receipt_history" ON "receipt" USING btree ("workspace_id","project_id","slot") WHERE slot is not null;--> statement-breakpoint
CREATE INDEX "room_digest" ON "room" USING btree ("digest_at") WHERE digest is not null;