"""``roombot jobs``: which jobs were given up, for whoever looks after the bot."""

import argparse

from roombot.commands.problems import leaving_without_database, settings_or_exit
from roombot.jobs.engine import failed_jobs
from roombot.store.database import has_jobs, jobs_url


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments: the database is a setting."""


def run(_arguments: argparse.Namespace) -> int:
    """Print the jobs that were given up; 1 where there are any."""
    address = settings_or_exit().database_url
    with leaving_without_database():
        given_up = failed_jobs(jobs_url(address)) if has_jobs(address) else ()
    for job in given_up:
        print(f"{job.at:%Y-%m-%d %H:%M} UTC  {job.kind}  {job.id}  {job.error}")
    if not given_up:
        print("No job was given up.")
    return 1 if given_up else 0
