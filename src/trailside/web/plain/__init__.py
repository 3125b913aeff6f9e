"""Plain mode: a second PIN opens a page of dates; for when someone demands to see the phone."""
