CREATE TABLE "blueprint" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"blueprint" jsonb NOT NULL,
	"saved_by_id" uuid NOT NULL,
	"saved_at" timestamptz(3) NOT NULL,
	CONSTRAINT "blueprint_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "blueprint_slug" UNIQUE("workspace_id","slug")
);
--> statement-breakpoint
ALTER TABLE "risk" ADD COLUMN "milestone_id" uuid;--> statement-breakpoint
ALTER TABLE "risk" ADD COLUMN "mitigation" text;--> statement-breakpoint
ALTER TABLE "blueprint" ADD CONSTRAINT "blueprint_workspace_id_workspace_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk" ADD CONSTRAINT "risk_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blueprint" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON "blueprint" TO milepost_app USING (workspace_id = milepost_tenant())
  WITH CHECK (workspace_id = milepost_tenant());--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "blueprint" TO milepost_app;
