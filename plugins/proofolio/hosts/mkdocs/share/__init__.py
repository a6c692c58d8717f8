"""The plugin `proofolio/share`."""
