//! What every template sees under the name `lvt`: whose page it is, what its last action left, what is on its way.
//!
//! A render is given one [`Lvt`] by the recorder; the macro binds the name to it ([`lvt`]). It travels beside the
//! template's own writes, in a thread-local: so a nested template sees it too, also one that is written through a filter or
//! a `Display`. Outside of such a render it is empty.
//!
//! Invariant: what a template reads of it is noted (`Seen`), part by part. So it is an input like a field: nothing that
//! was made from one page's `lvt` stands for a page whose `lvt` says otherwise, and what does not read it is as shared as ever.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::sync::Arc;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};

use crate::template::{Entered, UploadEntry};

/// Names, and what is said under each.
pub type Texts = Arc<[(String, String)]>;

/// What a template can ask of its page: the value `lvt`, which every template has.
///
/// ```
/// use livetpl_runtime::template::Lvt;
///
/// let lvt = Lvt::default()
///     .with_user(Some("ann".into()))
///     .with_errors([("title".to_owned(), "is taken".to_owned())].into());
/// assert_eq!(lvt.user(), Some("ann"));
/// assert_eq!(lvt.error("title"), Some("is taken"));
/// assert_eq!(lvt.flash("success"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lvt {
    prefix: Arc<str>,
    user: Option<Arc<str>>,
    pending: bool,
    errors: Texts,
    flash: Texts,
    uploads: Entered,
}

impl Lvt {
    /// What stands before the application's paths in a browser, where it is mounted under a prefix: `/app`, else nothing.
    ///
    /// ```
    /// use livetpl::prelude::*;
    ///
    /// #[derive(Clone, LiveState)]
    /// #[template(ext = "html", source = "<a href=\"{{ lvt.prefix() }}/rooms/7\">Room 7</a>")]
    /// struct Page;
    ///
    /// // Rendered without a page, there is none.
    /// assert_eq!(Page.to_string(), "<a href=\"/rooms/7\">Room 7</a>");
    /// ```
    pub fn prefix(&self) -> &str {
        // One for the whole application, so it tells no two pages apart.
        &self.prefix
    }

    /// The user whose page this is; `None` where nobody has signed in.
    ///
    /// ```
    /// use livetpl::prelude::*;
    ///
    /// #[derive(Clone, LiveState)]
    /// #[template(ext = "html", source = "<p>{{ lvt.user().unwrap_or(\"nobody\") }}</p>")]
    /// struct Page;
    ///
    /// // Rendered without a page, there is nothing to say.
    /// assert_eq!(Page.to_string(), "<p>nobody</p>");
    /// ```
    pub fn user(&self) -> Option<&str> {
        note(parts::USER);
        self.user.as_deref()
    }

    /// Whether work runs that the page began with `ctx.spawn`.
    ///
    /// ```
    /// use livetpl::prelude::*;
    ///
    /// #[derive(Clone, LiveState)]
    /// #[template(ext = "html", source = "{% if lvt.pending() %}<progress></progress>{% endif %}")]
    /// struct Page;
    ///
    /// // Rendered without a page, there is nothing to say.
    /// assert_eq!(Page.to_string(), "");
    /// ```
    pub fn pending(&self) -> bool {
        note(parts::PENDING);
        self.pending
    }

    /// What the last action said of the field `name`; of no field in particular, for `""`.
    ///
    /// ```
    /// use livetpl::prelude::*;
    ///
    /// #[derive(Clone, LiveState)]
    /// #[template(ext = "html", source = "{% if let Some(text) = lvt.error(\"title\") %}<p>{{ text }}</p>{% endif %}")]
    /// struct Page;
    ///
    /// // Rendered without a page, there is nothing to say.
    /// assert_eq!(Page.to_string(), "");
    /// ```
    pub fn error(&self, name: &str) -> Option<&str> {
        note(parts::ERRORS);
        let error = find(&self.errors, name);
        if error.is_some() {
            note(parts::SHOWN);
        }
        error
    }

    /// All that the last action complained of: names of fields, or `""`, and messages.
    ///
    /// ```
    /// # let lvt = livetpl_runtime::template::Lvt::default();
    /// for (name, message) in lvt.errors() {
    ///     println!("{name}: {message}");
    /// }
    /// ```
    pub fn errors(&self) -> &[(String, String)] {
        note(parts::ERRORS);
        if !self.errors.is_empty() {
            note(parts::SHOWN);
        }
        &self.errors
    }

    /// `aria-invalid="true"` where the field `name` was refused, else nothing: for use inside of its tag.
    ///
    /// ```
    /// use livetpl::prelude::*;
    ///
    /// #[derive(Clone, LiveState)]
    /// #[template(ext = "html", source = "<input name='title' {{ lvt.aria_invalid(\"title\") }}>")]
    /// struct Page;
    ///
    /// // Rendered without a page, there is nothing to say.
    /// assert_eq!(Page.to_string(), "<input name='title' >");
    /// ```
    pub fn aria_invalid(&self, name: &str) -> AriaInvalid {
        note(parts::ERRORS);
        AriaInvalid(find(&self.errors, name).is_some())
    }

    /// What `ctx.flash` said of this kind, until it is cleared or has expired.
    ///
    /// ```
    /// use livetpl::prelude::*;
    ///
    /// #[derive(Clone, LiveState)]
    /// #[template(ext = "html", source = "{% if let Some(text) = lvt.flash(\"success\") %}<p>{{ text }}</p>{% endif %}")]
    /// struct Page;
    ///
    /// // Rendered without a page, there is nothing to say.
    /// assert_eq!(Page.to_string(), "");
    /// ```
    pub fn flash(&self, kind: &str) -> Option<&str> {
        note(parts::FLASH);
        find(&self.flash, kind)
    }

    /// The files that somebody has selected for `lvt-upload="name"` and no action has taken yet.
    ///
    /// ```html
    /// {% for file in lvt.uploads("avatar") %}
    ///   <li data-key="{{ file.id }}">{{ file.name }} <progress value="{{ file.progress }}" max="100"></progress></li>
    /// {% endfor %}
    /// ```
    pub fn uploads(&self, name: &str) -> Vec<&UploadEntry> {
        note(parts::UPLOADS);
        let own = self.uploads.iter().filter(|(upload, _)| *upload == name);
        own.map(|(_, entry)| entry).collect()
    }

    /// Nothing to say yet, in an application under `prefix`.
    #[doc(hidden)]
    #[must_use]
    pub fn new(prefix: Arc<str>) -> Self {
        Lvt {
            prefix,
            ..Self::default()
        }
    }

    /// Sets the user.
    #[doc(hidden)]
    #[must_use]
    pub fn with_user(self, user: Option<Arc<str>>) -> Self {
        Lvt { user, ..self }
    }

    /// Sets whether work runs.
    #[doc(hidden)]
    #[must_use]
    pub fn with_pending(self, pending: bool) -> Self {
        Lvt { pending, ..self }
    }

    /// Sets the errors.
    #[doc(hidden)]
    #[must_use]
    pub fn with_errors(self, errors: Texts) -> Self {
        Lvt { errors, ..self }
    }

    /// Sets the files.
    #[doc(hidden)]
    #[must_use]
    pub fn with_uploads(self, uploads: Entered) -> Self {
        Lvt { uploads, ..self }
    }

    /// Sets what flashes.
    #[doc(hidden)]
    #[must_use]
    pub fn with_flash(self, flash: Texts) -> Self {
        Lvt { flash, ..self }
    }
}

#[cfg(feature = "testing")]
impl Lvt {
    /// Whether work and files, which go on beside the page, are where they are in `other`.
    pub(crate) fn is_as_far_as(&self, other: &Lvt) -> bool {
        self.pending == other.pending && self.uploads == other.uploads
    }
}

fn find<'a>(texts: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut texts = texts.iter();
    let (_, text) = texts.find(|(own, _)| own == name)?;
    Some(text)
}

/// [`Lvt::aria_invalid`]'s attribute, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AriaInvalid(bool);

impl AriaInvalid {
    fn as_str(self) -> &'static str {
        if self.0 { "aria-invalid=\"true\"" } else { "" }
    }
}

impl HtmlSafe for AriaInvalid {}

impl FastWritable for AriaInvalid {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        dest.write_str(self.as_str())?;
        Ok(())
    }
}

impl fmt::Display for AriaInvalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a template may read of an [`Lvt`], a bit each.
mod parts {
    pub(super) const USER: u8 = 1;
    pub(super) const PENDING: u8 = 1 << 1;
    pub(super) const ERRORS: u8 = 1 << 2;
    pub(super) const FLASH: u8 = 1 << 3;
    pub(super) const UPLOADS: u8 = 1 << 4;
    /// No part: an error was there and was read, so that somebody sees it.
    pub(super) const SHOWN: u8 = 1 << 7;
}

thread_local! {
    /// The `lvt` of the render that is being recorded.
    static CURRENT: RefCell<Lvt> = RefCell::default();
    /// What was read of it.
    static READ: Cell<u8> = const { Cell::new(0) };
}

fn note(part: u8) {
    READ.set(READ.get() | part);
}

/// What the name `lvt` stands for where a template begins. Written by the macro.
pub fn lvt() -> Lvt {
    CURRENT.with_borrow(Clone::clone)
}

/// What a render read of its `lvt`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    parts: u8,
    lvt: Lvt,
}

impl Seen {
    /// Whether a render that was given `lvt` would have read just this.
    pub(crate) fn is_same(&self, lvt: &Lvt) -> bool {
        let reads = |part| self.parts & part != 0;
        (!reads(parts::USER) || self.lvt.user == lvt.user)
            && (!reads(parts::PENDING) || self.lvt.pending == lvt.pending)
            && (!reads(parts::ERRORS) || self.lvt.errors == lvt.errors)
            && (!reads(parts::FLASH) || self.lvt.flash == lvt.flash)
            && (!reads(parts::UPLOADS) || self.lvt.uploads == lvt.uploads)
    }

    /// Adds what `before` read, which an `lvt` of its own said just as this one does.
    pub(crate) fn add(&mut self, before: &Seen, lvt: &Lvt) {
        self.parts |= before.parts;
        self.lvt = lvt.clone();
    }

    /// Whether an error was there and was read.
    pub(crate) fn shows_errors(&self) -> bool {
        self.parts & parts::SHOWN != 0
    }

    /// Whether nothing was read.
    pub(crate) fn is_nothing(&self) -> bool {
        self.parts == 0
    }

    /// Writes what was read so that nothing else that can be read writes the same.
    pub(crate) fn write_to(&self, out: &mut Vec<u8>) {
        let Seen { parts, lvt } = self;
        let reads = |part| parts & part != 0;
        out.push(*parts & !parts::SHOWN);
        let mut text = |text: &str| {
            out.extend_from_slice(&text.len().to_ne_bytes());
            out.extend_from_slice(text.as_bytes());
        };
        if reads(parts::USER) {
            let user = lvt.user.as_deref();
            text(if user.is_some() { "user" } else { "" });
            text(user.unwrap_or_default());
        }
        if reads(parts::PENDING) {
            text(if lvt.pending { "pending" } else { "" });
        }
        if reads(parts::UPLOADS) {
            text(&lvt.uploads.len().to_string());
            for (upload, entry) in &*lvt.uploads {
                text(upload);
                // All of its members, in their order; texts are quoted.
                text(&format!("{entry:?}"));
            }
        }
        let lists = [(parts::ERRORS, &lvt.errors), (parts::FLASH, &lvt.flash)];
        for (_, list) in lists.into_iter().filter(|(part, _)| reads(*part)) {
            text(&list.len().to_string());
            for (name, said) in &**list {
                text(name);
                text(said);
            }
        }
    }
}

/// Gives `lvt` to all templates that `render` writes; what they read of it.
pub(crate) fn with<T>(lvt: &Lvt, render: impl FnOnce() -> T) -> (T, Seen) {
    // Put back however the render ends: what one page shows is not left for another.
    let before = Before(CURRENT.replace(lvt.clone()), READ.replace(0));
    let result = render();
    let parts = READ.get();
    drop(before);
    let lvt = if parts == 0 {
        Lvt::default()
    } else {
        lvt.clone()
    };
    (result, Seen { parts, lvt })
}

/// What was current before a render.
struct Before(Lvt, u8);

impl Drop for Before {
    fn drop(&mut self) {
        CURRENT.set(std::mem::take(&mut self.0));
        READ.set(self.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[(&str, &str)]) -> Texts {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        texts.iter().map(own).collect()
    }

    fn of(user: &str) -> Lvt {
        Lvt::default().with_user(Some(user.into()))
    }

    #[test]
    fn what_a_template_reads_is_an_input_and_what_it_does_not_read_is_none() {
        let ann = of("ann").with_flash(texts(&[("success", "Saved")]));
        let (_, nothing) = with(&ann, || ());
        assert!(nothing.is_nothing() && nothing.is_same(&of("bob")));
        let (_, user) = with(&ann, || lvt().user().map(str::to_owned));
        assert!(user.is_same(&of("ann")));
        assert!(!user.is_same(&of("bob")));
        let (_, flash) = with(&ann, || lvt().flash("error").map(str::to_owned));
        assert!(flash.is_same(&of("bob").with_flash(texts(&[("success", "Saved")]))));
        assert!(!flash.is_same(&of("ann")));
    }

    #[test]
    fn what_was_read_is_written_unambiguously() {
        let written = |lvt: &Lvt| {
            let (_, seen) = with(lvt, || {
                let lvt = super::lvt();
                let _ = (lvt.user(), lvt.pending(), lvt.errors(), lvt.flash(""));
                let _ = lvt.uploads("");
            });
            let mut out = Vec::new();
            seen.write_to(&mut out);
            out
        };
        let all = [
            Lvt::default(),
            of(""),
            of("a"),
            Lvt::default().with_pending(true),
            Lvt::default().with_errors(texts(&[("a", "bc")])),
            Lvt::default().with_errors(texts(&[("ab", "c")])),
            Lvt::default().with_errors(texts(&[("a", "bc"), ("a", "bc")])),
            Lvt::default().with_flash(texts(&[("a", "bc")])),
            Lvt::default().with_uploads([("a", UploadEntry::new(1, "b", 2, "c"))].into()),
            Lvt::default().with_uploads([("a", UploadEntry::new(1, "b", 2, ""))].into()),
        ];
        for (index, one) in all.iter().enumerate() {
            for other in &all[index + 1..] {
                assert_ne!(written(one), written(other), "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn nothing_of_a_render_is_left_when_it_panics() {
        let panicked = std::panic::catch_unwind(|| {
            with(&of("ann"), || {
                assert_eq!(lvt().user(), Some("ann"));
                panic!("a template fails");
            })
        });
        assert!(panicked.is_err());
        assert_eq!(lvt(), Lvt::default());
    }

    #[test]
    fn an_error_that_nobody_reads_is_not_shown() {
        let lvt = Lvt::default().with_errors(texts(&[("", "no")]));
        let read = |name: &'static str| with(&lvt, || super::lvt().error(name).is_some()).1;
        assert!(read("").shows_errors());
        assert!(!read("title").shows_errors());
        assert!(
            !with(&lvt, || super::lvt().aria_invalid("").as_str())
                .1
                .shows_errors()
        );
    }
}
