//! First steps.

use livetpl_tests::scene::{Over, Scene};

pub(super) async fn counter(scene: &Scene<'_>) {
    let ann = scene.person().await;
    let page = ann.page().await;
    page.shows("#count", "0").await;
    page.lacks("[name=reset]").await;
    page.click("[name=increment]").await;
    page.click("[name=increment]").await;
    page.shows("#count", "2").await;
    page.click("[name=decrement]").await;
    page.shows("#count", "1").await;
    ann.page().await.shows("#count", "1").await;
    scene.page().await.shows("#count", "0").await;
    page.click("[name=reset]").await;
    page.shows("#count", "0").await;
}

pub(super) async fn greeting(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.shows("#greeting", "Hello, whoever you are!").await;
    page.fill("[name=name]", "Ann <3").await;
    if scene.over() == Over::Html {
        page.click("[name=change]").await;
    }
    page.shows("#greeting", "Hello, Ann <3!").await;
    let typed: String = page.property("[name=name]", "value").await;
    assert_eq!(typed, "Ann <3");
}

pub(super) async fn todos(scene: &Scene<'_>) {
    let (ann, bob) = (scene.page().await, scene.page().await);
    for title in ["Bread", "Milk", "Apples"] {
        ann.fill("[name=title]", title).await;
        ann.click("[name=add]").await;
        ann.shows("#todos li:first-child .title", title).await;
    }
    bob.look().await;
    bob.lists("#todos .title", &["Apples", "Milk", "Bread"])
        .await;
    // What one looks for and how it is sorted is one's own affair.
    bob.choose("[name=sort]", "title").await;
    bob.fill("[name=query]", "a").await;
    if scene.over() == Over::Html {
        bob.click("[name=change]").await;
    }
    bob.lists("#todos .title", &["Apples", "Bread"]).await;
    ann.lists("#todos .title", &["Apples", "Milk", "Bread"])
        .await;
    bob.click("[aria-label='Bread is done']").await;
    bob.shows("#left", "2 of 3 to do").await;
    ann.look().await;
    ann.shows("#left", "2 of 3 to do").await;
    ann.has("[aria-label='Bread is done'][aria-pressed=true]")
        .await;
    ann.click("[name=clear_done]").await;
    ann.lists("#todos .title", &["Apples", "Milk"]).await;
    ann.click("[aria-label='Delete Milk']").await;
    ann.lists("#todos .title", &["Apples"]).await;
    bob.look().await;
    bob.lists("#todos .title", &["Apples"]).await;
    for n in 1..=8 {
        ann.fill("[name=title]", &format!("Todo {n}")).await;
        ann.click("[name=add]").await;
        ann.shows("#todos li:first-child .title", &format!("Todo {n}"))
            .await;
    }
    ann.shows("#page", "Page 1 of 2").await;
    ann.click("[aria-label='Next page']").await;
    ann.lists("#todos .title", &["Apples"]).await;
    ann.click("[aria-label='Delete Apples']").await;
    // The page that is gone shows the last that there is.
    ann.shows("#todos li:first-child .title", "Todo 8").await;
    ann.lacks("#page").await;
}

pub(super) async fn file_tree(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.lists(".node", &["src", "templates"]).await;
    page.click("[value='src']").await;
    page.has("[value='src'][aria-expanded=true]").await;
    page.click("[value='src/file_tree']").await;
    page.lists(
        "[data-key='src/file_tree'] .file",
        &["mod.rs", "tests.rs", "tree.rs"],
    )
    .await;
    page.click("[value='src/file_tree/mod.rs']").await;
    page.has("[value='src/file_tree/mod.rs'][aria-current]")
        .await;
    page.wait_for(
        "document.querySelector('.sheet-of-text')?.innerText.startsWith('//! A file tree')",
    )
    .await;
    page.check_accessible().await;
    page.click("[value='src']").await;
    page.lists(".node", &["src", "templates"]).await;
}
