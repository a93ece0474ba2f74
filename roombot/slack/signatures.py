"""Signatures: proof that a raw body comes from Slack, checked before anything reads it."""

import hashlib
import hmac
from datetime import datetime

WINDOW_SECONDS = 300
LONGEST_TIMESTAMP = 12
TIMESTAMP = b"x-slack-request-timestamp"
SIGNATURE = b"x-slack-signature"


def sign(secret: str, timestamp: bytes, body: bytes) -> bytes:
    """Return the signature that Slack gives a body."""
    message = b"v0:" + timestamp + b":" + body
    return b"v0=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest().encode()


def is_genuine(secret: str, headers: dict[bytes, bytes], body: bytes, now: datetime) -> bool:
    """Tell whether a body was signed with the secret within five minutes of now."""
    timestamp, signature = headers.get(TIMESTAMP, b""), headers.get(SIGNATURE, b"")
    if not timestamp.isdigit() or len(timestamp) > LONGEST_TIMESTAMP:
        return False
    if abs(now.timestamp() - int(timestamp)) > WINDOW_SECONDS:
        return False
    return hmac.compare_digest(sign(secret, timestamp, body), signature)
