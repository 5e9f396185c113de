//! Which files are taken: by size, name, type and first bytes. Owns the messages that stand beside the input.
//!
//! A file that has a signature (`infer` knows a few hundred) must be of a type that is accepted. One that has none is taken
//! only where a type without signatures is accepted, such as `text/csv`: then the name and the browser's word are all there is.

/// How many bytes at the beginning of a file tell its type.
#[doc(hidden)]
pub const SNIFFED_BYTES: usize = 8192;

/// The longest name, in bytes: what file systems allow.
const NAME_BYTES: usize = 255;

/// Which files an upload takes.
#[derive(Clone, Debug, Default)]
#[doc(hidden)]
pub struct Rules {
    accept: Vec<Accepted>,
    /// The largest file.
    pub max_bytes: Option<u64>,
    /// The most files at once.
    pub max_files: Option<usize>,
}

/// One type of an `accept`, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Accepted {
    /// `pdf` of `.pdf`.
    Extension(String),
    /// `image` of `image/*`.
    Family(String),
    /// `image/png`.
    Type(String),
}

impl Accepted {
    fn is(&self, extension: &str, kind: &str) -> bool {
        match self {
            Accepted::Extension(accepted) => accepted == extension,
            Accepted::Family(family) => kind
                .strip_prefix(family.as_str())
                .is_some_and(|rest| rest.starts_with('/')),
            Accepted::Type(accepted) => accepted == kind,
        }
    }

    /// Whether files of this type begin with bytes that tell it.
    fn has_signature(&self) -> bool {
        match self {
            Accepted::Extension(extension) => infer::is_supported(extension),
            Accepted::Family(family) => {
                matches!(family.as_str(), "image" | "audio" | "video" | "font")
            }
            Accepted::Type(kind) => infer::is_mime_supported(kind),
        }
    }

    /// Documents that are archives: their bytes may tell no more than that.
    fn is_archive(&self) -> bool {
        let (Accepted::Extension(name) | Accepted::Type(name) | Accepted::Family(name)) = self;
        let kinds = ["officedocument", "opendocument", "epub", "java-archive"];
        let extensions = [
            "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "jar", "apk",
        ];
        extensions.contains(&name.as_str()) || kinds.iter().any(|kind| name.contains(kind))
    }
}

impl Rules {
    pub(super) fn accept(&mut self, types: &str) {
        let types = types.split(',').map(|one| one.trim().to_ascii_lowercase());
        let types = types.filter(|one| !one.is_empty() && one != "*/*");
        self.accept.extend(types.map(|one| {
            if let Some(extension) = one.strip_prefix('.') {
                Accepted::Extension(extension.to_owned())
            } else if let Some(family) = one.strip_suffix("/*") {
                Accepted::Family(family.to_owned())
            } else {
                Accepted::Type(one)
            }
        }));
    }

    /// Checks what the browser says of a file.
    ///
    /// # Errors
    ///
    /// Why it is refused.
    pub fn check(&self, name: &str, kind: &str) -> Result<(), String> {
        let extension = extension(name);
        let fits = |accepted: &Accepted| accepted.is(&extension, kind);
        if self.accept.is_empty() || self.accept.iter().any(fits) {
            Ok(())
        } else {
            Err(REFUSED_TYPE.to_owned())
        }
    }

    /// Checks the first bytes of a file, and finds out what they tell of its type.
    ///
    /// # Errors
    ///
    /// Why it is refused.
    pub fn check_content(&self, name: &str, first: &[u8]) -> Result<Option<&'static str>, String> {
        let found = infer::get(&first[..first.len().min(SNIFFED_BYTES)]);
        // XML has no type of its own: an SVG image begins as a feed does.
        let found = found.filter(|found| found.mime_type() != "text/xml");
        let kind = found.map(|found| found.mime_type());
        if self.accept.is_empty() || first.is_empty() {
            return Ok(kind);
        }
        let fits = |accepted: &Accepted| match found {
            Some(found) => {
                accepted.is(found.extension(), found.mime_type())
                    || found.mime_type() == "application/zip" && accepted.is_archive()
                    // One type may have several names and extensions.
                    || matches!(accepted, Accepted::Extension(wanted) if found.mime_type() == "image/jpeg" && wanted == "jpeg")
            }
            // What has no signature is of a type that has none, and is called so.
            None => {
                !accepted.has_signature() && self.check(name, "").is_ok()
                    || matches!(accepted, Accepted::Type(_) if !accepted.has_signature())
            }
        };
        if self.accept.iter().any(fits) {
            Ok(kind)
        } else {
            Err("the file is not what its name says".to_owned())
        }
    }

    /// Checks the size of a file; `default` is the application's limit.
    ///
    /// # Errors
    ///
    /// Why it is refused.
    pub fn check_size(&self, size: u64, default: u64) -> Result<(), String> {
        let most = self.max_bytes.unwrap_or(default);
        if size <= most {
            return Ok(());
        }
        Err(format!("the file is too large: at most {}", spelt(most)))
    }
}

const REFUSED_TYPE: &str = "files of this type are not taken";

fn extension(name: &str) -> String {
    name.rsplit_once('.')
        .map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
}

/// A size as people write it.
fn spelt(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ if bytes % 1_000_000 < 100_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// A browser's name of a file, without path, control characters and what file systems refuse; never empty.
#[doc(hidden)]
pub fn file_name(said: &str) -> String {
    let last = said.rsplit(['/', '\\']).next().unwrap_or_default();
    // Formatting characters can turn the text around: `gpj.exe` could be shown as `exe.jpg`.
    let is_good = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let name: String = last.chars().filter(is_good).collect();
    let name = name.trim();
    if name.chars().all(|c| c == '.') {
        return "file".to_owned();
    }
    if name.len() <= NAME_BYTES {
        return name.to_owned();
    }
    // The extension tells what it is: the middle goes.
    let tail = match name.rsplit_once('.') {
        Some((_, extension)) if extension.len() < 32 => &name[name.len() - extension.len() - 1..],
        _ => "",
    };
    let mut end = NAME_BYTES - tail.len();
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{tail}", &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0\0\0";
    const ELF: &[u8] = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

    fn rules(accept: &str) -> Rules {
        let mut rules = Rules::default();
        rules.accept(accept);
        rules
    }

    #[test]
    fn a_file_is_taken_by_its_name_or_the_browsers_word() {
        for (accept, name, kind, fits) in [
            ("", "a.exe", "application/x-msdownload", true),
            ("image/png", "a.png", "image/png", true),
            ("image/png", "a.gif", "image/gif", false),
            ("image/*", "a.gif", "image/gif", true),
            ("image/*", "a.gif", "images/gif", false),
            (".PDF, image/*", "b.pdf", "", true),
            (".pdf", "pdf", "application/pdf", false),
            ("text/csv", "a.csv", "text/csv", true),
            ("*/*", "a", "", true),
        ] {
            assert_eq!(
                rules(accept).check(name, kind).is_ok(),
                fits,
                "{accept} {name} {kind}"
            );
        }
    }

    #[test]
    fn a_file_must_be_what_it_is_called() {
        for (accept, name, bytes, fits) in [
            ("image/png", "a.png", PNG, true),
            ("image/*", "a.png", PNG, true),
            (".png", "a.png", PNG, true),
            ("image/jpeg", "a.jpg", PNG, false),
            ("image/png", "a.png", b"<script>".as_slice(), false),
            ("image/*", "a.png", b"just text", false),
            ("image/*", "a.png", ELF, false),
            (".csv", "a.csv", b"1,2,3\n", true),
            (".csv", "a.csv", ELF, false),
            ("text/csv", "a.csv", b"1,2,3\n", true),
            ("image/*, .csv", "a.png", b"1,2,3\n", false),
            ("image/*, .csv", "a.csv", b"1,2,3\n", true),
            (
                "image/svg+xml",
                "a.svg",
                b"<?xml version=\"1.0\"?><svg/>",
                true,
            ),
            (".docx", "a.docx", ZIP, true),
            (".pdf", "a.pdf", ZIP, false),
            ("image/png", "a.png", b"", true),
            ("", "a.png", ELF, true),
        ] {
            let checked = rules(accept).check_content(name, bytes);
            assert_eq!(checked.is_ok(), fits, "{accept} {name} {checked:?}");
        }
        let found = rules("").check_content("a.txt", PNG);
        assert_eq!(found, Ok(Some("image/png")));
    }

    #[test]
    fn a_size_is_refused_in_words() {
        let mut rules = rules("");
        assert_eq!(rules.check_size(8, 8), Ok(()));
        rules.max_bytes = Some(5_000_000);
        let refused = rules.check_size(5_000_001, 8).unwrap_err();
        assert_eq!(refused, "the file is too large: at most 5 MB");
        assert_eq!(spelt(1_500_000), "1.5 MB");
        assert_eq!(
            (spelt(999), spelt(64_000)),
            ("999 bytes".to_owned(), "64 kB".to_owned())
        );
    }

    #[test]
    fn a_name_has_no_path_and_can_be_written() {
        for (said, name) in [
            ("a.png", "a.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\fakepath\\a b.png", "a b.png"),
            ("a\0\n\r\x1b.png", "a.png"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("/", "file"),
            ("..", "file"),
            ("", "file"),
            (" .\t", "file"),
        ] {
            assert_eq!(file_name(said), name, "{said:?}");
        }
        let long = file_name(&format!("{}.png", "ä".repeat(300)));
        assert!(long.len() <= 255 && long.ends_with("ä.png"), "{long}");
    }
}
