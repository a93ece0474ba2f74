"""Book meeting rooms from Slack through Joan.

A Slack payload flows down to an intent, the intent to a booking, the booking to Joan,
and an outcome flows back up to a message::

    Slack payload                                                              reply
         |                                                                       ^
    slack/listeners --text, user--> dialogue --text--> nlu --> Intent            |
         |                             |                                         |
         |                             +---Intent--> booking --> Outcome --> slack/views
         |  buttons: an Intent without nlu           |
         +-------------------------------------------+ ports: Calendar, Ledger, Clock
                                                          |            |
                                               joan/ (the REST API)   store/ (the database)
"""
