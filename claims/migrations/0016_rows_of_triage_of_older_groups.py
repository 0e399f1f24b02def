from django.db import migrations

# As claims.places had it when the table was made.
PLACES = """
INSERT INTO claims_triageplace (id, story_id, scope_id, question_id, group_id,
    rank, score, conflicts, waits_from, terms)
SELECT o.home, (array_agg(o.story_id))[1], (array_agg(o.scope_id))[1], o.question,
       CASE WHEN o.question IS NULL THEN o.home END,
       max(o.rank), max(o.score), count(*) FILTER (WHERE o.conflicts > 0),
       min(o.waits_from),
       strip(to_tsvector('simple', coalesce(max(q.wording), '') || ' '
           || left(string_agg(o.wording, ' '), 100000)))
FROM (
    SELECT coalesce(g.question_id, h.question_id, g.beside_id, g.id) AS home,
           coalesce(g.question_id, h.question_id) AS question,
           g.story_id, g.scope_id, g.score, g.conflicts, g.wording,
           g.score + 0.2 * (g.conflicts > 0)::int + 0.05 * (g.origins > 1)::int
               + 0.03 * (g.documents > 1)::int AS rank,
           coalesce(d.until, g.created_at) AS waits_from
    FROM claims_candidategroup g
    LEFT JOIN claims_candidategroup h ON h.id = g.beside_id
    LEFT JOIN claims_triagedecision d ON d.id = g.decision_id
    WHERE g.best_id IS NOT NULL AND (d.id IS NULL OR d.until IS NOT NULL)
) o LEFT JOIN claims_question q ON q.id = o.question
GROUP BY o.home, o.question
ON CONFLICT (id) DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0015_rows_of_triage_in_order")]

    operations = [migrations.RunSQL(PLACES, migrations.RunSQL.noop)]
