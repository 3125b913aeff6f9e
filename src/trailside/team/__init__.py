"""The specialist's today: who asked, what was promised, who meets; and a supervisor's review."""
