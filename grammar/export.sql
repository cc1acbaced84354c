-- Tables of kehoach.export/1 in PostgreSQL, and their rows. To be run in the folder that `kehoach export --format csv -o` wrote:
--
--   kehoach export kehoach.db --format csv -o bang
--   cd bang && psql -d kehoach -v ON_ERROR_STOP=1 -f …/export.sql
--
-- Several exports may be loaded one after the other into the same tables: a plan is named by its key, and comes once.

CREATE TABLE plan (
  plan text PRIMARY KEY,
  file text NOT NULL,
  symbol text,
  number text,
  series text,
  date text,
  issuer text,
  parent text,
  kind text,
  subject text,
  place text,
  from_date date,
  to_date date
);

CREATE TABLE phase (
  plan text NOT NULL REFERENCES plan,
  pos integer NOT NULL,
  name text,
  number integer,
  from_date date,
  to_date date,
  PRIMARY KEY (plan, pos)
);

CREATE TABLE body (
  plan text NOT NULL REFERENCES plan,
  pos integer NOT NULL,
  id text NOT NULL,
  name text,
  abbreviation text,
  level text,
  family text,
  is_group boolean NOT NULL,
  members jsonb NOT NULL,
  PRIMARY KEY (plan, pos),
  UNIQUE (plan, id)
);

CREATE TABLE task (
  plan text NOT NULL REFERENCES plan,
  pos integer NOT NULL,
  id text NOT NULL,
  number text,
  path jsonb NOT NULL,
  text text,
  section text,
  section_title text,
  time_text text,
  time_kind text,
  recurrence text,
  conditional boolean,
  product text,
  funding text,
  place text,
  origin text NOT NULL,
  inherited_from text,
  anchor text,
  line integer NOT NULL,
  col integer NOT NULL,
  PRIMARY KEY (plan, pos)
);

CREATE TABLE assignment (
  plan text NOT NULL REFERENCES plan,
  pos integer NOT NULL,
  task integer NOT NULL,
  role text NOT NULL,
  body text,
  name text,
  as_written text,
  is_group boolean NOT NULL,
  catch_all boolean NOT NULL,
  count integer,
  PRIMARY KEY (plan, pos),
  FOREIGN KEY (plan, task) REFERENCES task,
  FOREIGN KEY (plan, body) REFERENCES body (plan, id)
);

CREATE TABLE period (
  plan text NOT NULL REFERENCES plan,
  pos integer NOT NULL,
  task integer NOT NULL,
  from_date date,
  to_date date,
  label text,
  deadline boolean NOT NULL,
  PRIMARY KEY (plan, pos),
  FOREIGN KEY (plan, task) REFERENCES task
);

CREATE TABLE recipient (
  plan text NOT NULL REFERENCES plan,
  pos integer NOT NULL,
  text text,
  filing boolean NOT NULL,
  PRIMARY KEY (plan, pos)
);

CREATE TABLE receipt (
  plan text NOT NULL REFERENCES plan,
  pos integer NOT NULL,
  recipient integer NOT NULL,
  body text,
  name text,
  as_written text,
  is_group boolean NOT NULL,
  PRIMARY KEY (plan, pos),
  FOREIGN KEY (plan, recipient) REFERENCES recipient,
  FOREIGN KEY (plan, body) REFERENCES body (plan, id)
);

\copy plan FROM 'plan.csv' CSV HEADER
\copy phase FROM 'phase.csv' CSV HEADER
\copy body FROM 'body.csv' CSV HEADER
\copy task FROM 'task.csv' CSV HEADER
\copy assignment FROM 'assignment.csv' CSV HEADER
\copy period FROM 'period.csv' CSV HEADER
\copy recipient FROM 'recipient.csv' CSV HEADER
\copy receipt FROM 'receipt.csv' CSV HEADER

-- How much each body leads and coordinates over all plans, how many of its tasks end between April and December 2026, and in
-- how many plans no line of the recipients names it by itself (a group may).
SELECT a.name,
       count(*) FILTER (WHERE a.role = 'lead') AS leads,
       count(*) FILTER (WHERE a.role = 'coordinate') AS coordinates,
       count(DISTINCT (a.plan, a.task)) FILTER (WHERE EXISTS (
         SELECT FROM period p WHERE p.plan = a.plan AND p.task = a.task
            AND p.to_date BETWEEN '2026-04-01' AND '2026-12-31')) AS due_2026,
       count(DISTINCT a.plan) FILTER (WHERE NOT EXISTS (
         SELECT FROM receipt r WHERE r.plan = a.plan AND r.body = a.body)) AS not_named
  FROM assignment a
 WHERE a.body IS NOT NULL AND NOT a.is_group
 GROUP BY a.name
 ORDER BY leads DESC, coordinates DESC, a.name
 LIMIT 8;
