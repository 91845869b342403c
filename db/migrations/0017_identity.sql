CREATE TABLE "merge" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"into_id" uuid NOT NULL,
	"by" text NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3),
	"from_agreed_at" timestamptz(3),
	"into_agreed_at" timestamptz(3),
	"agreements" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"settled_by_id" uuid,
	"settled_at" timestamptz(3),
	"moved" jsonb,
	"undone_by_id" uuid,
	"undone_at" timestamptz(3),
	CONSTRAINT "merge_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"domains" jsonb NOT NULL,
	"bound_by_id" uuid NOT NULL,
	"bound_at" timestamptz(3) NOT NULL,
	CONSTRAINT "organisation_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "organisation_tenant" UNIQUE("workspace_id","platform","tenant")
);
--> statement-breakpoint
ALTER TABLE "person" DROP CONSTRAINT "person_email";--> statement-breakpoint
ALTER TABLE "merge" ADD CONSTRAINT "merge_workspace_id_from_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","from_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge" ADD CONSTRAINT "merge_workspace_id_into_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","into_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_workspace_id_bound_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bound_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "merge_from" ON "merge" USING btree ("workspace_id","from_id");--> statement-breakpoint
CREATE INDEX "merge_into" ON "merge" USING btree ("workspace_id","into_id");--> statement-breakpoint
CREATE INDEX "identity_directory" ON "identity" USING btree ("workspace_id","platform","tenant","directory_id") WHERE directory_id is not null;--> statement-breakpoint
CREATE INDEX "identity_email" ON "identity" USING btree ("workspace_id","email") WHERE email is not null;--> statement-breakpoint
CREATE INDEX "person_mail" ON "person" USING btree ("workspace_id","email");--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['organisation', 'merge'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO milepost_app USING (workspace_id = milepost_tenant())
      WITH CHECK (workspace_id = milepost_tenant())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO milepost_app', t);
  END LOOP;
END $$;
