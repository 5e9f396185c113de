//! Links, redirects, cookies and addresses, over every transport.

use livetpl::prelude::*;
use livetpl::testing::{Result, TestApp, Transport};

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<p>{{ query }} {{ pet }}</p><form method="post"><input name="pet"><button name="keep">Keep</button></form><a href="?page=2">Next</a> <a href="other">Other</a><form action="./"><input name="q"><button>Search</button></form>"#
)]
struct Door {
    query: String,
    pet: String,
}

#[live_controller]
impl Door {
    fn mount(&mut self, ctx: &mut Context) {
        self.query = ctx.query().to_owned();
        self.pet = ctx.cookie("pet").unwrap_or_default().to_owned();
    }

    #[action]
    fn keep(&self, pet: String, ctx: &mut Context) -> livetpl::Result {
        ctx.set_cookie(Cookie::new("pet", pet))?;
        ctx.redirect("/?kept=1")
    }
}

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = "<!DOCTYPE html><html lang=\"en\"><head><title>The {{ name }}</title></head><body><h1>Other</h1></body></html>"
)]
struct Other {
    name: String,
}

#[live_controller]
impl Other {
    fn mount(&mut self, ctx: &mut Context) -> livetpl::Result {
        self.name = "other one".to_owned();
        if ctx.query() == "back" {
            ctx.redirect("/?back")?;
        }
        Ok(())
    }
}

fn app() -> TestApp {
    TestApp::new(
        App::new()
            .live("/", Door::default())
            .live("/other", Other::default()),
    )
}

#[tokio::test]
async fn cookies_and_redirects_are_followed() -> Result {
    for transport in Transport::ALL {
        let user = app().user();
        let mut page = user.open_by(transport, "/").await?;
        page.form("form[method]")
            .fill("pet", "cat")
            .submit()
            .await?;
        assert_eq!(
            (page.url(), page.find("p")?.text()),
            ("/?kept=1", "kept=1 cat"),
            "{transport}"
        );
        assert_eq!(user.cookie("pet").as_deref(), Some("cat"));
        page.form("form[method]")
            .fill("pet", "dog")
            .submit()
            .await?;
        assert_eq!(
            page.find("p")?.text(),
            "kept=1 dog",
            "the page works where it came to"
        );
    }
    Ok(())
}

#[tokio::test]
async fn links_lead_from_page_to_page() -> Result {
    for transport in Transport::ALL {
        let mut page = app().user().open_by(transport, "/").await?;
        page.click("Next").await?;
        assert_eq!(
            (page.url(), page.find("p")?.text()),
            ("/?page=2", "page=2"),
            "{transport}"
        );
        page.form("form[action]").fill("q", "a b").submit().await?;
        assert_eq!(page.url(), "/?q=a+b");
        page.click("Other").await?;
        assert_eq!((page.url(), &*page.title()), ("/other", "The other one"));
        page.visit("?back").await?;
        assert_eq!(page.find("p")?.text(), "back");
    }
    Ok(())
}
