CREATE TABLE "import" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"document" jsonb NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	CONSTRAINT "import_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "import" ADD CONSTRAINT "import_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_expires" ON "import" USING btree ("workspace_id","project_id","expires_at");--> statement-breakpoint
ALTER TABLE "import" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON "import" TO milepost_app USING (workspace_id = milepost_tenant()) WITH CHECK (workspace_id = milepost_tenant());--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "import" TO milepost_app;
