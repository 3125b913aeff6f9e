"""One process, one port: an asyncio front that holds files, bodies and live streams, and a few page threads behind it.

Files, in the order in which a request meets them: ``protocol`` (limits of the request's head), ``front`` (who
answers), ``health``, ``public`` (crisis pages), ``assets`` (static files), ``bodies`` (read whole before a thread is
taken), ``pages`` (Django on page threads), ``live`` (streams). ``serve`` starts and stops it, ``lock`` keeps a second
server off the same data folder.
"""
