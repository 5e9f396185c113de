//! Several people. What each page does at its edges is in a file of its own beside this folder.

use livetpl_tests::scene::Scene;

pub(super) async fn message_log(scene: &Scene<'_>) {
    let person = scene.person().await;
    let (ann, bob) = (person.page().await, person.page().await);
    for (page, name) in [(&ann, "ann"), (&bob, "bob")] {
        page.fill("[name=username]", name).await;
        page.click("[name=join]").await;
        page.has("[name=text]").await;
    }
    ann.fill("[name=text]", "hello").await;
    ann.click("[name=send]").await;
    ann.lists("#messages li", &["ann hello"]).await;
    bob.lists("#messages li", &["ann hello"]).await;
}

pub(super) async fn chat_rooms(scene: &Scene<'_>) {
    let (ann, bob) = (scene.page().await, scene.page().await);
    for (page, name) in [(&ann, "ann"), (&bob, "bob")] {
        page.fill("[name=name]", name).await;
        page.click("[name=join]").await;
        page.has("[name=text]").await;
    }
    ann.fill("[name=text]", "hello").await;
    ann.click("[name=send]").await;
    ann.lists("#messages li", &["ann hello"]).await;
    bob.look().await;
    bob.lists("#messages li", &["ann hello"]).await;
    bob.click("[name=enter][value=members]").await;
    bob.has(".closed").await;
    bob.lacks("#messages").await;
}

pub(super) async fn seat_picker(scene: &Scene<'_>) {
    let (ann, bob) = (scene.page().await, scene.page().await);
    ann.click("[value=A1]").await;
    ann.shows(".notice", "Seat A1 is held for you.").await;
    bob.look().await;
    bob.has("[value=A1].held").await;
    bob.click("[value=A1]").await;
    bob.shows(".notice", "Somebody else was faster: seat A1 is taken.")
        .await;
    ann.click("[name=buy]").await;
    ann.has("[value=A1].bought").await;
}

pub(super) async fn shared_notepad(scene: &Scene<'_>) {
    let (ann, bob) = (scene.page().await, scene.page().await);
    ann.click("[name=edit]").await;
    ann.has("#text").await;
    ann.fill("#text", "milk").await;
    ann.fill("#name", "ann").await;
    ann.click("[name=save]").await;
    ann.shows("#note", "milk").await;
    bob.look().await;
    bob.shows("#note", "milk").await;
}

pub(super) async fn multi_user_sync(scene: &Scene<'_>) {
    let (ann, bob) = (scene.page().await, scene.page().await);
    ann.click("[aria-label=sea]").await;
    ann.has("[aria-label=sea][aria-pressed=true]").await;
    ann.click(".mosaic [value='9']").await;
    ann.has(".mosaic [value='9'].sea").await;
    bob.look().await;
    bob.has(".mosaic [value='9'].sea").await;
    bob.click(".mosaic [value='9']").await;
    bob.has(".mosaic [value='9'].sun").await;
    ann.look().await;
    ann.has(".mosaic [value='9'].sun").await;
    bob.click("[name=wipe]").await;
    ann.look().await;
    ann.has(".mosaic [value='9'].blank").await;
}
