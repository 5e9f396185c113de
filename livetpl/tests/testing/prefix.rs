//! An application under a prefix: the kit is the browser, and what is in front takes the prefix away.

use livetpl::prelude::*;
use livetpl::testing::{Result, TestApp, Transport};

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"{% if let Some(text) = lvt.flash("success") %}<b>{{ text }}</b>{% endif %}<p>{{ at }}</p><i>{{ count }}</i>
<form method="post"><button name="up">Up</button></form><form method="post"><button name="say">Say</button></form>
<a href="{{ lvt.prefix() }}/rooms/4">Next</a>"#
)]
struct Home {
    at: String,
    #[persist]
    count: u32,
}

#[live_controller]
impl Home {
    fn mount(&mut self, ctx: &mut Context) {
        self.at = format!("{}|{}", ctx.prefix(), ctx.path());
    }

    #[action]
    fn up(&mut self) {
        self.count += 1;
    }

    #[action]
    fn say(&mut self, ctx: &mut Context) -> livetpl::Result {
        ctx.flash("success", "Said");
        ctx.redirect(format!("{}/rooms/3", ctx.prefix()))
    }
}

fn app() -> App {
    let app = App::new().prefix("/app");
    app.live("/", Home::default())
        .live("/rooms/{room}", Home::default())
}

#[tokio::test]
async fn a_test_names_paths_as_browsers_do() -> Result {
    let kit = TestApp::new(app());
    for transport in Transport::ALL {
        let mut page = kit.user().open_by(transport, "/app/").await?;
        assert_eq!(page.find("p")?.text(), "/app|/");
        page.click("Up").await?;
        assert_eq!((page.url(), page.find("i")?.text()), ("/app/", "1"));
        page.click("Say").await?;
        assert_eq!(page.url(), "/app/rooms/3");
        assert_eq!(page.find("b")?.text(), "Said");
        assert_eq!(page.find("p")?.text(), "/app|/rooms/3");
        page.click("Next").await?;
        assert_eq!((page.url(), page.count("b")?), ("/app/rooms/4", 0));
    }
    let outside = kit.user().open("/rooms/3").await;
    let error = outside.err().expect("it is not the application's");
    let says = "not under the application's prefix `/app`";
    assert!(error.to_string().contains(says), "{error}");
    Ok(())
}

#[test]
fn a_prefix_that_is_none_keeps_the_application_from_starting() {
    for bad in ["app", "/", "/app/", "/a b", "https://a.test/app"] {
        let refused = App::new().prefix(bad).into_service();
        let error = refused.err().expect("it is none").to_string();
        assert!(error.contains(&format!("`{bad}`")), "{error}");
    }
}
