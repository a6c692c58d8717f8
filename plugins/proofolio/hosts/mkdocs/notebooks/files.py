"""Which files a site has, before MkDocs has looked for them."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, set_exclusions


def files_of_site(config: MkDocsConfig) -> set[str]:
    """Paths in docs_dir as MkDocs finds them, behind links too, less those that it excludes."""
    docs = Path(config.docs_dir)
    found = [
        File(
            Path(folder, name).relative_to(docs).as_posix(),
            config.docs_dir,
            config.site_dir,
            config.use_directory_urls,
        )
        for folder, _, names in os.walk(docs, followlinks=True)
        for name in names
    ]
    set_exclusions(found, config)
    return {file.src_uri for file in found if file.inclusion != InclusionLevel.EXCLUDED}
