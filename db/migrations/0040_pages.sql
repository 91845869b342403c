CREATE TABLE "page" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"address" text NOT NULL,
	"link_id" uuid NOT NULL,
	"link_hash" text NOT NULL,
	"link_expires_at" timestamptz(3) NOT NULL,
	"invited_by_id" uuid NOT NULL,
	"invited_at" timestamptz(3) NOT NULL,
	"opened_at" timestamptz(3),
	"revoked_at" timestamptz(3),
	CONSTRAINT "page_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "page_message" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "page_message_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"card" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"posted_at" timestamptz(3) DEFAULT clock_timestamp() NOT NULL,
	"changed_at" timestamptz(3) DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "page_message_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "page_message_key" UNIQUE("workspace_id","room_id","key")
);
--> statement-breakpoint
CREATE TABLE "page_session" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"started_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"ended_at" timestamptz(3),
	CONSTRAINT "page_session_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "page" ADD CONSTRAINT "page_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page" ADD CONSTRAINT "page_workspace_id_room_id_room_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."room"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_message" ADD CONSTRAINT "page_message_workspace_id_room_id_room_workspace_id_id_fk" FOREIGN KEY ("workspace_id","room_id") REFERENCES "public"."room"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_session" ADD CONSTRAINT "page_session_workspace_id_page_id_page_workspace_id_id_fk" FOREIGN KEY ("workspace_id","page_id") REFERENCES "public"."page"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "page_customer" ON "page" USING btree ("workspace_id","project_id","address") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "page_room" ON "page" USING btree ("workspace_id","room_id");--> statement-breakpoint
CREATE INDEX "page_link" ON "page" USING btree ("link_hash");--> statement-breakpoint
CREATE INDEX "page_address" ON "page" USING btree ("address") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "page_revoked" ON "page" USING btree ("revoked_at") WHERE revoked_at is not null;--> statement-breakpoint
CREATE INDEX "page_message_room" ON "page_message" USING btree ("workspace_id","room_id","seq");--> statement-breakpoint
CREATE INDEX "page_message_changed" ON "page_message" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "page_session_hash" ON "page_session" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "page_session_expires" ON "page_session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "page_session_ended" ON "page_session" USING btree ("ended_at") WHERE ended_at is not null;