//! Payloads that are validated before their action runs. Owns how a report becomes field errors.
//!
//! The rules are garde's, on the type itself: `#[derive(Deserialize, garde::Validate)]`. Its report names fields as Rust
//! does, a form as serde does.

use crate::controller::Error;

/// The whole payload as one value, validated: `Valid(join): Valid<Join>`.
///
/// Its type derives `garde::Validate`, and the feature `garde` of livetpl is on. What breaks a rule is a field error under
/// the name that the field has in the form, and the action does not run.
///
#[cfg_attr(feature = "garde", doc = "```")]
#[cfg_attr(not(feature = "garde"), doc = "```ignore")]
/// use livetpl::prelude::*;
///
/// #[derive(serde::Deserialize, garde::Validate)]
/// struct Join {
///     #[garde(length(min = 3, max = 20))]
///     name: String,
/// }
///
/// #[live_controller]
/// #[derive(Clone, Default)]
/// #[template(ext = "html", source = r#"<form method="post"><input name="name"> <button name="join">Join</button></form>"#)]
/// struct Club {
///     members: Vec<String>,
/// }
///
/// #[live_controller]
/// impl Club {
///     #[action]
///     fn join(&mut self, Valid(join): Valid<Join>) {
///         self.members.push(join.name);
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valid<T>(pub T);

/// What [`Valid`] can hold: with the feature `garde`, whatever implements `garde::Validate` with a context
/// that has a `Default`.
///
/// ```
/// use livetpl::controller::{Valid, Validated};
///
/// fn accept<T: Validated>(Valid(payload): Valid<T>) -> T {
///     payload
/// }
/// ```
#[cfg_attr(
    feature = "garde",
    diagnostic::on_unimplemented(
        message = "`{Self}` says nothing of what is valid",
        note = "derive it: `#[derive(serde::Deserialize, garde::Validate)]`"
    )
)]
#[cfg_attr(
    not(feature = "garde"),
    diagnostic::on_unimplemented(
        message = "`Valid<{Self}>` needs the feature `garde` of livetpl",
        note = "write `livetpl = {{ version = \"…\", features = [\"garde\"] }}` and `garde` beside it, and derive `garde::Validate` for `{Self}`"
    )
)]
pub trait Validated {
    /// Checks the value.
    ///
    /// # Errors
    ///
    /// A field error for each rule that is broken. `names` are those that serde knows the fields by.
    #[doc(hidden)]
    fn validated(&self, names: &[&str]) -> Result<(), Error>;
}

#[cfg(feature = "garde")]
impl<T> Validated for T
where
    T: garde::Validate,
    T::Context: Default,
{
    fn validated(&self, names: &[&str]) -> Result<(), Error> {
        let Err(report) = self.validate() else {
            return Ok(());
        };
        let mut refused: Option<Error> = None;
        for (path, error) in report.iter() {
            let (name, message) = (form_name(&path.to_string(), names), error.message());
            refused = Some(match refused {
                Some(error) => error.and_field(name, message),
                None => Error::field(name, message),
            });
        }
        refused.map_or(Ok(()), Err)
    }
}

/// The name in the form of what the report calls `path`: `tags[1]` is one of the values of `tags`, `address.street` is
/// called that, and a field that serde calls otherwise has serde's name.
#[cfg(feature = "garde")]
fn form_name(path: &str, names: &[&str]) -> String {
    let mut name = String::with_capacity(path.len());
    let mut depth = 0;
    for c in path.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            c if depth == 0 => name.push(c),
            _ => {}
        }
    }
    let (first, rest) = name.split_at(name.find('.').unwrap_or(name.len()));
    if names.contains(&first) {
        return name;
    }
    // `rename_all` writes the same letters otherwise.
    let letters = |name: &str| -> String {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let renamed = names.iter().find(|known| letters(known) == letters(first));
    format!("{}{rest}", renamed.copied().unwrap_or(first))
}

#[cfg(all(test, feature = "garde"))]
mod tests {
    use super::form_name;

    #[test]
    fn errors_have_the_names_of_the_form() {
        let names = ["firstName", "tags", "e-mail", "address"];
        for (path, expected) in [
            ("first_name", "firstName"),
            ("e_mail", "e-mail"),
            ("tags[2]", "tags"),
            ("address.street", "address.street"),
            ("address.lines[0].text", "address.lines.text"),
            ("unknown", "unknown"),
            ("", ""),
        ] {
            assert_eq!(form_name(path, &names), expected, "{path}");
        }
    }
}
