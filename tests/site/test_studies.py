"""What the plugin does with studies, in builds of small sites."""

import base64
import shutil
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from tests.site.building import broken_links, build_site
from tests.site.conftest import MakeSite, write, write_notebook, write_study

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
TABLE = "<table><tr><th>Model</th></tr><tr><td>1</td></tr></table>"


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
@pytest.mark.parametrize("directory_urls", [True, False])
def test_builds_under_each_theme(
    make_site: MakeSite, tmp_path: Path, theme: str, directory_urls: bool
) -> None:
    config = make_site(theme=theme, use_directory_urls=directory_urls)
    site = build_site(config, tmp_path / "site")
    page = site.page("case-studies/churn/" if directory_urls else "case-studies/churn.html")
    assert page.select_one("h1#study").text == "Whom to call"
    assert [link for link in page.select("link") if "stylesheets/proofolio" in str(link["href"])]
    if theme != "readthedocs":  # its own pages have links that lead nowhere
        assert not [link for link in broken_links(site) if "case-studies" in link]


def test_order_is_weight_then_newest_then_slug(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(
        {
            "old": {"title": "old", "date": "2020"},
            "new": {"title": "new", "date": "2026-03"},
            "newer": {"title": "newer", "date": "2026-03-02"},
            "undated": {"title": "undated"},
            "first": {"title": "first", "weight": 1, "date": "2001"},
            "second": {"title": "second", "weight": 2},
        }
    )
    site = build_site(config, tmp_path / "site")
    titles = [tag.text for tag in site.page("case-studies/").select(".pf-card__title")]
    assert titles == ["first", "second", "newer", "new", "old", "undated"]
    pager = site.page("case-studies/newer/").select_one(".pf-pager")
    assert pager
    assert "second" in pager.select_one("[rel=prev]").text
    assert "new" in pager.select_one("[rel=next]").text


def test_draft_shows_while_serving_only(make_site: MakeSite, tmp_path: Path) -> None:
    studies = {"done": {"related": ["idea"]}, "idea": {"visibility": "draft", "title": "Idea X"}}
    config = make_site(studies)
    built = build_site(config, tmp_path / "built")
    assert not [name for name, data in built.files().items() if b"Idea X" in data]
    served = build_site(config, tmp_path / "served", serving=True)
    assert served.page("case-studies/idea/").select_one(".pf-draft")


def test_a_mistake_publishes_nothing(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site()
    before = build_site(config, tmp_path / "site").files()
    write_study(tmp_path, "churn", {"title": None})
    write_study(tmp_path, "other", {"title": "Other"})
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    assert build_files(tmp_path / "site") == before


def test_serving_keeps_the_last_good_state(make_site: MakeSite, tmp_path: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config_file = make_site()

    def rebuild(plugins: object = None) -> object:
        config = load_config(str(config_file), site_dir=str(tmp_path / "site"), strict=True)
        if plugins is None:
            config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/")
        return config.plugins

    def page() -> str:
        return (tmp_path / "site/case-studies/churn/index.html").read_text(encoding="utf-8")

    plugins = rebuild()
    good = write_study(tmp_path, "churn", {"title": "Second try"}).read_text(encoding="utf-8")
    rebuild(plugins)
    assert "Second try" in page()
    assert "pf-problems" not in page()

    write(tmp_path / "case_studies/churn/study.yml", good.replace("title:", "titel:"))
    rebuild(plugins)
    assert "Second try" in page()
    assert "did you mean &quot;title&quot;" in page()

    write(tmp_path / "case_studies/churn/study.yml", good.replace("Second", "Third"))
    rebuild(plugins)
    assert "Third try" in page()
    assert "pf-problems" not in page()


def test_serving_starts_with_the_studies_that_are_right(
    make_site: MakeSite, tmp_path: Path
) -> None:
    config = make_site({"good": {"title": "Good one"}, "bad": {"title": None}})
    site = build_site(config, tmp_path / "site", serving=True)
    assert site.page("case-studies/good/").select_one(".pf-problems")
    assert not (tmp_path / "site/case-studies/bad").exists()


def test_template_of_the_site_replaces_ours(make_site: MakeSite, tmp_path: Path) -> None:
    write(tmp_path / "mine/sections/role.html", "<p class='mine'>{{ value.text }}</p>")
    site = build_site(make_site(options={"templates": "mine"}), tmp_path / "site")
    page = site.page("case-studies/churn/")
    assert page.select_one(".pf-section--role .mine").text == "All of it, alone."
    assert page.select_one(".pf-section--problem")


def test_template_of_the_site_is_a_block(make_site: MakeSite, tmp_path: Path) -> None:
    write(tmp_path / "mine/blocks/_count.html", "<p>{{ studies | length }} studies</p>")
    home = "# Home\n\n<!-- proofolio: _count -->\n"
    config = make_site(pages={"index.md": home}, options={"templates": "mine"})
    assert "<p>1 studies</p>" in str(build_site(config, tmp_path / "site").page(""))


def test_mistake_in_a_template_has_its_place(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path / "mine/sections/role.html", "<p>\n{{ value.txet }}</p>")
    with pytest.raises(Abort):
        build_site(make_site(options={"templates": "mine"}), tmp_path / "site")
    assert "mine/sections/role.html:2:1: expected" in caplog.text


def test_tags_list_the_studies(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(
        {"churn": {"tags": ["retention"], "techniques": ["Calibration"]}},
        {"tags.md": "# Tags\n\n<!-- material/tags -->\n"},
        plugins=["search", "tags", "proofolio/studies"],
    )
    tags = build_site(config, tmp_path / "site").page("tags/")
    assert {"retention", "Calibration"} <= {tag.text for tag in tags.select("h2 .md-tag")}
    assert tags.select("a[href='../case-studies/churn/']")


def test_own_index_page_stays(make_site: MakeSite, tmp_path: Path) -> None:
    text = "# My work\n\nWhat I did.\n\n<!-- proofolio: index -->\n"
    config = make_site(pages={"case-studies/index.md": text})
    page = build_site(config, tmp_path / "site").page("case-studies/")
    assert page.select_one("h1").text.startswith("My work")
    assert len(page.select(".pf-card")) == 1


def test_block_in_a_code_example_is_left_alone(make_site: MakeSite, tmp_path: Path) -> None:
    text = "# Help\n\n```html\n<!-- proofolio: no-such-block -->\n```\n"
    page = build_site(make_site(pages={"help.md": text}), tmp_path / "site").page("help/")
    assert "no-such-block" in page.text


def test_size_of_a_page_does_not_grow_with_the_site(make_site: MakeSite, tmp_path: Path) -> None:
    def size(count: int) -> int:
        shutil.rmtree(tmp_path / "case_studies", ignore_errors=True)
        config = make_site({f"study-{number:02}": {} for number in range(count)})
        site = build_site(config, tmp_path / f"site-{count}")
        return (site.folder / "case-studies/study-01/index.html").stat().st_size

    assert abs(size(40) - size(4)) < 50


def test_damaged_cache_is_made_anew(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site({"churn": {"problem": "Some *text*."}})
    cold = without_times(build_site(config, tmp_path / "cold").files())
    for path in (tmp_path / ".cache").rglob("*.json"):
        path.write_text('{"half', encoding="utf-8")
    kept = sorted((tmp_path / ".cache").rglob("pages/*/*.html"))
    for path, damage in zip(kept, (b"", kept[-1].read_bytes()[:900]), strict=True):
        path.write_bytes(damage)
    assert without_times(build_site(config, tmp_path / "warm").files()) == cold


def test_nothing_is_written_beside_the_author(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(pages={"about.md": "# About\n"})
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    build_site(config, tmp_path / "site")
    new = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*") if path.is_file()
           and path not in before}  # fmt: skip
    assert new <= {"site", ".cache"}


def test_client_with_an_alias_is_nowhere(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site({"churn": {"client": {"name": "Zyxcorp", "alias": "A bank"}}})
    site = build_site(config, tmp_path / "site")
    assert "A bank" in site.page("case-studies/churn/").text
    for name, data in (site.files() | build_files(tmp_path / ".cache")).items():
        assert b"Zyxcorp" not in data, name


def test_only_listed_notebooks_are_published(make_site: MakeSite, tmp_path: Path) -> None:
    for name in ("open", "closed"):
        write_notebook(
            tmp_path / f"case_studies/churn/{name}.ipynb", {"lift": {"image/png": PIXEL}}
        )
    visuals = [{"figure": f"{name}.ipynb#lift", "alt": "A curve"} for name in ("open", "closed")]
    config = make_site({"churn": {"visuals": visuals, "proof": {"notebooks": ["open.ipynb"]}}})
    site = build_site(config, tmp_path / "site")
    assert [name for name in site.files() if name.endswith(".ipynb")] == [
        "assets/studies/churn/open.ipynb"
    ]
    sources = site.page("case-studies/churn/").select(".pf-source")
    assert [bool(source.select("a")) for source in sources] == [True, False]


def test_same_picture_twice_is_one_file(make_site: MakeSite, tmp_path: Path) -> None:
    path = tmp_path / "case_studies/churn/images/a.png"
    write(path, "")
    path.write_bytes(base64.b64decode(PIXEL))
    visual = {"image": "images/a.png", "alt": "A pixel"}
    text = "See ![a pixel](images/a.png)."
    config = make_site({"churn": {"visuals": [visual], "cover": visual, "problem": text}})
    site = build_site(config, tmp_path / "site")
    assert len([name for name in site.files() if name.startswith("assets/studies/")]) == 1
    assert not broken_links(site)


def test_texts_link_to_pages_and_studies(make_site: MakeSite, tmp_path: Path) -> None:
    text = "[a](/about.md#me) [b](../other/) [c](../other/study.yml) [d](#results)"
    config = make_site(
        {"churn": {"problem": text}, "other": {}}, {"about.md": "# About\n\n## Me\n"}
    )
    for directory_urls in (True, False):
        site = build_site(
            config, tmp_path / f"site{directory_urls}", use_directory_urls=directory_urls
        )
        assert not broken_links(site)


def test_themes_get_front_matter_that_is_escaped(make_site: MakeSite, tmp_path: Path) -> None:
    attack = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
    more = {"title": f"A {attack}", "summary": f'The "best" {attack}', "tags": [f"T {attack}"]}
    config = make_site({"churn": more}, plugins=["search", "tags", "proofolio/studies"])
    site = build_site(config, tmp_path / "site")
    for page in (site.page("case-studies/churn/"), site.page("case-studies/"), site.page("")):
        assert not page.select("[onerror]")
        assert not [tag for tag in page.select("script") if "alert(1)" in tag.text]
    described = site.page("case-studies/churn/").select_one("meta[name=description]")
    assert described["content"] == f'The "best" {attack}'


def test_texts_of_the_profile_link_and_show_pictures(make_site: MakeSite, tmp_path: Path) -> None:
    path = tmp_path / "content/assets/me.png"
    write(path, "")
    path.write_bytes(base64.b64decode(PIXEL))
    profile = {
        "name": "Sam",
        "headline": "Works",
        "about": "[Home](/index.md), [all](/case-studies/index.md) ![me](assets/me.png)",
        "photo": {"image": "assets/me.png", "alt": "Me"},
    }
    pages = {"deep/about.md": "# About\n\n<!-- proofolio: about -->\n\n<!-- proofolio: hero -->\n"}
    site = build_site(make_site(pages=pages, profile=profile), tmp_path / "site")
    assert not [link for link in broken_links(site) if "deep/" in link]
    assert len(site.page("deep/about/").select("article img")) == 2


@pytest.mark.parametrize("place", ["caption", "alt", "table", "svg", "notebook", "page"])
def test_hidden_name_is_found_in_what_notebooks_bring(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    label = {"caption": "fig-cap", "alt": "fig-alt"}.get(place)
    bundles = {
        "table": {"text/html": TABLE.replace("Model", "Zyxcorp")},
        "svg": {"image/svg+xml": svg("red").replace("<rect", "<text>Zyxcorp</text><rect")},
    }
    notebook = tmp_path / "case_studies/churn/churn.ipynb"
    write_notebook(notebook, {"lift": bundles.get(place, {"image/svg+xml": svg("red")})})
    if label:
        text = notebook.read_text(encoding="utf-8")
        write(notebook, text.replace("show()", f"#| {label}: At Zyxcorp\\nshow()"))
    if place == "notebook":
        write(notebook, notebook.read_text(encoding="utf-8").replace("show()", "zyxcorp.read()"))
    study = {
        "client": {"name": "Zyxcorp", "alias": "A bank"},
        "visuals": [{"table" if place == "table" else "figure": "churn.ipynb#lift"}],
        "proof": {"notebooks": ["churn.ipynb"]} if place == "notebook" else None,
    }
    if place not in ("alt", "table"):
        study["visuals"][0]["alt"] = "A drawing"
    pages = {"news.md": "# News\n\nWorking at Zyxcorp.\n"} if place == "page" else {}
    config = make_site({"churn": study}, pages)
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    assert 'yxcorp", which has an alias; write "A bank"' in caplog.text


@pytest.mark.parametrize("name", ["sections/rloe.html", "blocks/hero.html"])
def test_slip_in_a_template_is_told(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    write(tmp_path / "mine" / name, "<p>\n{{ nothing.like.this }}</p>")
    profile = {"name": "Sam", "headline": "Works"}
    config = make_site(profile=profile, options={"templates": "mine"})
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    assert f"mine/{name}:" in caplog.text
    assert not (tmp_path / "site").exists()


def test_pages_link_to_sections_of_studies(make_site: MakeSite, tmp_path: Path) -> None:
    text = "# Home\n\n[a](case-studies/churn.md#results) [b](case-studies/index.md#browse)\n"
    config = make_site(
        {"churn": {"industry": "Banks"}},
        {"index.md": text},
        validation={"links": {"anchors": "warn"}},
    )
    assert not broken_links(build_site(config, tmp_path / "site"))


def test_hooks_of_the_site_work(make_site: MakeSite, tmp_path: Path) -> None:
    write(tmp_path / "hook.py", "def on_page_markdown(markdown, **_):\n    return markdown\n")
    config = make_site(hooks=["hook.py"])
    cold = without_times(build_site(config, tmp_path / "cold").files())
    assert without_times(build_site(config, tmp_path / "warm").files()) == cold


@pytest.mark.parametrize(
    "line",
    [
        "    <!-- proofolio: heroo -->",
        "```inline``` code\n\n<!-- proofolio: heroo -->",
        "<!--proofolio:heroo-->",
        "Some text <!-- proofolio: featured -->",
        "<!-- proofolio: hero -->",
    ],
)
def test_block_that_cannot_be_filled_is_told_before_the_build(
    make_site: MakeSite, tmp_path: Path, line: str
) -> None:
    config = make_site(pages={"help.md": f"# Help\n\n!!! note\n\n{line}\n"})
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    assert not (tmp_path / "site").exists()
    assert build_site(config, tmp_path / "served", serving=True).page("help/").select("h1")


def test_tight_block_comment_is_filled(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(pages={"help.md": "# Help\n\n<!--proofolio:index-->\n"})
    assert build_site(config, tmp_path / "site").page("help/").select(".pf-card")


@pytest.mark.parametrize(
    "page", ["case-studies/churn/index.md", "case-studies/README.md", "case-studies/churn.md"]
)
def test_page_at_the_address_of_ours_is_a_mistake(
    make_site: MakeSite, tmp_path: Path, page: str
) -> None:
    with pytest.raises(Abort):
        build_site(make_site(pages={page: "# Mine\n"}), tmp_path / "site")


def test_no_study_takes_the_place_of_the_index(make_site: MakeSite, tmp_path: Path) -> None:
    with pytest.raises(Abort):
        build_site(make_site({"index": {}}), tmp_path / "site")


@pytest.mark.parametrize("path", ["", "../out", "/", "a b"])
def test_path_stays_in_the_site(make_site: MakeSite, tmp_path: Path, path: str) -> None:
    with pytest.raises(Abort):
        build_site(make_site(options={"path": path}), tmp_path / "site")


def test_own_template_that_fails_has_its_place(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path / "mine/sections/role.html", "<p>\n{{ study.title + 1 }}</p>")
    with pytest.raises(Abort):
        build_site(make_site(options={"templates": "mine"}), tmp_path / "site")
    assert "mine/sections/role.html:2:1: expected" in caplog.text


def test_folder_named_like_a_page_is_left_alone(make_site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "content/notes.md").mkdir(parents=True)
    (tmp_path / "content/.#index.md").symlink_to("nobody@nowhere")
    build_site(make_site(), tmp_path / "site")


def test_cache_that_cannot_be_written_is_done_without(make_site: MakeSite, tmp_path: Path) -> None:
    write(tmp_path / ".cache", "a file")
    assert build_site(make_site(), tmp_path / "site").page("case-studies/churn/").select("h1")


def test_profile_with_the_other_suffix_is_not_published(
    make_site: MakeSite, tmp_path: Path
) -> None:
    write(tmp_path / "content/profile.yaml", "name: Sam\nheadline: Works\n")
    with pytest.raises(Abort):
        build_site(make_site(), tmp_path / "site")


def test_pages_are_kept_a_few_times_only(make_site: MakeSite, tmp_path: Path) -> None:
    for turn in range(7):
        build_site(make_site({"churn": {"title": f"Turn {turn}"}}), tmp_path / "site")
    folders = list((tmp_path / ".cache/proofolio/pages").iterdir())
    assert folders
    assert max(len(list(folder.iterdir())) for folder in folders) <= 4


def build_files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def without_times(files: dict[str, bytes]) -> dict[str, bytes]:
    """All but what names the time of the build."""
    return {name: data for name, data in files.items() if not name.startswith("sitemap.xml")}


def svg(colour: str) -> str:
    """A small drawing."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">'
        f'<rect width="40" height="20" fill="{colour}"/></svg>'
    )
