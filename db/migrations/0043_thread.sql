CREATE TABLE "message" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"author_id" uuid NOT NULL,
	"side" text NOT NULL,
	"text" text NOT NULL,
	"files" jsonb NOT NULL,
	"blocker" integer,
	"room_id" uuid,
	"message_id" text,
	"at" timestamptz(3) NOT NULL,
	"edited_at" timestamptz(3),
	"deleted_at" timestamptz(3),
	CONSTRAINT "message_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "message_number" UNIQUE("workspace_id","project_id","number"),
	CONSTRAINT "message_written" UNIQUE("workspace_id","room_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_workspace_id_author_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","author_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_blocker" ON "message" USING btree ("workspace_id","project_id","blocker");--> statement-breakpoint
CREATE INDEX "card_redrawn" ON "card" USING btree ("workspace_id","project_id") WHERE subject_kind <> 'message';--> statement-breakpoint
CREATE INDEX "card_message" ON "card" USING btree ("workspace_id","subject_id") WHERE subject_kind = 'message';--> statement-breakpoint
ALTER TABLE "message" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON "message" TO milepost_app USING (workspace_id = milepost_tenant())
  WITH CHECK (workspace_id = milepost_tenant());--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "message" TO milepost_app;
