"""What `make bench` runs: builds and reloads beside plain MkDocs with the same pages."""
