//! What takes a while.

use livetpl_tests::scene::{Over, Scene};

pub(super) async fn lazy_loading(scene: &Scene<'_>) {
    let page = scene.page().await;
    if scene.over() == Over::Html {
        page.shows(".panel:nth-of-type(1) p", "Loading…").await;
        page.click("a[href='?wait=on']").await;
    }
    page.shows(".panel:nth-of-type(1) p", "Three orders wait to be packed.")
        .await;
    page.shows(
        ".panel:nth-of-type(2) p",
        "The weather station doesn’t answer.",
    )
    .await;
    page.shows(
        ".panel:nth-of-type(3) p",
        "Sales are up by a fifth on last week.",
    )
    .await;
    page.lacks("[aria-busy=true]").await;
    if scene.over() != Over::Html {
        page.click("[name=retry]").await;
        page.has(".panel:nth-of-type(2)[aria-busy=true]").await;
        page.has(".panel:nth-of-type(2) .error").await;
    }
}

pub(super) async fn progress_bar(scene: &Scene<'_>) {
    let page = scene.page().await;
    if scene.over() != Over::Html {
        page.click("[name=start]").await;
        // Without a socket the page looks only every few seconds.
        if scene.over() == Over::WebSocket {
            page.wait_for("document.querySelector('progress')?.value >= 5")
                .await;
        }
        page.click("[name=cancel]").await;
        page.shows(".notice", "The job was stopped.").await;
        page.lacks("progress").await;
    }
    page.click("[name=start]").await;
    page.shows(".notice", "All 250 pictures are there.").await;
    page.has("[name=start]").await;
}

pub(super) async fn async_operations(scene: &Scene<'_>) {
    let person = scene.person().await;
    let page = person.page().await;
    let answers = [
        ("slow", "“It was a fine day in 1911, too.”"),
        ("failing", "Nobody answered."),
        ("quick", "“It is a fine day.”"),
    ];
    if scene.over() != Over::Html {
        page.click("[value=broken]").await;
    }
    for (operation, _) in answers {
        page.click(&format!("[value={operation}]")).await;
    }
    for (operation, answer) in answers {
        page.shows(&format!("li:has([value={operation}]) small"), answer)
            .await;
    }
    page.shows("[role=status]", "Nothing runs.").await;
    if scene.over() != Over::Html {
        page.shows(
            "li:has([value=broken]) small",
            "It broke. We have been told.",
        )
        .await;
    }
    // What there was before a panic is there behind it.
    page.click("[value=broken]").await;
    let again = person.page().await;
    again
        .shows("li:has([value=quick]) small", answers[2].1)
        .await;
}
