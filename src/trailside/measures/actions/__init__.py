"""Every change of check-ins and answered instruments."""
