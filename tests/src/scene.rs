//! An example of the gallery as people use it, over one transport: a WebSocket, fetch, or plain HTML.
//!
//! A scenario is written once and played over each. What differs is in here: without JavaScript a click on a submit
//! button is another page, and what others do is seen after a reload.

use std::ops::Deref;

use serde::de::DeserializeOwned;

use crate::browser::{Browser, Profile, Tab};
use crate::server::Gallery;

/// Waits for the parts of the script that the page's plan names.
const PARTS: &str = "(async () => { \
    const script = document.querySelector('script[data-lvt-plan]'), plan = await (await fetch(script.dataset.lvtPlan)).json(); \
    const parts = new Set((plan.uses ?? []).map(name => name === 'autofocus' ? name : /^lvt-(\\w+)/.exec(name)?.[1])); \
    parts.delete(undefined); \
    await Promise.all([...parts].map(part => import(script.src.replace(/livetpl-(?=[^/]*$)/, part + '-')))); \
    return true; })()";

/// How a page talks to its server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// As usual.
    WebSocket,
    /// With JavaScript, while no socket comes about.
    Fetch,
    /// Without JavaScript.
    Html,
}

/// One example in a gallery of its own, over one transport.
pub struct Scene<'a> {
    gallery: Gallery,
    browser: &'a Browser,
    path: String,
    over: Over,
}

impl<'a> Scene<'a> {
    /// Starts a gallery, to play at the example at `path`.
    pub async fn start(browser: &'a Browser, path: &str, over: Over) -> Scene<'a> {
        Scene {
            gallery: Gallery::start().await,
            browser,
            path: path.to_owned(),
            over,
        }
    }

    /// The transport.
    pub fn over(&self) -> Over {
        self.over
    }

    /// Somebody with a browser of their own.
    pub async fn person(&self) -> Person<'_> {
        Person {
            scene: self,
            profile: self.browser.profile().await,
        }
    }

    /// The example in a browser of its own.
    pub async fn page(&self) -> Page {
        self.person().await.page().await
    }
}

/// A browser: what it has opened shares a session.
pub struct Person<'a> {
    scene: &'a Scene<'a>,
    profile: Profile,
}

impl Person<'_> {
    /// A tab that shows the example.
    pub async fn page(&self) -> Page {
        self.page_at("").await
    }

    /// A tab that shows the example, with `rest` (`?page=2`, `/more`) behind its path.
    pub async fn page_at(&self, rest: &str) -> Page {
        let over = self.scene.over;
        let tab = self.profile.blank().await;
        match over {
            Over::WebSocket => {}
            Over::Fetch => tab.block_websocket().await,
            Over::Html => tab.disable_javascript().await,
        }
        let path = format!("{}{rest}", self.scene.path);
        tab.go(&self.scene.gallery.url(&path)).await;
        let page = Page { tab, over };
        page.wait_ready().await;
        page
    }
}

/// A tab that shows an example.
pub struct Page {
    tab: Tab,
    over: Over,
}

impl Deref for Page {
    type Target = Tab;

    fn deref(&self) -> &Tab {
        &self.tab
    }
}

impl Page {
    /// Waits until the page can be used.
    async fn wait_ready(&self) {
        match self.over {
            Over::WebSocket => self.tab.wait_connected().await,
            Over::Fetch => {
                self.tab
                    .wait_for("document.documentElement.dataset.lvtStatus")
                    .await;
                // Only a page with a socket tells when the script's parts are here.
                self.tab.eval::<bool>(PARTS).await;
            }
            Over::Html => {
                self.tab
                    .wait_for("document.readyState === 'complete'")
                    .await;
            }
        }
    }

    /// Clicks the middle of the first element that matches. Where the browser loads a page then, waits for that.
    pub async fn click(&self, css: &str) {
        if self.over != Over::Html {
            return self.tab.click(css).await;
        }
        self.tab
            .wait_for(&format!("document.querySelector({css:?})"))
            .await;
        let leaves: bool = self
            .tab
            .eval(&format!(
                "(() => {{ window.isOld = true; const el = document.querySelector({css:?}).closest('a[href], button, input[type=submit]'); \
                 if (el?.href) return !el.getAttribute('href').startsWith('#'); \
                 return !!el?.form && el.type === 'submit' && el.form.getAttribute('method') !== 'dialog' && \
                 (el.formNoValidate || el.form.noValidate || el.form.checkValidity()); }})()"
            ))
            .await;
        self.tab.click(css).await;
        if leaves {
            self.tab
                .wait_for("!window.isOld && document.readyState === 'complete'")
                .await;
        }
    }

    /// Writes `text` into a field, in the place of what is there.
    pub async fn fill(&self, css: &str, text: &str) {
        self.tab.click(css).await;
        self.tab
            .eval::<bool>(&format!("(document.querySelector({css:?}).select(), true)"))
            .await;
        if text.is_empty() {
            self.tab.press("Backspace").await;
        }
        for c in text.chars() {
            self.tab.key(c).await;
        }
    }

    /// Chooses an option of a `<select>` by its value, as a person does.
    pub async fn choose(&self, css: &str, value: &str) {
        let script = format!(
            "(() => {{ const el = document.querySelector({css:?}); el.focus(); el.value = {value:?}; \
             for (const name of ['input', 'change']) el.dispatchEvent(new Event(name, {{bubbles: true}})); return el.value; }})()"
        );
        let chosen: String = self.tab.eval(&script).await;
        assert_eq!(chosen, value, "{css} has the option");
    }

    /// Looks again, where a page only shows what was when it was loaded.
    pub async fn look(&self) {
        if self.over == Over::Html {
            let url: String = self.tab.eval("location.href").await;
            self.tab.go(&url).await;
            self.wait_ready().await;
        }
    }

    /// Waits until the first element that matches shows `text`.
    pub async fn shows(&self, css: &str, text: &str) {
        self.tab
            .wait_for(&format!(
                "document.querySelector({css:?})?.innerText.trim() === {text:?}"
            ))
            .await;
    }

    /// Waits until an element matches.
    pub async fn has(&self, css: &str) {
        self.tab
            .wait_for(&format!("document.querySelector({css:?})"))
            .await;
    }

    /// Waits until no element matches.
    pub async fn lacks(&self, css: &str) {
        self.tab
            .wait_for(&format!("!document.querySelector({css:?})"))
            .await;
    }

    /// Waits until the elements that match show `texts`, in this order.
    pub async fn lists(&self, css: &str, texts: &[&str]) {
        self.tab
            .wait_for(&format!(
                "JSON.stringify([...document.querySelectorAll({css:?})].map(el => el.innerText.trim())) === JSON.stringify({texts:?})"
            ))
            .await;
    }

    /// How many elements match now.
    pub async fn count(&self, css: &str) -> usize {
        self.tab
            .eval(&format!("document.querySelectorAll({css:?}).length"))
            .await
    }

    /// A property of the first element that matches, as it is now.
    pub async fn property<T: DeserializeOwned>(&self, css: &str, name: &str) -> T {
        self.tab
            .eval(&format!("document.querySelector({css:?}).{name}"))
            .await
    }

    /// Checks that axe-core finds nothing serious in the page as it is now.
    pub async fn check_accessible(&self) {
        if self.over != Over::Html {
            let barriers = self.tab.barriers().await;
            assert!(barriers.is_empty(), "{barriers:#?}");
        }
    }
}
