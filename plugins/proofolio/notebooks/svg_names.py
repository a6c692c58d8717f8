"""The elements and attributes of SVG 1.1 and 2 that draw, and do nothing else."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Elements that put something on the sheet.
DRAWN = _names("path rect circle ellipse line polyline polygon text image use")
ELEMENTS = DRAWN | _names(
    """
    svg g defs symbol title desc style tspan textPath switch marker mask clipPath pattern view
    linearGradient radialGradient stop filter feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
    feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """
)
# A link does nothing in a picture, but graphviz draws its nodes inside of links.
TRANSPARENT = frozenset({"a"})
# Elements whose href may point to a part of the same file.
LINKING = _names("use image feImage textPath linearGradient radialGradient pattern filter")
# Names and texts, which no program reads: "gene-expression" and "curl(1)" are fine here.
WORDS = _names(
    """
    id class role lang d points aria-hidden aria-label aria-labelledby aria-describedby
    aria-roledescription
    """
)
# No on…, no href (it has rules of its own), no style (filtered), no animation.
ATTRIBUTES = _names(
    """
    version baseProfile x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy fr width
    height pathLength transform viewBox preserveAspectRatio zoomAndPan rotate textLength
    lengthAdjust startOffset method spacing side markerWidth markerHeight markerUnits refX refY
    orient maskUnits maskContentUnits clipPathUnits patternUnits patternContentUnits
    patternTransform gradientUnits gradientTransform spreadMethod offset filterUnits
    primitiveUnits in in2 result type mode values operator k1 k2 k3 k4 order kernelMatrix divisor
    bias targetX targetY edgeMode preserveAlpha kernelUnitLength surfaceScale diffuseConstant
    specularConstant specularExponent limitingConeAngle azimuth elevation z pointsAtX pointsAtY
    pointsAtZ scale xChannelSelector yChannelSelector stdDeviation radius baseFrequency numOctaves
    seed stitchTiles tableValues slope intercept amplitude exponent media requiredFeatures
    requiredExtensions systemLanguage
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering direction display dominant-baseline fill
    fill-opacity fill-rule filter flood-color flood-opacity font font-family font-feature-settings
    font-kerning font-size font-size-adjust font-stretch font-style font-variant font-weight
    glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning
    letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask
    mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration
    text-orientation text-overflow text-rendering transform-box transform-origin unicode-bidi
    vector-effect visibility white-space word-spacing writing-mode
    """
)
