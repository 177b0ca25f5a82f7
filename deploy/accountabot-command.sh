#!/bin/sh
# Runs one command of accountabot with the user and the settings of its systemd service.
# docs/hosting/systemd.md explains it. The settings are those of accountabot.service.
exec systemd-run --quiet --wait --collect --pipe --pty \
  --property=User=accountabot \
  --property=Group=accountabot \
  --property=Environment=DATABASE_URL=sqlite:////var/lib/accountabot/accountabot.db \
  --property=Environment=XDG_DATA_HOME=/var/lib \
  --property=EnvironmentFile=/etc/accountabot.env \
  --property=WorkingDirectory=/var/lib/accountabot \
  --property=UMask=0077 \
  -- /opt/accountabot/bin/accountabot "$@"
