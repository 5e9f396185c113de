//! The README's code as a file of its own: what it shows is here word for word, compiles, and its test runs. A doctest
//! would leave out what stands in a `#[test]`.

use livetpl::prelude::*;

/// One value a page: its fields are what the template shows.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"
  <p>Count: {{ count }}</p>
  <form method="post">
    <button name="decrement">−1</button>
    <button name="increment">+1</button>
  </form>"#
)]
struct Counter {
    #[persist]
    count: i64,
}

#[live_controller]
impl Counter {
    #[action]
    fn increment(&mut self) {
        self.count += 1;
    }

    #[action]
    fn decrement(&mut self) {
        self.count -= 1;
    }
}

#[tokio::main]
async fn main() -> livetpl::Result {
    App::new()
        .live("/", Counter::default())
        .serve("127.0.0.1:3000")
        .await
}

use livetpl::testing::TestApp;

#[tokio::test]
async fn a_click_counts() -> livetpl::testing::Result {
    let app = TestApp::new(App::new().live("/", Counter::default()));
    let mut page = app.user().open("/").await?;
    page.click("+1").await?;
    assert_eq!(page.find("p")?.text(), "Count: 1");
    Ok(())
}

#[test]
fn the_readme_shows_this_code() {
    let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
    let here = without_spaces(include_str!("readme.rs"));
    let blocks = include_str!("../../README.md").split("```rust").skip(1);
    let blocks = blocks.filter_map(|block| block.split_once('\n')?.1.split("```").next());
    let blocks: Vec<&str> = blocks.collect();
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        assert!(
            here.contains(&without_spaces(block)),
            "not in this file:\n{block}"
        );
    }
}
