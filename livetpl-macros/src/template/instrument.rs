//! A flat template as askama source, and the code that askama makes of it. The only file that names `askama_derive`.
//!
//! Invariant: what is printed renders byte for byte what the nodes say, whatever whitespace mode is configured: every
//! tag has an explicit `+` on both sides, and text that could be read as a tag stands in `{% raw %}`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, DeriveInput, LitStr, parse_quote};

use super::blame::blame;
use super::config::Delimiters;
use super::ir::{At, Flat, Mark, Node};
use super::record;
use super::sentinel::Sentinel;
use super::settings::Settings;

/// A template as askama source, and where its pieces come from.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    pub(crate) source: String,
    /// Where each piece begins in `source`, ascending, and its place in the template.
    pub(crate) places: Vec<(usize, At)>,
}

/// The whole template as askama source.
pub(crate) fn print(nodes: &[Node], settings: &Settings) -> Printed {
    Printer {
        delimiters: &settings.delimiters,
        sentinel: None,
    }
    .print(nodes)
}

/// Askama's `Template` for a struct whose template has mistakes: it renders nothing.
pub(crate) fn derive_empty(input: &DeriveInput) -> TokenStream {
    let DeriveInput {
        ident, generics, ..
    } = input;
    let where_clause = &generics.where_clause;
    let empty = parse_quote! {
        #[template(source = "", ext = "html")]
        struct #ident #generics #where_clause;
    };
    record::expand(derive_item(&empty), input)
}

/// Askama's `filter_fn`.
pub(crate) fn filter_fn(arguments: TokenStream, item: TokenStream) -> TokenStream {
    askama_derive::derive_filter_fn(arguments, item, || {
        quote!(
            use ::livetpl::__private::askama;
        )
    })
}

/// Prints nodes in one syntax.
#[derive(Clone, Copy)]
pub(crate) struct Printer<'a> {
    pub(crate) delimiters: &'a Delimiters,
    /// How marks are printed: in the text, or as expressions.
    pub(crate) sentinel: Option<Sentinel>,
}

/// Askama's `Template` (and what belongs to it) for the struct, from its nodes with marks.
///
/// Spans: all errors, askama's and those of rustc in an expression, point at the user's `path` or `source` string. The text
/// of askama's gets the template's own positions; rustc knows none.
pub(crate) fn derive(
    input: &DeriveInput,
    nodes: &[Node],
    flat: &Flat,
    settings: &Settings,
) -> TokenStream {
    let print = |sentinel| {
        Printer {
            delimiters: &settings.delimiters,
            sentinel,
        }
        .print(nodes)
    };
    let derive_printed = |printed: &Printed| {
        let mut input = input.clone();
        input.attrs = vec![attribute(printed, settings)];
        derive_item(&input)
    };
    let in_text = Sentinel::of(flat).and_then(|sentinel| {
        let printed = print(Some(sentinel));
        let code = sentinel.decode(derive_printed(&printed))?;
        Some((code, printed))
    });
    let (code, printed) = in_text.unwrap_or_else(|| {
        let printed = print(None);
        (derive_printed(&printed), printed)
    });
    let place = settings.literal.span();
    blame(record::expand(code, input), &printed, flat, place)
}

/// The `#[template(…)]` that askama is to see.
pub(crate) fn attribute(printed: &Printed, settings: &Settings) -> Attribute {
    let source = LitStr::new(&printed.source, settings.literal.span());
    let escape = LitStr::new(&settings.escape, settings.literal.span());
    let options = [
        ("syntax", &settings.syntax),
        ("config", &settings.config),
        ("whitespace", &settings.whitespace),
        ("print", &settings.print),
    ];
    let options = options.into_iter().filter_map(|(key, value)| {
        let key = syn::Ident::new(key, proc_macro2::Span::call_site());
        value.as_ref().map(|value| quote!(, #key = #value))
    });
    parse_quote!(#[template(source = #source, ext = "html", escape = #escape #(#options)*)])
}

/// Askama's code for a type whose attributes are ready.
pub(crate) fn derive_item(input: &DeriveInput) -> TokenStream {
    askama_derive::derive_template(quote!(#input), || {
        quote!(
            use ::livetpl::__private::askama;
        )
    })
}

impl Printed {
    /// Joins two pieces: `other` comes behind.
    fn append(&mut self, other: Printed) {
        let offset = self.source.len();
        self.source.push_str(&other.source);
        self.places.extend(
            other
                .places
                .into_iter()
                .map(|(at, place)| (at + offset, place)),
        );
    }
}

impl Printer<'_> {
    pub(crate) fn print(self, nodes: &[Node]) -> Printed {
        let (mut macros, mut page) = (Printed::default(), Printed::default());
        self.nodes(&mut page, &mut macros, nodes);
        macros.append(page);
        macros
    }

    /// Prints nodes to `out`, and the macros that they call to `macros`.
    fn nodes(self, out: &mut Printed, macros: &mut Printed, nodes: &[Node]) {
        let mut nodes = nodes.iter().peekable();
        while let Some(node) = nodes.next() {
            if let Some(at) = node.at() {
                out.places.push((out.source.len(), at));
            }
            match node {
                Node::Text { text, .. } => {
                    let mut whole = text.clone();
                    while let Some(Node::Text { text, .. }) = nodes.peek() {
                        whole.push_str(text);
                        nodes.next();
                    }
                    self.text(out, &whole);
                }
                Node::Output { expr, .. } => self.expr(out, expr),
                Node::Call {
                    name,
                    parameters,
                    arguments,
                    is_block,
                    nodes,
                    at,
                } => {
                    let mut definition = Printed::default();
                    definition.places.push((0, *at));
                    self.tag(&mut definition, &format!("macro {name}{parameters}"));
                    self.nodes(&mut definition, macros, nodes);
                    self.tag(&mut definition, "endmacro");
                    macros.append(definition);
                    if *is_block {
                        self.tag(out, &format!("call {name}{arguments}"));
                        self.tag(out, "endcall");
                    } else {
                        self.expr(out, &format!("{name}{arguments}"));
                    }
                }
                Node::Capture {
                    head, nodes, close, ..
                } => {
                    self.tag(out, head);
                    self.nodes(out, macros, nodes);
                    self.tag(out, close);
                }
                Node::Silent { nodes, .. } => self.nodes(out, macros, nodes),
                Node::Code { tag, .. } => self.tag(out, tag),
                Node::Jump { keyword, .. } => self.tag(out, keyword),
                Node::Branch {
                    head,
                    arms,
                    close,
                    at,
                } => {
                    if let Some(head) = head {
                        self.tag(out, head);
                    }
                    for arm in arms {
                        out.places.push((out.source.len(), arm.at));
                        self.tag(out, &arm.head);
                        self.nodes(out, macros, &arm.nodes);
                    }
                    out.places.push((out.source.len(), *at));
                    self.tag(out, close);
                }
                Node::Loop {
                    head, body, empty, ..
                } => {
                    self.tag(out, head);
                    self.nodes(out, macros, body);
                    if let Some(empty) = empty {
                        self.tag(out, "else");
                        self.nodes(out, macros, empty);
                    }
                    self.tag(out, "endfor");
                }
                Node::Mark(mark) => self.mark(out, *mark),
            }
        }
    }

    /// Safe for every escaper: one of the user's own would write another text.
    fn mark(self, out: &mut Printed, mark: Mark) {
        if let Some(text) = self.sentinel.and_then(|sentinel| sentinel.encode(mark)) {
            return out.source.push_str(&text);
        }
        match mark {
            Mark::Begin => {
                // Dropped where the template's function ends, however it ends.
                self.tag(out, "let _lvt_writing = __lvt::enter()");
                self.expr(out, "__lvt::BEGIN|safe");
            }
            Mark::Finish => self.expr(out, "__lvt::FINISH|safe"),
            Mark::Slot => self.expr(out, "__lvt::SLOT|safe"),
            Mark::Item => self.expr(out, "__lvt::ITEM|safe"),
            Mark::End => self.expr(out, "__lvt::END|safe"),
            Mark::Url => self.expr(out, "__lvt::URL|safe"),
            Mark::Media => self.expr(out, "__lvt::MEDIA|safe"),
            Mark::Form(form) => self.expr(out, &format!("__lvt::form({form})|safe")),
            Mark::Arm(arm) => self.expr(out, &format!("__lvt::arm({arm})|safe")),
        }
    }

    fn expr(self, out: &mut Printed, expr: &str) {
        let Delimiters {
            expr_start,
            expr_end,
            ..
        } = self.delimiters;
        out.source.extend([expr_start, "+ ", expr, " +", expr_end]);
    }

    fn tag(self, out: &mut Printed, inner: &str) {
        let Delimiters {
            block_start,
            block_end,
            ..
        } = self.delimiters;
        out.source
            .extend([block_start, "+ ", inner, " +", block_end]);
    }

    /// Text; in `raw` where askama would see a tag in it, or in its end together with the tag that follows.
    fn text(self, out: &mut Printed, text: &str) {
        if text.is_empty() {
            return;
        }
        let Some(at) = self.first_delimiter(text) else {
            out.source.push_str(text);
            return;
        };
        if !text.contains("endraw") {
            return self.raw(out, text);
        }
        // Cut inside of the delimiter: neither half is one.
        let cut = at + text[at..].chars().next().map_or(1, char::len_utf8);
        self.raw(out, &text[..cut]);
        self.text(out, &text[cut..]);
    }

    fn raw(self, out: &mut Printed, text: &str) {
        self.tag(out, "raw");
        out.source.push_str(text);
        self.tag(out, "endraw");
    }

    /// Where the first opening delimiter begins, if one does, also one that is completed by a tag after the text.
    fn first_delimiter(self, text: &str) -> Option<usize> {
        let Delimiters {
            block_start,
            expr_start,
            comment_start,
            ..
        } = self.delimiters;
        let starts = [block_start, expr_start, comment_start];
        [block_start, expr_start]
            .into_iter()
            .filter_map(|next| {
                let joined = format!("{text}{next}");
                starts
                    .iter()
                    .filter_map(|start| joined.find(start.as_str()))
                    .min()
                    .filter(|at| *at < text.len())
            })
            .min()
    }
}
