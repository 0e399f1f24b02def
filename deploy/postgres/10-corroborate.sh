#!/bin/bash
# Runs once, on an empty database directory: the two roles, the database, extensions.
# The owner migrates, the app runs; the superuser is used by neither.
set -euo pipefail

secret() { tr -d '\n' <"/run/secrets/$1"; }

psql --no-psqlrc --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set=owner_password="$(secret owner_password)" \
    --set=app_password="$(secret app_password)" <<'SQL'
CREATE ROLE corroborate_owner LOGIN NOSUPERUSER NOCREATEROLE CREATEDB
    PASSWORD :'owner_password';
CREATE ROLE corroborate_app LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB
    PASSWORD :'app_password';
CREATE DATABASE corroborate OWNER corroborate_owner TEMPLATE template0;
REVOKE ALL ON DATABASE corroborate FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE corroborate TO corroborate_app;
SQL

for database in template1 corroborate; do
    psql --no-psqlrc --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
        --dbname "$database" <<'SQL'
CREATE EXTENSION IF NOT EXISTS vector;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
SQL
done
