"""Renew the tokens that expire: one process does, the others take over what it has got."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from roombot.booking.ports import Clock
from roombot.domain.installations import Installation
from roombot.slack.oauth import NotGranted, OAuth
from roombot.store.installations import SqlInstallations

EARLY = timedelta(hours=1)  # before its end at which a token is renewed
LOOKS, PAUSE = 8, 0.25  # at what another process gets, and the seconds between

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Renewal:
    """Keeps tokens fresh."""

    installations: SqlInstallations
    oauth: OAuth
    clock: Clock

    async def fresh(self, installation: Installation) -> Installation:
        """Return the installation with a token that holds."""
        now, ends = self.clock.now(), installation.expires_at
        if ends is None or installation.refresh_token is None or ends - now > EARLY:
            return installation
        if await self.installations.claim_renewal(installation, now):
            return await self._renewed(installation, installation.refresh_token)
        return installation if ends > now else await self._of_other_process(installation)

    async def _renewed(self, installation: Installation, refresh_token: str) -> Installation:
        try:
            tokens = await self.oauth.refresh(refresh_token)
        except NotGranted as error:
            _log.error("the token of %s cannot be renewed: %s", installation.id, error)
            return installation
        return await self.installations.renew(
            installation, tokens.token, tokens.refresh_token, tokens.expires_at
        )

    async def _of_other_process(self, installation: Installation) -> Installation:
        """Wait a moment for what another process gets, since the token at hand has expired."""
        for _ in range(LOOKS):
            found = await self.installations.get(installation.id)
            if found is not None and found.expires_at != installation.expires_at:
                return found
            await self.clock.sleep(PAUSE)
        return installation
