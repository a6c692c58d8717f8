"""The plugin `proofolio/studies`."""
