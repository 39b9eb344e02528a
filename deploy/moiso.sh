#!/bin/sh
# The command moiso as the hall's server is run: its user, its settings. Install as /usr/local/sbin/moiso, use as root.
set -eu
export MOISO_DATA=/var/lib/moiso
set -a
. /etc/moiso/server.env
set +a
cd /
exec runuser -u moiso -- /opt/moiso/.venv/bin/moiso "$@"
