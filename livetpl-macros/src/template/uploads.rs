//! Finds the uploads that a template names: `lvt-upload` on the inputs that select files. Owns that their form works without
//! JavaScript, too.

use super::actions::snake_case;
use super::dom::TagItem;
use super::ir::{At, UploadUse};

/// What stands in a tag, wherever it stands in it.
struct Attribute {
    name: String,
    name_at: At,
    at: At,
    fixed: Option<String>,
}

/// The upload that an element's tag names, or what is wrong with it. `is_multipart`: of the form around it, if there is one.
pub(crate) fn read(
    element: &str,
    items: &[TagItem],
    is_multipart: Option<bool>,
) -> Option<Result<UploadUse, (At, String)>> {
    let all: Vec<Attribute> = items.iter().flat_map(attributes).collect();
    let find = |name: &str| all.iter().find(|attribute| attribute.name == name);
    let upload = find("lvt-upload")?;
    let refuse = |message: String| Some(Err((upload.name_at, message)));
    let kind = find("type").and_then(|kind| kind.fixed.as_deref());
    if element != "input" || !kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("file")) {
        return refuse("`lvt-upload` is for files: write it on `<input type=\"file\">`".to_owned());
    }
    let said = upload.fixed.as_deref()?.trim();
    let name = find("name");
    let named = match (said, name.map(|name| name.fixed.as_deref().map(str::trim))) {
        ("", None) => {
            return refuse("`lvt-upload` needs the upload's name: write `lvt-upload=\"avatar\"` and `name=\"avatar\"`".to_owned());
        }
        // Only the run knows it.
        ("", Some(None)) => return None,
        ("", Some(Some(name))) => name,
        (said, None) => {
            return refuse(format!(
                "without JavaScript these files would not be sent: write `name=\"{said}\"`, too"
            ));
        }
        (said, Some(Some(name))) if snake_case(name) != snake_case(said) => {
            return refuse(format!(
                "without JavaScript these files would be sent as `{name}`: write `name=\"{said}\"`"
            ));
        }
        (said, Some(_)) => said,
    };
    if is_multipart == Some(false) {
        return refuse("without JavaScript only the names of these files would be sent: write `enctype=\"multipart/form-data\"` on the form".to_owned());
    }
    let at = if said.is_empty() {
        find("name").map_or(upload.name_at, |name| name.at)
    } else {
        upload.at
    };
    let name = snake_case(named);
    Some(Ok(UploadUse { name, at }))
}

fn attributes(item: &TagItem) -> Vec<Attribute> {
    match item {
        TagItem::Attr(attr) => vec![Attribute {
            name: attr.name.clone(),
            name_at: attr.at,
            at: attr.value_at,
            fixed: attr.fixed(),
        }],
        TagItem::Set(_, attrs) => {
            let inner = attrs.iter().map(|attr| Attribute {
                name: attr.name.clone(),
                name_at: attr.at,
                at: attr.value_at,
                fixed: attr.fixed.clone(),
            });
            inner.collect()
        }
    }
}
