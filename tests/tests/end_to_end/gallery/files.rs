//! Files.

use livetpl_tests::paper::{PNG, Papers};
use livetpl_tests::scene::{Over, Page, Scene};

pub(super) async fn avatar_upload(scene: &Scene<'_>) {
    let papers = Papers::new();
    let (picture, text) = (
        papers.write("me.png", PNG),
        papers.write("x.png", "<script>"),
    );
    let page = scene.page().await;
    page.has("#none").await;
    page.check_accessible().await;
    if scene.over() != Over::Html {
        page.choose_files("#avatar", &[&text]).await;
        page.shows(".refused", "the file is not what its name says")
            .await;
        assert!(!page.property::<bool>("#avatar", "checkValidity()").await);
    }
    page.choose_files("#avatar", &[&picture]).await;
    if scene.over() != Over::Html {
        page.lacks(".refused").await;
        shows_picture(&page, ".files img").await;
    }
    page.click("[name=save]").await;
    page.has("img.avatar[src^='data:image/png']").await;
    page.lacks(".files li").await;
    page.click("[name=remove]").await;
    page.has("#none").await;
}

pub(super) async fn file_upload(scene: &Scene<'_>) {
    let papers = Papers::new();
    let small = papers.write("one/a.txt", "abc");
    let large = papers.write("two/a.txt", vec![b'x'; 6 * 1024 * 1024]);
    let page = scene.page().await;
    page.fill("#note", "two of one name").await;
    page.choose_files("#papers", &[&small, &large]).await;
    // The form waits for its files.
    page.click("[name=send]").await;
    page.shows("#said", "two of one name").await;
    page.lists("#files li span", &["a.txt", "a.txt"]).await;
    let sums: Vec<String> = page
        .eval("[...document.querySelectorAll('#files code')].map(el => el.innerText)")
        .await;
    // Of `abc`, and of 6 MiB of `x`.
    let expected = [
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "402ba9ffb08fc79f67c50082e044b521827e5f9fadeb159c8c16fa472bbc9ddf",
    ];
    assert_eq!(sums, expected);
    // Once more, without files.
    page.fill("#note", "nothing").await;
    page.click("[name=send]").await;
    page.shows("#said", "nothing").await;
    page.lacks("#files li").await;
}

pub(super) async fn upload_modes(scene: &Scene<'_>) {
    let papers = Papers::new();
    let lines = papers.write("lines.txt", "a\n".repeat(200_000));
    let picture = papers.write("me.png", PNG);
    let page = scene.page().await;
    page.choose_files("#preview", &[&picture]).await;
    shows_picture(&page, ".files img").await;
    page.choose_files("#stream", &[&lines]).await;
    page.shows("#lines", "200000 lines").await;
    page.choose_files("#presigned", &[&lines]).await;
    page.shows(".refused", "this gallery has no bucket").await;
    page.click(".refused ~ [lvt-upload-cancel]").await;
    page.lacks(".refused").await;
    page.choose_files("#directory", &[&lines]).await;
    page.click("[name=keep]").await;
    page.shows("#kept", "lines.txt: 400000 bytes").await;
}

/// Waits until the first image that matches shows a file of the browser's own.
async fn shows_picture(page: &Page, css: &str) {
    page.wait_for(&format!(
        "(el => el?.src.startsWith('blob:') && el.complete && el.naturalWidth > 0)(document.querySelector({css:?}))"
    ))
    .await;
}
