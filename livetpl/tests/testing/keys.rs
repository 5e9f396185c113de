//! Keys: which are heard, by whom, and what they do by themselves, over every transport.

use livetpl::prelude::*;
use livetpl::testing::{Page, Result, TestApp, Transport};

use crate::said;

/// The page shows which actions ran, in their order.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<output>{{ heard.join(" ") }}</output>
<p lvt-on:window:keydown="bare" lvt-key="j">j</p>
<p lvt-on:window:keydown="close" lvt-key="Escape">Escape</p>
<p lvt-on:window:keydown="find" lvt-key="mod+k">mod+k</p>
<p lvt-on:window:keyup="up" lvt-key="u">u</p>
<div id="outer" lvt-on:keydown="outer"><div id="inner" lvt-on:keydown="inner" lvt-key="Delete, ctrl+d" lvt-data-row="7"><b id="deep">Deep</b></div></div>
<form method="post" lvt-on:keydown="keep" lvt-key="mod+Enter"><label>Note <textarea name="note">n</textarea></label> <label>Title <input name="title" lvt-on:input="typed"></label> <input name="fixed" readonly value="f"> <button name="send">Send</button> <button name="off" disabled>Off</button></form>
<input id="apart" aria-label="Apart" value="x" lvt-on:keydown="entered" lvt-key="Enter" lvt-mod:prevent>
<label><input type="checkbox" name="tick"> Tick</label>"#
)]
struct Keys {
    #[persist]
    heard: Vec<String>,
}

impl Keys {
    fn note(&mut self, what: impl Into<String>) {
        self.heard.push(what.into());
    }
}

#[live_controller]
impl Keys {
    #[action]
    fn bare(&mut self, key: String) {
        self.note(format!("bare:{key}"));
    }

    #[action]
    fn close(&mut self) {
        self.note("close");
    }

    #[action]
    fn find(&mut self, key: String) {
        self.note(format!("find:{key}"));
    }

    #[action]
    fn up(&mut self) {
        self.note("up");
    }

    #[action]
    fn outer(&mut self, key: String) {
        self.note(format!("outer:{key}"));
    }

    #[action]
    fn inner(&mut self, key: String, row: u32) {
        self.note(format!("inner:{key}:{row}"));
    }

    #[action]
    fn keep(&mut self, note: String) {
        self.note(format!("keep:{note}"));
    }

    #[action]
    fn typed(&mut self, value: String) {
        self.note(format!("typed:{value}"));
    }

    #[action]
    fn entered(&mut self, value: String) {
        self.note(format!("entered:{value}"));
    }

    #[action]
    fn send(&mut self, title: String) {
        self.note(format!("send:{title}"));
    }

    #[action]
    fn off(&mut self) {}
}

async fn open(transport: Transport) -> Result<Page> {
    let app = TestApp::new(App::new().live("/", Keys::default()));
    app.user().open_by(transport, "/").await
}

const LIVE: [Transport; 2] = [Transport::WebSocket, Transport::Fetch];

#[tokio::test]
async fn keys_of_the_window_are_heard_by_the_scripts_rules() -> Result {
    for transport in LIVE {
        let mut page = open(transport).await?;
        page.press("j").await?;
        page.press("Escape").await?;
        page.press("mod+k").await?;
        page.press("meta+K").await?;
        page.press("u").await?;
        assert_eq!(
            page.find("output")?.text(),
            "bare:j close find:k find:K up",
            "{transport}"
        );
        for (key, why) in [
            (
                "ctrl+j",
                "waits for `j`, a bare key, which counts only while no modifier is held",
            ),
            ("k", "waits for `mod+k`, with these modifiers and no others"),
            ("x", "waits for `Escape`"),
        ] {
            let text = said(page.press(key).await);
            assert!(text.contains(&format!("`{key}` on <body")), "{text}");
            assert!(text.contains(why) && text.contains("keys.rs:"), "{text}");
        }
        let text = said(page.press("Esc").await);
        assert!(text.contains("browsers call it `Escape`"), "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn a_key_is_heard_by_the_nearest_element_that_waits_for_keys() -> Result {
    for transport in LIVE {
        let mut page = open(transport).await?;
        page.within("#deep").press("Delete").await?;
        page.within("#deep").press("ctrl+d").await?;
        page.within("#outer").press("Delete").await?;
        assert_eq!(
            page.find("output")?.text(),
            "inner:Delete:7 inner:d:7 outer:Delete",
            "{transport}"
        );
        let text = said(page.within("#deep").press("x").await);
        assert!(text.contains("waits for `Delete, ctrl+d`"), "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn a_letter_in_a_field_is_a_letter() -> Result {
    for transport in LIVE {
        let mut page = open(transport).await?;
        page.within("textarea").press("j").await?;
        assert_eq!(page.find("textarea")?.value(), "nj", "{transport}");
        page.within("textarea").press("Escape").await?;
        page.within("textarea").press("mod+Enter").await?;
        page.within("[name=title]").press("T").await?;
        page.within("[name=title]").press("o").await?;
        page.within("[name=title]").press("Backspace").await?;
        assert_eq!(
            page.find("output")?.text(),
            "close keep:nj typed:T typed:To typed:T",
            "{transport}"
        );
        let text = said(page.within("[name=fixed]").press("j").await);
        assert!(
            text.contains("a bare key, which counts only while nobody types"),
            "{text}"
        );
        assert_eq!(page.find("[name=fixed]")?.value(), "f");
    }
    Ok(())
}

#[tokio::test]
async fn enter_and_space_do_what_browsers_do() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport).await?;
        page.fill("Title", "by Enter").await?;
        page.within("[name=title]").press("Enter").await?;
        page.within("[name=send]").press("Space").await?;
        assert!(
            page.find("output")?.text().ends_with("send:by Enter send:"),
            "{transport}: {}",
            page.find("output")?.text()
        );
        page.within("[name=tick]").press("Space").await?;
        assert!(page.find("[name=tick]")?.is_checked(), "{transport}");
        let text = said(page.within("[name=off]").press("Enter").await);
        assert!(text.contains("is disabled"), "{text}");
        if transport == Transport::Plain {
            let text = said(page.press("j").await);
            assert!(text.contains("no script runs on this page"), "{text}");
        } else {
            page.within("#apart").press("Enter").await?;
            assert!(page.find("output")?.text().ends_with("entered:x"));
        }
    }
    Ok(())
}
