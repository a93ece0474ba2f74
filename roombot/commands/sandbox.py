"""``roombot sandbox``: a Joan and a Slack of one's own, for trying and for testing."""

import argparse
import asyncio
from datetime import UTC, datetime
from pathlib import Path
