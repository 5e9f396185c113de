//! A strict content security policy in Chromium: nothing of the script is inline, evaluated or anybody else's, with each of
//! its parts at work.

use livetpl::prelude::*;
use livetpl_tests::browser::{Browser, Tab};
use livetpl_tests::paper::{PNG, Papers};

use crate::pages::Running;

/// `images`: the browser's own images are allowed.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r##"<!DOCTYPE html>
<html><head><title>t</title>
{% if images %}<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob:">
{% else %}<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'">{% endif %}
<link rel="stylesheet" href="/own.css"></head><body>
<h1>{{ path }}</h1><a id="over" href="/{{ other }}">over</a>
<p id="count" lvt-hook="Seen" lvt-fx:highlight="flash">{{ count }}</p>
<ol id="log" lvt-fx:scroll="bottom">{% for i in 0..count %}<li lvt-fx:animate="slide">{{ i }}</li>{% endfor %}</ol>
<i lvt-scroll-away="top">top</i>
<button type="button" name="push" lvt-form:disable-with="…" lvt-el:addClass:on:done="was">push</button>
<button type="button" id="open" command="show-modal" commandfor="dialog">open</button>
<dialog id="dialog"><form method="post"><input id="name" name="name" {{ lvt.aria_invalid("name") }}><button name="save">save</button></form></dialog>
<input id="find" lvt-on:input="push" lvt-mod:debounce="0" autofocus>
<form method="post" enctype="multipart/form-data"><label for="picture">Pictures</label><input type="file" id="picture" name="picture" lvt-upload="picture">
{% for file in lvt.uploads("picture") %}<p class="file" data-key="{{ file.id }}"><img lvt-upload-preview="{{ file.id }}" alt="">
<button type="button" lvt-upload-cancel="{{ file.id }}">x</button></p>{% endfor %}</form>
</body></html>"##
)]
struct Strict {
    images: bool,
    path: String,
    other: String,
    count: u32,
}

#[live_controller]
impl Strict {
    #[upload]
    fn picture(&self) -> Upload {
        Upload::to_directory().accept("image/*")
    }

    #[action]
    fn push(&mut self) {
        self.count += 1;
    }

    #[action]
    fn save(&mut self, name: String) -> Result {
        if name.is_empty() {
            return Err(Error::field("name", "is missing"));
        }
        self.count += 10;
        Ok(())
    }
}

/// Pages at `/` and `/other`, and a tab at the first that notes what is refused.
async fn open(images: bool, polyfilled: bool) -> (Running, Browser, Tab) {
    let page = |path: &str, other: &str| Strict {
        images,
        path: path.to_owned(),
        other: other.to_owned(),
        count: 0,
    };
    let app = App::new()
        .asset(
            "/own.css",
            "text/css",
            b"#log { height: 3em; overflow: auto }",
        )
        .live("/", page("first", "other"))
        .live("/other", page("other", ""));
    let (app, browser) = (Running::start(app).await, Browser::launch().await);
    let tab = browser.profile().await.blank().await;
    let lacks = match polyfilled {
        true => "delete HTMLButtonElement.prototype.commandForElement;",
        false => "",
    };
    tab.run_first(&format!(
        "{lacks} window.refused = [], window.seen = []; \
         window.livetpl = {{ hooks: {{ Seen: {{ mounted() {{ seen.push('mounted') }}, updated() {{ seen.push(this.el.innerText) }} }} }} }}; \
         addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective + ' ' + e.blockedURI), true)"
    ))
    .await;
    tab.go(&format!("http://{}/", app.address)).await;
    tab.wait_connected().await;
    (app, browser, tab)
}

async fn refused(tab: &Tab) -> Vec<String> {
    tab.eval("refused").await
}

async fn count(tab: &Tab, count: u32) {
    tab.wait_for(&format!(
        "document.querySelector('#count')?.innerText === '{count}'"
    ))
    .await;
}

#[tokio::test]
async fn every_part_of_the_script_works_under_a_strict_policy() {
    let (_app, _browser, tab) = open(true, true).await;
    tab.click("[name=push]").await;
    count(&tab, 1).await;
    tab.type_text("#find", "a").await;
    count(&tab, 2).await;
    assert_eq!(tab.eval::<Vec<String>>("seen").await, ["mounted", "1", "2"]);
    tab.wait_for("document.querySelector('[name=push].was')")
        .await;
    // The polyfill's own.
    tab.click("#open").await;
    tab.wait_for("document.querySelector('#dialog:modal')")
        .await;
    tab.click("[name=save]").await;
    tab.wait_for("document.querySelector('#name[aria-invalid=true]:focus')")
        .await;
    tab.type_text("#name", "Ann").await;
    tab.click("[name=save]").await;
    count(&tab, 12).await;
    tab.wait_for("!document.querySelector('#dialog').open")
        .await;
    // A page that is swapped in, with its stylesheet, is under the policy of the first.
    tab.click("#over").await;
    tab.wait_for("seen && document.querySelector('h1').innerText === 'other'")
        .await;
    tab.wait_connected().await;
    tab.click("[name=push]").await;
    count(&tab, 1).await;
    assert_eq!(refused(&tab).await, [""; 0]);
}

#[tokio::test]
async fn a_preview_needs_images_of_the_browsers_own_and_nothing_else_of_an_upload_does() {
    let papers = Papers::new();
    let picture = papers.write("me.png", PNG);
    for images in [true, false] {
        let (_app, _browser, tab) = open(images, false).await;
        tab.choose_files("#picture", &[&picture]).await;
        tab.wait_for("document.querySelector('.file img')?.src.startsWith('blob:')")
            .await;
        if images {
            tab.wait_for("document.querySelector('.file img').naturalWidth > 0")
                .await;
            assert_eq!(refused(&tab).await, [""; 0]);
        } else {
            tab.wait_for("refused.length").await;
            assert_eq!(refused(&tab).await, ["img-src blob"]);
        }
        // What is sent is sent either way, and let go.
        tab.click("[lvt-upload-cancel]").await;
        tab.wait_for(
            "!document.querySelector('.file') && !document.querySelector('#picture').files.length",
        )
        .await;
        assert!(
            !tab.eval::<bool>("!!document.querySelector('[style]')")
                .await
        );
    }
}
