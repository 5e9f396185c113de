//! URL filters: the address is all there is.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::UrlFilters;

#[tokio::test]
async fn what_is_chosen_is_in_the_address() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/plants", UrlFilters::default()));
        let mut page = app.user().open_by(transport, "/plants").await?;
        page.click("fern").await?;
        assert_eq!(page.texts(".name")?, ["Maidenhair", "Royal fern"]);
        page.click("tree").await?;
        if transport == Transport::Plain {
            page.visit("?kind=tree&sort=height").await?;
        } else {
            page.click("By height").await?;
        }
        assert_eq!(page.url(), "/plants?kind=tree&sort=height", "{transport}");
        page.form("#search").fill("Name", "r").submit().await?;
        assert_eq!(page.url(), "/plants?q=r&kind=tree&sort=height");
        assert_eq!(page.texts(".name")?, ["Rowan", "Silver birch"]);
        // Another browser shows the same.
        let other = app.user().open_by(transport, page.url()).await?;
        assert_eq!(other.texts(".name")?, page.texts(".name")?);
        assert_eq!(other.find("#q")?.value(), "r", "{transport}");
        page.back().await?;
        let trees = ["Rowan", "Field maple", "Silver birch"];
        assert_eq!(page.texts(".name")?, trees, "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn sorting_is_no_place_in_the_history() -> Result {
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let app = TestApp::new(App::new().live("/plants", UrlFilters::default()));
        let mut page = app.user().open_by(transport, "/plants").await?;
        page.click("herb").await?;
        page.click("By name").await?;
        page.click("By height").await?;
        page.back().await?;
        assert_eq!(page.url(), "/plants", "{transport}");
        page.forward().await?;
        assert_eq!(page.texts(".name")?, ["Thyme", "Basil", "Lovage"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_query_that_does_not_fit_is_none() -> Result {
    let app = TestApp::new(App::new().live("/plants", UrlFilters::default()));
    for query in ["sort=weight", "q=a&q=b", "kind=tree&sort=x"] {
        let page = app.user().open(&format!("/plants?{query}")).await?;
        assert_eq!(page.count(".name")?, 8, "{query}");
    }
    Ok(())
}
