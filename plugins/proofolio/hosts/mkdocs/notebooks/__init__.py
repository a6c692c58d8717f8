"""The plugin `proofolio/notebooks`."""
