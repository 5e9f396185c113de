//! Finds the uploads that a template names: `lvt-upload` on the inputs that select files, and `lvt.uploads("…")`. Owns that
//! their form works without JavaScript, too.

use super::actions::{Form, snake_case};
use super::dom::TagItem;
use super::ir::{At, Node, UploadUse};

/// What stands in a tag, wherever it stands in it.
struct Attribute {
    name: String,
    name_at: At,
    at: At,
    fixed: Option<String>,
}

/// The upload that an element's tag names, or what is wrong with it. `form` is the one around it, if there is one.
pub(crate) fn read(
    element: &str,
    items: &[TagItem],
    form: Option<&Form>,
) -> Option<Result<UploadUse, (At, String)>> {
    let all: Vec<Attribute> = items.iter().flat_map(attributes).collect();
    let find = |name: &str| all.iter().find(|attribute| attribute.name == name);
    let kind = find("type").and_then(|kind| kind.fixed.as_deref());
    let is_file =
        element == "input" && kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("file"));
    let upload = find("lvt-upload")?;
    let refuse = |message: String| Some(Err((upload.name_at, message)));
    if !is_file {
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
    if form.is_some_and(|form| form.ours && !form.posts) {
        return refuse(
            "without JavaScript these files would not be sent: write `method=\"post\"` on the form"
                .to_owned(),
        );
    }
    if form.is_some_and(|form| !form.multipart) {
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

/// The uploads whose files `nodes` show: `lvt.uploads("avatar")`, wherever it is called.
pub(crate) fn shown(nodes: &[Node]) -> Vec<UploadUse> {
    let mut found = Vec::new();
    for node in nodes {
        let mut see = |code: &str, at: At| found.extend(called(code, at));
        match node {
            Node::Output { expr, at } => see(expr, *at),
            Node::Code { tag, at } => see(tag, *at),
            Node::Loop {
                head,
                body,
                empty,
                at,
            } => {
                see(head, *at);
                found.extend(shown(body));
                found.extend(shown(empty.as_deref().unwrap_or_default()));
            }
            Node::Branch { head, arms, at, .. } => {
                see(head.as_deref().unwrap_or_default(), *at);
                for arm in arms {
                    found.extend(called(&arm.head, arm.at));
                    found.extend(shown(&arm.nodes));
                }
            }
            Node::Call {
                arguments,
                nodes,
                at,
                ..
            }
            | Node::Capture {
                head: arguments,
                nodes,
                at,
                ..
            } => {
                see(arguments, *at);
                found.extend(shown(nodes));
            }
            Node::Silent { nodes, .. } => found.extend(shown(nodes)),
            Node::Text { .. } | Node::Jump { .. } | Node::Mark(_) => {}
        }
    }
    found
}

/// The calls in one piece of code. A name that is no plain text only the run knows.
fn called(code: &str, at: At) -> impl Iterator<Item = UploadUse> {
    let calls = code.split("lvt.uploads(\"").skip(1);
    calls.filter_map(move |rest| {
        let (name, _) = rest.split_once("\")")?;
        let is_plain = !name.contains(['"', '\\']);
        is_plain.then(|| UploadUse {
            name: name.to_owned(),
            at,
        })
    })
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
