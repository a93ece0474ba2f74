"""Secrets at rest: sealed with keys that the database does not hold."""

import json
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from roombot.domain.errors import RoombotError


class NoKeys(ValueError):  # noqa: N818 - reads as a state
    """There is no key to seal secrets with, or one that is no key."""


class SecretUnreadable(RoombotError):  # noqa: N818 - reads as a state
    """A secret was sealed with a key that is no longer there, or for somebody else."""


def new_key() -> str:
    """Return a key that nobody has seen."""
    return Fernet.generate_key().decode()


class Vault:
    """Seals secrets, each for its owner: what is sealed for one cannot be passed off as another's.

    The first key seals; all of them open, so that keys can be replaced one after the other.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """Take the keys, the newest first."""
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise NoKeys("secrets need keys, each 32 bytes in URL-safe base64") from None

    def seal(self, owner: str, secret: str) -> str:
        """Return what may be stored."""
        return self._fernet.encrypt(json.dumps([owner, secret]).encode()).decode()

    def open(self, owner: str, sealed: str) -> str:
        """Return the secret behind what was stored for its owner."""
        try:
            found, secret = json.loads(self._fernet.decrypt(sealed.encode()))
        except InvalidToken:
            raise SecretUnreadable(f"no key opens a secret of {owner}") from None
        if found != owner:
            raise SecretUnreadable(f"a secret of {owner} was sealed for somebody else")
        return str(secret)

    def renew(self, sealed: str) -> str:
        """Seal anew with the newest key."""
        try:
            return self._fernet.rotate(sealed.encode()).decode()
        except InvalidToken:
            raise SecretUnreadable("no key opens a stored secret") from None
