//! Dependent selects: no pair that does not exist.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::DependentSelects;

#[tokio::test]
async fn another_planet_has_other_moons() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", DependentSelects::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        assert!(page.find("#moon")?.is_disabled());
        for (field, option) in [
            ("Planet", "Jupiter"),
            ("Moon", "Europa"),
            ("Planet", "Mars"),
        ] {
            page.select(field, option).await?;
            if transport == Transport::Plain {
                page.click("Show").await?;
            }
            let chosen = page.find("#chosen")?;
            let goes = chosen.text() == "You go to Europa, a moon of Jupiter.";
            assert_eq!(goes, option == "Europa", "{option}, {transport}");
        }
        assert_eq!(
            page.texts("#moon option")?,
            ["Choose…", "Phobos", "Deimos"],
            "{transport}"
        );
    }
    Ok(())
}

#[test]
fn a_pair_that_does_not_exist_is_not_chosen() {
    let mut page = DependentSelects::default();
    page.change("Mars".to_owned(), Some("Europa".to_owned()));
    assert_eq!(page.moon, "");
    page.change("Earth".to_owned(), Some("Moon".to_owned()));
    assert!(page.moons().is_empty() && page.moon.is_empty());
}
