"""Templates on disk and the HTML that Jinja2 makes of them."""
