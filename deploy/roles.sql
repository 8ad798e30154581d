-- The two database roles and the database. Run once by a superuser, as often as you like:
--
--     OWNER_PASSWORD=… APP_PASSWORD=… psql --file deploy/roles.sql
--
-- familienetwerk_owner owns the tables and migrates them (DATABASE_OWNER_URL, only `./run migrate` needs it).
-- familienetwerk_app is what the app, the workers and the clock use (DATABASE_URL): it owns nothing, so it can neither
-- change a table nor step around what a table refuses. Migrations give it its rights, table by table.

\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD

SELECT format('CREATE ROLE %I', name)
FROM (VALUES ('familienetwerk_owner'), ('familienetwerk_app')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) \gexec

ALTER ROLE familienetwerk_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE familienetwerk_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- The app's questions are small and its data is in memory or on an SSD: what a page shows is found by index, row by row.
-- As if for a disk that turns, PostgreSQL reads whole tables; and compiling a question takes longer than answering it.
ALTER ROLE familienetwerk_app SET random_page_cost = 1.1;
ALTER ROLE familienetwerk_app SET jit = off;
-- What is kept prepared has one plan whoever asks; without this the first five who ask are planned, and may decide for all.
ALTER ROLE familienetwerk_app SET plan_cache_mode = force_generic_plan;

\if :{?owner_password}
ALTER ROLE familienetwerk_owner PASSWORD :'owner_password';
\endif
\if :{?app_password}
ALTER ROLE familienetwerk_app PASSWORD :'app_password';
\endif

SELECT 'CREATE DATABASE familienetwerk OWNER familienetwerk_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'familienetwerk') \gexec

REVOKE ALL ON DATABASE familienetwerk FROM PUBLIC;
GRANT CONNECT ON DATABASE familienetwerk TO familienetwerk_app;
