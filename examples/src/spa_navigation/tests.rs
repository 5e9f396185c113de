//! SPA navigation: which link takes which way, and that back and forward lead where one was.

use livetpl::prelude::App;
use livetpl::testing::{Page, Result, TestApp, Transport};

use super::{Contents, Place};

async fn open(transport: Transport, url: &str) -> Result<Page> {
    let app = App::new()
        .live("/spa-navigation", Contents::default())
        .live("/spa-navigation/{island}", Place::default());
    TestApp::new(app).user().open_by(transport, url).await
}

#[tokio::test]
async fn another_look_at_an_island_comes_over_the_pages_own_connection() -> Result {
    for transport in Transport::ALL {
        let by = match transport {
            Transport::Plain => "as a page of its own",
            _ => "over the page’s connection",
        };
        let mut page = open(transport, "/spa-navigation").await?;
        page.click("St Helena").await?;
        assert_eq!(page.url(), "/spa-navigation/st-helena");
        assert_eq!(page.find("#came")?.text(), "as a page of its own");
        page.click("Tristan da Cunha").await?;
        assert_eq!(page.find("#came")?.text(), "as a page of its own");
        page.click("Large text").await?;
        assert_eq!(page.find("#came")?.text(), by, "{transport}");
        assert_eq!(page.url(), "/spa-navigation/tristan-da-cunha?text=large");
        assert!(page.has("article.large"), "{transport}");
        page.click("Drift on").await?;
        assert_eq!(page.find("#name")?.text(), "Foula", "{transport}");
        assert_eq!(page.find("#visits")?.text(), "4", "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn back_and_forward_lead_where_one_was() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport, "/spa-navigation/foula").await?;
        page.click("St Helena").await?;
        page.click("All islands").await?;
        page.back().await?;
        assert_eq!(page.find("#name")?.text(), "St Helena", "{transport}");
        page.back().await?;
        assert_eq!(page.url(), "/spa-navigation/foula");
        page.forward().await?;
        page.forward().await?;
        assert_eq!(page.count("#islands li")?, 3, "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn an_island_that_is_none_is_not_found() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let mut page = open(transport, "/spa-navigation/foula").await?;
        let refused = page.visit("/spa-navigation/atlantis").await;
        let refused = refused.expect_err("no such island").to_string();
        assert!(refused.contains("There is no such island."), "{refused}");
        page.back().await?;
        assert_eq!(page.find("#name")?.text(), "Foula", "{transport}");
    }
    Ok(())
}
