"""Pages of the roles that open no record, and the page that says who may see what."""
