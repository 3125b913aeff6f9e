"""Faults made on purpose, against a real server process (``script/drills``).

Each drill says in one line what it did and what it found, and raises ``Broken`` when a promise did not hold. Those that
could be passed by luck first show that they can fail (``cuts`` with ``synchronous=NORMAL``).
"""
