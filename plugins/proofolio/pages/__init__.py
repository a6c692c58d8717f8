"""Values → HTML fragments and assets, through Jinja templates."""
