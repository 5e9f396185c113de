//! How browsers write what a form holds: into an address, or as a body (HTML, "form submission"; RFC 7578).

use bytes::Bytes;

use crate::testing::form::Entry;
use crate::testing::wire::{Body, FORM};

/// The type of a form with files.
pub(super) const MULTIPART: &str = "multipart/form-data";

/// Line ends go out as CRLF.
fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// Entries as they stand in an address. Of a file its name does.
pub(super) fn encode(entries: &[(String, Entry)]) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in entries {
        let value = match value {
            Entry::Text(text) => text,
            Entry::File(Some(file)) => &file.name,
            Entry::File(None) => "",
        };
        out.append_pair(&crlf(name), &crlf(value));
    }
    out.finish()
}

/// Entries as a form without files is posted.
pub(super) fn plain(entries: &[(String, Entry)]) -> Body {
    Body {
        content_type: FORM.to_owned(),
        bytes: encode(entries).into(),
    }
}

/// Entries as a form with files is posted.
pub(super) fn multipart(entries: &[(String, Entry)]) -> Body {
    let boundary = boundary(entries);
    let quoted = |text: &str| {
        let text = text.replace('"', "%22");
        text.replace('\r', "%0D").replace('\n', "%0A")
    };
    let mut out: Vec<u8> = Vec::new();
    for (name, value) in entries {
        let name = quoted(&crlf(name));
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
        out.extend_from_slice(head.as_bytes());
        match value {
            Entry::Text(text) => {
                out.extend_from_slice(format!("\r\n\r\n{}", crlf(text)).as_bytes());
            }
            Entry::File(file) => {
                let (name, kind, bytes) = match file {
                    Some(file) => (&*file.name, &*file.kind, file.bytes.clone()),
                    None => ("", "", Bytes::new()),
                };
                let kind = match kind {
                    "" => "application/octet-stream",
                    kind => kind,
                };
                let name = quoted(name);
                let head = format!("; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n");
                out.extend_from_slice(head.as_bytes());
                out.extend_from_slice(&bytes);
            }
        }
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Body {
        content_type: format!("{MULTIPART}; boundary={boundary}"),
        bytes: out.into(),
    }
}

/// What stands between the parts, and in none of them.
fn boundary(entries: &[(String, Entry)]) -> String {
    let is_in = |boundary: &str| {
        let is_in = |bytes: &[u8]| {
            let mut windows = bytes.windows(boundary.len());
            windows.any(|window| window == boundary.as_bytes())
        };
        entries.iter().any(|(_, value)| match value {
            Entry::Text(text) => is_in(text.as_bytes()),
            Entry::File(file) => file.as_ref().is_some_and(|file| is_in(&file.bytes)),
        })
    };
    let mut boundary = "----livetpl-test".to_owned();
    while is_in(&boundary) {
        boundary.push('-');
    }
    boundary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::file::File;

    #[test]
    fn a_form_with_files_is_written_as_browsers_do() {
        let text = |text: &str| Entry::Text(text.to_owned());
        let file = File::new("a \"b\".txt", "", b"x\n----livetpl-test".as_slice());
        let entries = [
            ("note\n".to_owned(), text("a\nb")),
            ("papers".to_owned(), Entry::File(Some(file))),
            ("none".to_owned(), Entry::File(None)),
        ];
        let Body {
            content_type,
            bytes,
        } = multipart(&entries);
        assert_eq!(
            content_type,
            "multipart/form-data; boundary=----livetpl-test-"
        );
        let body = String::from_utf8_lossy(&bytes).replace("\r\n", "\\\n");
        let expected = r#"------livetpl-test-\
Content-Disposition: form-data; name="note%0D%0A"\
\
a\
b\
------livetpl-test-\
Content-Disposition: form-data; name="papers"; filename="a %22b%22.txt"\
Content-Type: application/octet-stream\
\
x
----livetpl-test\
------livetpl-test-\
Content-Disposition: form-data; name="none"; filename=""\
Content-Type: application/octet-stream\
\
\
------livetpl-test---\
"#;
        assert_eq!(body, expected);
        assert_eq!(
            encode(&entries),
            "note%0D%0A=a%0D%0Ab&papers=a+%22b%22.txt&none="
        );
    }
}
