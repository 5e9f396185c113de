//! Infinite scroll: it has an end, and one that needs no script.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp};

use super::{AT_A_TIME, InfiniteScroll, MOST_ROWS};

#[tokio::test]
async fn without_javascript_the_end_of_the_list_is_a_link() -> Result {
    let app = TestApp::new(App::new().live("/", InfiniteScroll::default()));
    let mut page = app.user().open_without_javascript("/").await?;
    assert_eq!(page.count("#squares li")?, AT_A_TIME);
    page.click("More").await?;
    assert_eq!(page.count("#squares li")?, 2 * AT_A_TIME);
    for (rows, shown) in [
        ("999999999", MOST_ROWS),
        ("0", 0),
        ("x", AT_A_TIME),
        ("-1", AT_A_TIME),
    ] {
        page.visit(&format!("/?rows={rows}")).await?;
        assert_eq!(page.count("#squares li")?, shown, "{rows}");
    }
    Ok(())
}

#[test]
fn a_piece_is_loaded_once_and_the_list_ends() {
    let mut page = InfiniteScroll::default();
    for _ in 0..MOST_ROWS {
        page.load(page.next());
    }
    assert!(page.is_whole());
    let numbers = page.rows.iter().map(|row| row.number);
    assert!(numbers.eq(1..=MOST_ROWS));
}
