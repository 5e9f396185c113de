//! Files, over every transport: how they come, what a page shows meanwhile, who refuses them, and what a form waits for.

use livetpl::prelude::*;
use livetpl::testing::{File, Page, Result, TestApp, Transport};
use livetpl::{Incoming, Presigned};

use crate::said;

/// A page that takes files in each way, and says what came.
#[live_controller(state = Desk)]
#[derive(Clone, Default)]
struct Desks;

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = r##"<form id="letter" method="post" enctype="multipart/form-data">
<label>Note <input name="note"></label>
<label for="papers">Papers</label> <input type="file" id="papers" name="papers" lvt-upload="papers" multiple>
<label>Picture <input type="file" name="picture" lvt-upload="picture" lvt-upload-with="keep" accept="image/png"></label>
<label>Log <input type="file" name="log" lvt-upload="log" lvt-on:change="chosen"></label>
<label>Photo <input type="file" name="photo" lvt-upload="photo"></label>
<label>Look <input type="file" name="look" lvt-upload="look"></label>
<label>Off <input type="file" name="look" lvt-upload="look" id="off" disabled></label>
<button name="send">Send</button> <button name="keep">Keep</button> <button name="force" formnovalidate>Force</button> <button name="fail">Fail</button> <button type="reset">Reset</button>
</form>
<ul>{% for name in ["papers", "picture", "log", "photo", "look"] %}{% for file in lvt.uploads(name) %}
<li data-key="{{ name }}{{ file.id }}">{{ file.name }} {{ file.size }} {{ file.progress }}{% if file.done %} there{% endif %}{% if let Some(error) = file.error.as_ref() %} <b role="alert">{{ error }}</b>{% endif %} <button type="button" lvt-upload-cancel="{{ file.id }}" aria-label="Cancel {{ file.name }}">×</button></li>
{% endfor %}{% endfor %}</ul>
<form method="post" action="/elsewhere"><label>Loose <input type="file" name="loose"></label> <button>Post it</button></form> <label>Alone <input type="file" name="alone"></label>
{% for error in lvt.errors() %}<p class="error">{{ error.0 }}: {{ error.1 }}</p>{% endfor %}
<output>{{ came }}</output><i>{{ lines }}</i><u>{{ chosen }}</u>"##
)]
struct Desk {
    #[persist]
    came: String,
    #[persist]
    lines: usize,
    chosen: String,
}

impl Desks {
    async fn take(state: &mut Desk, ctx: &mut Context, how: &str) -> livetpl::Result {
        let mut came = vec![how.trim_end().to_owned()];
        for upload in [Self::PAPERS, Self::PICTURE, Self::LOG, Self::LOOK] {
            for file in ctx.take_uploads(upload) {
                let sum = match upload.name() {
                    "papers" | "picture" => {
                        let bytes = file.read().await?;
                        bytes.iter().map(|byte| u64::from(*byte)).sum()
                    }
                    _ => 0_u64,
                };
                came.push(format!(
                    "{} {} {} {sum}",
                    file.name(),
                    file.size(),
                    file.kind()
                ));
            }
        }
        for file in ctx.take_uploads(Self::PHOTO) {
            came.push(format!(
                "{} at {}",
                file.name(),
                file.key().unwrap_or_default()
            ));
        }
        state.came = came.join("; ");
        Ok(())
    }
}

#[live_controller]
impl Desks {
    #[upload]
    fn papers(&self) -> Upload {
        Upload::to_directory().max_bytes(300_000).max_files(3)
    }

    #[upload]
    fn picture(&self) -> Upload {
        Upload::to_directory().accept("image/png")
    }

    #[upload]
    fn log(&self) -> Upload {
        Upload::stream(count_lines, |state: &mut Desk, lines, _: &mut Context| {
            state.lines = lines;
        })
    }

    #[upload]
    fn photo(&self) -> Upload {
        Upload::presigned(|file| async move {
            if file.name == "bad.jpg" {
                return Err(Error::msg("there is no bucket"));
            }
            let url = format!("https://files.example.org/{}", file.name);
            Ok(Presigned::put(url)
                .header("content-type", file.kind)
                .key("k17"))
        })
    }

    #[upload]
    fn look(&self) -> Upload {
        Upload::preview()
    }

    #[action]
    fn chosen(&self, state: &mut Desk, value: String) {
        state.chosen = value;
    }

    #[action]
    async fn send(&self, state: &mut Desk, note: String, ctx: &mut Context) -> livetpl::Result {
        Self::take(state, ctx, &format!("send {note}")).await
    }

    #[action]
    async fn keep(&self, state: &mut Desk, ctx: &mut Context) -> livetpl::Result {
        Self::take(state, ctx, "keep").await
    }

    #[action]
    async fn force(&self, state: &mut Desk, ctx: &mut Context) -> livetpl::Result {
        Self::take(state, ctx, "force").await
    }

    #[action]
    fn fail(&self) -> livetpl::Result {
        Err(Error::msg("not today"))
    }
}

async fn count_lines(mut file: Incoming) -> livetpl::Result<usize> {
    let mut lines = 0;
    while let Some(chunk) = file.chunk().await? {
        lines += chunk.iter().filter(|byte| **byte == b'\n').count();
    }
    Ok(lines)
}

const LIVE: [Transport; 2] = [Transport::WebSocket, Transport::Fetch];

async fn open(transport: Transport) -> Result<Page> {
    let app = TestApp::new(App::new().live("/", Desks));
    app.user().open_by(transport, "/").await
}

fn file(name: &str, size: usize) -> File {
    File::new(name, "text/plain", vec![1; size])
}

fn png() -> File {
    File::new(
        "a.png",
        "image/png",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(),
    )
}

#[tokio::test]
async fn several_files_go_with_their_form() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport).await?;
        page.form("#letter")
            .fill("Note", "two")
            .upload(
                "Papers",
                [file("a.txt", 200_000), file("b c.txt", 3), file("c", 0)],
            )
            .submit()
            .await?;
        assert_eq!(
            page.find("output")?.text(),
            "send two; a.txt 200000 text/plain 200000; b c.txt 3 text/plain 3; c 0 text/plain 0",
            "{transport}"
        );
        assert_eq!(page.count("li")?, 0, "an action has taken them");
        assert_eq!(page.find("#papers")?.value(), "", "the form was reset");
        page.click("Send").await?;
        assert_eq!(page.find("output")?.text(), "send", "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_selected_is_sent_at_once() -> Result {
    for transport in LIVE {
        let mut page = open(transport).await?;
        page.upload("Papers", file("a", 200_000)).await?;
        assert_eq!(page.texts("li")?, ["a 200000 100 there ×"], "{transport}");
        assert_eq!(page.find("#papers")?.value(), "C:\\fakepath\\a");
        page.upload("papers", [file("b", 10), file("c", 10)])
            .await?;
        assert_eq!(
            page.texts("li")?,
            ["b 10 100 there ×", "c 10 100 there ×"],
            "in their place"
        );
        page.click("Cancel b").await?;
        assert_eq!(page.texts("li")?, ["c 10 100 there ×"], "{transport}");
        page.click("Fail").await?;
        assert_eq!(page.errors().len(), 1);
        assert_eq!(page.count("li")?, 1, "an action that fails takes nothing");
        page.click("Reset").await?;
        assert_eq!(page.count("li")?, 0, "{transport}");
        page.click("Send").await?;
        assert_eq!(page.find("output")?.text(), "send", "{transport}");
        assert!(
            page.events().is_empty(),
            "what the script hears is no event of the page's"
        );
    }
    Ok(())
}

#[tokio::test]
async fn progress_is_seen_and_a_form_waits_for_its_files() -> Result {
    for transport in LIVE {
        let mut page = open(transport).await?;
        page.upload("Papers", file("a", 200_000).stalls_at(100_000))
            .await?;
        assert_eq!(page.texts("li")?, ["a 200000 49 ×"], "{transport}");
        page.upload("Picture", png().stalls_at(0)).await?;
        assert_eq!(page.texts("li")?[1], "a.png 16 0 ×", "{transport}");
        page.click("Send").await?;
        assert_eq!(
            page.find("output")?.text(),
            "send; a 200000 text/plain 200000",
            "{transport}"
        );
        let waits = page.texts("li")?;
        assert!(
            waits.is_empty(),
            "the form was reset, and what it did not wait for is let go: {waits:?}"
        );
        page.upload("Picture", png().stalls_at(0)).await?;
        page.click("Keep").await?;
        let kept = page.find("output")?;
        assert!(
            kept.text().starts_with("keep; a.png 16 image/png"),
            "{transport} {}",
            kept.text()
        );
        page.upload("Papers", file("b", 100_000).stalls_at(1))
            .await?;
        assert_eq!(page.texts("li")?, ["b 100000 8 ×"], "{transport}");
        page.finish_uploads().await?;
        assert_eq!(page.texts("li")?, ["b 100000 100 there ×"], "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn a_file_goes_on_over_another_connection() -> Result {
    let mut page = open(Transport::WebSocket).await?;
    page.upload("Papers", file("a", 200_000).stalls_at(100_000))
        .await?;
    page.disconnect();
    let text = said(page.finish_uploads().await);
    assert!(text.contains("`page.reconnect()` comes first"), "{text}");
    page.reconnect().await?;
    assert_eq!(
        page.texts("li")?,
        ["a 200000 100 there ×"],
        "it goes on by itself"
    );
    page.click("Send").await?;
    assert_eq!(
        page.find("output")?.text(),
        "send; a 200000 text/plain 200000"
    );
    Ok(())
}

#[tokio::test]
async fn what_the_server_refuses_is_shown_and_keeps_the_form() -> Result {
    for transport in LIVE {
        let mut page = open(transport).await?;
        page.upload("Picture", file("a.txt", 9)).await?;
        assert_eq!(
            page.find("[role=alert]")?.text(),
            "files of this type are not taken"
        );
        let text = said(page.click("Send").await);
        assert!(
            text.contains("a browser does not send the form: its file `a.txt`: files of this type are not taken"),
            "{text}"
        );
        assert!(text.contains("a file that was refused: `a.txt`"), "{text}");
        page.click("Force").await?;
        assert_eq!(page.find("output")?.text(), "force", "{transport}");
        page.upload("Picture", File::new("a.png", "image/png", vec![1; 9000]))
            .await?;
        assert_eq!(
            page.find("[role=alert]")?.text(),
            "the file is not what its name says"
        );
        page.click("Cancel a.png").await?;
        page.upload("Papers", file("big", 300_001)).await?;
        assert_eq!(
            page.find("[role=alert]")?.text(),
            "the file is too large: at most 300 kB"
        );
        page.upload(
            "Papers",
            [file("a", 1), file("b", 1), file("c", 1), file("d", 1)],
        )
        .await?;
        assert_eq!(
            page.find("[role=alert]")?.text(),
            "too many files: at most 3"
        );
        page.upload("Papers", file("a", 20_000).fails()).await?;
        assert_eq!(
            page.find("[role=alert]")?.text(),
            "the file could not be sent"
        );
    }
    let mut page = open(Transport::Plain).await?;
    page.upload("Picture", file("a.txt", 9)).await?;
    page.click("Send").await?;
    assert_eq!(page.status(), 422);
    assert_eq!(
        page.find(".error")?.text(),
        "picture: a.txt: files of this type are not taken"
    );
    Ok(())
}

#[tokio::test]
async fn a_handler_reads_a_file_as_it_comes() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport).await?;
        page.upload("Log", File::new("a.log", "", "line\n".repeat(50_000)))
            .await?;
        if transport == Transport::Plain {
            page.click("Send").await?;
        } else {
            assert_eq!(page.find("u")?.text(), "C:\\fakepath\\a.log", "{transport}");
        }
        assert_eq!(page.find("i")?.text(), "50000", "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn what_goes_elsewhere_is_told_and_not_sent() -> Result {
    for transport in LIVE {
        let mut page = open(transport).await?;
        let photo = || File::new("a.jpg", "image/jpeg", vec![1; 100]);
        page.upload("Photo", photo().stalls_at(9_000)).await?;
        assert_eq!(page.texts("li")?, ["a.jpg 100 100 there ×"], "{transport}");
        let [put] = page.puts() else {
            panic!("one: {:?}", page.puts());
        };
        assert_eq!((&*put.file, &*put.method), ("a.jpg", "PUT"));
        assert_eq!(put.url, "https://files.example.org/a.jpg");
        assert_eq!(
            put.headers,
            [("content-type".to_owned(), "image/jpeg".to_owned())]
        );
        page.click("Send").await?;
        assert_eq!(
            page.find("output")?.text(),
            "send; a.jpg at k17",
            "{transport}"
        );
        page.upload(
            "Photo",
            File::new("b.jpg", "", vec![1; 20_000]).stalls_at(10_000),
        )
        .await?;
        assert_eq!(page.texts("li")?, ["b.jpg 20000 49 ×"], "{transport}");
        page.click("Send").await?;
        assert_eq!(
            page.find("output")?.text(),
            "send; b.jpg at k17",
            "{transport}"
        );
        page.upload("Photo", photo().fails()).await?;
        assert_eq!(
            page.find("[role=alert]")?.text(),
            "the file could not be sent"
        );
        page.upload("Photo", File::new("bad.jpg", "", "x")).await?;
        assert_eq!(page.find("[role=alert]")?.text(), "there is no bucket");
        page.upload("Photo", Vec::new()).await?;
        page.upload("Look", photo()).await?;
        assert_eq!(page.texts("li")?, ["a.jpg 100 100 there ×"]);
        page.click("Send").await?;
        assert_eq!(
            page.find("output")?.text(),
            "send; a.jpg 100 image/jpeg 0",
            "{transport}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn what_takes_no_files_says_so() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport).await?;
        for (input, files, why) in [
            (
                "Papiers",
                vec![png()],
                "`Papiers` is no text, label, name or selector of anything here; the fields: \"Papers\" (name `papers`)",
            ),
            (
                "Note",
                vec![png()],
                "can't be used like that: `fill` is for it",
            ),
            (
                "note",
                vec![png()],
                "can't be used like that: `fill` is for it",
            ),
            (
                "Picture",
                vec![png(), png()],
                "takes one file at a time: it has no `multiple`",
            ),
            ("Off", vec![png()], "can't be changed: it is disabled"),
        ] {
            let text = said(page.upload(input, files).await);
            assert!(text.contains(why) && text.contains("uploads.rs:"), "{text}");
        }
        if transport != Transport::Plain {
            let text = said(page.upload("Alone", png()).await);
            assert!(
                text.contains("has no `lvt-upload`: the script sends no files of it"),
                "{text}"
            );
        }
        page.upload("Loose", png()).await?;
        let text = said(page.click("Post it").await);
        assert!(
            text.contains("sends the names of its files and nothing else"),
            "{text}"
        );
    }
    Ok(())
}
