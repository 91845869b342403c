CREATE TABLE "programme" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"made_by_id" uuid NOT NULL,
	"made_at" timestamptz(3) NOT NULL,
	CONSTRAINT "programme_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "programme_answer" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"text" text,
	"answered_by_id" uuid,
	"answered_at" timestamptz(3),
	CONSTRAINT "programme_answer_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "programme_answer_once" UNIQUE("workspace_id","question_id","project_id")
);
--> statement-breakpoint
CREATE TABLE "programme_company" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	CONSTRAINT "programme_company_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "programme_company_once" UNIQUE("workspace_id","programme_id","project_id")
);
--> statement-breakpoint
CREATE TABLE "programme_question" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"text" text NOT NULL,
	"asked_by_id" uuid NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"last_day" date NOT NULL,
	"ends_at" timestamptz(3) NOT NULL,
	"state" text NOT NULL,
	"next_at" timestamptz(3),
	CONSTRAINT "programme_question_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "programme" ADD CONSTRAINT "programme_workspace_id_made_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","made_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_answer" ADD CONSTRAINT "programme_answer_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_answer" ADD CONSTRAINT "programme_answer_workspace_id_answered_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","answered_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_answer" ADD CONSTRAINT "programme_answer_workspace_id_question_id_programme_question_workspace_id_id_fk" FOREIGN KEY ("workspace_id","question_id") REFERENCES "public"."programme_question"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_company" ADD CONSTRAINT "programme_company_workspace_id_programme_id_programme_workspace_id_id_fk" FOREIGN KEY ("workspace_id","programme_id") REFERENCES "public"."programme"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_company" ADD CONSTRAINT "programme_company_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_question" ADD CONSTRAINT "programme_question_workspace_id_programme_id_programme_workspace_id_id_fk" FOREIGN KEY ("workspace_id","programme_id") REFERENCES "public"."programme"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_question" ADD CONSTRAINT "programme_question_workspace_id_asked_by_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","asked_by_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "programme_answer_project" ON "programme_answer" USING btree ("workspace_id","project_id");--> statement-breakpoint
CREATE INDEX "programme_company_project" ON "programme_company" USING btree ("workspace_id","project_id");--> statement-breakpoint
CREATE INDEX "programme_question_due" ON "programme_question" USING btree ("next_at") WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX "programme_question_programme" ON "programme_question" USING btree ("workspace_id","programme_id","asked_at");--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['programme', 'programme_company', 'programme_question', 'programme_answer'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO milepost_app USING (workspace_id = milepost_tenant())
      WITH CHECK (workspace_id = milepost_tenant())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO milepost_app', t);
  END LOOP;
END $$;
