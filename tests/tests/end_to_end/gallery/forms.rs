//! Forms.

use livetpl_tests::scene::{Over, Scene};

pub(super) async fn click_to_edit(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.shows("#shown-name", "Ada Lovelace").await;
    page.click("[name=edit]").await;
    page.has("#name").await;
    page.wait_for("document.activeElement?.id === 'name'").await;
    page.check_accessible().await;
    page.fill("#name", "Grace").await;
    page.click("[name=cancel]").await;
    page.shows("#shown-name", "Ada Lovelace").await;
    page.click("[name=edit]").await;
    page.fill("#name", "Grace").await;
    page.fill("#email", "grace@example.org").await;
    page.click("[name=save]").await;
    page.shows("#shown-name", "Grace").await;
    page.shows("#shown-email", "grace@example.org").await;
}

pub(super) async fn edit_row(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.click("[aria-label='Edit Harp']").await;
    page.has("[name=name]").await;
    assert_eq!(page.count("[name=name]").await, 1);
    page.check_accessible().await;
    page.fill("[name=name]", "Lyre").await;
    page.fill("[name=strings]", "7").await;
    page.click("[name=save]").await;
    page.lists("td:first-child", &["Violin", "Lyre", "Ukulele", "Sitar"])
        .await;
    page.lists("td:nth-child(2)", &["4", "7", "4", "18"]).await;
    page.click("[aria-label='Edit Lyre']").await;
    page.has("[name=name]").await;
    page.fill("[name=name]", "Zither").await;
    page.click("[name=cancel]").await;
    page.lists("td:first-child", &["Violin", "Lyre", "Ukulele", "Sitar"])
        .await;
}

pub(super) async fn bulk_update(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.click("[name=lamp][value='1']").await;
    page.click("[name=lamp][value='4']").await;
    page.click("[name=switch_on]").await;
    page.shows(".notice", "2 lamps switched on.").await;
    page.lists(".state", &["off", "on", "off", "off", "on", "off"])
        .await;
    // The boxes are unticked again: the form has done what it was for.
    assert_eq!(page.count("[name=lamp]:checked").await, 0);
    page.click("[name=lamp][value='4']").await;
    page.click("[name=switch_off]").await;
    page.shows(".notice", "1 lamp switched off.").await;
    page.lists(".state", &["off", "on", "off", "off", "off", "off"])
        .await;
    page.click("[name=switch_off]").await;
    page.shows(".notice", "0 lamps switched off.").await;
}

pub(super) async fn reset_input(scene: &Scene<'_>) {
    let page = scene.page().await;
    let typed = "document.querySelector('[name=note]')?.value";
    page.fill("[name=note]", "milk").await;
    page.click("[name=add]").await;
    page.lists("#notes li", &["milk"]).await;
    page.wait_for(&format!("{typed} === ''")).await;
    page.fill("[name=note]", "milk").await;
    page.click("[name=add]").await;
    page.shows(".error", "The note is written down already.")
        .await;
    assert_eq!(page.eval::<String>(typed).await, "milk");
    page.lists("#notes li", &["milk"]).await;
    page.fill("[name=note]", "more milk").await;
    page.click("[name=add]").await;
    page.lists("#notes li", &["milk", "more milk"]).await;
    page.lacks(".error").await;
}

pub(super) async fn preserve_inputs(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.fill("[name=what]", "Reading").await;
    page.fill("[name=minutes]", "20").await;
    page.click("[name=log]").await;
    page.shows("#total", "20").await;
    page.fill("[name=minutes]", "25").await;
    page.click("[name=log]").await;
    page.shows("#total", "45").await;
    page.lists("#entries li span:first-child", &["Reading", "Reading"])
        .await;
    let typed: String = page.property("[name=what]", "value").await;
    assert_eq!(typed, "Reading");
}

pub(super) async fn dependent_selects(scene: &Scene<'_>) {
    let page = scene.page().await;
    let show = async || {
        if scene.over() == Over::Html {
            page.click("[name=change]").await;
        }
    };
    page.has("#moon:disabled").await;
    page.choose("#planet", "Jupiter").await;
    show().await;
    page.lists(
        "#moon option",
        &["Choose…", "Io", "Europa", "Ganymede", "Callisto"],
    )
    .await;
    page.choose("#moon", "Europa").await;
    show().await;
    page.shows("#chosen", "You go to Europa, a moon of Jupiter.")
        .await;
    page.choose("#planet", "Mars").await;
    show().await;
    page.lists("#moon option", &["Choose…", "Phobos", "Deimos"])
        .await;
    page.shows("#chosen", "").await;
    let chosen: String = page.property("#moon", "value").await;
    assert_eq!(chosen, "");
}

pub(super) async fn inline_validation(scene: &Scene<'_>) {
    let page = scene.page().await;
    page.has("[name=username]").await;
    page.check_accessible().await;
    page.fill("#username", "ada").await;
    if !matches!(scene.over(), Over::Html) {
        page.shows(".error", "The name is taken.").await;
    }
    page.fill("#email", "ada@example.org").await;
    page.fill("#password", "hunter2").await;
    page.fill("#again", "hunter22").await;
    page.click("[name=sign_up]").await;
    page.shows(".error", "The password: length is lower than 8.")
        .await;
    page.has("#password[aria-invalid=true]").await;
    // What was typed stays; without JavaScript a password doesn't.
    let email: String = page.property("#email", "value").await;
    assert_eq!(email, "ada@example.org");
    page.fill("#username", "ann").await;
    page.fill("#password", "hunter22").await;
    page.fill("#again", "hunter22").await;
    page.click("[name=sign_up]").await;
    page.shows(".notice", "Welcome, ann <ada@example.org>.")
        .await;
    page.lacks(".error").await;
}

pub(super) async fn draft_form(scene: &Scene<'_>) {
    let person = scene.person().await;
    let page = person.page().await;
    page.has("#subject").await;
    page.check_accessible().await;
    page.fill("#subject", "Hello").await;
    page.fill("#text", "How are you?").await;
    if matches!(scene.over(), Over::Html) {
        page.click("[name=keep_draft]").await;
    }
    page.shows("#draft", "The draft is kept.").await;
    let again = person.page().await;
    again.shows("#draft", "The draft is kept.").await;
    let subject: String = again.property("#subject", "value").await;
    assert_eq!(subject, "Hello");
    again.click("[name=send]").await;
    again.lists("#sent li", &["Hello"]).await;
    again.shows("#draft", "There is no draft.").await;
}
