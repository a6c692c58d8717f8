"""Stylesheets and scripts as one file."""

from proofolio.pages.look.bundle import bundle_scripts, bundle_styles, shrink_css


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


def test_scripts_keep_their_order_and_lose_their_header() -> None:
    asset = bundle_scripts(["/* What it does. */\n(() => { one(); })();\n", "(() => {})();"], "js")
    assert asset.content == b"(() => { one(); })();\n;(() => {})();\n"
