-- Deputies decide in the window of a review as well (APR-8): its clock is computed again when they change.
CREATE TRIGGER reset_review_clock AFTER INSERT OR DELETE OR UPDATE ON deputy FOR EACH ROW
  EXECUTE FUNCTION milepost_reset_project_review_clock();
