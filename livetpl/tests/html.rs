//! What a browser gets of a template's values: URLs that are no scripts, JSON that is data, attributes in branches.

use livetpl::__private::askama;
use livetpl::prelude::*;
use livetpl_runtime::template::{Recorder, Tree, ssr};
use serde_json::Value;

#[derive(Clone, Default, LiveState)]
#[template(
    source = r#"<a href="{{ link }}">a</a><a href=" {% if local %}/{% endif %}{{ link }}" {% if local %}hidden{% else %}target="t" ping="{{ link }}"{% endif %}>b</a>
<img src="{{ link }}"><form action="/f"><button {% if !local %}formaction="{{ link }}"{% endif %}>c</button></form>
<script type="application/json">{{ items|json|safe }}</script>
<ul>{% for item in items %}<li><a class="{{ item }}" href="{{ item }}">{{ item }}</a></li>{% endfor %}</ul>"#,
    ext = "html"
)]
struct Links {
    link: String,
    local: bool,
    items: Vec<String>,
}

fn links(link: &str, local: bool) -> Links {
    Links {
        link: link.into(),
        local,
        items: vec!["</script>&".into(), link.into()],
    }
}

fn recorded(state: &Links) -> Recorder {
    let mut recorder = Recorder::default();
    recorder.render(state).expect("it renders");
    recorder
}

const SCRIPTS: &[&str] = &[
    "javascript:alert(1)",
    " JAVA\tscript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
];

#[test]
fn a_script_s_url_reaches_no_browser() {
    for script in SCRIPTS {
        let state = links(script, false);
        let html = recorded(&state).html().to_owned();
        let plain = askama::Template::render(&state).expect("it renders");
        let escaped = askama::filters::escape(script, askama::filters::Html).expect("escapes");
        let escaped = escaped.to_string();
        assert!(
            plain.contains(&format!("href=\"{escaped}\"")),
            "askama's own render stays: {plain}"
        );
        for bad in ["href=\"", "href=\" ", "formaction=\""] {
            assert!(html.contains(&format!("{bad}unsafe:")), "{bad} in {html}");
            assert!(
                !html.contains(&format!("{bad}{escaped}")),
                "{bad} in {html}"
            );
        }
        assert_eq!(
            html.contains("<img src=\"unsafe:"),
            !script.starts_with("data:"),
            "an image's data are never run: {html}"
        );
    }
    for fine in [
        "/a",
        "https://x/?javascript:",
        "data:image/png;base64,x",
        "",
        "#javascript:",
    ] {
        let state = links(fine, false);
        let plain = askama::Template::render(&state).expect("it renders");
        assert_eq!(recorded(&state).html(), plain, "{fine}");
    }
}

#[test]
fn values_and_patches_have_the_same_urls_as_the_page() {
    let (mut values, mut patch) = (Vec::new(), Vec::new());
    let first = recorded(&links("/a", true));
    let mut tree = Tree::build(Links::PLAN, &first, &mut values).expect("a tree");
    let values: Value = serde_json::from_slice(&values).expect("JSON");
    let mut page = ssr::Page::from_values(Links::PLAN, &values).expect("a page");
    for (i, link) in SCRIPTS.iter().chain(&["/b", "javascript:2"]).enumerate() {
        let next = recorded(&links(link, i % 2 == 0));
        patch.clear();
        assert!(tree.update(&next, &mut patch).expect("a patch"));
        page.apply(&serde_json::from_slice(&patch).expect("JSON"))
            .expect("it fits");
        assert_eq!(page.html(), next.html());
        assert!(
            !page.html().contains("href=\"javascript"),
            "{}",
            page.html()
        );
    }
}

#[test]
fn json_stays_data() {
    let html = recorded(&links("a\"b'<!--", true)).html().to_owned();
    let start = html.find("json\">").expect("a script") + 6;
    let json = &html[start..start + html[start..].find("</script>").expect("its end")];
    let read: Vec<String> = serde_json::from_str(json).expect("JSON");
    assert_eq!(read, ["</script>&", "a\"b'<!--"]);
}
