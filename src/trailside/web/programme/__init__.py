"""The programme's own pages: what it says about itself, who works here, who is invited."""
