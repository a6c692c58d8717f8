"""What `make audit` and the browser tests look for on every page of a built site."""
