"""Raster pictures as a site delivers them: without metadata, and in the sizes that screens need."""

from proofolio.pages.pictures.markup import deliver, find_addresses
from proofolio.pages.pictures.place import tells_place
from proofolio.pages.pictures.store import PictureStore, Ready, Variant

__all__ = ["PictureStore", "Ready", "Variant", "deliver", "find_addresses", "tells_place"]
