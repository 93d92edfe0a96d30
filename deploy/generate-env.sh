#!/bin/sh
# Writes .env with fresh random secrets; an existing file is never touched.
set -eu
cd "$(dirname "$0")"
if [ -e .env ]; then
  echo ".env exists already; delete it first if you really want new secrets / .env 已存在，如需重新生成请先删除" >&2
  exit 1
fi
random() { head -c 48 /dev/urandom | base64 | tr -dc 'A-Za-z0-9' | head -c "$1"; }
umask 077
cat > .env <<EOF
# Secrets of this installation. Keep a copy in a safe place.
POSTGRES_PASSWORD=$(random 32)
MORTISE_SECRET=$(random 48)
# Address under which people reach the server, e.g. https://crm.example.com
PUBLIC_URL=
# Port on the host
HTTP_PORT=8080
# 1 when a reverse proxy sets X-Forwarded-* headers
TRUST_PROXY=
EOF
echo "deploy/.env written / 已生成 deploy/.env"
