CREATE TABLE "cost" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"note" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "cost_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "cost_minor_range" CHECK ("cost"."minor" between 1 and 999999999999999)
);
--> statement-breakpoint
CREATE TABLE "invoice" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"nth" integer NOT NULL,
	"part" text NOT NULL,
	"number" text NOT NULL,
	"prefix" text NOT NULL,
	"year" integer NOT NULL,
	"serial" integer NOT NULL,
	"net" bigint NOT NULL,
	"currency" text NOT NULL,
	"terms" jsonb NOT NULL,
	"tax_basis_points" integer NOT NULL,
	"seller" text,
	"buyer" text,
	"issued_on" date NOT NULL,
	"issued_by_id" uuid NOT NULL,
	"approved_on" date,
	"approved_by_id" uuid,
	"approved_at" timestamptz(3),
	"pay_link" text,
	"disputes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "invoice_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "invoice_nth" UNIQUE("workspace_id","milestone_id","nth"),
	CONSTRAINT "invoice_serial" UNIQUE("workspace_id","prefix","year","serial"),
	CONSTRAINT "invoice_net_range" CHECK ("invoice"."net" between 0 and 999999999999999)
);
--> statement-breakpoint
CREATE TABLE "settlement" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"minor" bigint NOT NULL,
	"on_day" date NOT NULL,
	"note" text,
	"by_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "settlement_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "settlement_minor_range" CHECK ("settlement"."minor" between 1 and 999999999999999)
);
--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "terms" jsonb DEFAULT '{"netDays":15,"lateFeeBasisPoints":150,"stopAfterDays":30,"trigger":"on_delivery","advanceShare":50}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "billing" jsonb DEFAULT '{"taxBasisPoints":0,"seller":null,"buyer":null,"prefix":"INV"}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cost" ADD CONSTRAINT "cost_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost" ADD CONSTRAINT "cost_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_workspace_id_milestone_id_milestone_workspace_id_id_fk" FOREIGN KEY ("workspace_id","milestone_id") REFERENCES "public"."milestone"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_workspace_id_invoice_id_invoice_workspace_id_id_fk" FOREIGN KEY ("workspace_id","invoice_id") REFERENCES "public"."invoice"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cost_project" ON "cost" USING btree ("workspace_id","project_id");--> statement-breakpoint
CREATE INDEX "invoice_project" ON "invoice" USING btree ("workspace_id","project_id");--> statement-breakpoint
CREATE INDEX "settlement_invoice" ON "settlement" USING btree ("workspace_id","invoice_id");--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['invoice', 'settlement', 'cost'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO milepost_app USING (workspace_id = milepost_tenant())
      WITH CHECK (workspace_id = milepost_tenant())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO milepost_app', t);
  END LOOP;
END $$;
