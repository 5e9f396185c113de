//! An element as a test reads it: a snapshot, which later frames leave alone.

use scraper::{ElementRef, Node};

use crate::testing::fields::Fields;
use crate::testing::form;

/// An element of a page, as it was when it was found.
///
/// ```
/// # use livetpl::testing::{Page, Result};
/// # fn a_test(page: &Page) -> Result {
/// let button = page.find("button[name=send]")?;
/// assert_eq!(button.text(), "Send");
/// assert!(!button.is_disabled());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Element {
    tag: String,
    attributes: Vec<(String, String)>,
    text: String,
    value: String,
    html: String,
    is_checked: bool,
    is_disabled: bool,
}

impl Element {
    pub(super) fn of(el: ElementRef<'_>, fields: &Fields) -> Element {
        let attributes = el.value().attrs();
        Element {
            tag: el.value().name().to_owned(),
            attributes: attributes
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            text: text_of(el),
            value: fields.value(el),
            html: el.html(),
            is_checked: fields.is_checked(el),
            is_disabled: form::is_disabled(el),
        }
    }

    /// The name of its tag: `li`.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.find("#title")?.tag(), "h1");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// What a reader reads: the text of it and all in it, without scripts, each stretch of whitespace as one space.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.find("h1")?.text(), "Two todos");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value of an attribute, as the server wrote it.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.find("#more")?.attr("href"), Some("?page=2"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn attr(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// What a field holds: what was filled in, else what the server wrote. Of a `<select>` the value of what is chosen.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.find("input[name=title]")?.value(), "Bread");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Whether it has this class.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert!(page.find("#todo-7")?.has_class("done"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn has_class(&self, class: &str) -> bool {
        let classes = self.attr("class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|own| own == class)
    }

    /// Whether this checkbox or radio button is ticked, or this option chosen.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert!(page.find("input[name=gift]")?.is_checked());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.is_checked
    }

    /// Whether nothing can be done with this field or button, by itself or by its `<fieldset>`.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert!(page.find("button[name=pay]")?.is_disabled());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_disabled(&self) -> bool {
        self.is_disabled
    }

    /// Its HTML, as the server wrote it.
    ///
    /// ```
    /// # use livetpl::testing::{Page, Result};
    /// # fn a_test(page: &Page) -> Result {
    /// assert_eq!(page.find("#sum")?.html(), "<b id=\"sum\">12</b>");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }
}

/// The text of an element as a reader reads it.
pub(super) fn text_of(el: ElementRef<'_>) -> String {
    let mut raw = String::new();
    collect(el, &mut raw);
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements between whose text there is space, whatever the HTML says.
const BLOCKS: [&str; 25] = [
    "address", "article", "aside", "br", "dd", "details", "div", "dl", "dt", "fieldset", "footer",
    "form", "h1", "h2", "h3", "header", "li", "main", "nav", "ol", "p", "section", "td", "th",
    "tr",
];

fn collect(el: ElementRef<'_>, raw: &mut String) {
    let name = el.value().name();
    if matches!(name, "script" | "style" | "template" | "noscript") {
        return;
    }
    let is_block = BLOCKS.contains(&name);
    if is_block {
        raw.push(' ');
    }
    for child in el.children() {
        if let Node::Text(text) = child.value() {
            raw.push_str(text);
        } else if let Some(child) = ElementRef::wrap(child) {
            collect(child, raw);
        }
    }
    if is_block {
        raw.push(' ');
    }
}
