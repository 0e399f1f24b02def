#!/bin/sh
# Write the secrets that docker-compose.yml reads; what is there already is kept.
# The addresses hold passwords, so they are files too.
set -eu
cd "$(dirname "$0")/.."
umask 077
mkdir -p deploy/secrets

random() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
keep() { [ -s "deploy/secrets/$1" ] || printf '%s' "$2" >"deploy/secrets/$1"; }
read_secret() { cat "deploy/secrets/$1"; }

keep postgres_password "$(random)"
keep owner_password "$(random)"
keep app_password "$(random)"
keep valkey_password "$(random)"
keep secret_key "$(random)$(random)"
keep admin_password "$(random)"
keep database_owner_url \
    "postgresql://corroborate_owner:$(read_secret owner_password)@postgres/corroborate"
keep database_url \
    "postgresql://corroborate_app:$(read_secret app_password)@postgres/corroborate"
keep redis_url "redis://:$(read_secret valkey_password)@valkey:6379/0"
# Compose hands a file over with its own owner and mode: the container's user must be
# able to read it, other users of this machine must not enter the folder.
chmod 700 deploy/secrets
chmod 444 deploy/secrets/*
echo "Secrets are in deploy/secrets; the first administrator's password is in" \
    "deploy/secrets/admin_password."
