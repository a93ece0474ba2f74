"""roombot: book meeting rooms from Slack."""
