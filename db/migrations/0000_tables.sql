CREATE TABLE "activity" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid,
	"milestone_id" uuid,
	"type" text NOT NULL,
	"person_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"room_id" uuid,
	"at" timestamptz(3) NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"note" text,
	CONSTRAINT "activity_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "arrival" (
	"workspace_id" uuid NOT NULL,
	"delivery" text NOT NULL,
	"answer" jsonb,
	"at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "arrival_workspace_id_delivery_pk" PRIMARY KEY("workspace_id","delivery")
);
--> statement-breakpoint
CREATE TABLE "card" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid,
	"room_id" uuid NOT NULL,
	"message_id" text,
	"shows" text,
	"next_at" timestamptz(3),
	CONSTRAINT "card_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"item_id" uuid,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"url" text,
	"value" text,
	"target" text,
	"added_by_id" uuid NOT NULL,
	"added_at" timestamptz(3) NOT NULL,
	CONSTRAINT "evidence_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "identity" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"user_key" text NOT NULL,
	"directory_id" text,
	"standing" text,
	"profiled_at" timestamptz(3),
	CONSTRAINT "identity_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "identity_address" UNIQUE("workspace_id","platform","tenant","user_key")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"paused_until" timestamptz(3),
	"off_since" timestamptz(3),
	CONSTRAINT "installation_platform_tenant_pk" PRIMARY KEY("platform","tenant")
);
--> statement-breakpoint
CREATE TABLE "item" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"done" boolean DEFAULT false NOT NULL,
	CONSTRAINT "item_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "item_number" UNIQUE("workspace_id","milestone_id","number")
);
--> statement-breakpoint
CREATE TABLE "link_code" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"hash" text NOT NULL,
	"purpose" text NOT NULL,
	"project_id" uuid,
	"person_id" uuid NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"used_at" timestamptz(3),
	CONSTRAINT "link_code_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "link_code_hash" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "member_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "member_person" UNIQUE("workspace_id","project_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "milestone" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"parent_id" uuid,
	"number" integer NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"type" text NOT NULL,
	"share" integer,
	"status" text NOT NULL,
	"owner_party" text NOT NULL,
	"assignee_id" uuid,
	"outcome" text,
	"blocks_go_live" boolean NOT NULL,
	"start_date" date,
	"due_date" date,
	"priority" text NOT NULL,
	"percent" integer,
	"blocked_reason" text,
	"blocked_by" text,
	"submitted_at" timestamptz(3),
	"submitted_by_id" uuid,
	"done_at" timestamptz(3),
	"done_by_id" uuid,
	"dropped_at" timestamptz(3),
	"drop_reason" text,
	"next_item" integer DEFAULT 1 NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "milestone_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "milestone_number" UNIQUE("workspace_id","project_id","number")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"zone" text,
	"email" text,
	"admin" boolean DEFAULT false NOT NULL,
	CONSTRAINT "person_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "person_email" UNIQUE("workspace_id","email")
);
--> statement-breakpoint
CREATE TABLE "project" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"policies" jsonb NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"target" date,
	"price" bigint,
	"currency" text,
	"zone" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "project_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "receipt" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "receipt_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"room_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"card_id" uuid,
	"body" jsonb,
	"state" text NOT NULL,
	"why" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamptz(3),
	"message_id" text,
	"planned_at" timestamptz(3) DEFAULT now() NOT NULL,
	"settled_at" timestamptz(3),
	CONSTRAINT "receipt_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "review" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"submitted_by_id" uuid NOT NULL,
	"submitted_at" timestamptz(3) NOT NULL,
	"outcome" text NOT NULL,
	"decided_by_id" uuid,
	"decided_at" timestamptz(3),
	"note" text,
	CONSTRAINT "review_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "room" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid,
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"audience" text DEFAULT 'team' NOT NULL,
	"reach" jsonb,
	"next_at" timestamptz(3),
	"leased_until" timestamptz(3),
	CONSTRAINT "room_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "room_channel" UNIQUE("workspace_id","platform","tenant","channel")
);
--> statement-breakpoint
CREATE TABLE "room_address" (
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"channel" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	CONSTRAINT "room_address_platform_tenant_channel_pk" PRIMARY KEY("platform","tenant","channel")
);
--> statement-breakpoint
CREATE TABLE "progress_update" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"percent" integer NOT NULL,
	"note" text,
	"author_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "progress_update_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_workspace_id_room_id_room_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."room"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_workspace_id_parent_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","parent_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_workspace_id_assignee_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","assignee_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_workspace_id_workspace_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_workspace_id_room_id_room_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."room"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "progress_update" ADD CONSTRAINT "progress_update_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_project" ON "activity" USING btree ("workspace_id","project_id","at");--> statement-breakpoint
CREATE INDEX "activity_milestone" ON "activity" USING btree ("workspace_id","milestone_id","at");--> statement-breakpoint
CREATE INDEX "arrival_age" ON "arrival" USING btree ("at");--> statement-breakpoint
CREATE INDEX "card_project" ON "card" USING btree ("workspace_id","project_id");--> statement-breakpoint
CREATE INDEX "evidence_milestone" ON "evidence" USING btree ("workspace_id","milestone_id");--> statement-breakpoint
CREATE INDEX "identity_person" ON "identity" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE INDEX "identity_door" ON "identity" USING btree ("platform","tenant","user_key");--> statement-breakpoint
CREATE INDEX "member_projects" ON "member" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE INDEX "receipt_planned" ON "receipt" USING btree ("workspace_id","room_id","seq") WHERE state in ('planned', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "receipt_edit" ON "receipt" USING btree ("workspace_id","card_id") WHERE state = 'planned' and kind = 'edit';--> statement-breakpoint
CREATE UNIQUE INDEX "review_open" ON "review" USING btree ("workspace_id","milestone_id") WHERE outcome = 'open';--> statement-breakpoint
CREATE INDEX "room_project" ON "room" USING btree ("workspace_id","project_id");--> statement-breakpoint
CREATE INDEX "update_milestone" ON "progress_update" USING btree ("workspace_id","milestone_id","at");