"""The look that a site sets: palette, accent, fonts, logo, density, order of sections."""
