"""What follows a migration and what the job thread does again and again, by name: nothing here imports a table."""

# Called after every ``trailside migrate``.
AFTER_MIGRATE: tuple[str, ...] = (
    "trailside.ledger.triggers.make",
    "trailside.ledger.policies.make",
    "trailside.safety.public.write",
)

# The same, in a thread of its own that no other chore holds up: a line is in the tree within ten seconds.
EVERY_FEW_SECONDS: dict[str, float] = {"trailside.ledger.binder.bind": 5.0}

# Called by the job thread of ``trailside serve``: how many seconds lie between two times.
AGAIN_AND_AGAIN: dict[str, float] = {
    "trailside.config.server.background.put_by": 5.0,
    "trailside.consent.actions.refused.keep": 5.0,
    "trailside.config.copies.drop_old": 86400.0,
    "trailside.config.backups.errand.back_up": 600.0,
    "trailside.config.heads.send": 3600.0,
    "trailside.config.backups.forgotten.keep_up": 60.0,
    "trailside.vault.rotation.drop_old_masters": 3600.0,
    "trailside.config.backups.errand.drop_old_versions": 86400.0,
    "trailside.ledger.drafts.drop_old": 3600.0,
    "trailside.config.sessions.drop_ended": 3600.0,
    "trailside.exchange.actions.uploads.drop_overdue": 3600.0,
    "trailside.exchange.actions.forgetting.forget_due": 3600.0,
    "trailside.exchange.actions.forgetting.forget_again": 3600.0,
}
