"""What moves a row of triage up, in the unit of check-worthiness. Pure: no Django."""

WORTH = 0.5  # of check-worthiness; a row below is listed only when asked for
IN_CONFLICT, SEVERAL_ORIGINS, RETOLD = 0.2, 0.05, 0.03
