"""The parts of one sandbox workspace, put together."""

from roombot.sandbox.slack.api.server import WebApi
from roombot.sandbox.slack.api.views import ViewMethods
from roombot.sandbox.slack.courier import Courier
from roombot.sandbox.slack.deliveries import Carrier, Deliveries
from roombot.sandbox.slack.person import Means, PersonActions
from roombot.sandbox.slack.person_views import PersonViews
from roombot.sandbox.slack.responses import Responses
from roombot.sandbox.slack.settings import SlackSettings
from roombot.sandbox.slack.sockets import Sockets
from roombot.sandbox.slack.suggestions import Suggestions
from roombot.sandbox.slack.tickets import ResponseTickets, Triggers
from roombot.sandbox.slack.view_store import ViewStore
from roombot.sandbox.slack.workspace import Workspace


class Parts:
    """Everything that a workspace consists of."""

    def __init__(self, settings: SlackSettings) -> None:
        self.socket_mode = settings.socket_mode
        self.workspace = Workspace(settings)
        self.address = self.workspace.address
        self.courier = Courier(settings)
        self.sockets = Sockets(settings)
        self.deliveries = Deliveries(settings, self.carrier, self.workspace)
        triggers, tickets = Triggers(self.workspace), ResponseTickets(self.workspace)
        self.responses = Responses(self.workspace, tickets)
        self.views = ViewStore(self.workspace)
        methods = ViewMethods(self.views, triggers)
        self.api = WebApi(self.workspace, methods, self.sockets.invite)
        means = Means(
            self.deliveries,
            triggers,
            tickets,
            self.responses,
            Suggestions(self.deliveries),
            lambda: self.address.url,
        )
        self.people = PersonActions(self.workspace, means)
        self.person_views = PersonViews(self.workspace, self.views, means)

    def carrier(self) -> Carrier:
        """Return the way that deliveries take now."""
        return self.sockets if self.socket_mode else self.courier

    async def close(self) -> None:
        """Close what is open."""
        await self.deliveries.close()
        await self.courier.close()
        self.workspace.records.close()
