//! Trap 12: what only looks like a tag, in Chromium: decoys, whitespace, scripts in updates, text like a template's.

use livetpl::prelude::*;
use livetpl_tests::browser::Browser;

use crate::pages::Running;

/// A whole document in which the script's tag must find its place, past everything that looks like it.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r##"<!DOCTYPE html>
<html lang="en" data-decoy="</head><body><script>window.ran = 'attribute'</script>">
<head>
<!-- </head><body> <script>window.ran = 'comment'</script> -->
<title></head><body>{{ step }} <script>window.ran = 'title'</script></title>
<style>/* </head><body><script>window.ran = 'style'</script> */ p::after { content: "</head>" }</style>
<script type="application/json" id="data">"<body></head>"</script>
</head>
<body data-decoy="</head>">
<!-- </head><body><script>window.ran = 'inner comment'</script> -->
<p id="step">{{ step }}</p><form method="post"><input name="text" value="{{ text }}"><button name="say">say</button></form>
<pre id="pre">
  two  spaces	tab
   {{ text }}  

</pre><pre id="whole">{{ text }}</pre>
<textarea id="area"></head><body>{{ text }}</textarea>
<p id="said" title="{{ text }}">{{ text }}</p><div id="html">{{ html|safe }}</div>
</body>
</html>"##
)]
struct Decoys {
    #[persist]
    step: u32,
    #[persist]
    text: String,
    #[persist]
    html: String,
}

#[live_controller]
impl Decoys {
    #[action]
    fn say(&mut self, text: String) {
        self.step += 1;
        self.html = format!("<b>{}</b><script>window.ran = 'update'</script>", self.step);
        self.text = text;
    }
}

/// What a person may type: it is text, wherever it lands.
const TEXTS: &[&str] = &[
    "{{ step }}",
    "{% if x %}{% endif %}{# no #}",
    "</pre></textarea></title></head><script>window.ran='text'</script>",
    "<!-- ",
    "\" onclick=\"window.ran='attribute'\" '",
    "&lt;b&gt; &amp;amp; &#39;",
    "   in   between   ",
    "\u{2028}\u{0}\u{fffd}\u{feff}",
    "${1} `x` \\u003c",
    "\u{202e}rtl",
];

#[tokio::test]
async fn trap_12_what_looks_like_a_tag_or_a_template_is_text() {
    let app = Running::start(App::new().live("/", Decoys::default())).await;
    let browser = Browser::launch().await;
    let profile = browser.profile().await;
    let tab = profile.open(&format!("http://{}/", app.address)).await;
    let scripts: u32 = tab
        .eval("document.querySelectorAll('head > script[src]').length")
        .await;
    assert_eq!(scripts, 1, "the script's tag is in the head");
    for (step, text) in (1..).zip(TEXTS) {
        let typed = serde_json::to_string(text).unwrap();
        tab.eval::<bool>(&format!(
            "(document.querySelector('[name=text]').value = {typed}, document.querySelector('[name=say]').click(), true)"
        ))
        .await;
        tab.wait_for(&format!(
            "document.querySelector('#step').innerText === '{step}'"
        ))
        .await;
        assert_eq!(tab.difference_from_fresh().await, "", "{text:?}");
        // HTML has no U+0000: a browser leaves it out of a text, and reads another character in an attribute.
        let shown = text.replace('\0', "");
        let said: Vec<String> = tab
            .eval("[said.textContent, said.title, whole.textContent, pre.textContent.split('\\n   ')[1]]")
            .await;
        assert_eq!(
            said,
            [
                shown.clone(),
                text.replace('\0', "\u{fffd}"),
                shown.clone(),
                format!("{shown}  \n\n")
            ],
            "{text:?}"
        );
        assert_eq!(
            tab.eval::<String>("document.title.trim()").await,
            format!("</head><body>{step} <script>window.ran = 'title'</script>")
        );
        let ran: String = tab.eval("String(window.ran)").await;
        assert_eq!(ran, "undefined", "nothing runs");
    }
}
