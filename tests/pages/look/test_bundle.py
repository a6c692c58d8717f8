"""Stylesheets and scripts as one file."""

import re

from proofolio.pages.look.bundle import bundle_later, bundle_scripts, bundle_styles, shrink_css


def test_shrinking_keeps_what_has_a_meaning() -> None:
    sheet = """
    /* A comment; with { braces } and "quotes". */
    .a :is(.b, .c)::before { content: "  /* kept */  " ; margin: calc(1px + 2px) ; }
    @media (min-width: 3em) and (hover: hover) { .a::after { content: '\\201C' / "" } }
    """
    assert shrink_css(sheet) == (
        '.a :is(.b,.c)::before{content:"  /* kept */  ";margin:calc(1px + 2px)}'
        "@media (min-width:3em) and (hover:hover){.a::after{content:'\\201C' / \"\"}}"
    )


def test_names_follow_the_content() -> None:
    one, same, other = (bundle_styles([text], "css") for text in ("a{}", "a {}", "b{}"))
    assert one == same
    assert one.uri.startswith("css/proofolio.")
    assert one.uri != other.uri


def test_scripts_keep_their_order_and_lose_their_remarks() -> None:
    one = '/* What it\n   does. */\n(() => {\n  // why\n  one("// not", "/* nor */");\n})();\n'
    asset = bundle_scripts([one, "(() => {})();"], "js")
    expected = '(() => {\n  one("// not", "/* nor */");\n})();\n;(() => {})();\n'
    assert asset.content == expected.encode()


def test_loader_names_what_it_loads() -> None:
    scripts = {"charts": (".chart", "draw();")}
    loader, [charts] = bundle_later("load({ /* files */ });", scripts, "js")
    name = charts.uri.removeprefix("js/")
    assert loader == f'load({{".chart": "{name}"}});'
    assert charts.content == b"draw();\n"
    assert re.fullmatch(r"charts\.[0-9a-f]{8}\.js", name)
