"""Backups that leave the machine: data and vault apart, each sealed to a public key (age), and the way back.

A backup is read by nobody on this machine, not even by us: only the identity, which lives elsewhere, opens it. Copies
before an update (``config.copies``) are another thing: they stay here and are put back by the program itself.
"""
