//! The todos: one list, many looks at it.

use livetpl::prelude::App;
use livetpl::testing::{Result, TestApp, Transport};

use super::Todos;
use super::list::MOST_TODOS;
use crate::topics;

fn app(todos: Todos) -> TestApp {
    TestApp::new(App::new().topic_acl(topics::admits).live("/", todos))
}

#[tokio::test]
async fn what_one_does_the_other_sees_as_they_like_to_look_at_it() -> Result {
    for transport in Transport::ALL {
        let app = app(Todos::default());
        let mut ann = app.user().open_by(transport, "/").await?;
        let mut bob = app.user().open_by(transport, "/").await?;
        bob.select("Order", "By title").await?;
        if transport == Transport::Plain {
            bob.click("Show").await?;
        }
        for title in ["Bread", "Apples", "  "] {
            ann.fill("A new todo", title).await?;
            ann.click("Add").await?;
        }
        assert_eq!(ann.texts(".title")?, ["Apples", "Bread"], "{transport}");
        bob.wait_for_text("Bread").await?;
        bob.click("Bread is done").await?;
        ann.wait_for_text("1 of 2 to do").await?;
        ann.click("Clear what is done").await?;
        bob.wait_for_no_text("Bread").await?;
        assert_eq!(bob.texts(".title")?, ["Apples"], "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn a_full_list_says_so() -> Result {
    let todos = Todos::default();
    while todos.list.add("Another one") {}
    let mut page = app(todos).user().open("/").await?;
    page.fill("A new todo", "One too many").await?;
    page.click("Add").await?;
    assert!(
        page.find(".notice")?
            .text()
            .starts_with(&format!("There are {MOST_TODOS}"))
    );
    page.click("Next page").await?;
    assert_eq!(page.find("#page")?.text(), "Page 2 of 25");
    Ok(())
}
