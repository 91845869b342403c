CREATE TABLE "dependency" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"requires_id" uuid NOT NULL,
	CONSTRAINT "dependency_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "dependency_link" UNIQUE("workspace_id","milestone_id","requires_id")
);
--> statement-breakpoint
ALTER TABLE "dependency" ADD CONSTRAINT "dependency_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dependency" ADD CONSTRAINT "dependency_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dependency" ADD CONSTRAINT "dependency_workspace_id_requires_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","requires_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dependency_project" ON "dependency" USING btree ("workspace_id","project_id");--> statement-breakpoint
CREATE INDEX "dependency_enables" ON "dependency" USING btree ("workspace_id","requires_id");--> statement-breakpoint
ALTER TABLE "dependency" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON "dependency" TO milepost_app USING (workspace_id = milepost_tenant())
  WITH CHECK (workspace_id = milepost_tenant());--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "dependency" TO milepost_app;
