"""Where the pages go: plugins for site generators."""
