/**
 * The executor's own tables, made when missing. JSON is kept as `json`, not `jsonb`: a function gets back exactly the
 * text it gave, and U+0000 inside a value cannot make a result unstorable.
 */
export const tables = `
create schema if not exists executor;

create table if not exists executor.events (
  id text primary key,                -- our ULID, the one the sender is told
  name text not null,
  payload json not null,              -- as functions see it: id, name, data, ts, user
  received_at timestamptz not null default now()
);
create index if not exists events_by_age on executor.events (received_at);

create table if not exists executor.runs (
  id text primary key,
  function_id text not null,
  event_id text,                      -- null for crons and invokes, which have no stored event
  event json not null,
  status text not null default 'Running' check (status in ('Running', 'Completed', 'Failed', 'Cancelled')),
  output json,
  error json,
  failed_attempts int not null default 0,
  concurrency_keys text[] not null default '{}',
  parent_run_id text,
  parent_step_id text,
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
create index if not exists runs_newest on executor.runs (created_at desc, id desc);      -- the page of recent runs
create index if not exists runs_going on executor.runs (function_id) where status = 'Running'; -- cancelling
create index if not exists runs_by_event on executor.runs (event_id);                    -- /v1/events/:id/runs

-- A step once asked for by a run: pending until it has a value, which is then never asked for again.
create table if not exists executor.steps (
  run_id text not null references executor.runs on delete cascade,
  id text not null,                   -- the SDK's hash of the step's name
  op text not null,
  name text not null,
  value json,
  done_order bigint,                  -- null while pending
  primary key (run_id, id)
);
create sequence if not exists executor.done_order;

-- A request to be made to the app: 'step' goes on with the function, any other id runs that planned step.
create table if not exists executor.tasks (
  run_id text not null references executor.runs on delete cascade,
  step_id text not null,
  state text not null default 'ready' check (state in ('ready', 'waiting', 'running')),
  attempt int not null default 0,
  unheard int not null default 0,     -- tries in a row that no app took
  problem text,
  go_again boolean not null default false, -- another step finished while this request was out
  lease_owner text,
  lease_until timestamptz,
  ordinal bigserial,
  primary key (run_id, step_id)
);
create index if not exists tasks_ready on executor.tasks (ordinal) where state = 'ready';     -- claiming
create index if not exists tasks_running on executor.tasks (lease_until) where state = 'running'; -- leases, concurrency

create table if not exists executor.waits (
  run_id text not null,
  step_id text not null,
  event_name text not null,
  expression text,
  primary key (run_id, step_id),
  foreign key (run_id, step_id) references executor.steps on delete cascade
);
create index if not exists waits_by_event on executor.waits (event_name);

-- What a function was already started for: the same key starts it once in 24 hours.
create table if not exists executor.starts (
  function_id text not null,
  key text not null,
  started_at timestamptz not null default now(),
  primary key (function_id, key)
);

create table if not exists executor.crons (
  function_id text not null,
  cron text not null,
  last_tick timestamptz not null,
  primary key (function_id, cron)
);
`

/** Ended runs, their events and old start keys are forgotten after this long. */
export const prune = `
delete from executor.runs where status <> 'Running' and ended_at < now() - interval '7 days';
delete from executor.events where received_at < now() - interval '7 days';
delete from executor.starts where started_at < now() - interval '24 hours';
`
