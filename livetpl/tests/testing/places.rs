//! From place to place as a browser goes: over the page's own connection, by fetching another page, by loading it; back and
//! forward; what the server asks for.

use livetpl::prelude::*;
use livetpl::testing::{Page, Result, TestApp, Transport};

use crate::said;

/// A room of a house: one view for all of them.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r##"<h1>Room {{ room }}</h1><output>{{ query }}|{{ came_by }}|{{ clicks }}</output>
<a href="?page=2">Second page</a> <a href="/rooms/8">Next room</a> <a href="/lobby">Lobby</a> <a href="/rooms/99">No room</a>
<a href="#top">Top</a> <a href="/lobby" target="_blank">New tab</a> <a href="/lobby" download>Save</a> <a href="https://example.org/">Away</a>
<a href="?page=3" lvt-nav:no-intercept>By load</a> <a href="?page=4" rel="external nofollow">External</a>
<form method="get" role="search"><input name="q"><button>Search</button></form>
<form method="get" role="none" lvt-nav:no-intercept><input name="q"><button>Load</button></form>
<form method="post"><button name="add">Add</button> <button name="go" value="/rooms/8?x=1">Go on</button> <button name="go" value="/lobby">Go down</button> <button name="go" value="/rooms/99">Get lost</button> <button name="sort">Sort</button> <button name="unsort">Unsort</button></form>"##
)]
struct Room {
    room: u32,
    query: String,
    came_by: String,
    clicks: u32,
}

#[live_controller]
impl Room {
    fn mount(&mut self, ctx: &mut Context) -> livetpl::Result {
        self.room = ctx.path_as()?;
        if self.room == 99 {
            return Err(Error::not_found("There is no such room."));
        }
        self.query = ctx.query().to_owned();
        self.came_by = ctx
            .kind()
            .map(|kind| format!("{kind:?}"))
            .unwrap_or_default();
        if self.query == "loop" {
            ctx.navigate(format!("/rooms/{}?loop", self.room))?;
        }
        Ok(())
    }

    #[action]
    fn add(&mut self) {
        self.clicks += 1;
    }

    #[action]
    fn go(&mut self, value: String, ctx: &mut Context) -> livetpl::Result {
        ctx.navigate(value)
    }

    #[action]
    fn sort(&mut self, ctx: &mut Context) -> livetpl::Result {
        ctx.replace_query(&[("sort", "a b")])
    }

    #[action]
    fn unsort(&mut self, ctx: &mut Context) -> livetpl::Result {
        ctx.replace_query::<[(&str, &str); 0]>(&[])
    }
}

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<h1>Lobby</h1><p>{{ rings }}</p><a href="/rooms/7">Room 7</a> <button name="ring" type="button">Ring</button>"#
)]
struct Lobby {
    rings: u32,
}

#[live_controller]
impl Lobby {
    #[action]
    fn ring(&mut self) {
        self.rings += 1;
    }
}

async fn open(transport: Transport, url: &str) -> Result<Page> {
    let app = App::new()
        .live("/rooms/{room}", Room::default())
        .live("/lobby", Lobby::default())
        .asset(
            "/leaflet",
            "text/html",
            b"<title>Leaflet</title><a href='/lobby'>In</a>",
        );
    TestApp::new(app).user().open_by(transport, url).await
}

/// Where the page is, and what it says of how it came there.
fn at(page: &Page) -> Result<String> {
    let shown = page.find("output")?;
    Ok(format!(
        "{} {} {}",
        page.url(),
        page.find("h1")?.text(),
        shown.text()
    ))
}

const LIVE: [Transport; 2] = [Transport::WebSocket, Transport::Fetch];

#[tokio::test]
async fn another_query_is_another_look_at_the_same_page() -> Result {
    for transport in LIVE {
        let mut page = open(transport, "/rooms/7").await?;
        page.click("Add").await?;
        page.click("Second page").await?;
        assert_eq!(
            at(&page)?,
            "/rooms/7?page=2 Room 7 page=2|Navigate|1",
            "{transport}"
        );
        page.form("[role=search]").fill("q", "a b").submit().await?;
        assert_eq!(at(&page)?, "/rooms/7?q=a+b Room 7 q=a+b|Navigate|1");
        page.visit("/rooms/7").await?;
        assert_eq!(at(&page)?, "/rooms/7 Room 7 |Navigate|1");
        page.back().await?;
        page.back().await?;
        assert_eq!(at(&page)?, "/rooms/7?page=2 Room 7 page=2|Navigate|1");
        page.forward().await?;
        assert_eq!(page.url(), "/rooms/7?q=a+b");
        page.click("Add").await?;
        assert_eq!(
            page.find("output")?.text(),
            "q=a+b|Navigate|2",
            "the page works where it is"
        );
    }
    let mut page = open(Transport::Plain, "/rooms/7").await?;
    page.click("Second page").await?;
    assert_eq!(at(&page)?, "/rooms/7?page=2 Room 7 page=2|Get|0");
    page.back().await?;
    assert_eq!(at(&page)?, "/rooms/7 Room 7 |Get|0");
    page.forward().await?;
    assert_eq!(page.url(), "/rooms/7?page=2");
    Ok(())
}

#[tokio::test]
async fn another_path_of_the_view_is_another_page() -> Result {
    for transport in LIVE {
        let mut page = open(transport, "/rooms/7").await?;
        page.click("Add").await?;
        page.click("Next room").await?;
        assert_eq!(at(&page)?, "/rooms/8 Room 8 |Get|0", "{transport}");
        page.click("Add").await?;
        page.back().await?;
        assert_eq!(at(&page)?, "/rooms/7 Room 7 |Get|0", "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn another_view_is_fetched_and_put_in_place() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport, "/rooms/7").await?;
        page.click("Lobby").await?;
        assert_eq!(
            (page.url(), page.find("h1")?.text()),
            ("/lobby", "Lobby"),
            "{transport}"
        );
        if transport != Transport::Plain {
            page.click("Ring").await?;
            assert_eq!(page.find("p")?.text(), "1", "{transport}");
        }
        page.back().await?;
        assert_eq!(at(&page)?, "/rooms/7 Room 7 |Get|0", "{transport}");
        page.forward().await?;
        assert_eq!(page.find("h1")?.text(), "Lobby");
        page.visit("/leaflet").await?;
        assert_eq!(page.title(), "Leaflet");
        page.back().await?;
        assert_eq!(page.url(), "/lobby", "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn what_the_script_leaves_alone_the_browser_loads() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport, "/rooms/7").await?;
        for link in ["By load", "External"] {
            page.click("Add").await?;
            page.click(link).await?;
            assert!(at(&page)?.ends_with("|Get|0"), "{transport} {}", at(&page)?);
        }
        page.form("[role=none]").fill("q", "x").submit().await?;
        assert_eq!(at(&page)?, "/rooms/7?q=x Room 7 q=x|Get|0");
        page.click("Top").await?;
        assert_eq!(
            at(&page)?,
            "/rooms/7?q=x Room 7 q=x|Get|0",
            "a fragment is no place"
        );
        page.back().await?;
        assert_eq!(page.url(), "/rooms/7?page=4");
    }
    Ok(())
}

#[tokio::test]
async fn what_leaves_the_tab_is_refused_with_the_way_out() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport, "/rooms/7").await?;
        for (link, why) in [
            (
                "New tab",
                "opens in another tab (`target=\"_blank\"`): `user.open(\"/lobby\")` is that tab",
            ),
            (
                "Save",
                "saves what is there as a file: `user.get(\"/lobby\")` is that answer",
            ),
            ("Away", "`https://example.org/` leads to another site"),
        ] {
            let text = said(page.click(link).await);
            assert!(text.contains(why) && text.contains("places.rs:"), "{text}");
        }
        let text = said(page.back().await);
        assert!(text.contains("there is nothing to go back to"), "{text}");
        let text = said(page.forward().await);
        assert!(text.contains("there is nothing to go forward to"), "{text}");
        assert_eq!(page.url(), "/rooms/7");
    }
    Ok(())
}

#[tokio::test]
async fn a_place_that_is_none_is_a_failed_step() -> Result {
    for transport in LIVE {
        for button in ["No room", "Get lost"] {
            let mut page = open(transport, "/rooms/7").await?;
            let text = said(page.click(button).await);
            assert!(text.contains("`/rooms/99` was answered with"), "{text}");
            assert!(text.contains("There is no such room."), "{text}");
            assert_eq!(page.url(), "/rooms/99", "as a browser shows it");
            page.back().await?;
            assert_eq!(at(&page)?, "/rooms/7 Room 7 |Get|0");
        }
        let mut page = open(transport, "/rooms/7").await?;
        let text = said(page.visit("?loop").await);
        assert!(
            text.contains("more than 10 times, one after another"),
            "{text}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_server_may_change_the_address() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport, "/rooms/7").await?;
        page.click("Go on").await?;
        assert_eq!(at(&page)?, "/rooms/8?x=1 Room 8 x=1|Get|0", "{transport}");
        page.click("Go down").await?;
        assert_eq!(page.find("h1")?.text(), "Lobby");
        page.back().await?;
        assert_eq!(page.url(), "/rooms/8?x=1");
        page.click("Sort").await?;
        assert_eq!(page.url(), "/rooms/8?sort=a+b");
        page.reload().await?;
        assert_eq!(at(&page)?, "/rooms/8?sort=a+b Room 8 sort=a+b|Get|0");
        page.click("Unsort").await?;
        assert_eq!(page.url(), "/rooms/8");
        if transport == Transport::WebSocket {
            page.visit("?page=2").await?;
            page.disconnect();
            let text = said(page.back().await);
            assert!(text.contains("`page.reconnect()` comes first"), "{text}");
            page.reconnect().await?;
            assert_eq!(page.url(), "/rooms/8?page=2");
            page.back().await?;
        }
        assert_eq!(page.url(), "/rooms/8");
        if transport != Transport::Plain {
            page.back().await?;
            assert_eq!(
                page.url(),
                "/rooms/7",
                "another query is no place in the history"
            );
        }
    }
    Ok(())
}
