//! Byte identity: a flattened template renders like the template itself, with plain askama.

use std::fmt::Write;
use std::path::Path;

use crate::template::instrument;
use crate::template::ir::{Flat, Mark, Node};
use crate::template::load::load_in;
use crate::{cases, generated};

/// What the templates loop over.
#[derive(Clone)]
pub(crate) struct Item {
    pub(crate) name: &'static str,
    pub(crate) n: i32,
}

/// The marks as the runtime has them: they write nothing.
pub(crate) mod marks {
    #[derive(Clone, Copy)]
    pub(crate) struct Mark;

    pub(crate) const SLOT: Mark = Mark;

    pub(crate) const fn arm(_: u16) -> Mark {
        Mark
    }

    impl askama::filters::HtmlSafe for Mark {}

    impl askama::FastWritable for Mark {
        fn write_into(
            &self,
            _: &mut dyn std::fmt::Write,
            _: &dyn askama::Values,
        ) -> askama::Result<()> {
            Ok(())
        }
    }

    impl std::fmt::Display for Mark {
        fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            Ok(())
        }
    }
}

/// A row of fields: what every template is rendered with.
pub(crate) type State = (Vec<Item>, &'static str, Option<&'static str>, bool, i32);

/// A case's three renders: as written, flattened, marked.
pub(crate) type Render = fn(&State) -> [askama::Result<String>; 3];

/// Three structs a case, and the table of all.
macro_rules! triples {
    ($($name:ident { $($plain:tt)* } { $($flat:tt)* } { $($marked:tt)* })*) => {
        use crate::identity::{Item, Render, State, marks as __lvt};

        $(
            mod $name {
                use super::{__lvt, Item};
                $crate::identity::triples!(@struct Plain $($plain)*);
                $crate::identity::triples!(@struct Flat $($flat)*);
                $crate::identity::triples!(@struct Marked $($marked)*);
            }
        )*

        pub(crate) static CASES: &[(&str, Render)] = &[$((stringify!($name), |state| [
            askama::Template::render(&$name::Plain::new(state)),
            askama::Template::render(&$name::Flat::new(state)),
            askama::Template::render(&$name::Marked::new(state)),
        ]),)*];
    };
    (@struct $struct:ident $($attr:tt)*) => {
        #[derive(askama::Template)]
        #[template($($attr)*, config = "tests/template/askama.toml")]
        pub(crate) struct $struct {
            items: Vec<Item>,
            name: &'static str,
            maybe: Option<&'static str>,
            flag: bool,
            n: i32,
        }

        impl $struct {
            pub(crate) fn new((items, name, maybe, flag, n): &$crate::identity::State) -> $struct {
                $struct { items: items.clone(), name, maybe: *maybe, flag: *flag, n: *n }
            }
        }
    };
}
pub(crate) use triples;

fn states() -> Vec<State> {
    let items = vec![
        Item {
            name: "<one>",
            n: 1,
        },
        Item { name: "two", n: 2 },
        Item {
            name: "three",
            n: 3,
        },
    ];
    vec![
        (items.clone(), "A & B", Some("b"), true, 1),
        (items, "", Some("c"), false, 2),
        (Vec::new(), "N", None, false, 3),
        (Vec::new(), " N ", None, true, 2),
    ]
}

fn generate() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::from(
        "//! Written by `tests/template/bless`.\n\nuse crate::identity::triples;\n\n#[rustfmt::skip]\ntriples! {\n",
    );
    let mut refused = Vec::new();
    for case in cases::cases() {
        let text = format!(
            "#[template({}, config = \"tests/template/askama.toml\")] struct S {{ items: (), name: (), maybe: (), flag: (), n: () }}",
            case.attr
        );
        let input = syn::parse_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let (flat, settings) = match load_in(root, &input) {
            Ok(loaded) => loaded,
            Err(error) => {
                refused.push(format!("{}: {}\n{error}", case.name, case.attr));
                continue;
            }
        };
        check_places(&flat, &flat.nodes, &settings.delimiters.expr_start);
        let attr = |nodes: &[Node]| {
            let source = instrument::print(nodes, &settings).source;
            let mut attr = format!(
                "source = {source:?}, ext = \"html\", escape = {:?}",
                settings.escape
            );
            for (key, value) in [
                ("syntax", &settings.syntax),
                ("whitespace", &settings.whitespace),
            ] {
                if let Some(value) = value {
                    let _ = write!(attr, ", {key} = {:?}", value.value());
                }
            }
            attr
        };
        let (flattened, marked) = (attr(&flat.nodes), attr(&mark(&flat.nodes)));
        let _ = write!(
            code,
            "{}\n    {{ {} }}\n    {{ {flattened} }}\n    {{ {marked} }}\n",
            case.name, case.attr
        );
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    code.push_str("}\n");
    code
}

/// A mark at every place that can have one.
fn mark(nodes: &[Node]) -> Vec<Node> {
    let mut marked = vec![Node::Mark(Mark::Slot)];
    for node in nodes {
        let mut node = node.clone();
        match &mut node {
            Node::Branch { arms, .. } => {
                for arm in arms {
                    arm.nodes = mark(&arm.nodes);
                }
            }
            Node::Loop { body, empty, .. } => {
                *body = mark(body);
                *empty = empty.as_deref().map(mark);
            }
            Node::Call { nodes, .. } => *nodes = mark(nodes),
            _ => {}
        }
        marked.push(node);
        marked.push(Node::Mark(Mark::Arm(2)));
    }
    marked
}

/// Every node's place is where its text begins in its file.
fn check_places(flat: &Flat, nodes: &[Node], expr_start: &str) {
    for node in nodes {
        let Some(at) = node.at() else { continue };
        let source = &flat.files[at.file].source[at.offset..];
        match node {
            // A whitespace that stands for other whitespace may be another one.
            Node::Text { text, .. } => assert!(
                text.len() <= source.len()
                    && text
                        .bytes()
                        .zip(source.bytes())
                        .all(|(here, there)| here == there
                            || here.is_ascii_whitespace() && there.is_ascii_whitespace()),
                "{text:?} is not at {source:?}"
            ),
            Node::Output { .. } => assert!(source.starts_with(expr_start), "{source:?}"),
            Node::Branch { arms, .. } => {
                for arm in arms {
                    assert!(
                        arm.head.ends_with("if false")
                            || flat.files[arm.at.file].source[arm.at.offset..].contains(&arm.head)
                    );
                    check_places(flat, &arm.nodes, expr_start);
                }
            }
            Node::Loop {
                body, empty, head, ..
            } => {
                assert!(source.contains(head.as_str()));
                check_places(flat, body, expr_start);
                check_places(flat, empty.as_deref().unwrap_or_default(), expr_start);
            }
            Node::Call {
                nodes, arguments, ..
            } => {
                assert!(source.contains(arguments.as_str()), "{arguments:?}");
                check_places(flat, nodes, expr_start);
            }
            Node::Capture { nodes, .. } | Node::Silent { nodes, .. } => {
                check_places(flat, nodes, expr_start);
            }
            Node::Code { .. } | Node::Jump { .. } | Node::Mark(_) => {}
        }
    }
}

#[test]
fn generated_templates_are_current() {
    crate::problems::assert_current("generated.rs", &generate());
}

#[test]
fn guarantee_2_an_instrumented_template_renders_what_askama_renders() {
    assert!(!generated::CASES.is_empty());
    let mut different = Vec::new();
    for (name, render) in generated::CASES {
        for state in states() {
            let [plain, flat, marked] =
                render(&state).map(|render| render.unwrap_or_else(|error| error.to_string()));
            if plain != flat || plain != marked {
                different.push(format!("{name}:\n  {plain:?}\n  {flat:?}\n  {marked:?}"));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}
