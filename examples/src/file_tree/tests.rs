//! The file tree: folders open and close, and nothing outside of it is shown.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::FileTree;

#[tokio::test]
async fn folders_open_and_close_and_files_are_shown() -> Result {
    for transport in Transport::ALL {
        let app = TestApp::new(App::new().live("/", FileTree::default()));
        let mut page = app.user().open_by(transport, "/").await?;
        assert_eq!(page.texts(".node")?, ["src", "templates"]);
        page.click("src").await?;
        page.click("file_tree").await?;
        page.click("tree.rs").await?;
        assert!(
            page.find("pre")?
                .text()
                .starts_with("//! From paths to folders")
        );
        page.click("src").await?;
        assert_eq!(page.texts(".node")?, ["src", "templates"], "{transport}");
        page.click("src").await?;
        assert!(
            page.has_text("tree.rs"),
            "a folder in it stays open: {transport}"
        );
    }
    Ok(())
}

#[test]
fn what_is_not_in_the_tree_is_neither_opened_nor_shown() {
    let mut page = FileTree::default();
    for path in [
        "",
        "..",
        "src/",
        "src/nothing",
        "Cargo.toml",
        "/etc/passwd",
        "src/../Cargo.toml",
    ] {
        page.toggle(path.to_owned());
        page.select(path.to_owned());
    }
    assert!(page.open.is_empty() && page.selected.is_empty() && page.text().is_empty());
}
