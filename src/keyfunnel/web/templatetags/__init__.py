"""What templates may say: figures, links that keep period and scope, icons, statuses."""
