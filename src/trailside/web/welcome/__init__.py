"""Before you tell me anything: the phone is turned round, and the person reads first."""
