"""What every page says of itself in JSON-LD: words of schema.org, and no more than it shows."""

from __future__ import annotations

from pathlib import Path

from tests.site.building import Built, build_site
from tests.site.conftest import MakeSite
from tests.site.shared_pages import (
    BASE,
    POST,
    find_faults_of_site,
    find_unshown,
    graph,
    node,
    public_pages,
)


def test_graphs_are_words_of_schema_org(share_site: Built) -> None:
    assert [*find_faults_of_site(share_site)] == []


def test_graphs_say_no_more_than_their_pages_show(share_site: Built) -> None:
    assert [*find_unshown(share_site)] == []


def test_each_kind_of_page_says_what_it_is(share_site: Built) -> None:
    found = {
        name: [node["@type"] for node in graph(page) if node["@type"] not in ("WebSite", "Person")]
        for name, page in public_pages(share_site).items()
    }
    assert found == {
        "": ["WebPage", "Service", "Service"],
        "about/": ["ProfilePage"],
        "blog/": ["CollectionPage", "Blog"],
        "blog/2026/05/06/what-a-model-is-worth/": ["WebPage", "BlogPosting"],
        "blog/page/2/": ["CollectionPage", "Blog"],
        POST: ["WebPage", "BlogPosting"],
        "case-studies/": ["CollectionPage"],
        "case-studies/churn/": ["WebPage", "Article"],
        "case-studies/churn/churn/": ["WebPage", "TechArticle"],
        "case-studies/undated/": ["WebPage", "CreativeWork"],
        "contact/": ["ContactPage"],
        "notes/": ["WebPage"],
        "services/": ["WebPage", "Service", "Service"],
    }


def test_post_says_who_wrote_it(make_site: MakeSite, tmp_path: Path) -> None:
    authors = "authors:\n" + "".join(
        f"  {id_}: {{name: {name}, description: A person, avatar: a.png}}\n"
        for id_, name in {"ada": "Ada Example", "bo": "Bo O'Neil"}.items()
    )
    named = {"both": "[ada, bo]", "other": "[bo]", "none": "[]"}
    pages = {
        "blog/index.md": "# Blog\n",
        "blog/.authors.yml": authors,
    }
    for name, who in named.items():
        front = f"---\ndate: 2026-01-01\nauthors: {who}\n---\n"
        pages[f"blog/posts/{name}.md"] = f"{front}# {name}\n\nText\n"
    plugins = ["search", "blog", "proofolio/studies", "proofolio/share"]
    config = make_site(pages=pages, plugins=plugins, site_url=BASE, site_author="Ada Example")

    site = build_site(config, tmp_path / "site")

    own, other = {"@id": f"{BASE}#person"}, {"@type": "Person", "name": "Bo O'Neil"}
    for name, expected in {"both": [own, other], "other": [other], "none": own}.items():
        page = site.page(f"blog/2026/01/01/{name}/")
        assert node(page, "BlogPosting")["author"] == expected
        people = [one["name"] for one in graph(page) if one["@type"] == "Person"]
        assert people == ([] if name == "other" else ["Ada Example"])
        assert page.select("meta[name=author]")[0]["content"] == {
            "both": "Ada Example, Bo O'Neil", "other": "Bo O'Neil", "none": "Ada Example",
        }[name]  # fmt: skip
    assert [*find_faults_of_site(site)] == []
    feed = site.files()["feed.xml"].decode()
    assert feed.count("<dc:creator>Bo O'Neil</dc:creator>") == 2
    assert feed.count("<dc:creator>Ada Example</dc:creator>") == 3


def test_study_says_who_made_it_what_it_is_about_and_what_came_of_it(share_site: Built) -> None:
    page = share_site.page("case-studies/churn/")
    study = node(page, "Article")
    assert study["@id"] == f"{BASE}case-studies/churn/#study"
    assert node(page, "WebPage")["mainEntity"] == {"@id": study["@id"]}
    assert study["author"] == {"@id": f"{BASE}#person"}
    assert study["datePublished"] == "2026-03-14"
    assert [one["name"] for one in study["about"]] == ["Telecommunications", "Ranking & scoring"]
    assert study["keywords"] == [
        "retention", "Classification", "Calibration", "Python", "scikit-learn",
    ]  # fmt: skip
    assert study["isPartOf"]["name"] == "Case studies"
    assert study["hasPart"][0]["@id"] == f"{BASE}case-studies/churn/churn/#notebook"
    assert study["mentions"][0] == {
        "@type": "PropertyValue",
        "name": "Leavers reached",
        "value": "61.7 %",
        "valueReference": {
            "@type": "PropertyValue",
            "name": "the team's rule",
            "value": "26.5 %",
        },
    }
    steps = node(page, "WebPage")["breadcrumb"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "Ada & Co"),
        (2, "Case studies"),
        (3, "Whom to call"),
    ]


def test_profile_and_services_are_described_where_they_are_shown(share_site: Built) -> None:
    person = node(share_site.page("about/"), "Person")
    assert person["jobTitle"] == "Freelance statistician"
    assert person["image"]["caption"] == "Portrait of Ada"
    assert (share_site.folder / person["image"]["url"].removeprefix(BASE)).is_file()
    assert person["sameAs"] == ["https://example.org/ada?a=1&b=2"]
    assert person["hasCredential"][0]["recognizedBy"]["name"] == "Example Institute"
    service = node(share_site.page("services/"), "Service")
    assert service["@id"] == f"{BASE}services/#service-ranking"
    assert share_site.page("services/").select_one("#service-ranking")
    assert service["offers"] == [{"@type": "Offer", "description": "from € 4,800"}]
    assert "offers" not in node(share_site.page(""), "Service")


def test_home_is_the_profile_of_a_site_without_a_page_about_the_person(
    make_site: MakeSite, tmp_path: Path
) -> None:
    config = make_site(
        pages={"index.md": "# Ada\n\n<!-- proofolio: hero -->\n"},
        profile={"name": "Ada", "headline": "Counts before she models"},
        plugins=["proofolio/studies", "proofolio/share"],
        site_url=BASE,
    )
    page = build_site(config, tmp_path / "site").page("")
    assert node(page, "ProfilePage")["mainEntity"] == {"@id": f"{BASE}#person"}
    assert node(page, "Person")["description"] == "Counts before she models"
