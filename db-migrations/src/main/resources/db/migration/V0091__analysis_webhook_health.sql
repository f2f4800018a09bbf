-- How it went with a webhook lately: one that fails for days is switched off.
alter table workspace_webhook add column failures integer not null default 0;
alter table workspace_webhook add column failing_since timestamptz;
alter table workspace_webhook add column last_success_at timestamptz;
