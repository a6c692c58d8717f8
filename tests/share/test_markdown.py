import pytest

from proofolio.share.markdown import to_markdown

CASES = {
    "<h2 id=a>Data<a class=headerlink href=#a>¶</a></h2><p>One <b>two</b>\n three</p>": (
        "## Data\n\nOne **two** three"
    ),
    "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>": "- a\n  - b\n- c\n\n  d",
    "<ol><li>a</li><li>b</li></ol>": "1. a\n2. b",
    '<p>2 * 3 [x] &lt;b&gt; snake_case _a_</p>': (
        "2 \\* 3 \\[x\\] \\<b> snake_case \\_a\\_"
    ),
    "<div class='language-python'><pre><span>a</span> = `1`\n</pre></div>": (
        "```python\na = `1`\n```"
    ),
    "<pre>a ``` b</pre>": "````\na ``` b\n````",
    "<table><thead><tr><th>a|b</th><th></th></tr></thead><tr><td>1</td><td>2</td></tr></table>": (
        "| a\\|b |  |\n| --- | --- |\n| 1 | 2 |"
    ),
    "<p>See <a href='../x/'>the <i>page</i></a></p>": "See [the *page*](../x/)",
    "<p><img src=a.png alt='A [curve]'><img src=b.png alt=''></p>": "![A \\[curve\\]](a.png)",
    "<p>a</p><script>b</script><button>c</button><svg><text>d</text></svg><p hidden>e</p>": "a",
    "<blockquote><p>a</p><p>b</p></blockquote>": "> a\n>\n> b",
    "<math><msub><mi>L</mi><mi>t</mi></msub><mo>=</mo><mfrac><mi>a</mi><mn>2</mn></mfrac></math>": (
        "`L_t=(a)/(2)`"
    ),
    "<p><a href=a>b</a><strong>136</strong> of": "[b](a) **136** of",
    "<a href='b (1).txt'>b</a>": "[b](<b (1).txt>)",
    "<p>never <b>closed": "never **closed**",
}  # fmt: skip


@pytest.mark.parametrize(("html", "markdown"), CASES.items())
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown
