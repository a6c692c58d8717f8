"""The plugins for MkDocs, and for forks of it that load the same entry points."""
