//! A mistake in a nested template is one error, at that template.

use livetpl::prelude::*;

#[derive(LiveTemplate)]
#[template(ext = "html", source = "<b>{{ text }}")]
struct Inner<'a> {
    text: &'a str,
}

#[derive(LiveTemplate)]
#[template(ext = "html", source = "<p>{{ Inner { text } }}</p>")]
struct Outer {
    text: String,
}

fn main() {
    let _ = Outer { text: String::new() }.to_string();
}
