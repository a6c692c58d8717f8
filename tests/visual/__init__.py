"""Pictures of the components, compared with those that were committed."""
