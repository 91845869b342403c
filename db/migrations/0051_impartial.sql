UPDATE "project" SET "policies" = '{"impartial": true}'::jsonb || "policies";
